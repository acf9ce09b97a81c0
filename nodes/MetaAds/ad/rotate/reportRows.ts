import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/form/problem';
import type { DayFigures } from '../../rotation/rotation';

/** One row of the report, with the item it came in. */
export interface ReportRow extends DayFigures {
	readonly item: number;
}

const howToReport = 'Let a Meta Insights node give one row an ad and day, without breakdowns, and connect it to this node.';

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const rowProblem = (item: number, message: string): InputProblem => new InputProblem(['resultsColumn'], `Item ${item + 1} ${message}`, howToReport);

/** Meta gives whole numbers and amounts as text ("12.34"); spreadsheets turn them into numbers. */
function figure(row: IDataObject, column: string, item: number, ifEmpty?: number): number {
	const value = row[column];
	if (isEmpty(value) && ifEmpty !== undefined) return ifEmpty;
	const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
	if (Number.isFinite(number) && number >= 0) return number;
	throw rowProblem(item, `has no usable number in the column “${column}”`);
}

/**
 * Reads the items as rows of a daily report. Nothing is skipped quietly: a row that is lost could be the one whose results
 * save an ad.
 *
 * @throws InputProblem naming the item
 */
export function readReportRows(items: readonly IDataObject[], resultsColumn: string): ReportRow[] {
	const rows = items.flatMap((row, item) => (isEmpty(row.ad_id) && isEmpty(row.date_start) ? [] : [readRow(row, item, resultsColumn)]));
	if (rows.length > 0 && !items.some((row) => resultsColumn in row)) {
		throw new InputProblem(
			['resultsColumn'],
			`is “${resultsColumn}”, and no item has such a column`,
			'Enter the name of the column that counts what you pay for. Were it taken for zero, every ad would look like a loser.',
		);
	}
	const seen = new Set<string>();
	for (const { adId, date, item } of rows) {
		const key = `${adId} ${date}`;
		if (seen.has(key)) throw rowProblem(item, `tells of ${date} of the ad ${adId} a second time`);
		seen.add(key);
	}
	return rows;
}

function readRow(row: IDataObject, item: number, resultsColumn: string): ReportRow {
	const adId = String(row.ad_id ?? '');
	if (!/^\d+$/.test(adId)) throw rowProblem(item, 'has no ad ID in the column “ad_id”');
	const date = String(row.date_start ?? '').slice(0, 10);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) throw rowProblem(item, 'has no day in the column “date_start”');
	if (!isEmpty(row.date_stop) && String(row.date_stop).slice(0, 10) !== date) throw rowProblem(item, 'covers more than one day');
	return {
		item,
		adId,
		date,
		spend: figure(row, 'spend', item),
		impressions: figure(row, 'impressions', item),
		results: figure(row, resultsColumn, item, 0),
	};
}
