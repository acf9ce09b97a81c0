import { sampled, sampledRuns } from '../../support/sampled.mts';

const cells = ['a', 'b', 'c'].flatMap((row, index) =>
	Array.from({ length: [1, 4, 23][index] }, (_, number) => ({ row, number })),
);
const on = (day: number | 'whole') => {
	process.env.CELLS = String(day);
	return sampled(cells, ({ row }) => row);
};

const { CELLS } = process.env;
afterEach(() => {
	process.env.CELLS = CELLS;
});

it('tries some of every row each day, and every cell within eight days', () => {
	for (let day = 20_000; day < 20_010; day++) {
		const today = on(day);
		expect(new Set(today.map(({ row }) => row)).size).toBe(3);
		expect(today.length).toBeLessThanOrEqual(1 + 1 + 3);
		const within = Array.from({ length: 8 }, (_, later) => on(day + later)).flat();
		expect(cells.filter((cell) => !within.includes(cell))).toEqual([]);
	}
});

it('is the whole table where that is asked for', () => {
	expect(on('whole')).toEqual(cells);
});

it('tries an eighth of a property test’s runs, other ones each day', () => {
	process.env.CELLS = '20000';
	expect(sampledRuns(150)).toEqual({ numRuns: 19, seed: 20_000 });
	process.env.CELLS = 'whole';
	expect(sampledRuns(150)).toEqual({ numRuns: 150 });
});

it('is drawn on no day that nobody has named', () => {
	process.env.CELLS = 'all';
	expect(() => sampled(cells, ({ row }) => row)).toThrow('CELLS is whole or a day’s number, not all');
});
