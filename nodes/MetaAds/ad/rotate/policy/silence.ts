import { groupBy, sumBy } from 'lodash';

import { isUnknown } from './evidence';
import { expectedOf, lastCountedDay } from './record';
import type { RotationInput } from './rotation';

/**
 * When nobody of a group has a result any more, it may be that none is counted: a pixel that was taken off the page,
 * a conversions API that stands still. Meta shows that as zero. So days without a result in the whole group speak
 * against nobody until a later result shows that the count is alive, and then only if they were so few that chance
 * explains them.
 */
export interface Silence {
	/** Days that do not count. */
	readonly days: ReadonlySet<string>;
	/** Why nothing is judged now; null where results come in. */
	readonly sentence: string | null;
}

/** By chance alone, a stretch in which so many results were due passes without any in one of twenty cases. */
const LEAST_DUE = 3;

interface GroupDay {
	readonly date: string;
	readonly results: number;
	/** Results due at the target. */
	readonly expected: number;
}

/** An unknown result is no sign of life. */
function groupDays({ rows, settings, today }: RotationInput): GroupDay[] {
	const byDate = Object.entries(
		groupBy(
			rows.filter(({ date }) => date <= today),
			'date',
		),
	);
	return byDate
		.map(([date, own]) => ({
			date,
			results: sumBy(own, ({ results }) => (isUnknown(results) ? 0 : results)),
			expected: sumBy(own, (row) => expectedOf(row, settings)),
		}))
		.sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** Stretches of days without a result, and whether it has ended. */
function stretchesOf(days: readonly GroupDay[]): GroupDay[][] {
	const stretches: GroupDay[][] = [[]];
	for (const day of days) {
		if (day.results > 0) stretches.push([]);
		else stretches.at(-1)?.push(day);
	}
	return stretches;
}

export function silenceOf(input: RotationInput): Silence {
	const { settings, today } = input;
	const days = groupDays(input);
	const [results, expected] = [sumBy(days, 'results'), sumBy(days, 'expected')];
	const stretches = stretchesOf(days);
	const last = stretches.at(-1) ?? [];
	// What the group itself brought on its other days, or the target while it brought nothing.
	const due = (stretch: readonly GroupDay[]): number => {
		const own = sumBy(stretch, 'expected');
		return results === 0 ? own : own * Math.min(1, results / Math.max(expected - own, Number.EPSILON));
	};
	const isSilent = (stretch: readonly GroupDay[]): boolean =>
		due(stretch) >= Math.min(LEAST_DUE, settings.withoutResult);
	const silent = [...stretches.slice(0, -1).filter(isSilent), last].flat();
	return {
		days: new Set(silent.map(({ date }) => date)),
		sentence: sentenceOf(results, last, due, lastCountedDay(today, settings)),
	};
}

function sentenceOf(
	results: number,
	last: readonly GroupDay[],
	due: (days: readonly GroupDay[]) => number,
	end: string,
): string | null {
	const silent = last.filter(({ date }) => date <= end);
	const [first] = silent;
	if (first === undefined) return null;
	const isLong = due(silent) >= LEAST_DUE;
	if (!isLong) return results > 0 ? null : 'Not judged: no ad of the group has any result in the report yet.';
	const since = results > 0 ? `since ${first.date}` : 'in the report';
	return `Not judged: no ad of the group has any result ${since}, so tracking may be silent. Check that results reach Meta.`;
}
