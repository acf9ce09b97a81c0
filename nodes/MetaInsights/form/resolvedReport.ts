import { daysAgo } from '../../shared/accountTime';
import type { GraphFilter } from '../../shared/filtering';
import { isEmpty, type InputProblem } from '../../shared/form/problem';
import { pairLists } from '../../shared/lists';
import type { AccountFacts } from '../../shared/node/session/session';
import { hidesPeople, remarksOnHiddenFields } from '../breakdowns/fieldLimits';
import { needsAsync } from '../breakdowns/directAnswers';
import { retentionProblem, toldByRunsOnly } from '../breakdowns/retention';
import { isSettled, lengthOf, type ReportPeriod } from '../facts/dateRanges';
import { isActionList } from '../facts/fieldKinds';
import { metricFields } from '../facts/fieldSets';
import { alignToWeeks, type Increment } from '../facts/increments';
import type { ReportLevel } from '../facts/levels';
import type { ReportQuery } from '../facts/query';
import { flatOf, type Some } from '../facts/some';
import { allStatuses, statusLevel } from '../facts/statuses';
import { requestedFields, requestedWindows, type ColumnSettings } from '../rows/columns/columnSettings';
import type { CommonCurrency } from '../rows/commonCurrency';
import { columnSettings, isFlat, setsOf } from './columns/columnsAsked';
import { commonCurrencyOf, remarksOnCurrency } from './accounts/commonCurrency';
import { reportFilterOf } from './filters';
import { outputProblem } from './outputRules';
import { previousOf, previousProblem } from './days/comparison';
import { daysProblem, rangesOf, remarksOnOpenDays, untilToday } from './days/ranges';
import type { ReportForm } from './reportForm';
import { idsOf, nodeOf } from './accounts/scope';

/** A report's form, worked out for one account and one instant. Plain data: a plan carries it. */
export interface ResolvedReport {
	readonly query: ReportQuery;
	readonly columns: ColumnSettings;
	readonly periods: Some<ReportPeriod>;
	/** The periods to compare with, chunk by chunk in the order of `periods`. */
	readonly previous: readonly ReportPeriod[];
	readonly ids?: { readonly level: ReportLevel; readonly ids: readonly string[] };
	/** What only runs at Meta tell of it, in words. */
	readonly runOnly?: string;
	/** What the rows' money is converted to; the account's own without it. */
	readonly common?: CommonCurrency;
	/** Remarks for the people who look at the result. */
	readonly remarks: readonly string[];
}

/** Whether Meta prepares only ten such reports of an account a day. */
export const isScarce = ({ runOnly, query }: Pick<ResolvedReport, 'runOnly' | 'query'>): boolean =>
	runOnly !== undefined || needsAsync(query.breakdowns);

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

function incrementOf({ timeIncrement, incrementDays }: ReportForm): Increment {
	if (timeIncrement !== 'days') return increments[timeIncrement];
	if (incrementDays === undefined) throw isEmpty(['incrementDays']);
	return incrementDays;
}

/** What Meta answers differently from what the form seems to ask. */
function remarksOnFields(form: ReportForm, fields: readonly string[]): string[] {
	const people = fields.filter((field) => hidesPeople(form.breakdowns, field));
	const rankings = form.level === 'ad' ? [] : fields.filter((field) => field.endsWith('_ranking'));
	return [
		...(rankings.length === 0
			? []
			: [
					`Meta ranks single ads only: ${rankings.join(', ')} ${isFlat(form) ? 'are empty' : 'are missing'} in this report. Set Level to Ad to get them.`,
				]),
		...(people.length === 0
			? []
			: [
					`Meta does not count people by hour: ${people.join(', ')} ${isFlat(form) ? 'are empty' : 'are 0 or missing'} in this report. Drop the breakdown by hour to get them.`,
				]),
		...(form.options.actionBreakdowns.length === 0 || fields.some(isActionList)
			? []
			: [
					'Action Breakdowns change nothing here: no field of this report is a list of actions. Add the field set Conversions, or actions to Fields in the options.',
				]),
	];
}

