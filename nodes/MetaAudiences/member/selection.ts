import { get } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { isRecord } from '../../shared/record';
import { foldedText } from '../../meta/people/consent/consentWords';
import { isRefusedValue, cellText } from '../../meta/people/normalise/value';

/** Which contacts belong in the list, by one column of theirs: a lifecycle stage, a status, a mark that they are archived. */
export interface Selection {
	/** Its name, or the path to it. */
	readonly column: string;
	/** What it has to hold; the case of letters does not matter. */
	readonly values: readonly string[];
}

interface Asked {
	readonly belonging: 'all' | 'column';
	readonly belongingColumn?: string | undefined;
	readonly belongingValues?: string | undefined;
}

/** As the form says it; null for all. */
export function selectionIn({ belonging, belongingColumn = '', belongingValues = '' }: Asked): Selection | null {
	if (belonging === 'all') return null;
	return { column: belongingColumn.trim(), values: belongingValues.split(',').map((value) => value.trim()) };
}

/**
 * Tells who belongs. Blank is not among the values, and neither is anything else that is not listed.
 *
 * @throws InputProblem where no item has the column at all: a name that is written wrongly would leave nobody
 */
export function selectedOf(items: readonly IDataObject[], { column, values }: Selection): boolean[] {
	const wantedTexts = new Set(values.map(foldedText));
	let isThere = false;
	const selections = items.map((item) => {
		const cell: unknown = item[column] ?? get(item, column);
		isThere ||= cell !== undefined;
		// HubSpot's API wraps each value.
		const text = cellText(isRecord(cell) && 'value' in cell ? cell.value : cell);
		return !isRefusedValue(text) && text !== '' && wantedTexts.has(foldedText(text));
	});
	if (!isThere) {
		throw new InputProblem(
			['belongingColumn'],
			'names a column that no item has',
			'Write it as in the input, with dots for nested fields: properties.lifecyclestage.',
		);
	}
	if (selections.includes(true)) return selections;
	throw new InputProblem(
		['belongingValues'],
		'is a list, but no item has a value in these columns',
		'Nobody was sent. Compare the values with those in the input; to take everybody out, use Remove or delete the audience.',
	);
}
