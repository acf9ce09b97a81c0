import type { ReportPeriod } from '../facts/dateRanges';
import { dayBlocks } from '../facts/increments';
import { onlyOf } from '../facts/some';
import type { ResolvedReport } from '../form/resolvedReport';
import type { Missing } from '../read/parts/completeness';
import { addDays } from '../../shared/accountTime';

/** Periods as one, if each begins the day after the one before ends; null for any others, and for none. */
export function asOnePeriod(periods: readonly ReportPeriod[]): ReportPeriod | null {
	return onlyOf(dayBlocks(periods));
}

/** What is left of a period without the days of another. */
function without({ since, until }: ReportPeriod, other: ReportPeriod): ReportPeriod[] {
	if (other.until < since || other.since > until) return [{ since, until }];
	const parts = [
		{ since, until: addDays(other.since, -1) },
		{ since: addDays(other.until, 1), until },
	];
	return parts.filter((part) => part.since <= part.until);
}

/**
 * The days whose rows came whole, as blocks: what a table may let go of before these rows come in. Of days of which anything
 * is missing, the rows of before are all that there is.
 *
 * @param isCut whether a Limit may have ended the report before its last row
 */
export function daysToClear(
	periods: readonly ReportPeriod[],
	missing: readonly Missing[],
	isCut: boolean,
): ReportPeriod[] {
	if (isCut) return [];
	const gaps = missing.flatMap(({ period }) => period ?? []);
	return dayBlocks(gaps.reduce((days, gap) => days.flatMap((one) => without(one, gap)), [...periods]));
}

/** Rows counted from the window's own first day begin on another day, under another key, whenever the window has moved. */
const keepsKeys = ({ query: { increment } }: ResolvedReport): boolean =>
	increment === 'month' || increment === 1 || increment === 'week';

/**
 * What the rows of a window that moves replace. With breakdowns a row can vanish when Meta restates a day: an upsert alone
 * would keep it.
 *
 * @param days what came whole
 */
export function clearingSentence(report: ResolvedReport, days: readonly ReportPeriod[], isCut: boolean): string {
	const [first] = days;
	if (first === undefined) {
		return `${isCut ? 'A Limit may cut this report' : 'No day of this report came whole'}: its rows replace those with the same row_key. Delete no others for them.`;
	}
	const dayWords = days.map(({ since, until }) => (since === until ? since : `${since} to ${until}`)).join(' and ');
	const all = asOnePeriod(report.periods);
	const isWhole = all?.since === first.since && all.until === first.until;
	const rest = isWhole ? '' : ' Leave the other days as they are: not all of them could be read.';
	if (!keepsKeys(report)) {
		return `These rows replace no older ones: with Time Increment Total or Every X Days their row_key is another one every day. Delete the range from ${dayWords} first, with every row that reaches into it, or use Day, Week or Month.${rest}`;
	}
	return `These rows replace those from ${dayWords}. With breakdowns, delete ${days.length === 1 ? 'that range' : 'those ranges'} first: rows of before can be gone now.${rest}`;
}
