import { falseAlerts, foundAfter } from '../../bench/watch/simulate.mts';

// The same months each time; RUNS makes them more. The page's own figures come of `bench/watch`.

jest.setTimeout(600_000);

const MONTHS = Math.ceil(60 * Number(process.env.RUNS ?? 1));
const many = Array.from({ length: MONTHS }, (_, run) => 70_000_000 + run * 7919);
const truth = (objects: number) => ({ objects, results: 10, uneven: 0.04, memory: 0.3 });

describe('watch, in months that nothing happened in', () => {
	it.each([1, 8])('has about one false alert at most among %i campaigns', (objects) => {
		const told = many.flatMap((seed) => falseAlerts(truth(objects), seed));
		expect(told.length / many.length).toBeLessThan(1.2);
	});
});

describe('watch, after a change', () => {
	it.each([2, 0.5])('tells of a cost per result that is %d times what it was within three days, mostly', (cost) => {
		const change = { day: 0, cost };
		const found = many.filter((seed) => foundAfter({ ...truth(1), change }, seed) !== null);
		expect(found.length / many.length).toBeGreaterThan(0.65);
	});
});
