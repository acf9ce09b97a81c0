import { sumBy } from 'lodash';

import { atDay } from '../facts/dateRanges';
import { LONGEST, pastLevelOf, pastOf, type MeasuredDay } from '../watch/judged/past';
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

/** How many days tell what a day to come will spend: budgets of a month ago are others. */
export const PAST_DAYS = 14;
const LEAST_DAYS = 5;
/** A delivery that has ended has no usual day. */
const ENDED = 3;
/** Of a normal distribution: one in ten is beyond it on either side. */
const TENTH = 1.2816;

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
	if (ownDays.length > 0 && sumBy(ownDays.slice(-ENDED), 'spend') === 0)
		return { unknown: `nothing was spent in the last ${ENDED} days` };
	const past = ownDays.map(({ date, spend }): MeasuredDay => ({
		date,
		weekday: weekdayOf(date),
		found: spend,
		effort: 1,
	}));
	const level = pastLevelOf(past, 0);
	if (level === null || past.length < LEAST_DAYS)
		return { unknown: `${past.length} days of spending are too few to say what is usual; ${LEAST_DAYS} are needed` };
	const { weekdays, uneven } = pastOf([{ days: past, level }]);
	const rest = Array.from({ length: daysLeft }, (_, index) => weekdayOf(addDays(today, index)));
	const coming = sumBy(rest, (weekday) => level.rate * (weekdays[weekday] ?? 1));
	// Days that follow each other are alike: what a stretch of days tells counts, not a single one.
	const aDay = (uneven[LONGEST - 1] ?? 0) * LONGEST;
	const off = TENTH * coming * Math.sqrt(aDay / daysLeft + aDay / past.length);
	return { likely: spentSoFar + coming, low: spentSoFar + Math.max(0, coming - off), high: spentSoFar + coming + off };
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
