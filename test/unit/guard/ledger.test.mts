import * as fc from 'fast-check';

import { Ledger } from '../../../nodes/MetaBudgetGuard/state/log/ledger.ts';

const steps = fc.array(
	fc.record({
		at: fc.integer({ min: 1, max: 4e12 }),
		from: fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
		to: fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
	}),
	{ minLength: 1, maxLength: 100 },
);
const stored = (data: object): never => JSON.parse(JSON.stringify(data)) as never;

it('what was kept is there again after n8n has stored it', () => {
	fc.assert(
		fc.property(steps, steps, (one, other) => {
			const data = {};
			new Ledger(data).keep('1 bid', one);
			new Ledger(data).keep('2 bid', other);
			new Ledger(data).keep('3 bid', []);
			const after = new Ledger(stored(data));
			expect([after.recall('1 bid'), after.recall('2 bid'), after.recall('3 bid')]).toEqual([one, other, []]);
		}),
	);
});

it('whatever is found in its place is read as steps or not at all, and a new step can be kept', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (whole, part) => {
			for (const found of [whole, { '1 bid': part }]) {
				const data = stored({ metaBudgetGuard: found });
				const read = new Ledger(data).recall('1 bid');
				for (const { at, from, to } of read ?? [])
					expect([typeof at, typeof from, typeof to]).toEqual(['number', 'bigint', 'bigint']);
				const step = { at: 5, from: 1n, to: 2n };
				new Ledger(data).keep('1 bid', [step]);
				expect(new Ledger(stored(data)).recall('1 bid')).toEqual([step]);
			}
		}),
	);
});

it.each([null, 'text', 7, true, [1]])(
	'%j in its place makes every value unknown, also after others were kept',
	(found) => {
		const data = stored({ metaBudgetGuard: found });
		expect(new Ledger(data).recall('1 bid')).toBeNull();
		new Ledger(data).keep('2 bid', [{ at: 5, from: 1n, to: 2n }]);
		expect(new Ledger(stored(data)).recall('1 bid')).toBeNull();
	},
);

it('of too many values the oldest are forgotten', () => {
	const full = Array.from({ length: 2_000 }, (_, value) => [`${value} bid`, [[5, '1', '2']]]);
	const data = stored({ metaBudgetGuard: Object.fromEntries(full) });
	for (const value of [2_000, 1]) new Ledger(data).keep(`${value} bid`, [{ at: 6, from: 2n, to: 3n }]);
	expect(new Ledger(data).recall('0 bid')).toEqual([]);
	for (const value of [1, 2, 2_000]) expect(new Ledger(data).recall(`${value} bid`)).toHaveLength(1);
	expect(Object.keys((data as { metaBudgetGuard: object }).metaBudgetGuard)).toHaveLength(2_000);
});
