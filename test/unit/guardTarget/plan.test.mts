import { DateTime } from 'luxon';

import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import { wishToPlan, type Plan } from '../../../nodes/MetaBudgetGuard/target/plan/objectPlan.ts';
import { NOW, policy, state } from '../guard/states.mts';
import { missOf, months, type Month } from './pacing.mts';

// The 25th of November by New York's clock: 24 days are over, six are left including today.
const plus = (date: string, days: number): string =>
	DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
const evenly = (spend: number): Map<string, number> =>
	new Map(Array.from({ length: 60 }, (_, ago) => [plus('2026-11-24', -ago), spend]));
const plan = (total: number, more: Partial<Plan> = {}): Plan => ({
	object: state().id,
	total,
	since: '2026-11-01',
	until: '2026-11-30',
	spent: evenly(100),
	ofAccount: null,
	...more,
});
const set = policy({ ceiling: 100_000n, floor: 100n });
const wish = (of: Plan, found = state()): Wish => wishToPlan(of, found, set, NOW);

describe('a change to a plan', () => {
	it('leaves alone what comes out as planned', () => {
		expect(wish(plan(3_000))).toEqual({
			kind: 'none',
			because:
				'2,400.00 USD of 3,000.00 USD spent (1 Nov to 30 Nov, 6 days left including today); at 100.00 USD a day it comes to ' +
				'3,000.00 USD, as planned. Nothing changes.',
			isRight: true,
		});
	});

	it('goes for what is left, over the days that are left', () => {
		expect(wish(plan(3_060))).toMatchObject({ kind: 'value', value: 11_000n });
		expect(wish(plan(2_940))).toMatchObject({ kind: 'value', value: 9_000n });
	});

	it('counts what budget schedules add until the end of the plan', () => {
		const from = Date.parse('2026-11-30T00:00:00-05:00');
		const sale = { periods: [{ from, until: from + 48 * 3_600_000, adds: 6_000n }] };
		expect(wish(plan(3_060), state(sale))).toMatchObject({
			kind: 'none',
			because: expect.stringMatching(/it comes to 3,060\.00 USD, 60\.00 USD of it by budget schedules, as planned/),
		});
		expect(wish(plan(3_000), state(sale))).toMatchObject({ kind: 'value', value: 9_000n });
		expect(wish(plan(2_420), state(sale))).toMatchObject({ kind: 'value', value: 1n });
	});

	it('takes no more than Meta spends of a budget for what it spends: other budgets are behind the rest', () => {
		const spent = (times: number) => plan(9_000, { spent: evenly(100 * times), since: '2026-11-24' });
		const because = (times: number) => (wish(spent(times)) as { because: string }).because;
		const coming = (times: number) => /it comes to ([\d,.]+) USD;/.exec(because(times))?.[1];
		expect([coming(1), coming(1.5)]).toEqual(['700.00', '1,012.50']);
		// 6 days left at 1.75 times the budget, and what the first day has spent.
		expect([coming(3), coming(9)]).toEqual(['1,350.00', '1,950.00']);
	});

	it('goes by the weekday shape of the past', () => {
		// Saturdays and Sundays spend half; Saturday and Sunday are two of the six days left.
		const spent = new Map(
			[...evenly(100)].map(([date]) => [date, DateTime.fromISO(date).weekday > 5 ? 50 : 100] as const),
		);
		const flat = wish(plan(2_700, { spent: new Map([...spent].map(([date]) => [date, 85] as const)) }));
		const shaped = wish(plan(2_700, { spent }));
		expect(flat).not.toEqual(shaped);
	});

	test.each<[string, Partial<Plan>, ReturnType<typeof state>, RegExp]>([
		['begins later', { since: '2026-12-01', until: '2026-12-31' }, state(), /begins on 1 Dec/],
		['is over', { since: '2026-10-01', until: '2026-10-31' }, state(), /ended on 31 Oct/],
		['is of another object', { object: '1' }, state(), /Choose the campaign/],
		['meets a lifetime budget', {}, state({ lever: 'lifetimeBudget' }), /over time itself/],
	])('does nothing where the plan %s', (_, more, found, why) => {
		expect(wish(plan(3_000, more), found)).toMatchObject({ kind: 'none', because: expect.stringMatching(why) });
	});

	describe('where Meta shows nothing for yesterday', () => {
		const without = (...dates: string[]): Map<string, number> =>
			new Map([...evenly(100)].filter(([date]) => !dates.includes(date)));
		const spent = without('2026-11-24');
		const asked = (ofAccount: ReadonlyMap<string, number>, found = state()): Wish =>
			wish(plan(2_990, { spent, ofAccount }), found);

		it('raises nothing while it shows nothing of the whole account either', () => {
			expect(asked(spent)).toEqual({
				kind: 'none',
				cause: 'spendNotShown',
				because:
					'2,300.00 USD of 2,990.00 USD spent (1 Nov to 30 Nov, 6 days left including today); at 100.00 USD a day it comes to ' +
					'2,900.00 USD. Meta shows no spend of the ad account for 24 Nov yet, although the days before had some. Nothing is ' +
					'increased until spend shows up.',
			});
			expect(asked(without('2026-11-23', '2026-11-24'))).toMatchObject({
				because: expect.stringMatching(/for 23 Nov to 24 Nov yet/),
			});
		});

		it('raises nothing in an account that has spent for no more than a day or two', () => {
			const young = new Map([['2026-11-23', 100]]);
			expect(asked(young)).toMatchObject({ because: expect.stringMatching(/for 24 Nov yet/) });
			expect(asked(new Map([['2026-11-22', 100], ...young]))).toMatchObject({ kind: 'none' });
		});

		it('still cuts, and leaves alone what comes out as planned', () => {
			expect(wish(plan(2_700, { spent, ofAccount: spent }))).toMatchObject({ kind: 'value' });
			expect(wish(plan(2_900, { spent, ofAccount: spent }))).toMatchObject({
				because: expect.stringMatching(/as planned\. Nothing changes\.$/),
			});
		});

		test.each<[string, ReadonlyMap<string, number>, ReturnType<typeof state>]>([
			['others of the account have a row', evenly(500), state()],
			['others have a row without spend', new Map([...spent, ['2026-11-24', 0]]), state()],
			['the account does not spend on every day', without('2026-11-24', '2026-11-22'), state()],
			['it began after that day', spent, state({ startsAt: Date.parse('2026-11-25T07:00:00Z') })],
		])('goes on where %s', (_, ofAccount, found) => {
			expect(asked(ofAccount, found)).toMatchObject({ kind: 'value' });
		});

		it('goes on where that day is none of the plan’s', () => {
			const own = plan(900, { spent, ofAccount: spent, since: '2026-11-25' });
			expect(wish(own)).toMatchObject({ kind: 'value' });
		});
	});

	it('says when the plan cannot be met, and still goes as far as it may', () => {
		expect(wish(plan(9_000))).toMatchObject({
			because: expect.stringMatching(/cannot be met: .+ it comes to .+ at most, [\d,.]+ USD below it\.$/),
		});
		expect(wish(plan(2_450))).toMatchObject({
			because: expect.stringMatching(/cannot be met: .+ at least, [\d,.]+ USD above it\.$/),
		});
		expect(wish(plan(2_000))).toMatchObject({ value: 1n, because: expect.stringMatching(/The plan has been spent/) });
	});
});