/** @throws the problem, if there is one */
function refuseFor(problem: InputProblem | null): void {
	if (problem !== null) throw problem;
}

/** The days of a report and of the period before, as Meta can be asked for them. */
interface ReportDays {
	/** As the form has them, earliest first. */
	readonly typed: Some<ReportPeriod>;
	/** Those of them that are not to come. */
	readonly ranges: Some<ReportPeriod>;
	/** Empty without a comparison. */
	readonly before: readonly ReportPeriod[];
}

/** @throws InputProblem for dates Meta would refuse or answer wrongly */
function daysOf(form: ReportForm, increment: Increment, today: string, zone: string, now: number): ReportDays {
	const typedRanges = rangesOf(form, increment, zone, now);
	refuseFor(daysProblem(form, typedRanges, today));
	const before = previousOf(form, typedRanges, increment, today, zone);
	refuseFor(previousProblem(before, today));
	return { typed: typedRanges, ranges: untilToday(typedRanges, today), before };
}

function queryOf(form: ReportForm, account: string, columns: ColumnSettings, increment: Increment): ReportQuery {
	return {
		account,
		...nodeOf(form, account),
		level: form.level,
		fields: requestedFields(columns),
		breakdowns: form.breakdowns,
		actionBreakdowns: columns.actionBreakdowns,
		windows: requestedWindows(columns),
		increment,
		filtering: filtersOf(form),
	};
}

/** Whether Meta may still change the numbers of one period and no longer those of the one it is compared with. */
const isOneSided = ({ ranges, before }: ReportDays, zone: string, now: number): boolean =>
	before.length > 0 &&
	pairLists(ranges, before).some(
		([one, other]) => isSettled(one.until, zone, now) !== isSettled(other.until, zone, now),
	);

/** Sums of periods that are not equally long differ for that alone. */
const remarksOnLength = ({ ranges, before }: ReportDays): string[] => {
	const pairs = before.length === 0 ? [] : pairLists(ranges, before);
	const [one, other] = pairs.find(([now, earlier]) => lengthOf(now) !== lengthOf(earlier)) ?? [];
	return one === undefined || other === undefined
		? []
		: [
				`The compared periods are not equally long: ${lengthOf(one)} days (${one.since} to ${one.until}) beside ${lengthOf(other)} (${other.since} to ${other.until}). Sums differ for that alone; costs and rates can be compared.`,
			];
};

/**
 * Works out what to ask of Meta.
 *
 * @param now the instant of the report, in ms
 * @throws InputProblem for an output that cannot be, and for dates Meta would refuse or answer wrongly
 */
export function resolveReport(form: ReportForm, account: AccountFacts, now: number): ResolvedReport {
	const zone = account.timeZone;
	const today = daysAgo(0, zone, now);
	const increment = incrementOf(form);
	const columns = columnSettings(form);
	refuseFor(outputProblem(form, columns));
	const common = commonCurrencyOf(form, account.currency);
	const days = daysOf(form, increment, today, zone, now);
	const query = queryOf(form, account.id, columns, increment);
	const reach = {
		breakdowns: form.breakdowns,
		fields: query.fields,
		periods: days.ranges,
		previous: days.before,
		today,
	};
	refuseFor(retentionProblem(reach));
	const align = (period: ReportPeriod): Some<ReportPeriod> =>
		increment === 7 ? alignToWeeks(period, form.options.weekStart) : [period];
	return {
		query,
		columns,
		periods: flatOf(days.ranges, align),
		previous: days.before.flatMap(align),
		ids: idsOf(form),
		runOnly: toldByRunsOnly(reach),
		...(common === null ? {} : { common }),
		remarks: [
			...remarksOnFields(form, query.fields),
			...remarksOnHiddenFields(form.breakdowns, metricFields(setsOf(form), form.options.moreFields), isFlat(form)),
			...remarksOnOpenDays(days.typed, today, form.compare),
			...remarksOnLength(days),
			...remarksOnCurrency(form, account.currency, common),
			...(isOneSided(days, zone, now)
				? [
						'The compared periods are not equally final: Meta may still change the numbers of the later one (28 days). Compare with care.',
					]
				: []),
		],
	};
}
