import { addDays, daysFrom } from '../../shared/accountTime';

/** Days for which Meta shows no spend although there may have been some: now and then its reports come late. */

/** What spent on each of so many days, or on each since its first, does not stop for a day by itself. */
const STEADY_DAYS = 3;

/**
 * The days up to yesterday of which Meta has no row for the whole account, although each day before them has spend. None
 * where it spends on some days only, or where anything of it has a row for yesterday: then who has none has spent nothing.
 *
 * @param ofAccount by the account's calendar; Meta gives no row for a day without delivery
 * @param since first day that matters
 */
export function unshownDays(ofAccount: ReadonlyMap<string, number>, since: string, today: string): string[] {
	const spendDates = [...ofAccount.keys()].filter((date) => date < today).sort();
	const [first, last] = [spendDates[0], spendDates.at(-1)];
	if (first === undefined || last === undefined) return [];
	const days = daysFrom(addDays(last, 1 - STEADY_DAYS), last).filter((date) => date >= first);
	const isSteady = days.every((date) => (ofAccount.get(date) ?? 0) > 0);
	return isSteady ? daysFrom(addDays(last, 1), addDays(today, -1)).filter((date) => date >= since) : [];
}
