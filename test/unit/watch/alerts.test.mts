import fc from 'fast-check';

import { inventedDays, type Truth } from '../../../bench/watch/world.mts';
import type { Alert } from '../../../nodes/MetaInsights/watch/judged/alert.ts';
import {
	alertKey,
	alertsOf,
	watchObjects,
	whyUnjudged,
	type Watch,
} from '../../../nodes/MetaInsights/watch/judged/alerts.ts';
import type { WatchDayFigures } from '../../../nodes/MetaInsights/watch/judged/measures.ts';
import { Words } from '../../../nodes/MetaInsights/render/numbers/words.ts';
import { sentenceOf } from '../../../nodes/MetaInsights/watch/words.ts';
import type { WatchedObject } from '../../../nodes/MetaInsights/watch/judged/past.ts';

const calm: Truth = { objects: 2, results: 30, uneven: 0.02, memory: 0 };
const world = (days = 38, truth: Partial<Truth> = {}): WatchedObject[] => inventedDays({ ...calm, ...truth }, days, 5);

/** The figures of one object's last days made others. */
const changed = (
	objects: readonly WatchedObject[],
	last: number,
	change: (day: WatchDayFigures) => Partial<WatchDayFigures>,
	ids: readonly string[] = ['1'],
): WatchedObject[] =>
	objects.map((object) => ({
		...object,
		days: object.days.map((day, index) =>
			ids.includes(object.id) && index >= object.days.length - last ? { ...day, ...change(day) } : day,
		),
	}));

const told = (alerts: readonly Alert[]): string[] =>
	alerts.map(({ kind, direction, objects }) => `${kind} ${direction} ${objects.map(({ id }) => id).join('+')}`);

/** As a workflow that has run on each of three days up to its last look, and reported what stood. */
function watchDaily(objects: readonly WatchedObject[], lastLook = 1): Watch {
	const before = [0, 1, 2].flatMap((day) =>
		alertsOf(
			objects.map((object) => ({
				...object,
				days: object.days.slice(0, Math.max(0, object.days.length - lastLook - day)),
			})),
		),
	);
	return watchObjects(objects, lastLook, new Set(before.map(alertKey)));
}

