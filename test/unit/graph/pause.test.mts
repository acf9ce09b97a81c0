import { pausing } from '../../../nodes/shared/graph/wait.ts';
import { mapWithPauses } from '../../../nodes/shared/lists.ts';

/** Long work lets n8n's other work have its turn. Each piece takes a millisecond by the clock of the test. */

let now = 0;
beforeEach(() => {
	now = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const piece = (number: number): number => {
	now += 1;
	return number * 2;
};
const pieces = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

it('other work has its turn at least every 25 ms, and the results stay in order', async () => {
	const turns: number[] = [];
	const other = setInterval(() => turns.push(now), 0);
	const results = await mapWithPauses(pieces(1_000), pausing(), piece);
	clearInterval(other);
	expect(results).toEqual(pieces(1_000).map((number) => number * 2));
	expect(turns.length).toBeGreaterThanOrEqual(39);
	expect(Math.max(...turns.map((turn, index) => turn - (turns[index - 1] ?? 0)))).toBeLessThanOrEqual(25);
});

it('short work is not held up', async () => {
	const turns: number[] = [];
	const other = setInterval(() => turns.push(now), 0);
	await mapWithPauses(pieces(24), pausing(), piece);
	clearInterval(other);
	expect(turns).toEqual([]);
});

it('a cancelled run ends in a pause', async () => {
	const cancel = new AbortController();
	const work = mapWithPauses(pieces(1_000), pausing(cancel.signal), piece);
	cancel.abort();
	await expect(work).rejects.toThrow();
	expect(now).toBeLessThan(1_000);
});
