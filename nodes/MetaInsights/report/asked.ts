import { daysAgo } from '../../shared/accountTime';
import type { Filter } from '../../shared/filtering';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import { leftOut } from './breakdownFields';
import { hidesPeople, retentionOf, type Retention } from './breakdownRules';
import { requestedFields, requestedWindows, type ColumnSettings } from './columns';
import { firstDayKept, isSettled, type Period } from './dateRanges';
import { metricFields, type Level } from './fieldSets';
import { filterOf } from './filters';
import { alignToWeeks, chunksOf, type Increment } from './increments';
import { remarksOnOpenDays, untilToday } from './openDays';
import { checkOutput } from './outputRules';
import { isActionList, type ReportQuery } from './query';
import { checkRanges, previousOf, rangesOf } from './ranges';
import type { ReportForm } from './reportForm';
import { idsOf, nodeOf } from './scope';
import { allStatuses, statusLevel } from './statuses';

/** A report's form, worked out for one account and one instant. Plain data: a plan carries it. */
export interface Asked {
	readonly query: ReportQuery;
	readonly columns: ColumnSettings;
	readonly periods: readonly Period[];
	/** The periods to compare with, chunk by chunk in the order of `periods`. */
	readonly previous: readonly Period[];
	readonly ids?: { readonly level: Level; readonly ids: readonly string[] };
	/** What only runs at Meta tell of it, in words. */
	readonly runOnly?: string;
	/** Remarks for the people who look at the result. */
	readonly remarks: readonly string[];
}

function filtersOf({ level, options }: ReportForm): Filter[] {
	const statuses = options.statuses.length > 0 ? options.statuses : options.includeDeleted ? allStatuses(level) : [];
	return [
		...options.filters.map(filterOf),
		...(statuses.length > 0 ? [{ field: `${statusLevel(level)}.effective_status`, operator: 'IN', value: [...statuses] }] : []),
	];
}

const increments = { total: 'total', day: 1, week: 7, month: 'month' } as const;

function incrementOf({ timeIncrement, incrementDays }: ReportForm): Increment {
	if (timeIncrement !== 'days') return increments[timeIncrement];
	if (incrementDays === undefined) throw isEmpty(['incrementDays']);
	return incrementDays;
}

/** Things Meta keeps for a shorter time: refused where it would refuse; told where only a run has them. */
function checkRetention(breakdowns: readonly string[], fields: readonly string[], [first]: readonly Period[], [before]: readonly Period[], today: string): string[] {
	const path = breakdowns.length > 0 ? ['breakdowns'] : ['options', 'moreFields'];
	return retentionOf(breakdowns, fields).flatMap(({ months, what, byRun }: Retention) => {
		const since = firstDayKept(today, months);
		const tooEarly = first.since < since ? 'report' : before !== undefined && before.since < since ? 'period before' : null;
		if (tooEarly === null) return [];
		if (byRun) return [`${what}, because the ${tooEarly} starts more than ${months} months ago`];
		if (tooEarly === 'report') {
			throw new InputProblem(path, `cannot reach back that far: Meta keeps ${what} for ${months} months`, `Start on ${since} or later, or drop the breakdown or field.`);
		}
		throw new InputProblem(
			path,
			`cannot reach back as far as the period before, ${before.since}: Meta keeps ${what} for ${months} months`,
			'Choose a shorter or later Date Range, drop the breakdown or field, or switch Compare With Previous Period off.',
		);
	});
}

/** What Meta answers differently from what the form seems to ask. */
function unmet(form: ReportForm, fields: readonly string[]): string[] {
	const people = fields.filter((field) => hidesPeople(form.breakdowns, field));
	const rankings = form.level === 'ad' ? [] : fields.filter((field) => field.endsWith('_ranking'));
	return [
		...(rankings.length === 0 ? [] : [`Meta ranks single ads only: ${rankings.join(', ')} ${form.simplify ? 'are empty' : 'are missing'} in this report. Set Level to Ad to get them.`]),
		...(people.length === 0 ? [] : [`Meta does not count people by hour: ${people.join(', ')} ${form.simplify ? 'are empty' : 'are 0 or missing'} in this report. Drop the breakdown by hour to get them.`]),
		...(form.options.actionBreakdowns.length === 0 || fields.some(isActionList)
			? []
			: ['Action Breakdowns change nothing here: no field of this report is a list of actions. Add the field set Conversions, or actions to Fields in the options.']),
	];
}

function columnSettings({ level, fieldSets, breakdowns, options }: ReportForm): ColumnSettings {
	const { actionTypes, allActionTypes, attributionWindows, conversionWindow, moreFields } = options;
	const windows = [...new Set([...attributionWindows, ...(conversionWindow === 'value' ? [] : [conversionWindow])])];
	return {
		level,
		fieldSets,
		moreFields,
		breakdowns,
		// Once any is named, Meta no longer adds action_type by itself (its default), and nothing would say what was counted.
		actionBreakdowns: options.actionBreakdowns.length === 0 ? [] : [...new Set(['action_type', ...options.actionBreakdowns])],
		// Meta gives the value by each ad set's own setting only when `default` is asked for beside other windows.
		windows: windows.length > 0 && !windows.includes('default') ? ['default', ...windows] : windows,
		actionTypes,
		allActionTypes,
		conversionWindow,
	};
}

/**
 * Works out what to ask of Meta.
 *
 * @param now the instant of the report, in ms
 * @throws InputProblem for an output that cannot be, and for dates Meta would refuse or answer wrongly
 */
export function askedBy(form: ReportForm, account: AccountFacts, now: number): Asked {
	const zone = account.timeZone;
	const today = daysAgo(0, zone, now);
	const increment = incrementOf(form);
	const columns = columnSettings(form);
	checkOutput(form, columns);
	const typed = rangesOf(form, increment, zone, now);
	checkRanges(form, typed, today);
	const ranges = untilToday(typed, today);
	const fields = requestedFields(columns);
	const align = (periods: readonly Period[]): Period[] => (increment === 7 ? periods.flatMap((period) => alignToWeeks(period, form.options.weekStart)) : [...periods]);
	const before = previousOf(form, typed, increment, today);
	const [runOnly] = checkRetention(form.breakdowns, fields, ranges, before, today);
	const oneSided = before.length > 0 && ranges.some(({ until }, index) => isSettled(until, zone, now) !== isSettled(before[index].until, zone, now));
	return {
		query: {
			account: account.id,
			...nodeOf(form, account.id),
			level: form.level,
			fields,
			breakdowns: form.breakdowns,
			actionBreakdowns: columns.actionBreakdowns,
			windows: requestedWindows(columns),
			increment,
			filtering: filtersOf(form),
		},
		columns,
		periods: align(ranges),
		previous: align(before),
		ids: idsOf(form),
		runOnly,
		remarks: [
			...unmet(form, fields),
			...leftOut(form.breakdowns, metricFields(form.fieldSets, form.options.moreFields), form.simplify),
			...remarksOnOpenDays(typed, today, form.compare),
			...(oneSided ? ['The compared periods are not equally final: Meta may still change the numbers of the later one (28 days). Compare with care.'] : []),
		],
	};
}

/** Every chunk of some periods, in order: the n-th of the report belongs to the n-th of the period before. */
export const allChunks = (periods: readonly Period[], increment: Increment): Period[] => periods.flatMap((period) => chunksOf(period, increment));
