import { minBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { lengthOf } from '../../facts/dateRanges';
import { lastDay, textOfCell } from './cells';

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
