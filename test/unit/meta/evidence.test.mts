import * as fc from 'fast-check';

import { poisson } from '../../../bench/rotation/world.mts';
import { uniform } from '../../../bench/uniform.mts';
import { jstat } from '../../../bench/rotation/jstat.mts';
import { commonChangesIn } from '../../../nodes/meta/evidence/commonChange.ts';
import { ASSUMED_DAY_VARIANCE, dayVarianceOf, type CountedDay } from '../../../nodes/meta/evidence/dayVariance.ts';
import { saysIncomplete } from '../../../nodes/meta/evidence/known.ts';
import { silenceOf, silentOf } from '../../../nodes/meta/evidence/silence.ts';

const dateOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** Days of objects whose level of each day is given. */
function lived(
	objects: number,
	days: number,
	mean: number,
	levelOn: (day: number, object: number) => number,
): CountedDay[] {
	return Array.from({ length: objects }, (_, object) =>
		Array.from({ length: days }, (__, day) => ({
			object: String(object),
			date: dateOf(day),
			effort: 100,
			results: poisson(mean * levelOn(day, object)),
		})),
	).flat();
}

const uneven = (variance: number) => (): number => jstat.gamma.sample(1 / variance, variance);

const anyDays: fc.Arbitrary<CountedDay[]> = fc.uniqueArray(
	fc.record({
		object: fc.constantFrom('1', '2', '3'),
		date: fc.integer({ min: 0, max: 27 }).map(dateOf),
		effort: fc.integer({ min: 0, max: 1000 }),
		results: fc.integer({ min: 0, max: 200 }),
	}),
	{ selector: ({ object, date }) => `${object} ${date}`, maxLength: 84 },
);

describe('the variance of days', () => {
	it('is the assumed one as long as an object has fewer than fourteen days', () => {
		jstat.setRandom(uniform(1));
		expect(dayVarianceOf(lived(20, 13, 10, uneven(2)))).toBe(ASSUMED_DAY_VARIANCE);
	});

	it.each([
		[0.05, 0.3, 0.3],
		[1, 0.6, 1.6],
		[2, 1, 3.5],
	])('of %d is measured from twenty-five days of five ad sets', (variance, least, most) => {
		jstat.setRandom(uniform(7));
		const measured = Array.from({ length: 40 }, () => dayVarianceOf(lived(5, 25, 10, uneven(variance))));
		measured.sort((one, other) => one - other);
		expect(measured[20]).toBeGreaterThanOrEqual(least);
		expect(measured[20]).toBeLessThanOrEqual(most);
	});

	/** The least that may be said. */
	const EVEN = 0.1;

	it.each([
		['many days of little variance', 5, 25, 0.1, 0.12, 0.22],
		['one object alone', 1, 25, 0.1, 0.18, 0.3],
		['too few days', 20, 13, 0.01, 0.3, 0.3],
		['the variance that is assumed', 5, 25, 0.3, 0.29, 0.4],
	])('may be told as smaller than assumed, with room for chance: %s', (_, objects, days, variance, least, most) => {
		jstat.setRandom(uniform(11));
		const measured = Array.from({ length: 41 }, () => dayVarianceOf(lived(objects, days, 20, uneven(variance)), EVEN));
		measured.sort((one, other) => one - other);
		expect(measured[20]).toBeGreaterThanOrEqual(least);
		expect(measured[20]).toBeLessThanOrEqual(most);
		expect(measured[0]).toBeGreaterThanOrEqual(EVEN);
		// Hardly ever is it told as smaller than it is.
		expect(measured.filter((one) => one < variance * 0.9).length).toBeLessThanOrEqual(4);
	});

	it('is larger where good days follow good ones', () => {
		jstat.setRandom(uniform(9));
		const inWeeks = (): number => {
			const levels = Array.from({ length: 30 }, uneven(0.3));
			return dayVarianceOf(lived(5, 25, 10, (day, object) => levels[object * 5 + Math.floor(day / 5)]!));
		};
		expect(Array.from({ length: 20 }, inWeeks).filter((variance) => variance > 0.45).length).toBeGreaterThan(14);
	});

	it('is never below the assumed one, whatever the unit and the order', () => {
		fc.assert(
			fc.property(anyDays, fc.integer({ min: 1, max: 1000 }), (days, unit) => {
				const measured = dayVarianceOf(days);
				expect(measured).toBeGreaterThanOrEqual(ASSUMED_DAY_VARIANCE);
				expect(Number.isFinite(measured)).toBe(true);
				const turned = [...days].reverse().map((day) => ({ ...day, effort: day.effort * unit }));
				expect(dayVarianceOf(turned)).toBeCloseTo(measured, 8);
			}),
			{ numRuns: 200 },
		);
	});
});

