import type { IDataObject } from 'n8n-workflow';

import { saysIncomplete } from '../../../meta/evidence/known';
import { isSummary } from '../../rows/columns/rowNames';
import { metrics } from './figures';

/** A cell as text; nothing for what is none. */
export const textOfCell = (value: unknown): string =>
	value === null || value === undefined || typeof value === 'object' ? '' : String(value);

const hasNumbers = (row: IDataObject): boolean =>
	metrics.some(({ column }) => row[column] !== null && row[column] !== undefined && row[column] !== '');

/** Whether an item is a row with anything to show. */
export const isShownRow = (row: IDataObject): boolean => !isSummary(row) && hasNumbers(row);

const FLAGS = ['day_complete', 'settled', 'report_complete'];

/** What a report says of itself, as a yes or a no. A CSV file or a sheet has made text or a number of it. */
export const withFlags = (rows: readonly IDataObject[]): IDataObject[] =>
	rows.map((row) => {
		const flagsInText = FLAGS.filter((name) => typeof row[name] !== 'boolean' && textOfCell(row[name]) !== '');
		return flagsInText.length === 0
			? row
			: { ...row, ...Object.fromEntries(flagsInText.map((name) => [name, !saysIncomplete(row[name])])) };
	});

/** In order; none where one is written otherwise than `2026-11-27`, since nobody knows where it belongs. */
function daysIn(rows: readonly IDataObject[], column: string): string[] {
	const days = rows.map((row) => textOfCell(row[column]).slice(0, 10)).filter(Boolean);
	return days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day)) ? days.sort() : [];
}

export const firstDay = (rows: readonly IDataObject[], column: string): string | null =>
	daysIn(rows, column)[0] ?? null;

export const lastDay = (rows: readonly IDataObject[], column: string): string | null =>
	daysIn(rows, column).at(-1) ?? null;
