import { sumBy } from 'lodash';

import { atDay, lengthOf } from '../facts/dateRanges';
import { spreadOf } from './forecast';
import { pastLevelOf, pastOf, type MeasuredDay } from '../watch/judged/past';
import { addDays } from '../../shared/accountTime';

/** Spend of one day, in currency units. */
export interface SpentDay {
	readonly date: string;
	readonly spend: number;
}

/** Where the spend of a month is heading. */
export interface SpendPace {
	/** So far, up to yesterday. */
	readonly spent: number;
	/** The plan's share of the days that are over. */
	readonly plannedToDate: number;
	/** At the end of the month; unknown with its reason. */
	readonly forecast: Forecast | { readonly unknown: string };
	/** A day, from today to the end, for the plan to come out; 0 once it is spent. */
	readonly dailyNeeded: number;
	readonly daysLeft: number;
}

/** Eight of ten months end between low and high, if the days to come are like those before. */
export interface Forecast {
	readonly likely: number;
	readonly low: number;
	readonly high: number;
}

/** How many days tell what a day to come will spend, and how alike days are. */
export const PAST_DAYS = 60;
const LEAST_DAYS = 5;
/** A delivery that has ended has no usual day. */
const END_DAYS = 3;

export const monthOf = (day: string): string => day.slice(0, 7);
export const firstOfMonth = (day: string): string => `${monthOf(day)}-01`;

/**
 * @param days in order, up to the day before today, from the beginning of the month and for PAST_DAYS at least
 * @param today on the account's calendar
 */
export function paceOf(days: readonly SpentDay[], plan: number, today: string): SpendPace {
	const inMonth = days.filter(({ date }) => monthOf(date) === monthOf(today));
	const length = atDay(today).daysInMonth ?? 30;
	const over = Number(today.slice(8, 10)) - 1;
	const [spentSoFar, daysLeft] = [sumBy(inMonth, 'spend'), length - over];
	return {
		spent: spentSoFar,
		plannedToDate: (plan * over) / length,
		forecast: forecastOf(days.slice(-PAST_DAYS), spentSoFar, today, daysLeft),
		dailyNeeded: Math.max(0, plan - spentSoFar) / daysLeft,
		daysLeft,
	};
}

const weekdayOf = (date: string): number => atDay(date).weekday % 7;

function forecastOf(
	all: readonly SpentDay[],
	spentSoFar: number,
	today: string,
	daysLeft: number,
): SpendPace['forecast'] {
	const firstDay = all.findIndex(({ spend }) => spend > 0);
	const ownDays = firstDay === -1 ? [] : all.slice(firstDay);
	if (ownDays.length > 0 && sumBy(ownDays.slice(-END_DAYS), 'spend') === 0)
		return { unknown: `nothing was spent in the last ${END_DAYS} days` };
	if (ownDays.length < LEAST_DAYS)
		return { unknown: `${ownDays.length} days of spending are too few to say what is usual; ${LEAST_DAYS} are needed` };
	const weekdays = weekdaysOf(ownDays);
	const weightOf = (date: string): number => weekdays[weekdayOf(date)] ?? 1;
	const lastDay = addDays(today, -1);
	const day = (date: string): number => lengthOf({ since: lastDay, until: date }) - 1;
	const past = ownDays.map(({ date, spend }) => ({ day: day(date), level: spend / weightOf(date) }));
	const coming = Array.from({ length: daysLeft }, (_, index) => addDays(today, index));
	const { likely, low, high } = spreadOf(
		past,
		coming.map((date) => ({ day: day(date), weight: weightOf(date) })),
	);
	const atLeastNow = (sum: number): number => spentSoFar + Math.max(0, sum);
	return { likely: atLeastNow(likely), low: atLeastNow(low), high: atLeastNow(high) };
}

/** What each weekday usually spends instead of 1, Sunday first. */
function weekdaysOf(days: readonly SpentDay[]): readonly number[] {
	const past = days.map(({ date, spend }): MeasuredDay => ({
		date,
		weekday: weekdayOf(date),
		found: spend,
		effort: 1,
	}));
	const level = pastLevelOf(past, 0);
	return level === null ? [] : pastOf([{ days: past, level }]).weekdays;
}

/** Amounts are no finer than the smallest coin. */
export const cents = (amount: number): number => Number(amount.toFixed(2));

/** What is spent beyond the plan does not come back, whatever is still to come. */
export const overspent = ({ spent }: SpendPace, plan: number): number => Math.max(0, cents(spent - plan));

/** Ahead and Behind only where nothing else can come of it. */
export function paceVerdictOf(pace: SpendPace, plan: number): 'Ahead' | 'Behind' | 'On Pace' | 'Unknown' {
	if (overspent(pace, plan) > 0) return 'Ahead';
	const { forecast } = pace;
	if ('unknown' in forecast) return 'Unknown';
	if (forecast.low > plan) return 'Ahead';
	return forecast.high < plan ? 'Behind' : 'On Pace';
}
