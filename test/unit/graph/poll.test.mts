import * as fc from 'fast-check';

import { poll } from '../../../nodes/shared/graph/poll.ts';

/** A clock that moves by waiting and by looking, and a thing that is ready at a time. */
function bench(cap: number, readyAt: number, lookTakes = 0) {
	let now = 5_000;
	const start = now;
	const looks: number[] = [];
	const result = poll(
		async () => {
			looks.push(now - start);
			now += lookTakes;
			return now - start >= readyAt ? 'ready' : null;
		},
		{ cap, now: () => now, wait: async (pause) => void (now += pause) },
	);
	return { result, looks, passed: () => now - start };
}

it('finds what is ready before the cap, and says null otherwise', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(900_000), fc.nat(1_000_000), async (cap, readyAt) => {
			const { result, looks, passed } = bench(cap, readyAt);
			expect(await result).toBe(readyAt <= cap ? 'ready' : null);
			expect(passed()).toBeLessThanOrEqual(cap);
			// Nothing that became ready meanwhile is missed: the last look is at the cap.
			if (readyAt > cap) expect(looks.at(-1)).toBe(cap);
		}),
	);
});

it('looks again when what is awaited is expected, neither at once nor much later, and soon once it is late', async () => {
	let now = 0;
	const looks: number[] = [];
	const expected = [undefined, 9_000, 0, 60_000, 5_000, undefined, undefined];
	await poll(
		async () => {
			looks.push(now);
			return looks.length > 7 ? 'ready' : null;
		},
		{
			cap: 900_000,
			now: () => now,
			wait: async (pause) => void (now += pause),
			remaining: () => expected[looks.length - 1],
		},
	);
	expect(looks).toEqual([0, 500, 9_500, 10_000, 25_000, 30_000, 30_500, 31_500]);
});

it('looks soon at first and then seldom: every gap at most a quarter minute', async () => {
	const { result, looks } = bench(120_000, Infinity);
	await result;
	const gaps = looks.slice(1).map((look, index) => look - looks[index]);
	expect(gaps.slice(0, 5)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
	expect(Math.max(...gaps)).toBe(15_000);
	expect(looks.at(-1)).toBe(120_000);
});

it('looks once with a cap of nothing, and after a look that outlasts the cap', async () => {
	for (const { result, looks } of [bench(0, Infinity), bench(10_000, Infinity, 60_000)]) {
		expect(await result).toBeNull();
		expect(looks).toHaveLength(1);
	}
	expect(await bench(0, 0).result).toBe('ready');
});

it('ends with the cancellation of a wait, and with what a look throws', async () => {
	const cancelled = new Error('cancelled');
	let looks = 0;
	const look = async () => (looks++, null);
	await expect(poll(look, { cap: 60_000, now: () => 0, wait: async () => Promise.reject(cancelled) })).rejects.toBe(
		cancelled,
	);
	expect(looks).toBe(1);
	await expect(
		poll(async () => Promise.reject(cancelled), { cap: 60_000, now: () => 0, wait: async () => undefined }),
	).rejects.toBe(cancelled);
});
