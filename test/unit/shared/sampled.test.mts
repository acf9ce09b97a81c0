import { sampled } from '../../engine/faults/sampled.mts';

const DAY = 24 * 3_600_000;
const cells = ['a', 'b', 'c'].flatMap((row, index) =>
	Array.from({ length: [1, 4, 23][index] }, (_, number) => ({ row, number })),
);
const on = (day: number) => {
	jest.spyOn(Date, 'now').mockReturnValue(day * DAY + 3_600_000);
	return sampled(cells, ({ row }) => row);
};

afterEach(() => jest.restoreAllMocks());

it('tries some of every row each day, the same all day, and every cell within eight days', () => {
	for (let day = 20_000; day < 20_010; day++) {
		const today = on(day);
		expect(new Set(today.map(({ row }) => row)).size).toBe(3);
		expect(today.length).toBeLessThanOrEqual(1 + 1 + 3);
		const within = Array.from({ length: 8 }, (_, later) => on(day + later)).flat();
		expect(cells.filter((cell) => !within.includes(cell))).toEqual([]);
	}
});

it('is the whole table where that is asked for', () => {
	process.env.FAULTS = 'whole';
	expect(on(20_000)).toEqual(cells);
	delete process.env.FAULTS;
});
