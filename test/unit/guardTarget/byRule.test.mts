import fc from 'fast-check';

import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import { goalOf, wishByRule, type RuleSettings } from '../../../nodes/MetaBudgetGuard/target/byRule.ts';
import {
	areMet,
	measure,
	type Condition,
	type ConditionMetric,
} from '../../../nodes/MetaBudgetGuard/target/condition.ts';
import type { FoundStep } from '../../../nodes/MetaBudgetGuard/record/step.ts';
import { surroundingsIn } from '../../../nodes/MetaBudgetGuard/steps/towardTarget.ts';
import { alone } from '../../../nodes/MetaBudgetGuard/target/surroundings.ts';
import type { ReportWindow } from '../../../nodes/MetaBudgetGuard/target/windows.ts';
import { NOW, state } from '../guard/states.mts';
import { DAY_MS } from '../../../nodes/shared/durations.ts';

const one = (more: Partial<ReportWindow> = {}): ReportWindow => ({
	since: '2026-11-01',
	until: '2026-11-14',
	cost: 400,
	results: 20,
	value: 1_000,
	frequency: 1.5,
	clicks: 800,
	impressions: 100_000,
	leads: 8,
	purchases: 4,
	...more,
});
const is = (metric: ConditionMetric, operator: Condition['operator'], value: number): Condition => ({
	metric,
	operator,
	value,
});
const all = (...conditions: Condition[]) => ({ match: 'all' as const, conditions });
const any = (...conditions: Condition[]) => ({ match: 'any' as const, conditions });
const rule = (more: Partial<RuleSettings> = {}): RuleSettings => ({
	raise: { ...all(is('costPerResult', 'below', 25)), percent: 15 },
	cut: { ...all(is('costPerResult', 'above', 40)), percent: 20 },
	lagDays: 3,
	...more,
});
const wish = (reported: readonly ReportWindow[], settings = rule(), found = state()): Wish =>
	wishByRule(reported, settings, found, alone, NOW);

describe('conditions', () => {
	test.each<[ConditionMetric, number]>([
		['spend', 400],
		['results', 20],
		['costPerResult', 20],
		['costPerClick', 0.5],
		['costPerLead', 50],
		['costPerPurchase', 100],
		['costPerThousand', 4],
		['ctr', 0.8],
		['roas', 2.5],
		['frequency', 1.5],
	])('%s of the days together, strictly above or below', (metric, value) => {
		expect(measure([one()], metric)).toEqual({ low: value, high: value });
		const truths = [-1, 0, 1].map((off) => [
			areMet(all(is(metric, 'above', value + off)), [one()]),
			areMet(all(is(metric, 'below', value + off)), [one()]),
		]);
		expect(truths).toEqual([
			[true, false],
			[false, false],
			[false, true],
		]);
	});

	it('what was spent without a result is the least that one costs', () => {
		const none = [one({ results: 0 })];
		expect(areMet(all(is('costPerResult', 'above', 399)), none)).toBe(true);
		expect(areMet(all(is('costPerResult', 'above', 401)), none)).toBeNull();
		expect(areMet(all(is('costPerResult', 'below', 400)), none)).toBe(false);
		expect(areMet(all(is('costPerResult', 'below', 401)), none)).toBeNull();
		expect(measure([one({ results: 0, cost: 0 })], 'costPerResult')).toBeNull();
	});

	it.each([
		['costPerClick', 'clicks'],
		['costPerLead', 'leads'],
		['costPerPurchase', 'purchases'],
		['costPerThousand', 'impressions'],
		['ctr', 'impressions'],
		['ctr', 'clicks'],
	] as const)('%s is unknown where a day lacks %s', (metric, figure) => {
		const days = [one(), one({ since: '2026-11-15', until: '2026-11-15', [figure]: undefined })];
		expect(measure(days, metric)).toBeNull();
	});

	it('without one, what was spent is the least that a click, a lead or a purchase costs; of no impressions nothing is known', () => {
		const none = [one({ clicks: 0, leads: 0, purchases: 0 })];
		for (const metric of ['costPerClick', 'costPerLead', 'costPerPurchase'] as const)
			expect(measure(none, metric)).toEqual({ low: 400, high: Infinity });
		expect(measure(none, 'ctr')).toEqual({ low: 0, high: 0 });
		const unseen = [one({ impressions: 0, clicks: 0 })];
		expect([measure(unseen, 'ctr'), measure(unseen, 'costPerThousand')]).toEqual([null, null]);
		expect(measure([one({ cost: 0 })], 'costPerThousand')).toBeNull();
	});

	it('a value that a day lacks, a return of nothing, and the frequency of several rows are unknown', () => {
		const days = [one(), one({ since: '2026-11-15', until: '2026-11-15', value: undefined })];
		expect(measure(days, 'roas')).toBeNull();
		expect(measure([one({ cost: 0, value: 0 })], 'roas')).toBeNull();
		expect(measure(days, 'frequency')).toBeNull();
		expect(measure([one({ frequency: undefined })], 'frequency')).toBeNull();
	});

	test('all and any, over true, false and unknown', () => {
		const truth = fc.constantFrom<[Condition, boolean | null]>(
			[is('results', 'above', 1), true],
			[is('results', 'above', 100), false],
			[is('roas', 'above', 1), null],
		);
		fc.assert(
			fc.property(fc.array(truth, { minLength: 1, maxLength: 5 }), (listed) => {
				const windows = [one({ value: undefined })];
				const [conditions, truths] = [listed.map(([condition]) => condition), listed.map(([, known]) => known)];
				// Whatever the unknown ones turn out to be: known only where that makes no difference.
				const possible = [true, false].map((unknown) => truths.map((known) => known ?? unknown));
				const of = (by: (list: boolean[]) => boolean) => {
					const outcomes = new Set(possible.map(by));
					return outcomes.size === 1 ? [...outcomes][0] : null;
				};
				expect(areMet(all(...conditions), windows)).toBe(of((list) => list.every(Boolean)));
				expect(areMet(any(...conditions), windows)).toBe(of((list) => list.some(Boolean)));
			}),
		);
	});
});

