import { partition, uniq, uniqBy } from 'lodash';

import { isDayComplete, isDayOver, isSettled, lengthOf } from '../../facts/dateRanges';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import type { BlockDays } from '../numbers/days';
import type { Words } from '../numbers/words';

/** Whether rows beyond a Limit may be missing: of several accounts, all have one Limit together. */
export const isLimited = (reports: readonly ReportRecord[]): boolean =>
	reports.some(({ limit }) => limit !== null && reports.reduce((sum, { rowCount }) => sum + rowCount, 0) >= limit);

/** Whether something may be missing in the rows that is in the account. */
export const mayHideRows = (reports: readonly ReportRecord[] | null): boolean =>
	reports === null || reports.length === 0 || isLimited(reports) || reports.some(({ filters }) => filters.length > 0);

const lastDayIn = (periods: ReportRecord['periods']): string | undefined =>
	periods
		.map(({ until }) => until)
		.sort()
		.at(-1);

const daysIn = (periods: ReportRecord['periods']): number => periods.reduce((sum, one) => sum + lengthOf(one), 0);

const NOT_OVER = 'The last day is not over, but it is compared with a whole day.';
const JUST_ENDED = 'The last day has just ended, and Meta’s numbers of it may not all be in yet.';

/** What is not alike in the two periods that are compared. */
function unlikeNotes({ account: { timeZone }, asOf, periods, previous }: ReportRecord): string[] {
	const [last, lastBefore] = [lastDayIn(periods), lastDayIn(previous)];
	if (last === undefined || lastBefore === undefined) return [];
	const [now, before] = [daysIn(periods), daysIn(previous)];
	return [
		...(now === before
			? []
			: [`The periods are not equally long: ${now} days against ${before}. Compare costs and rates, not sums.`]),
		...(isDayComplete(last, timeZone, asOf) ? [] : [isDayOver(last, timeZone, asOf) ? JUST_ENDED : NOT_OVER]),
		...(isSettled(last, timeZone, asOf) === isSettled(lastBefore, timeZone, asOf)
			? []
			: ['Meta can still change the later numbers, but no longer those before.']),
	];
}

/** The days of each account, where they are not the same for all. */
function differingDays(reports: readonly ReportRecord[], words: Words): string[] {
	const dayTexts = reports.map(({ account, periods }) => {
		const [first, last] = [periods[0]?.since ?? null, lastDayIn(periods) ?? null];
		return { name: account.name || account.id, days: words.range(first, last) };
	});
	if (uniq(dayTexts.map(({ days }) => days)).length < 2 || uniq(dayTexts.map(({ name }) => name)).length < 2) return [];
	return [`The accounts have different days. ${dayTexts.map(({ name, days }) => `${name}: ${days}.`).join(' ')}`];
}

/** Accounts named in one sentence. */
const MOST_NAMED = 10;

/** The ad accounts that were asked for and have no row: in a message about many, nobody would miss one. */
export function withoutDelivery(reports: readonly ReportRecord[]): string[] {
	const [empty, withRows] = partition(reports, ({ rowCount }) => rowCount === 0);
	const accountsWithRows = new Set(withRows.map(({ account }) => account.id));
	const ownEmpty = uniqBy(
		empty.filter(({ account, isComplete }) => isComplete && !accountsWithRows.has(account.id)),
		({ account }) => account.id,
	);
	if (ownEmpty.length === 0) return [];
	const names = ownEmpty.slice(0, MOST_NAMED).map(({ account }) => account.name || account.id);
	const more = ownEmpty.length > MOST_NAMED ? ` and ${ownEmpty.length - MOST_NAMED} more` : '';
	const orFilters = ownEmpty.some(({ filters }) => filters.length > 0) ? ', or the filters leave nothing' : '';
	return [`Without any row: ${names.join(', ')}${more}. Nothing was delivered there${orFilters}.`];
}

/** What a reader must know of the reports behind the rows. */
export function recordNotes(reports: readonly ReportRecord[], days: BlockDays, words: Words): string[] {
	const filters = uniq(reports.flatMap((report) => report.filters));
	const conversions = uniq(
		reports.flatMap(({ converted, currency }) =>
			converted === null ? [] : [`Money is in ${currency}: 1 ${converted.from} is ${converted.rate} ${currency}.`],
		),
	);
	return [
		...(isLimited(reports)
			? ['The report stops at the limit of rows that it was made with. Numbers of further rows are not in it.']
			: []),
		...(filters.length > 0 ? [`Only these rows are counted: ${filters.join('; ')}.`] : []),
		...differingDays(reports, words),
		...(days.previous === null ? [] : uniq(reports.flatMap(unlikeNotes))),
		...conversions,
	];
}
