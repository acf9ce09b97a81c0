import * as fc from 'fast-check';

import { CHANGES_AT_ONCE, Pace } from '../../../nodes/shared/graph/wire/pace.ts';

const bursts = fc.array(fc.record({ after: fc.nat(1_500), changes: fc.integer({ min: 1, max: CHANGES_AT_ONCE }) }), {
	minLength: 1,
	maxLength: 40,
});

it('lets no second have more than a hundred changes, and holds nobody back for longer than that takes', () => {
	fc.assert(
		fc.property(bursts, (script) => {
			let now = 1_764_000_000_000;
			const pace = new Pace(() => now);
			const left = script.map(({ after, changes }) => {
				now += after;
				return { at: now + pace.take('act_1', changes), changes };
			});
			for (const { at: start } of left) {
				const within = left.filter(({ at }) => at >= start && at < start + 1_000);
				expect(within.reduce((sum, { changes }) => sum + changes, 0)).toBeLessThanOrEqual(100);
			}
			const all = script.reduce((sum, { changes }) => sum + changes, 0);
			expect(Math.max(...left.map(({ at }) => at)) - now).toBeLessThanOrEqual((all * 1_000) / CHANGES_AT_ONCE);
		}),
	);
});

it('keeps accounts apart, and forgets what is a second old', () => {
	let now = 0;
	const pace = new Pace(() => now);
	expect([pace.take('act_1', 50), pace.take('act_1', 50), pace.take('act_2', 50)]).toEqual([0, 1_000, 0]);
	now = 2_000;
	expect(pace.take('act_1', 50)).toBe(0);
});
