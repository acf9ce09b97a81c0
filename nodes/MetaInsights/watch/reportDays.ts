import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { saysIncomplete } from '../../meta/evidence/known';
import { addDays } from '../report/facts/dateRanges';
import { idField, levels, nameField, type Level } from '../report/facts/levels';
import { isSummary } from '../report/rows/rowNames';
import type { DayFigures } from './measures';
import type { Watched } from './past';

/** A cell as a number; null for what is none: a table may have made text of it. */
function numberIn(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const number = Number(value);
	return Number.isFinite(number) && number >= 0 ? number : null;
}

const textIn = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const dayIn = ({ date_start: day }: IDataObject): string => textIn(day).slice(0, 10);

/** Rows of one account, the days that a report may be judged by, and where they come from. */
export interface Told {
	readonly rows: readonly IDataObject[];
	readonly level: Level;
	readonly resultsColumn: string;
	/** The last complete day. */
	readonly until: string;
	/** How many days up to it. */
	readonly days: number;
}

const nothing: DayFigures = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };

/** Objects with a day for each of the window. A day without a row had no delivery: Meta leaves it out. */
export function objectsOf({ rows, level, resultsColumn, until, days }: Told): Watched[] {
	const window = Array.from({ length: days }, (_, index) => addDays(until, index + 1 - days));
	const objects = new Map<string, { name: string; days: Map<string, DayFigures> }>();
	for (const row of rows) {
		const id = textIn(row[idField(level)]);
		if (id === '') continue;
		const object = objects.get(id) ?? { name: '', days: new Map<string, DayFigures>() };
		objects.set(id, { name: textIn(row[nameField(level)]) || object.name || id, days: object.days });
		object.days.set(dayIn(row), {
			spend: numberIn(row.spend),
			impressions: numberIn(row.impressions),
			clicks: numberIn(row.clicks),
			results: numberIn(row[resultsColumn]),
			purchases: numberIn(row.purchases),
			value: numberIn(row.purchase_value),
		});
	}
	return [...objects].map(([id, { name, days: own }]) => ({
		id,
		name,
		days: window.map((date) => ({ date, ...(own.get(date) ?? nothing) })),
	}));
}

const notDaily = (item: number, message: string): InputProblem =>
	new InputProblem(
		['rowsFrom'],
		`takes the rows of the input, and item ${item + 1} ${message}`,
		'Let Meta Insights → Get give one row an object and day: Time Increment Day, without breakdowns.',
	);

/** The most detailed level that rows have IDs of. */
const levelIn = (rows: readonly IDataObject[]): Level =>
	[...levels].reverse().find((level) => rows.some((row) => textIn(row[idField(level)]) !== '')) ?? 'account';

/**
 * Rows of the input, by account. Days that are not complete are left out: half a day looks like half the results.
 *
 * @throws InputProblem for rows that are no days, come twice, or belong to an incomplete report
 */
export function toldByItems(items: readonly IDataObject[], resultsColumn: string): Map<string, Told> {
	const level = levelIn(items);
	const byAccount = new Map<string, IDataObject[]>();
	const seen = new Set<string>();
	items.forEach((row, item) => {
		if (isSummary(row)) return;
		const [day, key] = [dayIn(row), `${textIn(row[idField(level)])} ${dayIn(row)}`];
		if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw notDaily(item, 'has no day in date_start');
		if (textIn(row.date_stop) !== '' && textIn(row.date_stop).slice(0, 10) !== day)
			throw notDaily(item, 'covers more than one day');
		if (seen.has(key)) throw notDaily(item, `tells of ${day} of the same object a second time`);
		if (saysIncomplete(row.report_complete)) throw notDaily(item, 'is of a report that is not complete');
		seen.add(key);
		if (saysIncomplete(row.day_complete)) return;
		const account = textIn(row.account_id);
		byAccount.set(account, [...(byAccount.get(account) ?? []), row]);
	});
	return new Map([...byAccount].map(([account, rows]) => [account, toldBy(rows, level, resultsColumn)]));
}

function toldBy(rows: readonly IDataObject[], level: Level, resultsColumn: string): Told {
	const days = rows.map(dayIn).sort();
	const [first = '', until = ''] = [days[0], days[days.length - 1]];
	const length = Math.round((Date.parse(until) - Date.parse(first)) / 86_400_000) + 1;
	return { rows, level, resultsColumn, until, days: length };
}
