import type { InputProblem } from '../../../shared/form/problem';
import type { ReportPeriod } from '../../facts/dateRanges';
import type { Increment } from '../../facts/increments';
import type { Some } from '../../facts/some';
import type { ReportForm } from '../reportForm';
import { previousOf, previousProblem } from './comparison';
import { daysProblem, rangesOf, untilToday } from './ranges';

/** @throws the problem, if there is one */
export function refuseFor(problem: InputProblem | null): void {
	if (problem !== null) throw problem;
}

/** The days of a report and of the period before, as Meta can be asked for them. */
export interface ReportDays {
	/** As the form has them, earliest first. */
	readonly typed: Some<ReportPeriod>;
	/** Those of them that are not to come. */
	readonly ranges: Some<ReportPeriod>;
	/** Empty without a comparison. */
	readonly before: readonly ReportPeriod[];
}

/** @throws InputProblem for dates Meta would refuse or answer wrongly */
export function reportDays(
	form: ReportForm,
	increment: Increment,
	today: string,
	zone: string,
	now: number,
): ReportDays {
	const typedRanges = rangesOf(form, increment, zone, now);
	refuseFor(daysProblem(form, typedRanges, today));
	const before = previousOf(form, typedRanges, increment, today, zone);
	refuseFor(previousProblem(before, today));
	return { typed: typedRanges, ranges: untilToday(typedRanges, today), before };
}
