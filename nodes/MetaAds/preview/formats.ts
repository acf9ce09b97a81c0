import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { adPreviewSpec } from '../../shared/spec';
import { fromLongList } from '../../shared/node/longLists';

/** What most approvals need to see. Meta calls the two feeds “standard” and Facebook’s by its device. */
const USUAL = ['MOBILE_FEED_STANDARD', 'INSTAGRAM_STANDARD', 'INSTAGRAM_STORY'];

export const formatsField: INodeProperties = {
	displayName: 'Formats',
	name: 'formats',
	type: 'multiOptions',
	default: [],
	description: 'Where to show it, a call each. Without any: the feeds of Facebook and Instagram on a phone, and Instagram Stories.',
	...fromLongList('getPreviewFormats'),
};

export const formatsParam = z
	.array(z.enum(adPreviewSpec.AdFormat as unknown as [string, ...string[]]))
	.default([])
	.transform((chosen) => (chosen.length > 0 ? [...new Set(chosen)] : USUAL));