const within = (list: readonly Month[]): number =>
	list.filter((month) => Math.abs(missOf(month)) <= 0.03).length / list.length;

describe('months with noisy delivery', () => {
	it('land within 3 % of the plan in nine of ten, by steps within the guards', () => {
		const some = months(20, 0.25);
		expect(within(some)).toBeGreaterThanOrEqual(0.9);
		for (const { budgets } of some)
			for (const [day, budget] of budgets.slice(1).entries())
				expect(Math.abs(Number(budget) / Number(budgets[day]) - 1)).toBeLessThanOrEqual(0.15);
	});

	it('would not without steps', () => {
		expect(within(months(20, 0.25, { step: percentShare(0) }))).toBeLessThan(0.6);
	});
});

describe('a plan and hours', () => {
	const days = (many: number, of: (date: string) => number): Map<string, number> =>
		new Map(
			Array.from({ length: many }, (_, ago) => plus('2026-11-24', -ago)).flatMap((date) =>
				of(date) > 0 ? [[date, of(date)] as const] : [],
			),
		);
	const isWorkday = (date: string): boolean => ![0, 6].includes(new Date(date).getUTCDay());
	const coming = (found: Wish): string | undefined =>
		/it comes to ([\d,.]+) USD/.exec((found as { because?: string }).because ?? '')?.[1];

	it('expects nothing of weekdays that its hours leave out', () => {
		// Wednesday to Friday and Monday: four of the six days that are left.
		const spent = days(28, (date) => (isWorkday(date) ? 100 : 0));
		const since = '2026-11-24';
		expect(coming(wish(plan(9_000, { spent, since })))).toBe('500.00');
		const weekends = days(28, (date) => (isWorkday(date) ? 0 : 100));
		expect(coming(wish(plan(9_000, { spent: weekends, since })))).toBe('200.00');
	});

	it('expects of a few hours what these spent, and of an object without hours half its budget at the least', () => {
		const spent = days(28, () => 25);
		const since = '2026-11-25';
		const marks = { keepsHours: true, stoppedInRest: false, chanceAt: null };
		// Two days that spend all of it count as certain.
		expect(coming(wish(plan(9_000, { spent, since }), state({ marks })))).toBe('206.25');
		expect(coming(wish(plan(9_000, { spent, since })))).toBe('300.00');
	});

	it('raises nothing that has spent nothing for four weeks', () => {
		const startsAt = NOW - 90 * 86_400_000;
		const ofAccount = evenly(100);
		const idle = wish(plan(9_000, { spent: new Map(), ofAccount }), state({ startsAt }));
		expect(idle).toMatchObject({
			kind: 'none',
			because: expect.stringMatching(/It spent nothing in the last 28 days/),
		});
		// What began yesterday may be in review.
		const young = state({ startsAt: NOW - 86_400_000 });
		expect(wish(plan(9_000, { spent: new Map(), ofAccount }), young)).toMatchObject({ kind: 'value' });
	});
});