describe('a change by a rule', () => {
	it('raises below, with words that read the rule back', () => {
		expect(wish([one()])).toEqual({
			kind: 'percent',
			share: percentShare(15),
			common:
				'The rule: raise by 15 % if cost per result is below 25.00 USD; cut by 20 % if cost per result is above 40.00 USD.',
			because:
				'20 results for 400.00 USD, 20.00 USD each, a ROAS of 2.50, a frequency of 1.50 (1 Nov to 14 Nov): raise by 15 %.',
		});
	});

	it('cuts above, and leaves what lies between', () => {
		expect(wish([one({ results: 5 })])).toMatchObject({ share: -percentShare(20) });
		expect(wish([one({ results: 12 })])).toMatchObject({ kind: 'none', because: expect.stringMatching(/it stays\.$/) });
		expect(wish([one({ results: 0 })])).toMatchObject({ share: -percentShare(20) });
	});

	it('adds up the days of a report', () => {
		const days = Array.from({ length: 10 }, (_, index) => {
			const date = `2026-11-${String(index + 1).padStart(2, '0')}`;
			return one({ since: date, until: date, cost: 40, results: index < 5 ? 4 : 0 });
		});
		expect(wish(days)).toMatchObject({
			share: percentShare(15),
			because: expect.stringMatching(/^20 results for 400\.00 USD/),
		});
	});

	it('says several conditions with and and or', () => {
		const cut = { ...any(is('frequency', 'above', 4), is('roas', 'below', 1)), percent: 10 };
		const raise = { ...all(is('roas', 'above', 2), is('results', 'above', 10), is('spend', 'above', 100)), percent: 5 };
		expect(wish([one()], rule({ raise, cut }))).toMatchObject({
			share: percentShare(5),
			common: expect.stringContaining(
				'raise by 5 % if ROAS is above 2 and results are above 10 and spend is above 100.00 USD; cut by 10 % if frequency is above 4 or ROAS is below 1.',
			),
		});
	});

	test.each<[string, ReportWindow[], RuleSettings, RegExp]>([
		[
			'a condition hangs on what is unknown',
			[one({ cost: 10, results: 0 })],
			rule(),
			/is unknown: too little was spent/,
		],
		[
			'one side is met and the other unknown',
			[one({ frequency: undefined })],
			rule({ cut: { ...all(is('frequency', 'above', 3)), percent: 10 } }),
			/is unknown: there is no frequency/,
		],
		['both are met', [one()], rule({ cut: { ...all(is('spend', 'above', 1)), percent: 10 } }), /are both met/],
		[
			'days are too young',
			[one({ since: '2026-11-23', until: '2026-11-24' })],
			rule(),
			/younger than 72 hours.*Time Increment Day has older ones/,
		],
	])('does nothing where %s', (_, reported, settings, why) => {
		expect(wish(reported, settings)).toMatchObject({ kind: 'none', because: expect.stringMatching(why) });
	});

	it('counts no days before a change of the object', () => {
		const touches = [{ at: NOW - 12 * DAY_MS, what: 'The bid of “Broad”' }];
		const found = state({ log: { values: [], touches, unreadable: [] } });
		expect(wish([one()], rule(), found)).toMatchObject({ kind: 'none', because: expect.stringMatching(/^The bid of/) });
	});

	it('more results never cut where fewer did not', () => {
		const order = (of: Wish): number => (of.kind !== 'percent' ? 0 : of.share > 0n ? 1 : -1);
		fc.assert(
			fc.property(fc.nat({ max: 1_000 }), fc.nat({ max: 60 }), fc.nat({ max: 20 }), (cost, results, more) => {
				const [few, many] = [results, results + more].map((count) => order(wish([one({ cost, results: count })])));
				// Unknown may become known either way; what is known only rises.
				if (few !== 0 || results > 0) expect(many).toBeGreaterThanOrEqual(few);
			}),
		);
	});

	it('compares objects by the cost that it names, or by none', () => {
		expect(goalOf(rule())).toEqual({ kind: 'cost', target: 25 });
		expect(goalOf(rule({ raise: { ...all(is('roas', 'above', 2)), percent: 5 }, cut: null })).kind).toBe('roas');
	});
});

