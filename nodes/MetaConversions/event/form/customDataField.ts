import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { json } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { isRecord, parsedJson } from '../../../shared/record';

/** What Meta refuses a whole request for where it is wrong (Meta: conversions-api/parameters/custom-data). */
const OF_COLUMNS: ReadonlySet<string> = new Set(['value', 'currency', 'contents']);

/** A JSON object without what columns give. */
const customDataCheck = z.unknown().transform((entry, context): IDataObject => {
	const json = parsedJson(entry);
	if (!isRecord(json)) {
		problem(context, [], 'is not a JSON object', 'Write it as {"content_category": "shoes"}.');
		return z.NEVER;
	}
	const ofColumns = Object.keys(json).filter((key) => OF_COLUMNS.has(key));
	if (ofColumns.length === 0) return json as IDataObject;
	problem(
		context,
		[],
		`has ${ofColumns.join(', ')}, which are columns`,
		'Map the column instead: each row is checked there.',
	);
	return z.NEVER;
});

export const customDataField = json(
	{
		displayName: 'Other Event Data',
		name: 'customData',
		default: '{}',
		description: 'More fields of Meta’s custom_data as JSON. Never put personal data there.',
	},
	customDataCheck,
);
