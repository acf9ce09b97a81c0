import { uniqBy } from 'lodash';

import { InputProblem } from '../../shared/form/problem';
import { firstDayKept, type ReportPeriod } from '../facts/dateRanges';
import { isActionList, isReach, isUnique } from '../facts/fieldKinds';
import type { Some } from '../facts/some';
import { breakdown, breakdownsThat } from './table';

/** Months Meta keeps for a breakdown or, with any breakdown, for a field (since 2026-01-12; reach since 2025-06-10). */
interface Kept {
	readonly months: number;
	readonly what: string;
	readonly applies: (breakdowns: readonly string[], fields: readonly string[]) => boolean;
	/** Meta leaves the values out of direct answers instead of refusing the report: only runs tell them. */
	readonly byRun?: true;
}

const byBreakdown = uniqBy(
	breakdownsThat(({ kept }) => kept !== undefined).flatMap((name) => breakdown(name).kept ?? []),
	'what',
).map(({ months, what }): Kept => ({
	months,
	what,
	applies: (breakdowns) => breakdowns.some((name) => breakdown(name).kept?.what === what),
}));

const keptNumbers: readonly Kept[] = [
	...byBreakdown,
	// The type of action is a breakdown in itself: a longer range is refused without any other (pasted in a public repository).
	{
		months: 13,
		what: 'unique counts by type of action',
		applies: (_, fields) => fields.some((field) => isUnique(field) && isActionList(field)),
	},
	{
		months: 13,
		what: 'unique counts with breakdowns',
		applies: (breakdowns, fields) => breakdowns.length > 0 && fields.some(isUnique),
	},
	{
		months: 13,
		what: 'reach, frequency and cpp with breakdowns',
		applies: (breakdowns, fields) => breakdowns.length > 0 && fields.some(isReach),
		byRun: true,
	},
];

interface Retention {
	/** The shortest time, in months. */
	readonly months: number;
	readonly what: string;
	/**
	 * Whether older values can be had by a run at Meta (ten a day and account; Marketing API, Insights, "Best
	 * practices").
	 */
	readonly byRun: boolean;
}

/** What Meta keeps for less than its 37 months, of what is asked for. */
export const retentionOf = (breakdowns: readonly string[], fields: readonly string[]): Retention[] =>
	keptNumbers
		.filter(({ applies }) => applies(breakdowns, fields))
		.map(({ months, what, byRun }) => ({ months, what, byRun: byRun === true }));

/** What is asked for, and of which days. */
interface Reach {
	readonly breakdowns: readonly string[];
	readonly fields: readonly string[];
	/** Earliest first. */
	readonly periods: Some<ReportPeriod>;
	/** To compare with. */
	readonly previous: readonly ReportPeriod[];
	readonly today: string;
}

interface TooEarly extends Retention {
	/** The first day there is. */
	readonly since: string;
	/** What begins before it, and when. */
	readonly which: 'report' | 'period before';
	readonly begins: string;
}

/** What is asked for of days that Meta keeps it for no longer. */
function tooEarly({ breakdowns, fields, periods: [first], previous: [before], today }: Reach): TooEarly[] {
	return retentionOf(breakdowns, fields).flatMap((retention): TooEarly[] => {
		const since = firstDayKept(today, retention.months);
		if (first.since < since) return [{ ...retention, since, which: 'report', begins: first.since }];
		if (before === undefined || before.since >= since) return [];
		return [{ ...retention, since, which: 'period before', begins: before.since }];
	});
}

/** What Meta would refuse, because it keeps it for a shorter time, or null. */
export function retentionProblem(reach: Reach): InputProblem | null {
	const lostReach = tooEarly(reach).find(({ byRun }) => !byRun);
	if (lostReach === undefined) return null;
	const { months, what, since, which, begins } = lostReach;
	const path = reach.breakdowns.length > 0 ? ['breakdowns'] : ['options', 'moreFields'];
	if (which === 'report') {
		return new InputProblem(
			path,
			`cannot reach back that far: Meta keeps ${what} for ${months} months`,
			`Start on ${since} or later, or drop the breakdown or field.`,
		);
	}
	return new InputProblem(
		path,
		`cannot reach back as far as the period before, ${begins}: Meta keeps ${what} for ${months} months`,
		'Choose a shorter or later Date Range, drop the breakdown or field, or switch Compare With Previous Period off.',
	);
}

/** What only runs at Meta tell of these days, in words. */
export function toldByRunsOnly(reach: Reach): string | undefined {
	const [first] = tooEarly(reach).filter(({ byRun }) => byRun);
	return first && `${first.what}, because the ${first.which} starts more than ${first.months} months ago`;
}
