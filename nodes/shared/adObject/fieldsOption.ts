import { z } from 'zod';

import { assumeDefault } from '../form/field';
import { listedChoices } from '../form/kinds';
import { fieldsListOf, fromLongList } from '../node/pickers/longLists';
import type { AdObjectKind } from './kind';

/** For raw answers: which of Meta's fields to read. */
export const fieldsOption = ({ locator, allFields, fields }: AdObjectKind) =>
	assumeDefault(
		listedChoices(
			{
				displayName: 'Fields',
				name: 'fields',
				description:
					'Meta’s fields to return when Simplify is off or Output is Raw. Leave empty for the default fields.',
				...fromLongList(fieldsListOf(locator.name)),
			},
			z
				.array(z.enum(allFields as [string, ...string[]]))
				.transform((names): readonly string[] => (names.length > 0 ? names : fields)),
		),
	);
