import type { GraphFilter } from '../../../shared/filtering';
import { isEmpty } from '../../../shared/form/problem';
import { lengthOf } from '../../facts/dateRanges';
import type { Increment } from '../../facts/increments';
import type { ReportQuery } from '../../facts/query';
import { allStatuses, statusLevel } from '../../facts/statuses';
import { requestedFields, requestedWindows, type ColumnSettings } from '../../rows/columns/columnSettings';
import { rangesOf } from '../days/ranges';
import { nodeOf } from '../accounts/scope';
import { reportFilterOf } from '../filters';
import type { ReportForm } from '../reportForm';

function filtersOf({ level, options }: ReportForm): GraphFilter[] {
	const statuses = options.statuses.length > 0 ? options.statuses : options.includeDeleted ? allStatuses(level) : [];
	return [
		...options.filters.map(reportFilterOf),
		...(statuses.length > 0
			? [{ field: `${statusLevel(level)}.effective_status`, operator: 'IN', value: [...statuses] }]
			: []),
	];
}

/** The longest range, in days, whose rows are days where nobody chose: three months. */
const LONGEST_BY_DAY = 92;

const increments = { total: 'total', day: 1, week: 'week', month: 'month' } as const;

/**
 * @param zone and now, the account's time zone and the instant of the report: which days it has, where the increment follows them
 * @throws InputProblem where an expression gives no number of days, or no day
 */
export function incrementOf(form: ReportForm, zone: string, now: number): Increment {
	const { timeIncrement, incrementDays } = form;
	if (timeIncrement === 'auto') {
		const longest = Math.max(...rangesOf(form, 1, zone, now).map(lengthOf));
		return longest > LONGEST_BY_DAY ? 'month' : 1;
	}
	if (timeIncrement !== 'days') return increments[timeIncrement];
	if (incrementDays === undefined) throw isEmpty(['incrementDays']);
	return incrementDays;
}

/** What every part of the report is asked with. */
export function reportQuery(
	form: ReportForm,
	account: string,
	columns: ColumnSettings,
	increment: Increment,
): ReportQuery {
	const filtering = filtersOf(form);
	return {
		account,
		...nodeOf(form, account),
		level: form.level,
		fields: requestedFields(columns),
		breakdowns: form.breakdowns,
		actionBreakdowns: columns.actionBreakdowns,
		windows: requestedWindows(columns),
		increment,
		filtering,
	};
}
