import { InputProblem } from '../../../shared/form/problem';
import {
	earliestDay,
	isWholeMonths,
	lengthOf,
	previousPeriod,
	calendarUnitOf,
	type CalendarUnit,
	type ReportPeriod,
	YEAR_OF_WEEKS,
	yearBefore,
} from '../../facts/dateRanges';
import type { Increment } from '../../facts/increments';
import type { Some } from '../../facts/some';
import { cutAtToday, dayAt } from './ranges';
import type { ReportForm } from '../reportForm';
import { addDays } from '../../../shared/accountTime';

/** Dates that mean whole months still do when the last of them is not over: its days so far belong beside the same days before. */
const unitOfDates = (typedDays: ReportPeriod, today: string): CalendarUnit =>
	typedDays.until > today && isWholeMonths(typedDays) ? 'month' : 'dates';

/** What has no period before it. */
export const comparisonProblem = ({ compare, dateRange }: ReportForm): InputProblem | null =>
	compare && (dateRange === 'ranges' || dateRange === 'maximum')
		? new InputProblem(
				['compare'],
				'needs one date range with a period before it',
				'Choose another Date Range, or switch it off.',
			)
		: null;

const daysEarlier = ({ since, until }: ReportPeriod, days: number): ReportPeriod => ({
	since: addDays(since, -days),
	until: addDays(until, -days),
});

/** Days to compare with that somebody typed; they can be any that are over or under way. */
function typedBefore({ compareSince, compareUntil }: ReportForm, zone: string, today: string): ReportPeriod {
	const before = {
		since: dayAt(['compareSince'], compareSince, zone),
		until: dayAt(['compareUntil'], compareUntil, zone),
	};
	if (before.since > before.until)
		throw new InputProblem(
			['compareSince'],
			`is after Compare Until (${before.since} is later than ${before.until})`,
			'Swap the two, or correct one of them.',
		);
	if (before.until > today)
		throw new InputProblem(
			['compareUntil'],
			`is ${before.until}, which is in the future`,
			`Today is ${today} in the ad account’s time zone.`,
		);
	return before;
}

/** The range before, as far back as the rows' own calendar asks for. */
function rangeBefore(
	form: ReportForm,
	range: ReportPeriod,
	increment: Increment,
	unitTyped: CalendarUnit,
): ReportPeriod {
	const { dateRange, compareWith } = form;
	// Weeks of a year before are whole weeks only by weekday.
	if (compareWith === 'previousYearWeekday' || (compareWith === 'previousYear' && increment === 'week'))
		return daysEarlier(range, YEAR_OF_WEEKS);
	if (compareWith === 'previousYear') return yearBefore(range);
	if (increment === 'week') {
		const days = Math.ceil(lengthOf(range) / 7) * 7;
		return daysEarlier(range, days);
	}
	const unit = dateRange === 'custom' || dateRange === 'ranges' ? unitTyped : calendarUnitOf(dateRange);
	return previousPeriod(range, increment === 'month' && ['day', 'dates', 'week'].includes(unit) ? 'month' : unit);
}

/**
 * The periods to compare with, one for each range; none without a comparison.
 *
 * @throws InputProblem for text that is no day, and for days to come
 */
export function previousOf(
	form: ReportForm,
	typedDays: Some<ReportPeriod>,
	increment: Increment,
	today: string,
	zone: string,
): ReportPeriod[] {
	if (!form.compare) return [];
	if (form.compareWith === 'dates') return [typedBefore(form, zone, today)];
	return typedDays.map((range) => rangeBefore(form, cutAtToday(range, today), increment, unitOfDates(range, today)));
}

/** A period to compare with that Meta does not keep. */
export const previousProblem = (before: readonly ReportPeriod[], today: string): InputProblem | null =>
	before.some(({ since }) => since < earliestDay(today))
		? new InputProblem(
				['compare'],
				'reaches back beyond the 37 months Meta keeps',
				'Choose a shorter or later Date Range, or switch it off.',
			)
		: null;
