import { uniq } from 'lodash';
import { z } from 'zod';

import { listedChoices } from '../../shared/form/kinds';
import { adPreviewSpec } from '../../shared/spec';
import { fromLongList } from '../../shared/node/longLists';

/** What most approvals need to see. Meta calls the two feeds “standard” and Facebook’s by its device. */
const USUAL = ['MOBILE_FEED_STANDARD', 'INSTAGRAM_STANDARD', 'INSTAGRAM_STORY'];

export const formatsField = listedChoices(
	{
		displayName: 'Formats',
		name: 'formats',
		description: 'Where to show it, a call each. Without any: the feeds of Facebook and Instagram on a phone, and Instagram Stories.',
		...fromLongList('getPreviewFormats'),
	},
	z.array(z.enum(adPreviewSpec.AdFormat)).transform((chosen): readonly string[] => (chosen.length > 0 ? uniq(chosen) : USUAL)),
);