describe('watch', () => {
	it('reports everything that stands to somebody who was never told', () => {
		const silent = changed(world(), 2, () => ({ results: 0, purchases: 0, value: 0 }), ['1', '2']);
		expect(told(watchDaily(silent).alerts)).toEqual([]);
		expect(told(watchObjects(silent, 1, new Set()).alerts)).toContain('trackingSilent fewer 1+2');
	});

	it('is quiet on usual days, weekly seasons among them', () => {
		for (let days = 35; days < 42; days++) expect(told(alertsOf(world(days)))).toEqual([]);
	});

	it('tells of a doubled cost per result with what was due, and of its ROAS no second time', () => {
		const halved = changed(world(), 3, ({ results, purchases, value }) => ({
			results: Math.round((results ?? 0) / 2),
			purchases: Math.round((purchases ?? 0) / 2),
			value: (value ?? 0) / 2,
		}));
		const alerts = alertsOf(halved);
		expect(told(alerts)).toEqual(['costPerResult fewer 1']);
		expect(alerts[0]!.due / alerts[0]!.found).toBeGreaterThan(1.5);
		expect(alerts[0]!.chance).toBeLessThan(0.01);
	});

	it('tells of it once, and that it lasts on the days after', () => {
		const long = world(41);
		const ill = changed(long, 4, ({ results }) => ({ results: Math.round((results ?? 0) / 3) }));
		const on = (days: number): WatchedObject[] =>
			ill.map((object) => ({ ...object, days: object.days.slice(0, days) }));
		const first = [38, 39, 40].find((days) => told(watchDaily(on(days)).alerts).includes('costPerResult fewer 1'))!;
		expect(first).toBeDefined();
		expect(told(watchDaily(on(first + 1)).alerts)).not.toContain('costPerResult fewer 1');
		expect(told(watchDaily(on(first + 1)).lasting)).toContain('costPerResult fewer 1');
	});

	it('tells a weekly run what has stopped since the last one, and no stop before it', () => {
		const nothing = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };
		const stopped = (days: number): WatchedObject[] => changed(world(), days, () => nothing);
		for (const days of [1, 3, 4, 7]) expect(told(watchDaily(stopped(days), 7).alerts)).toEqual(['noDelivery fewer 1']);
		expect(watchDaily(stopped(8), 7)).toEqual({ alerts: [], lasting: [] });
		expect(told(watchDaily(stopped(4), 1).alerts)).toEqual([]);
	});

	it('is all news where the last look was before the days that are read', () => {
		const ill = changed(world(), 3, ({ results }) => ({ results: Math.round((results ?? 0) / 3) }));
		const old = changed(ill, 14, ({ results }) => ({ results: Math.round((results ?? 0) / 3) }));
		for (const lastLook of [35, 38, 50, 52, 400]) {
			const { alerts, lasting } = watchDaily(old, lastLook);
			expect(told(alerts)).toEqual(told(alertsOf(old)));
			expect(lasting).toEqual([]);
		}
	});

	it('takes results that end while money goes out for a silent count, of all together', () => {
		const silent = changed(world(), 1, () => ({ results: 0, purchases: 0, value: 0 }), ['1', '2']);
		expect(told(alertsOf(silent))).toEqual(['trackingSilent fewer 1+2']);
	});

	describe('a silent count that was reported', () => {
		const none = { results: 0, purchases: 0, value: 0 };
		const reported = new Set(['trackingSilent fewer 1 2']);
		/** Silent for some days up to those that are back. */
		const silent = (days: number, back: number, ids = ['1', '2']): WatchedObject[] => {
			const well = world();
			const ill = changed(well, days + back, () => none, ids);
			return ill.map((object, index) => ({
				...object,
				days: [...object.days.slice(0, object.days.length - back), ...(back > 0 ? well[index]!.days.slice(-back) : [])],
			}));
		};

		it('is no news where one of those counts again, and is where another falls silent', () => {
			const one = silent(2, 0, ['2']);
			expect(told(watchObjects(one, 1, reported).lasting)).toEqual(['trackingSilent fewer 2']);
			expect(told(watchObjects(one, 1, reported).alerts)).toEqual([]);
			expect(told(watchObjects(silent(2, 0), 1, new Set(['trackingSilent fewer 1'])).alerts)).toEqual([
				'trackingSilent fewer 1+2',
			]);
		});

		it('is no news of another name once it is over', () => {
			for (const [days, back] of [
				[1, 1],
				[1, 2],
				[2, 1],
			] as const) {
				const { alerts, lasting } = watchObjects(silent(days, back), 1, reported);
				expect([days, back, told([...alerts, ...lasting])]).toEqual([days, back, []]);
			}
		});

		it('hides no cost that is high on the days after it', () => {
			const partly = silent(2, 1).map((object) => ({
				...object,
				days: object.days.map((day, index) =>
					index === object.days.length - 1 ? { ...day, results: Math.round((day.results ?? 0) / 5) } : day,
				),
			}));
			expect(told(watchObjects(partly, 1, reported).alerts)).toContain('costPerResult fewer 1');
		});
	});

	it('never takes results that are not told for none', () => {
		const untold = changed(world(), 1, () => ({ results: null, purchases: null, value: null }), ['1', '2']);
		expect(told(alertsOf(untold))).toEqual([]);
		expect(whyUnjudged(untold[0]!)).toContain('does not show its results of');
		const unread = changed(world(), 38, () => ({ spend: null }));
		expect(whyUnjudged(unread[0]!)).toContain('does not show its spend of');
	});

	it('tells of a delivery that ends, and not of spend that is not told', () => {
		const none: WatchDayFigures = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };
		expect(told(alertsOf(changed(world(), 1, () => none)))).toEqual(['noDelivery fewer 1']);
		expect(told(alertsOf(changed(world(), 1, () => ({ ...none, spend: null }))))).toEqual([]);
		// Whoever rests every weekend is not missed on Saturday.
		const resting = world().map((object) => ({
			...object,
			days: object.days.map((day) => ([0, 6].includes(new Date(day.date).getUTCDay()) ? { ...day, ...none } : day)),
		}));
		for (let days = 30; days <= 38; days++)
			expect(told(alertsOf(resting.map((object) => ({ ...object, days: object.days.slice(0, days) }))))).toEqual([]);
	});

	it('takes the first day after a rest for a part of a day: what it spent tells nothing', () => {
		const none: WatchDayFigures = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };
		const third = (day: WatchDayFigures): Partial<WatchDayFigures> => ({
			spend: (day.spend ?? 0) / 3,
			results: Math.round((day.results ?? 0) / 3),
		});
		const atRest = changed(world(), 8, () => none);
		for (const after of [1, 2, 3]) {
			const back = atRest.map((object, place) => ({
				...object,
				days: object.days.map((day, index) => {
					const whole = world()[place]!.days[index]!;
					if (object.id !== '1' || index < object.days.length - after) return day;
					return index === object.days.length - after ? { ...whole, ...third(whole) } : whole;
				}),
			}));
			expect([after, told(alertsOf(back))]).toEqual([after, []]);
		}
		// A day without a rest before it is a whole one.
		expect(told(alertsOf(changed(world(), 1, third)))).toEqual(['spend fewer 1']);
	});

	it('sees spend and CTR that leave their own past', () => {
		const dear = changed(world(), 1, ({ spend }) => ({ spend: (spend ?? 0) * 2.5 }));
		expect(told(alertsOf(dear))).toContain('spend more 1');
		const dull = changed(world(), 3, ({ clicks }) => ({ clicks: Math.round((clicks ?? 0) / 2) }));
		expect(told(alertsOf(dull))).toEqual(['ctr fewer 1']);
	});

	describe('ads that people have seen too often', () => {
		const often = (frequency: number | null, clicks: number): WatchedObject[] => {
			const tired = { day: 35, frequency: 1, clicks };
			return world(42, { tired }).map((object) => ({
				...object,
				weeks: object.weeks!.map((week, index) => (index === 5 && object.id === '1' ? { ...week, frequency } : week)),
			}));
		};

		it('are told with both numbers, and their CTR no second time', () => {
			const alerts = alertsOf(often(3.4, 0.6));
			expect(told(alerts)).toEqual(['fatigue fewer 1']);
			const words = new Words('en-US', 'USD');
			expect(sentenceOf(alerts[0]!, words)).toMatch(
				/^Frequency last week 3\.4\d*, usually 1\.\d+\. CTR \(All\) 0\.\d+%, usually 1\.\d+%\. People see/,
			);
			expect([alerts[0]!.since, alerts[0]!.until]).toEqual(['2026-02-09', '2026-02-15']);
		});

		it('are not told where people click as ever, see them as often as ever, or Meta does not tell how often', () => {
			expect(told(alertsOf(often(3.4, 1)))).toEqual([]);
			expect(told(alertsOf(often(1.8, 0.6)))).toEqual(['ctr fewer 1']);
			expect(told(alertsOf(often(null, 0.6)))).toEqual(['ctr fewer 1']);
		});

		it('are no news once they have rested for a week: the last one that is told lies further back', () => {
			const none: WatchDayFigures = { spend: 0, impressions: 0, clicks: 0, results: 0, purchases: 0, value: 0 };
			const later = world(50, { tired: { day: 35, frequency: 1, clicks: 0.6 } }).map((object) => ({
				...object,
				days: object.days.map((day, index) => (index >= 42 && index < 49 ? { ...day, ...none } : day)),
				weeks: object.weeks!.slice(0, 6).map((week, index) => (index === 5 ? { ...week, frequency: 3.4 } : week)),
			}));
			const on = (days: number): WatchedObject[] =>
				later.map((object) => ({ ...object, days: object.days.slice(0, days) }));
			expect(told(alertsOf(on(42)))).toContain('fatigue fewer 1');
			expect(told(alertsOf(on(50)))).not.toContain('fatigue fewer 1');
		});

		it('are told by a later run of the week where that of Monday was missed, and once', () => {
			const tired = often(3.4, 0.6);
			const week = world(49, { tired: { day: 35, frequency: 1, clicks: 0.6 } }).map((object, index) => ({
				...object,
				weeks: tired[index]!.weeks,
			}));
			const on = (days: number): WatchedObject[] =>
				week.map((object) => ({ ...object, days: object.days.slice(0, days) }));
			const { alerts, lasting } = watchDaily(on(44));
			expect([told(alerts), told(lasting)]).toEqual([[], ['fatigue fewer 1']]);
			// The last run saw Saturday; the next one after Wednesday's is one of every day.
			expect(told(watchDaily(on(44), 3).alerts)).toEqual(['fatigue fewer 1']);
			expect(told(watchDaily(on(45), 1).alerts)).toEqual([]);
		});

		it('are judged by whole weeks alone: a week under way tells nothing yet', () => {
			const saturday = often(3.4, 0.6).map((object) => ({ ...object, days: object.days.slice(0, -1) }));
			expect(told(alertsOf(saturday))).toEqual(['ctr fewer 1']);
		});
	});

	it('says of too short a past that nothing is known', () => {
		const young = changed(world(16), 3, () => ({ results: 0 }));
		expect(alertsOf(young)).toEqual([]);
		expect(whyUnjudged(young[0]!)).toContain('17 are needed');
	});

	it('means the same in any currency, and in any order of the objects', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom(0.01, 150), (seed, unit) => {
				const objects = inventedDays({ ...calm, objects: 3, results: 12, uneven: 0.3, memory: 0.5 }, 38, seed);
				const dear = objects.map((object) => ({
					...object,
					days: object.days.map((day) => ({ ...day, spend: (day.spend ?? 0) * unit, value: (day.value ?? 0) * unit })),
				}));
				const sorted = (some: readonly WatchedObject[]): string[] => told(alertsOf(some)).sort();
				expect(sorted(dear)).toEqual(sorted(objects));
				expect(sorted([...objects].reverse())).toEqual(sorted(objects));
			}),
			{ numRuns: 15 },
		);
	});
});
