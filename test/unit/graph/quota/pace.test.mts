import * as fc from 'fast-check';

import { ChangePace } from '../../../../nodes/shared/graph/wire/pace.ts';

const START = 1_764_000_000_000;

/** When batches of changes leave that come one after the other, each as soon as it may. */
function departures(
	pace: ChangePace,
	clock: { now: number },
	script: Array<{ after: number; changes: number }>,
	isShared: boolean,
) {
	return script.map(({ after, changes: wanted }) => {
		clock.now += after;
		const changes = Math.min(wanted, pace.atOnce('act_1', isShared));
		for (let hold = pace.take('act_1', changes, isShared); hold > 0; hold = pace.take('act_1', changes, isShared))
			clock.now += hold;
		return { at: clock.now, changes };
	});
}

const most = (left: Array<{ at: number; changes: number }>): number =>
	Math.max(
		...left.map(({ at: start }) =>
			left.filter(({ at }) => at >= start && at < start + 1_000).reduce((sum, { changes }) => sum + changes, 0),
		),
	);

const bursts = fc.array(fc.record({ after: fc.nat(1_500), changes: fc.integer({ min: 1, max: 50 }) }), {
	minLength: 1,
	maxLength: 40,
});

it.each([
	{ name: 'alone, no second has more than the hundred', isShared: false, limit: 100, perSecond: 50 },
	{ name: 'among others, no second has more than a third of it', isShared: true, limit: 33, perSecond: 24 },
])('$name, and nobody is held back for longer than that takes', ({ isShared, limit, perSecond }) => {
	fc.assert(
		fc.property(bursts, (script) => {
			const clock = { now: START };
			const left = departures(new ChangePace(() => clock.now), clock, script, isShared);
			expect(most(left)).toBeLessThanOrEqual(limit);
			const all = left.reduce((sum, { changes }) => sum + changes, 0);
			const idle = script.reduce((sum, { after }) => sum + after, 0);
			// A hold is told in whole milliseconds.
			expect(clock.now - START).toBeLessThanOrEqual(idle + (all * 1_000) / perSecond + script.length);
		}),
	);
});

it('keeps accounts apart, and forgets what is a second old', () => {
	let now = 0;
	const pace = new ChangePace(() => now);
	expect([pace.take('act_1', 50, false), pace.take('act_1', 50, false), pace.take('act_2', 50, false)]).toEqual([
		0, 1_000, 0,
	]);
	now = 1_000;
	expect(pace.take('act_1', 50, false)).toBe(0);
});

it('halves its speed with each refusal, and finds back to it in half minutes', () => {
	let now = 0;
	const pace = new ChangePace(() => now);
	const atOnce = () => pace.atOnce('act_1', false);
	expect(atOnce()).toBe(50);
	const slower = Array.from({ length: 6 }, () => {
		pace.refused('act_1');
		return atOnce();
	});
	expect(slower).toEqual([3, 1, 1, 1, 1, 1]);
	expect(pace.atOnce('act_2', false)).toBe(50);
	now = 120_000;
	expect(atOnce()).toBe(50);
});
