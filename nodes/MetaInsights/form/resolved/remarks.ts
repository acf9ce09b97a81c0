import { pairLists } from '../../../shared/lists';
import type { AccountFacts } from '../../../shared/node/session/session';
import { hidesPeople, remarksOnHiddenFields } from '../../breakdowns/fieldLimits';
import { isSettled, lengthOf, type ReportPeriod } from '../../facts/dateRanges';
import { isActionList } from '../../facts/fieldKinds';
import { metricFields } from '../../facts/fieldSets';
import { levelNames } from '../../facts/levels';
import type { ReportQuery } from '../../facts/query';
import { lastOf, type Some } from '../../facts/some';
import { mayLackGone } from '../../facts/statuses';
import { isMoney } from '../../rows/columns/readableNames';
import { isFlat } from '../../rows/columns/reportColumns';
import type { CommonCurrency } from '../../rows/commonCurrency';
import { setsOf } from '../columns/columnsAsked';
import type { ReportDays } from '../days/reportDays';
import type { ReportForm } from '../reportForm';

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

/** What people should know of days that are not over. */
function remarksOnOpenDays(typedDays: Some<ReportPeriod>, today: string, isCompared: boolean): string[] {
	const { until: latest } = lastOf(typedDays);
	return [
		...(latest > today ? [`The Date Range ends in the future, on ${latest}: the report ends today, ${today}.`] : []),
		...(isCompared && latest >= today
			? [
					`Today, ${today}, is not over: what there is of it so far is compared with a whole day. Compare with care, or leave today out.`,
				]
			: []),
	];
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
				`The compared periods are not equally long: ${lengthOf(one)} days (${one.since} to ${one.until}) against ${lengthOf(other)} (${other.since} to ${other.until}). Compare costs and rates, not sums.`,
			];
};

/** What people should know of money that is converted. */
function remarksOnCurrency({ options }: ReportForm, currency: string, common: CommonCurrency | null): string[] {
	if (common === null) return [];
	const moneyFields = [...new Set(options.filters.map(({ field }) => field).filter(isMoney))];
	return [
		`Money is in ${common.currency}, converted from ${currency} by the rate ${common.rate} of Exchange Rates.`,
		...(moneyFields.length === 0
			? []
			: [`Filters compare ${moneyFields.join(', ')} in ${currency}: Meta filters before anything is converted.`]),
	];
}

/** What archived and deleted objects spent is in no row. Totals have it, and a message compares them with the rows. */
const remarksOnGone = ({ options }: ReportForm, query: ReportQuery): string[] =>
	!mayLackGone(query) || options.summary
		? []
		: [
				`Meta can leave out rows of archived and deleted ${levelNames[query.level].toLowerCase()}s. Include Deleted and Archived (Options) adds them, and Add Totals Row counts them.`,
			];

/** What else the numbers rest on. */
interface Basis {
	readonly query: ReportQuery;
	readonly days: ReportDays;
	/** The account's day now. */
	readonly today: string;
	readonly common: CommonCurrency | null;
	/** In ms. */
	readonly now: number;
}

/** What people should know of a report before they look at its numbers. */
export function remarksOn(
	form: ReportForm,
	{ currency, timeZone }: AccountFacts,
	{ query, days, today, common, now }: Basis,
): string[] {
	return [
		...remarksOnFields(form, query.fields),
		...remarksOnHiddenFields(form.breakdowns, metricFields(setsOf(form), form.options.moreFields), isFlat(form)),
		...remarksOnOpenDays(days.typed, today, form.compare),
		...remarksOnLength(days),
		...remarksOnCurrency(form, currency, common),
		...(isOneSided(days, timeZone, now)
			? [
					'The compared periods are not equally final: Meta may still change the numbers of the later one (28 days). Compare with care.',
				]
			: []),
		// It holds for most reports, so what is of this one comes first.
		...remarksOnGone(form, query),
	];
}
