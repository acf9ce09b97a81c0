import { falseRunsLate, foundLate } from '../../../bench/watch/simulate.mts';
import { inventedDays, lateDays } from '../../../bench/watch/world.mts';
import { Arrivals } from '../../../nodes/MetaInsights/watch/arrivals.ts';
import { standing } from '../../../nodes/MetaInsights/watch/judged/standing.ts';

const LATE = [0.6, 0.8, 0.9, 0.95, 1];
const PLACE = { account: 'act_1', level: 'campaign', resultsColumn: 'results' };
const truth = { objects: 1, results: 30, uneven: 0.04, memory: 0.3 };
const seeds = Array.from({ length: 6 }, (_, index) => 80_000_000 + index * 7919);

const after = (runs: number, late: readonly number[]) => {
	const data = {};
	const days = inventedDays({ ...truth, objects: 3 }, 38 + runs, 5);
	let last = days;
	for (let run = 0; run <= runs; run++) {
		last = lateDays(
			days.map((object) => ({ ...object, days: object.days.slice(run, 38 + run) })),
			late,
			5,
		);
		new Arrivals(data).note(PLACE, last);
	}
	return new Arrivals(data).arrival(PLACE, last).results!;
};

describe('results that come late', () => {
	it('make no alert of a fresh day, from the first run on', () => {
		for (const before of [0, 14]) {
			const runs = seeds.map((seed) => falseRunsLate(truth, LATE, before, seed));
			const wrongRuns = runs.reduce((sum, one) => sum + one.false, 0);
			expect(wrongRuns / runs.reduce((sum, one) => sum + one.runs, 0)).toBeLessThan(0.1);
		}
		// The same days, read as whole.
		const taken = seeds.filter((seed) => {
			const days = inventedDays(truth, 38, seed);
			return standing(lateDays(days, LATE, seed)).length > 0;
		});
		expect(taken.length).toBeGreaterThan(0);
	});

	it('hide no doubled cost per result from a step that knows its account', () => {
		const found = seeds.filter((seed) => foundLate({ ...truth, change: { day: 0, cost: 2 } }, LATE, 14, seed));
		expect(found.length).toBeGreaterThan(3);
	});

	it('are known from earlier looks: how much of a day is there after one, two … days', () => {
		const [first, second, , , fifth] = after(20, LATE);
		for (const { share, is } of [
			{ share: first!, is: 0.6 },
			{ share: second!, is: 0.8 },
			{ share: fifth!, is: 1 },
		]) {
			expect(share.least).toBeGreaterThan(is - 0.07);
			expect(share.most).toBeLessThan(is + 0.07);
		}
		expect(after(20, [])[0]!.least).toBeGreaterThan(0.93);
		expect(after(0, LATE)[0]).toEqual({ least: 0.6, most: 1 });
	});

	it.each([null, 7, 'x', [], { arrivals: 3 }, { arrivals: { 'act_1 campaign results': { results: { day: ['x'] } } } }])(
		'are assumed where nothing that can be read is remembered (%j)',
		(data) => {
			const days = inventedDays(truth, 38, 5);
			const arrivals = new Arrivals(data);
			expect(arrivals.arrival(PLACE, days).results![0]).toEqual({ least: 0.6, most: 1 });
			expect(() => arrivals.note(PLACE, days)).not.toThrow();
			expect(() => arrivals.note({ ...PLACE, account: null }, [])).not.toThrow();
		},
	);
});
