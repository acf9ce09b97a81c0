import { readField } from '../numbers/metrics.mts';
import type { NumbersRow, WrittenRow } from '../numbers/row.mts';
import { dayText } from '../query/days.mts';

/** How Meta writes a row: the fields in the order asked for, the dates, the breakdown values. */
export function writeRow(row: NumbersRow, fields: string[]): WrittenRow {
	const cells: WrittenRow = {};
	for (const field of fields) {
		const value = field.startsWith('date_') ? undefined : readField(row, field);
		if (value !== undefined) cells[field] = value;
	}
	return { ...cells, date_start: dayText(row.period.since), date_stop: dayText(row.period.until), ...row.values };
}
