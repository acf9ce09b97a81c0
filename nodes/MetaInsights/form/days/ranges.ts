import { accountDay, toInstant, type TimeInput } from '../../../shared/accountTime';
import { TimeProblem } from '../../../shared/timeText';
import { InputProblem, isEmpty } from '../../../shared/form/problem';
import { earliestDay, periodOf, startOfWeek, type ReportPeriod, type WeekStart } from '../../facts/dateRanges';
import { overlap, type Increment } from '../../facts/increments';
import { eachOf, lastOf, type Some } from '../../facts/some';
import type { ReportForm } from '../reportForm';

/** Days to come have no numbers. They would only make the period before longer, and be named for clearing. */
export const cutAtToday = ({ since, until }: ReportPeriod, today: string): ReportPeriod => ({
	since,
	until: until > today ? today : until,
});

export const untilToday = (ranges: Some<ReportPeriod>, today: string): Some<ReportPeriod> =>
	eachOf(ranges, (range) => cutAtToday(range, today));

/** A field that the form shows has a value; one of a form that never was may lack it. */
export function dayAt(path: readonly PropertyKey[], moment: TimeInput | undefined, zone: string): string {
	if (moment === undefined) throw isEmpty(path);
	try {
		return accountDay(toInstant(moment, zone, 'day'), zone);
	} catch (thrown) {
		throw thrown instanceof TimeProblem ? new InputProblem(path, thrown.message, thrown.advice) : (thrown as Error);
	}
}

function typedPeriod(
	path: readonly PropertyKey[],
	{ since, until }: Pick<ReportForm, 'since' | 'until'>,
	zone: string,
): ReportPeriod {
	const period = { since: dayAt([...path, 'since'], since, zone), until: dayAt([...path, 'until'], until, zone) };
	if (period.since > period.until)
		throw new InputProblem(
			[...path, 'since'],
			`is after Until (${period.since} is later than ${period.until})`,
			'Swap the two, or correct one of them.',
		);
	return period;
}

/** Several Ranges without one would be a report of no time. */
const noRange = (): InputProblem => isEmpty(['ranges'], 'Add at least one range.');

export const rangesProblem = ({ ranges }: ReportForm): InputProblem | null => (ranges?.length === 0 ? noRange() : null);

/** Two ends of one range. */
export const endProblem = ({ endDaysAgo = 1, options }: ReportForm): InputProblem | null =>
	options.includeToday && endDaysAgo > 1
		? new InputProblem(
				['endDaysAgo'],
				`is ${endDaysAgo}, and Include Today in Options ends the report today`,
				'Remove one of the two.',
			)
		: null;

/**
 * The form's date range on the account's calendar, earliest first.
 *
 * @throws InputProblem for text that is no day, and for no range at all
 */
export function rangesOf(form: ReportForm, increment: Increment, zone: string, now: number): Some<ReportPeriod> {
	const { dateRange, ranges = [], options } = form;
	if (dateRange === 'custom') return [typedPeriod([], form, zone)];
	if (dateRange === 'ranges') {
		const typedRanges = ranges.map((range, index) => typedPeriod(['ranges', 'values', index], range, zone));
		const [first, ...later] = typedRanges.sort((one, other) => one.since.localeCompare(other.since));
		if (first === undefined) throw noRange();
		return [first, ...later];
	}
	const namedRange = periodOf(
		{
			name: dateRange,
			days: form.days,
			endDaysAgo: form.endDaysAgo,
			includeToday: options.includeToday,
			weekStart: options.weekStart,
		},
		zone,
		now,
	);
	return [dateRange === 'settling' ? fromStartOfRow(namedRange, increment, options.weekStart) : namedRange];
}

/** A window that moves every day would begin its first week or month on another day each time, under a new row_key. */
function fromStartOfRow({ since, until }: ReportPeriod, increment: Increment, weekStart: WeekStart): ReportPeriod {
	if (increment === 'month') return { since: `${since.slice(0, 7)}-01`, until };
	return { since: increment === 'week' ? startOfWeek(since, weekStart) : since, until };
}

/** Where the form says when the report begins. */
const startFields: Partial<Record<ReportForm['dateRange'], string>> = {
	custom: 'since',
	ranges: 'ranges',
	lastDays: 'days',
};

/** Days that Meta would refuse or answer wrongly. */
export function daysProblem({ dateRange }: ReportForm, ranges: Some<ReportPeriod>, today: string): InputProblem | null {
	const field = [startFields[dateRange] ?? 'dateRange'];
	const earliest = earliestDay(today);
	const [{ since: first }] = ranges;
	const { since: latest } = lastOf(ranges);
	const one = dateRange === 'ranges' ? 'have one that ' : '';
	if (first < earliest)
		return new InputProblem(
			field,
			`${one}reaches back to ${first}, and Meta keeps 37 months`,
			`Start on ${earliest} or later.`,
		);
	if (latest > today)
		return new InputProblem(
			field,
			`${one}starts on ${latest}, which is in the future`,
			`Today is ${today} in the ad account’s time zone.`,
		);
	// Totals too: the report names its first and last day, and one range inside another would make that wrong.
	return overlap(ranges)
		? new InputProblem(
				['ranges'],
				'share days, which would come twice',
				'Make ranges that do not overlap, or a report for each of them.',
			)
		: null;
}
