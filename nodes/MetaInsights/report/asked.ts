import { accountDay, daysAgo, TimeProblem, toInstant, type TimeInput } from '../../shared/accountTime';
import type { Filter } from '../../shared/filtering';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import { leftOut } from './breakdownFields';
import { hidesPeople, retentionOf, type Retention } from './breakdownRules';
import { requestedFields, requestedWindows, type ColumnSettings } from './columns';
import { addDays, earliestDay, firstDayKept, isSettled, lengthOf, periodOf, previousPeriod, startOfWeek, unitOf, type CalendarUnit, type Period, type WeekStart } from './dateRanges';
import { metricFields, type Level } from './fieldSets';
import { filterOf } from './filters';
import { alignToWeeks, chunksOf, overlap, type Increment } from './increments';
import { remarksOnOpenDays, unitOfDates, untilToday } from './openDays';
import { checkOutput } from './outputRules';
import type { ReportForm } from './params';
import { isActionList, type ReportQuery } from './query';
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

const nodeLevels: Record<ReportForm['scope'], Level> = { account: 'account', list: 'account', campaign: 'campaign', adSet: 'adset', ad: 'ad' };

function filtersOf({ level, options }: ReportForm): Filter[] {
	const statuses = options.statuses.length > 0 ? options.statuses : options.includeDeleted ? allStatuses(level) : [];
	return [
		...options.filters.map(filterOf),
		...(statuses.length > 0 ? [{ field: `${statusLevel(level)}.effective_status`, operator: 'IN', value: [...statuses] }] : []),
	];
}

const incrementOf = ({ timeIncrement, incrementDays }: ReportForm): Increment =>
	({ total: 'total', day: 1, week: 7, month: 'month', days: incrementDays } as const)[timeIncrement];

function dayAt(path: readonly PropertyKey[], moment: unknown, zone: string): string {
	try {
		return accountDay(toInstant(moment as TimeInput, zone, 'day'), zone);
	} catch (thrown) {
		throw thrown instanceof TimeProblem ? new InputProblem(path, thrown.message, thrown.advice) : thrown as Error;
	}
}

function typedPeriod(path: readonly PropertyKey[], since: unknown, until: unknown, zone: string): Period {
	const period = { since: dayAt([...path, 'since'], since, zone), until: dayAt([...path, 'until'], until, zone) };
	if (period.since > period.until) throw new InputProblem([...path, 'since'], `is after Until (${period.since} is later than ${period.until})`, 'Swap the two, or correct one of them.');
	return period;
}

/** The form's date range on the account's calendar, earliest first. */
function rangesOf(form: ReportForm, zone: string, now: number): Period[] {
	const { dateRange, options } = form;
	if (dateRange === 'custom') return [typedPeriod([], form.since, form.until, zone)];
	if (dateRange === 'ranges') {
		const typed = form.ranges.map(({ since, until }, index) => typedPeriod(['ranges', 'values', index], since, until, zone));
		return typed.sort((one, other) => one.since.localeCompare(other.since));
	}
	const named = periodOf({ name: dateRange, days: form.days, includeToday: options.includeToday, weekStart: options.weekStart }, zone, now);
	return [dateRange === 'settling' ? fromStartOfRow(named, incrementOf(form), options.weekStart) : named];
}

/** A window that moves every day would begin its first week or month on another day each time, under a new row_key. */
function fromStartOfRow({ since, until }: Period, increment: Increment, weekStart: WeekStart): Period {
	if (increment === 'month') return { since: `${since.slice(0, 7)}-01`, until };
	return { since: increment === 7 ? startOfWeek(since, weekStart) : since, until };
}

function checkRanges(form: ReportForm, ranges: readonly Period[], today: string): void {
	const field = form.dateRange === 'custom' ? ['since'] : form.dateRange === 'ranges' ? ['ranges'] : form.dateRange === 'lastDays' ? ['days'] : ['dateRange'];
	const earliest = earliestDay(today);
	const [{ since: first }] = ranges;
	const { since: latest } = ranges[ranges.length - 1];
	const one = form.dateRange === 'ranges' ? 'have one that ' : '';
	if (first < earliest) throw new InputProblem(field, `${one}reaches back to ${first}, and Meta keeps 37 months`, `Start on ${earliest} or later.`);
	if (latest > today) throw new InputProblem(field, `${one}starts on ${latest}, which is in the future`, `Today is ${today} in the ad account’s time zone.`);
	// Totals too: the report names its first and last day, and one range inside another would make that wrong.
	if (overlap(ranges)) throw new InputProblem(['ranges'], 'share days, which would come twice', 'Make ranges that do not overlap, or a report for each of them.');
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

/** The range before, as far back as the rows' own calendar asks for. */
function rangeBefore({ dateRange }: ReportForm, range: Period, increment: Increment, unitTyped: CalendarUnit): Period {
	if (increment === 7) {
		const days = Math.ceil(lengthOf(range) / 7) * 7;
		return { since: addDays(range.since, -days), until: addDays(range.until, -days) };
	}
	const unit = dateRange === 'custom' || dateRange === 'ranges' ? unitTyped : unitOf(dateRange);
	return previousPeriod(range, increment === 'month' && ['day', 'dates', 'week'].includes(unit) ? 'month' : unit);
}

function previousOf(form: ReportForm, typed: readonly Period[], increment: Increment, today: string): Period[] {
	if (!form.compare) return [];
	const before = untilToday(typed, today).map((range, index) => rangeBefore(form, range, increment, unitOfDates(typed[index], today)));
	if (before.some(({ since }) => since < earliestDay(today))) {
		throw new InputProblem(['compare'], 'reaches back beyond the 37 months Meta keeps', 'Choose a shorter or later Date Range, or switch it off.');
	}
	return before;
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
	const typed = rangesOf(form, zone, now);
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
			node: form.scope === 'account' || form.scope === 'list' ? account.id : (form[form.scope] as string),
			nodeLevel: nodeLevels[form.scope],
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
		ids: form.scope === 'list' ? { level: form.idLevel, ids: [...new Set(form.ids)].sort() } : undefined,
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
