import { DateTime } from 'luxon';
import * as fc from 'fast-check';

import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import type { Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { LeverState } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import type { AccountPlan, Budget } from '../../../nodes/MetaBudgetGuard/target/plan/accountComing.ts';
import { wishesToPlan } from '../../../nodes/MetaBudgetGuard/target/plan/accountPlan.ts';
import { ask, NOW, policy, state } from '../guard/states.mts';
import { accountMonths, type AccountMonth } from './accountPacing.mts';
import { missOf } from './pacing.mts';
import { DAY_MS } from '../../../nodes/shared/durations.ts';

// The 25th of November by New York's clock: 24 days are over, six are left including today.
const plus = (date: string, days: number): string =>
	DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
const evenly = (spend: number, today = 0): Map<string, number> =>
	new Map([
		...Array.from({ length: 60 }, (_, ago) => [plus('2026-11-24', -ago), spend] as const),
		['2026-11-25', today] as const,
	]);

const set = policy({ ceiling: 100_000n, floor: 100n });
const daily = (id: string, value: number, more: Partial<LeverState> = {}): LeverState =>
	state({ id, name: `No. ${id}`, value: BigInt(Math.round(value * 100)), ...more });
const asBudget =
	(settings: Policy) =>
	(found: LeverState): Budget => ({
		state: found,
		rest: found.value - found.spent,
		stays: null,
		decide: (value) => decideStep(found, ask({ kind: 'value', value }), { ...settings, accountCeiling: null }, NOW),
	});

const three = [daily('1', 60), daily('2', 30), daily('3', 10)];
/** Of what has spent its budgets on every day. */
const plan = (total: number, all: readonly LeverState[], more: Partial<AccountPlan> = {}): AccountPlan => ({
	total,
	since: '2026-11-01',
	until: '2026-11-30',
	spent: evenly(100),
	spentBy: new Map(all.map(({ id, value }) => [id, evenly(Number(value) / 100)])),
	...more,
});
const wishes = (total: number, all = three, more: Partial<AccountPlan> = {}, settings = set) =>
	wishesToPlan(plan(total, all, more), all.map(asBudget(settings)), settings, null, NOW);
const values = (found: ReadonlyMap<string, Wish>) =>
	[...found.values()].map((wish) => (wish.kind === 'value' ? Number(wish.value) / 100 : null));
const reason = (found: ReadonlyMap<string, Wish>, id = '1'): string => {
	const wish = found.get(id);
	return wish?.kind === 'value' || wish?.kind === 'none' ? [wish.common, wish.because].filter(Boolean).join(' ') : '';
};

describe('a plan for a whole account', () => {
	it('moves every daily budget by the same percent, so that all together come to it', () => {
		const found = wishes(3_060);
		expect(values(found)).toEqual([66, 33, 11]);
		expect(reason(found)).toBe(
			'The account: 2,400.00 USD of 3,060.00 USD spent (1 Nov to 30 Nov, 6 days left including today), and 3,000.00 USD ' +
				'expected with current budgets; daily budgets 10.0 % higher would meet the plan.',
		);
		expect(values(wishes(2_940))).toEqual([54, 27, 9]);
	});

	it('leaves alone what comes out as planned', () => {
		const found = wishes(3_000);
		expect(values(found)).toEqual([null, null, null]);
		expect(reason(found)).toMatch(/As planned, so nothing changes\.$/);
	});

	it('leaves the part of one that cannot move to the others, within their own guards', () => {
		const all = [daily('1', 60, { learning: ['learning'] }), daily('2', 30), daily('3', 10)];
		// 5.20 more a day are needed, and 60.00 of the 100.00 stand still.
		expect(values(wishes(3_031.2, all)).slice(1)).toEqual([33.9, 11.3]);
		// No more than the largest step of each is taken on: the rest comes on later days.
		const found = wishes(3_300, all);
		const steps = all.map((one) => decideStep(one, ask(found.get(one.id)!), set, NOW));
		expect(steps.map(({ to }) => Number(to) / 100)).toEqual([60, 34.5, 11.5]);
	});

	it('counts what was spent by what is paused by now, today too', () => {
		const spent = new Map([...evenly(110)].map(([date, cost]) => [date, cost] as const)).set('2026-11-25', 30);
		// 24 × 110 are spent, 30 today by others, and 6 × 100 are to come.
		expect(reason(wishes(3_270, three, { spent }))).toMatch(/2,640\.00 USD of 3,270\.00 USD spent .+ As planned/);
		expect(reason(wishes(3_200, three, { spent }))).toMatch(
			/and 3,270\.00 USD expected with current budgets; daily budgets/,
		);
	});

	it('reckons with lifetime budgets as they are, and never writes them', () => {
		const endsAt = Date.parse('2026-12-05T05:00:00Z');
		const lifetime = state({ ...{ id: '9', lever: 'lifetimeBudget', value: 50_000n, spent: 30_000n }, endsAt });
		const all = [...three, lifetime];
		// 200 are left for ten days, 6 of them in the plan.
		const found = wishes(3_180, all);
		expect(values(found)).toEqual([66, 33, 11, null].map((value) => value && expect.closeTo(value, 0)));
		expect(reason(found, '9')).toMatch(
			/and 3,120\.00 USD expected with current budgets, 120\.00 USD of it by lifetime budgets; .+ The plan counts it but doesn’t change it\.$/,
		);
		const unknown = wishes(3_180, [...three, { ...lifetime, endsAt: null }]);
		expect(values(unknown)).toEqual([null, null, null, null]);
		expect(reason(unknown)).toMatch(/is unknown: when its lifetime budget ends could not be read/);
	});

	it('waits where nobody knows what is left of a lifetime budget, and expects nothing of one that has ended', () => {
		const endsAt = Date.parse('2026-12-05T05:00:00Z');
		const lifetime = state({ ...{ id: '9', lever: 'lifetimeBudget', value: 50_000n, spent: 30_000n }, endsAt });
		const withRest = (rest: bigint | null, one: LeverState) =>
			wishesToPlan(
				plan(3_180, [...three, one]),
				[...three.map(asBudget(set)), { ...asBudget(set)(one), rest }],
				...([set, null, NOW] as const),
			);
		const unknown = withRest(null, lifetime);
		expect(values(unknown)).toEqual([null, null, null, null]);
		expect(reason(unknown)).toMatch(/unknown: what is left of its lifetime budget could not be read\.$/);
		// It has ended this morning with 200.00 left, and runs no more.
		expect(reason(withRest(20_000n, { ...lifetime, endsAt: NOW - DAY_MS / 8 }))).toMatch(
			/and 3,000\.00 USD expected with current budgets;/,
		);
		expect(reason(withRest(null, { ...lifetime, atRest: 'its ads are paused' }))).toMatch(
			/and 3,000\.00 USD expected with current budgets;/,
		);
	});

	it('raises nothing while Meta shows nothing of the account for yesterday, and still cuts', () => {
		const spent = new Map([...evenly(100)].filter(([date]) => date !== '2026-11-24'));
		const found = wishes(3_060, three, { spent });
		expect(values(found)).toEqual([null, null, null]);
		expect(reason(found)).toMatch(
			/^The account: 2,300\.00 USD of .+ and 2,900\.00 USD expected with current budgets\. Meta shows no spend of the ad account for 24 Nov yet,/,
		);
		expect(values(wishes(2_840, three, { spent }))).toEqual([54, 27, 9]);
		// One of them without a row has spent nothing: the account has one.
		const withoutOne = new Map([...evenly(60)].filter(([date]) => date !== '2026-11-24'));
		const { spentBy } = plan(3_060, three);
		expect(values(wishes(3_060, three, { spentBy: new Map(spentBy).set('1', withoutOne) }))).toEqual([66, 33, 11]);
	});

	it('waits where a budget of the account could not be read', () => {
		const found = wishesToPlan(plan(3_180, three), three.map(asBudget(set)), set, 'It is unknown.', NOW);
		expect(values(found)).toEqual([null, null, null]);
		expect(reason(found)).toBe('It is unknown.');
	});

	it('counts what budget schedules add, for every day of theirs within the plan', () => {
		const at = (time: string): number => Date.parse(`2026-11-${time}-05:00`);
		const sale = (from: number, until: number) => [{ from, until, adds: 5_000n }];
		const coming = (periods: LeverState['periods']): string =>
			/, and (.+? USD expected with current budgets.*?)[;.] (?:daily|As)/.exec(
				reason(wishes(4_000, [daily('1', 60, { periods }), ...three.slice(1)])),
			)?.[1] ?? '';
		expect(coming(sale(at('27T00:00:00'), at('29T00:00:00')))).toBe(
			'3,100.00 USD expected with current budgets, 100.00 USD of it by budget schedules',
		);
	});

	it('expects nothing of what does not deliver or has ended, and less of what ends in time', () => {
		const all = [...three, daily('4', 500, { atRest: 'none of its ads is switched on' })];
		expect(reason(wishes(3_000, all))).toMatch(/and 3,000\.00 USD expected with current budgets\. As planned/);
		const ends = [daily('1', 60, { endsAt: NOW + DAY_MS }), daily('2', 40)];
		expect(reason(wishes(3_000, ends))).toMatch(/and 2,760\.00 USD expected with current budgets;/);
	});

	it('says by how much the plan cannot be met', () => {
		expect(reason(wishes(9_000))).toMatch(/cannot be met: .+ it comes to [\d,.]+ USD at most, [\d,.]+ USD below it\.$/);
		expect(reason(wishes(2_000))).toMatch(/the plan has been spent, so daily budgets go down/);
		expect(values(wishes(2_000))).toEqual([0.01, 0.01, 0.01]);
		const ceiling = policy({ ceiling: 6_500n, floor: 100n });
		const found = wishes(3_060, three, {}, ceiling);
		const to = three.map((one) => Number(decideStep(one, ask(found.get(one.id)!), ceiling, NOW).to) / 100);
		expect(to).toEqual([65, 33.75, 11.25]);
	});

	it('shares out what the account’s ceiling leaves, in proportion', () => {
		const all = three.map((one) => ({ ...one, accountDaily: 10_000n }));
		const capped = policy({ ceiling: 100_000n, floor: 100n, accountCeiling: 10_500n });
		const found = wishes(3_060, all, {}, capped);
		expect(values(found)).toEqual([63, 31.5, 10.5]);
		expect(reason(found)).toMatch(/The account’s maximum leaves room for 5\.00 USD a day of that\./);
	});

	it('waits for its days', () => {
		expect(reason(wishes(3_000, three, { since: '2026-12-01', until: '2026-12-31' }))).toMatch(/begins on 1 Dec/);
		expect(reason(wishes(3_000, three, { until: '2026-11-20' }))).toMatch(/ended on 20 Nov/);
	});
});

test('whatever the budgets and the plan, steps lead toward it, keep to the guards and are told with a reason', () => {
	const budget = fc.record({
		value: fc.integer({ min: 100, max: 90_000 }),
		learning: fc.constantFrom<'learning' | 'learned'>('learning', 'learned'),
		atRest: fc.constantFrom(null, null, null, 'none of its ads is switched on'),
	});
	fc.assert(
		fc.property(
			fc.array(budget, { minLength: 1, maxLength: 8 }),
			fc.integer({ min: 1, max: 400_000 }),
			(some, total) => {
				const all = some.map(({ value, learning, atRest }, index) =>
					daily(String(index + 1), value / 100, { learning: [learning], atRest }),
				);
				const running = all.filter(({ atRest }) => atRest === null);
				const spent = evenly(running.reduce((sum, { value }) => sum + Number(value) / 100, 0));
				const found = wishes(total, all, { spent });
				const steps = all.map((one) => decideStep(one, ask(found.get(one.id)!), set, NOW));
				const moves = new Set(steps.filter(({ to, from }) => to !== from).map(({ to, from }) => to > from));
				expect(moves.size).toBeLessThanOrEqual(1);
				for (const { from, to, common } of steps) {
					expect(Math.abs(Number(to) / Number(from) - 1)).toBeLessThanOrEqual(0.150_001);
					expect(common).not.toMatch(/NaN|Infinity|undefined/);
				}
			},
		),
	);
});

const within = (list: readonly AccountMonth[]): number =>
	list.filter((one) => Math.abs(missOf(one)) <= 0.03).length / list.length;

describe('months of an account with noisy delivery', () => {
	const noise = { noise: 0.25, isShared: false };

	it('land within 3 % of the plan in nine of ten, by steps within the guards', () => {
		const some = accountMonths(15, noise);
		expect(within(some)).toBeGreaterThanOrEqual(0.9);
		for (const days of some.flatMap(({ each }) => each))
			for (const [day, budget] of days.slice(1).entries())
				expect(Math.abs(Number(budget) / Number(days[day]) - 1)).toBeLessThanOrEqual(0.150_001);
	});

	it('would not without steps', () => {
		expect(within(accountMonths(15, noise, { step: percentShare(0) }))).toBeLessThan(0.6);
	});
});