describe('leads or purchases that fall silent while results go on', () => {
	const byLead = rule({
		raise: { ...all(is('costPerLead', 'below', 10)), percent: 15 },
		cut: { ...all(is('costPerLead', 'above', 40)), percent: 20 },
	});
	const dates = Array.from({ length: 10 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
	const daysOf = (leadsOn: (day: number) => number | undefined): ReportWindow[] =>
		dates.map((date, day) => one({ since: date, until: date, cost: 40, results: 10, leads: leadsOn(day) }));
	const wishAmong = (leadsOn: (day: number) => number | undefined, settings = byLead): Wish => {
		const settled = daysOf(leadsOn);
		const ready = ['1', '2', '3'].map((id, index) => {
			const found = { ...state(), id };
			const wished = { kind: 'target', settings, reported: settled, incomplete: false, repeated: false };
			const step = { named: { kind: 'adSet', id }, request: { wish: wished } };
			return { index, item: index, step, target: { state: found } } as unknown as FoundStep;
		});
		return wishByRule(settled, settings, state(), surroundingsIn(ready, NOW, null), NOW);
	};

	it('none of several ad sets has a lead any more: nothing is cut, and the row says why', () => {
		expect(wishAmong((day) => (day < 3 ? 2 : 0))).toMatchObject({
			kind: 'none',
			because: expect.stringContaining('Tracking may be down'),
		});
	});

	it('leads that come in, though dear, are cut by', () => {
		expect(wishAmong((day) => day % 2)).toMatchObject({ kind: 'percent', share: -percentShare(20) });
	});

	it('rows without leads stay unknown, and a rule on results does not look at leads', () => {
		expect(wishAmong(() => undefined)).toMatchObject({
			kind: 'none',
			because: expect.stringContaining('It is unknown'),
		});
		expect(wishAmong((day) => (day < 3 ? 2 : 0), rule())).toMatchObject({ kind: 'percent', share: percentShare(15) });
	});
});
