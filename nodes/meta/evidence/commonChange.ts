import { groupBy, sumBy, uniq } from 'lodash';

import { existing } from '../../shared/lists';
import { ASSUMED_DAY_VARIANCE, unevenness, type CountedDay } from './dayVariance';
import { gammaQuantile } from './gamma';

/**
 * A stretch of days on which most objects at once bring far less, or far more, than on their other days. Less and more
 * are measured against what is put in. Ads do not all turn bad on one day; counts do: a pixel that fell off some pages,
 * a consent banner, events that arrive twice.
 */
export interface CommonChange {
	readonly since: string;
	readonly until: string;
	/** Results instead of those due at the objects' own other days. */
	readonly level: number;
	/** How many objects went along, of those that are large enough to tell. */
	readonly along: number;
	readonly of: number;
}

/** An object can tell if so many results were due on the stretch; fewer are half or twice by chance. */
const LEAST_DUE = 2;
/** It goes along if it brings half of them or less, or twice as many. */
const HALF = 0.5;
/**
 * Those that go along have to be beyond this with near certainty, since it is seen afterwards which they are. Ads that
 * tire or a market that turns are slower.
 */
const FAR = 0.7;
const TAIL = 0.003;
/** What a stretch is compared with. */
const LEAST_OUTSIDE = { days: 5, results: 10 } as const;
const LEAST_DAYS = 2;

/** One object's sums up to each day. */
interface Sums {
	readonly effort: readonly number[];
	readonly results: readonly number[];
}

/** Stretches are found one after the other, the clearest first: each is compared with the days that are left. */
export function commonChangesIn(days: readonly CountedDay[]): CommonChange[] {
	const clearestChange = clearest(days);
	if (clearestChange === null) return [];
	return [
		clearestChange,
		...commonChangesIn(days.filter(({ date }) => date < clearestChange.since || date > clearestChange.until)),
	];
}

function clearest(days: readonly CountedDay[]): CommonChange | null {
	const dates = uniq(days.map(({ date }) => date)).sort();
	const objects = Object.values(groupBy(days, 'object')).map((objectDays) => sumsOf(objectDays, dates));
	if (objects.length < 2) return null;
	let best: { change: CommonChange; evidence: number } | null = null;
	// What the report begins with is what the rest is compared with.
	for (let from = 1; from < dates.length; from++) {
		for (let to = from + LEAST_DAYS; to <= dates.length; to++) {
			if (dates.length - (to - from) < LEAST_OUTSIDE.days) break;
			const comparison = compare(objects, from, to);
			if (comparison === null || comparison.evidence <= (best?.evidence ?? 0)) continue;
			const [since = '', until = ''] = [dates[from], dates[to - 1]];
			best = { evidence: comparison.evidence, change: { since, until, ...comparison.change } };
		}
	}
	return best?.change ?? null;
}

function sumsOf(objectDays: readonly CountedDay[], dates: readonly string[]): Sums {
	const byDate = new Map(dates.map((date) => [date, { effort: 0, results: 0 }]));
	for (const { date, effort, results } of objectDays) {
		const sum = existing(byDate.get(date), 'a day');
		sum.effort += effort;
		sum.results += results;
	}
	const days = [...byDate.values()];
	return { effort: upToEach(days.map(({ effort }) => effort)), results: upToEach(days.map(({ results }) => results)) };
}

function upToEach(numbers: readonly number[]): number[] {
	const sums = [0];
	for (const number of numbers) sums.push((sums.at(-1) ?? 0) + number);
	return sums;
}

interface Brought {
	readonly results: number;
	/** On all other days. */
	readonly outside: number;
	readonly due: number;
}

/** What an object brought on days from one to before another, and what was due by its other days. */
function broughtBy({ effort, results }: Sums, from: number, to: number): Brought {
	const insideEffort = (effort[to] ?? 0) - (effort[from] ?? 0);
	const inside = (results[to] ?? 0) - (results[from] ?? 0);
	const outsideEffort = (effort[effort.length - 1] ?? 0) - insideEffort;
	const outside = (results[results.length - 1] ?? 0) - inside;
	const rate = outsideEffort > 0 ? outside / outsideEffort : 0;
	return { results: inside, outside, due: rate * insideEffort };
}

type Told = Pick<CommonChange, 'level' | 'along' | 'of'>;

function compare(objects: readonly Sums[], from: number, to: number): { change: Told; evidence: number } | null {
	const able: Brought[] = [];
	for (const sums of objects) {
		const brought = broughtBy(sums, from, to);
		if (brought.due >= LEAST_DUE) able.push(brought);
	}
	if (able.length < 2) return null;
	const fewer = able.filter(({ results, due }) => results <= due * HALF);
	const more = able.filter(({ results, due }) => results >= due / HALF);
	const along = [fewer, more].find((some) => some.length * 2 > able.length);
	if (along === undefined) return null;
	const [results, due, outside] = [sumBy(along, 'results'), sumBy(along, 'due'), sumBy(along, 'outside')];
	const level = results / due;
	if (outside < LEAST_OUTSIDE.results || !isFar(level, due, outside, to - from)) return null;
	return {
		change: { level, along: along.length, of: able.length },
		evidence: evidenceOf(results, outside, due / outside),
	};
}

/**
 * How much better two rates fit the counts than one does (the logarithm of a likelihood ratio of Poisson counts). The same
 * whichever side is taken for the change, so that a stretch is found by where it begins and ends.
 *
 * @param effort inside, as a share of that outside
 */
function evidenceOf(inside: number, outside: number, effort: number): number {
	const all = inside + outside;
	const part = (foundResults: number, expectedResults: number): number =>
		foundResults > 0 ? foundResults * Math.log(foundResults / expectedResults) : 0;
	return part(inside, (all * effort) / (1 + effort)) + part(outside, all / (1 + effort));
}

/** Whether chance and uneven days, of the stretch and of what it is compared with, leave it beyond the bound. */
function isFar(level: number, due: number, outside: number, days: number): boolean {
	const spread = unevenness(due, due ** 2 / days, ASSUMED_DAY_VARIANCE) * (1 + due / outside);
	const [shape, scale] = [1 + (level * due) / spread, 1 / (1 + due / spread)];
	return level < 1 ? gammaQuantile(1 - TAIL, shape, scale) < FAR : gammaQuantile(TAIL, shape, scale) > 1 / FAR;
}
