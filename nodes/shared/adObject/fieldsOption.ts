import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { fieldsListOf, fromLongList } from '../node/longLists';
import type { AdObjectKind } from './kind';

/** For raw answers: which of Meta's fields to read. */
export const fieldsOption = ({ locator }: AdObjectKind): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	default: [],
	description: 'Which of Meta’s fields to return when Simplify is off; the usual ones when none is chosen',
	...fromLongList(fieldsListOf(locator.name)),
});

export const fieldsParam = ({ allFields, fields }: AdObjectKind) =>
	z
		.array(z.enum(allFields as [string, ...string[]]))
		.default([])
		.transform((chosen): readonly string[] => (chosen.length > 0 ? chosen : fields));
