import { minBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { lengthOf, type ReportPeriod } from '../../facts/dateRanges';
import { numberOf } from '../../../shared/reading/numbers';
import { firstDay, lastDay, textOfCell } from './cells';

const dayIn = (row: IDataObject, column: string): string => textOfCell(row[column]).slice(0, 10);

const isCompared = (row: IDataObject): boolean =>
	dayIn(row, 'date_start') !== '' && dayIn(row, 'previous_date_start') !== '';

/**
 * Days that the period before has no place for, such as the 31st, stand next to its last day. Nothing of them is there.
 * They belong to a period that is compared, and nothing before is missing for their sake. Other rows without a day
 * before stay as they are, since a filter or a missing part hides it.
 */
export function withDaysBefore(rows: readonly IDataObject[]): IDataObject[] {
	const first = minBy(rows.filter(isCompared), (row) => dayIn(row, 'date_start'));
	const last = lastDay(rows, 'previous_date_stop');
	if (first === undefined || last === null) return [...rows];
	const before = lengthOf({ since: dayIn(first, 'previous_date_start'), until: last });
	const isBeyond = (day: string): boolean => lengthOf({ since: dayIn(first, 'date_start'), until: day }) > before;
	return rows.map((row) => {
		const day = dayIn(row, 'date_start');
		const isAlone = 'previous_date_start' in row && day !== '' && dayIn(row, 'previous_date_start') === '';
		return isAlone && (isBeyond(day) || day.endsWith('-02-29'))
			? { ...row, previous_date_start: last, previous_date_stop: last }
			: row;
	});
}

/** Rows of the period before that have no day of their own now: they stand on the last one, with nothing now (`PeriodComparison`). */
export function rowsWithoutPlace(rows: readonly IDataObject[]): IDataObject[] {
	const facing = new Map<string, string>();
	for (const row of rows.filter(isCompared)) {
		const [day, before] = [dayIn(row, 'date_start'), dayIn(row, 'previous_date_start')];
		const earliest = facing.get(day);
		if (earliest === undefined || before < earliest) facing.set(day, before);
	}
	const isBare = (row: IDataObject): boolean =>
		['spend', 'impressions'].every((column) => (numberOf(row[column]) ?? 0) === 0);
	return rows.filter(
		(row) =>
			isCompared(row) && isBare(row) && dayIn(row, 'previous_date_start') !== facing.get(dayIn(row, 'date_start')),
	);
}

/** The days before that no day now is compared with; null where there is none. */
export function daysWithoutPlace(rows: readonly IDataObject[]): ReportPeriod | null {
	const without = rowsWithoutPlace(rows);
	const [since, until] = [firstDay(without, 'previous_date_start'), lastDay(without, 'previous_date_stop')];
	return since === null || until === null ? null : { since, until };
}
