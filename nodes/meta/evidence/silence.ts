import { groupBy, sumBy, uniq } from 'lodash';

/** Results of a day, of all objects together or of one of them, and how many would have been due at the target. */
export interface DueDay {
	readonly date: string;
	readonly results: number;
	readonly due: number;
}

/**
 * When a whole group no longer gets results, it may be that none is counted. A pixel may have been taken off the page,
 * or a conversions API may stand still. Meta shows that as zero. So days without a result in the whole group speak
 * against nobody until a later result shows that the count is alive. Even then they do so only if they were so few that
 * chance explains them.
 */
export interface Silence {
	/** Days that do not count. */
	readonly days: ReadonlySet<string>;
	/** Whether the group has any result at all. */
	readonly ever: boolean;
	/** The first day of a silence that lasts, null where results come in. */
	readonly since: string | null;
	/** Whether that silence is longer than chance explains. */
	readonly long: boolean;
}

/** By chance alone, a stretch in which so many results were due passes without any in one of twenty cases. */
export const LEAST_DUE = 3;

function groupDays(days: readonly DueDay[]): DueDay[] {
	const sums = new Map<string, { date: string; results: number; due: number }>();
	for (const { date, results, due } of days) {
		const sum = sums.get(date);
		if (sum === undefined) sums.set(date, { date, results, due });
		else {
			sum.results += results;
			sum.due += due;
		}
	}
	return [...sums.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** Stretches of days without a result; the last has not ended. */
function stretchesOf(days: readonly DueDay[]): DueDay[][] {
	const stretches: DueDay[][] = [[]];
	for (const day of days) {
		if (day.results > 0) stretches.push([]);
		else stretches.at(-1)?.push(day);
	}
	return stretches;
}

/**
 * @param all days of all objects, the young ones included: a result of today shows as well that the count is alive
 * @param end the last day that is old enough to speak against anybody
 * @param leastDue from how many results due on a stretch without its days do not count
 */
export function silenceOf(all: readonly DueDay[], end: string, leastDue: number): Silence {
	const days = groupDays(all);
	const [results, expected] = [sumBy(days, 'results'), sumBy(days, 'due')];
	const stretches = stretchesOf(days);
	const last = stretches.at(-1) ?? [];
	// What the group itself brought on its other days, or the target while it brought nothing.
	const due = (stretch: readonly DueDay[]): number => {
		const ownDue = sumBy(stretch, 'due');
		return results === 0 ? ownDue : ownDue * Math.min(1, results / Math.max(expected - ownDue, Number.EPSILON));
	};
	const silent = [...stretches.slice(0, -1).filter((stretch) => due(stretch) >= leastDue), last].flat();
	const now = last.filter(({ date }) => date <= end);
	return {
		days: new Set(silent.map(({ date }) => date)),
		ever: results > 0,
		since: now[0]?.date ?? null,
		long: due(now) >= LEAST_DUE,
	};
}

/** A day of one object. */
export interface DueDayOf extends DueDay {
	readonly object: string;
}

/** Objects that spend still: one that was stopped long ago has no results for that reason. */
const LATELY = 3;

/** Results due since the last one. */
function dueSinceLast(ownDays: readonly DueDay[], end: string): number {
	const last = ownDays.reduce((latest, { date, results }) => (results > 0 && date > latest ? date : latest), '');
	return sumBy(ownDays, ({ date, due }) => (date > last && date <= end ? due : 0));
}

/**
 * Objects that spent enough for results, and those of them that have had none for so long that chance hardly explains it.
 * Where these are most, the likelier reason is what they share.
 *
 * @param end the last day that is old enough to speak against anybody
 */
export function silentOf(days: readonly DueDayOf[], end: string): { readonly silent: number; readonly of: number } {
	const lately = uniq(days.map(({ date }) => date))
		.sort()
		.slice(-LATELY);
	const able = Object.values(groupBy(days, 'object')).filter(
		(ownDays) =>
			sumBy(ownDays, 'due') >= LEAST_DUE && ownDays.some(({ date, due }) => due > 0 && lately.includes(date)),
	);
	return { silent: able.filter((ownDays) => dueSinceLast(ownDays, end) >= LEAST_DUE).length, of: able.length };
}
