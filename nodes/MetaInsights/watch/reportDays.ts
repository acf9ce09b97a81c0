import { groupBy, sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { idField, nameFieldOf, type ReportLevel } from '../facts/levels';
import type { WatchDayFigures } from './judged/measures';
import type { WatchedObject, Week } from './judged/past';
import { addDays } from '../../shared/accountTime';
import { dayOfCell } from '../../shared/reading/days';
import { countOf } from '../../shared/reading/numbers';

export const textIn = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const startDayOf = ({ date_start: day }: IDataObject): string => dayOfCell(day);

/** Rows of one account, the days that a report may be judged by, and where they come from. */
export interface AccountDays {
	readonly rows: readonly IDataObject[];
	/** Rows of whole weeks, where Meta was asked for them. */
	readonly weeks?: readonly IDataObject[];
	readonly level: ReportLevel;
	readonly resultsColumn: string;
	/** The last complete day. */
	readonly until: string;
	/** How many days up to it. */
	readonly days: number;
}

const nothing: WatchDayFigures = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };

const weekOf = (row: IDataObject): Week => ({
	since: startDayOf(row),
	until: dayOfCell(row.date_stop),
	frequency: countOf(row.frequency),
	impressions: countOf(row.impressions),
	clicks: countOf(row.clicks),
});

/** Objects with a day for each of the window. A day without a row had no delivery: Meta leaves it out. */
export function objectsOf({ rows, weeks = [], level, resultsColumn, until, days }: AccountDays): WatchedObject[] {
	const window = Array.from({ length: days }, (_, index) => addDays(until, index + 1 - days));
	const objects = new Map<string, { name: string; days: Map<string, WatchDayFigures> }>();
	for (const row of rows) {
		const id = textIn(row[idField(level)]);
		if (id === '') continue;
		const object = objects.get(id) ?? { name: '', days: new Map<string, WatchDayFigures>() };
		objects.set(id, { name: textIn(row[nameFieldOf(level)]) || object.name || id, days: object.days });
		object.days.set(startDayOf(row), {
			spend: countOf(row.spend),
			impressions: countOf(row.impressions),
			clicks: countOf(row.clicks),
			results: countOf(row[resultsColumn]),
			purchases: countOf(row.purchases),
			value: countOf(row.purchase_value),
		});
	}
	const weeksOf = groupBy(weeks, (row) => textIn(row[idField(level)]));
	return [...objects].map(([id, { name, days: ownDays }]) => ({
		id,
		name,
		days: window.map((date) => ({ date, ...(ownDays.get(date) ?? nothing) })),
		weeks: sortBy((weeksOf[id] ?? []).map(weekOf), 'since'),
	}));
}