describe('a common change', () => {
	const drop = (objects: number, share: number, days = 28) => lived(objects, days, 4, (day) => (day >= 18 ? share : 1));

	it.each([0, 0.2])('is seen where the count of all falls to %d of what it was', (share) => {
		jstat.setRandom(uniform(3));
		const [change] = commonChangesIn(drop(5, share));
		expect(change).toMatchObject({ along: 5, of: 5 });
		expect(change!.until >= dateOf(25)).toBe(true);
		expect(Math.abs(Date.parse(change!.since) - Date.parse(dateOf(18)))).toBeLessThanOrEqual(86_400_000);
	});

	it('is hardly ever seen on days that are uneven only', () => {
		jstat.setRandom(uniform(4));
		const seen = Array.from({ length: 100 }, () => commonChangesIn(lived(5, 28, 2, uneven(0.3))).length);
		expect(seen.filter((count) => count > 0).length).toBeLessThanOrEqual(3);
	});

	it('is none of one object, nor of the lesser part of several', () => {
		jstat.setRandom(uniform(5));
		expect(commonChangesIn(drop(1, 0))).toEqual([]);
		expect(commonChangesIn(lived(5, 28, 4, (day, object) => (day >= 18 && object < 2 ? 0 : 1)))).toEqual([]);
	});

	it('lies within the days and depends neither on unit nor order', () => {
		fc.assert(
			fc.property(anyDays, fc.integer({ min: 1, max: 6 }), (days, doublings) => {
				const found = commonChangesIn(days);
				const dates = days.map(({ date }) => date);
				for (const { since, until, along, of } of found)
					expect([dates.includes(since), dates.includes(until), since <= until, along * 2 > of]).toEqual([
						true,
						true,
						true,
						true,
					]);
				const turned = [...days].reverse().map((day) => ({ ...day, effort: day.effort * 2 ** doublings }));
				expect(commonChangesIn(turned).map(({ since, until }) => [since, until])).toEqual(
					found.map(({ since, until }) => [since, until]),
				);
			}),
			{ numRuns: 200 },
		);
	});
});

describe('silence', () => {
	const due = (from: number, to: number, results: number) =>
		Array.from({ length: to - from }, (_, index) => ({ date: dateOf(from + index), results, due: 1 }));

	it('lasts from the first day without a result to the end, and counts against nobody before it is long', () => {
		expect(silenceOf([...due(0, 10, 1), ...due(10, 14, 0)], dateOf(13), 3)).toMatchObject({
			ever: true,
			since: dateOf(10),
			long: true,
		});
		expect(silenceOf([...due(0, 10, 1), ...due(10, 12, 0)], dateOf(11), 3)).toMatchObject({ long: false });
		expect(silenceOf(due(0, 5, 1), dateOf(4), 3)).toMatchObject({ since: null });
	});

	it('of most objects that still spend is told apart from that of few, or of those stopped long ago', () => {
		const of = (object: string, to: number, results: number) => due(0, to, results).map((day) => ({ ...day, object }));
		expect(silentOf([...of('1', 10, 0), ...of('2', 10, 0), ...of('3', 10, 1)], dateOf(9))).toEqual({
			silent: 2,
			of: 3,
		});
		expect(silentOf([...of('1', 5, 0), ...of('2', 10, 0), ...of('3', 10, 1)], dateOf(9))).toEqual({ silent: 1, of: 2 });
	});
});

it.each([
	[undefined, false],
	['', false],
	[true, false],
	['TRUE', false],
	[1, false],
	[false, true],
	['false', true],
	[0, true],
	['perhaps', true],
])('a report that says %j of itself is incomplete: %j', (said, incomplete) => {
	expect(saysIncomplete(said)).toBe(incomplete);
});
