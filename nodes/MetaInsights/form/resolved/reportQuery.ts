import type { GraphFilter } from '../../../shared/filtering';
import { isEmpty } from '../../../shared/form/problem';
import type { Increment } from '../../facts/increments';
import type { ReportQuery } from '../../facts/query';
import { allStatuses, statusLevel } from '../../facts/statuses';
import { requestedFields, requestedWindows, type ColumnSettings } from '../../rows/columns/columnSettings';
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

const increments = { total: 'total', day: 1, week: 7, month: 'month' } as const;

/** @throws InputProblem where an expression gives no number of days */
export function incrementOf({ timeIncrement, incrementDays }: ReportForm): Increment {
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
