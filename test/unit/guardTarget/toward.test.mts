import { percentShare, WHOLE } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { Wish } from '../../../nodes/MetaBudgetGuard/policy/request.ts';
import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import type { LeverState } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import {
	defaultTarget,
	directionShare,
	wishToward as wishAmong,
	type TargetSettings,
} from '../../../nodes/MetaBudgetGuard/target/toward.ts';
import { alone } from '../../../nodes/MetaBudgetGuard/target/surroundings.ts';
import { windowsOf, type ReportWindow } from '../../../nodes/MetaBudgetGuard/target/windows.ts';
import { levers } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import { ask, NOW, policy, state } from '../guard/states.mts';
import { DAY_MS } from '../../../nodes/shared/durations.ts';

const wishToward = (
	reported: readonly ReportWindow[],
	settings: TargetSettings,
	found: LeverState,
	now: number,
): Wish => wishAmong(reported, settings, found, alone, now);

const perResult = (target: number): TargetSettings => ({ goal: { kind: 'cost', target }, ...defaultTarget });
const roas = (target: number): TargetSettings => ({ goal: { kind: 'roas', target }, ...defaultTarget });

/** Days of November, one row each, long enough ago for conversions to have come in. */
const days = (from: number, to: number, cost: number, results: number, value?: number): ReportWindow[] =>
	Array.from({ length: to - from + 1 }, (_, index) => {
		const date = `2026-11-${String(from + index).padStart(2, '0')}`;
		return { since: date, until: date, cost, results, ...(value !== undefined && { value }) };
	});

const touchedAt = (iso: string, zone = 'America/New_York'): LeverState => {
	const at = Date.parse(iso);
	return state({ zone, log: { values: [], touches: [{ at, what: 'The budget of “Broad”' }], unreadable: [] } });
};

const because = (wish: Wish): string => ('because' in wish ? (wish.because ?? '') : '');
const shareOf = (wish: Wish): bigint | null => (wish.kind === 'percent' ? wish.share : null);

describe('a step toward a target', () => {
	it('is taken up, with the reason, when results are clearly cheaper', () => {
		expect(wishToward(days(1, 14, 100, 20), perResult(10), state(), NOW)).toEqual({
			kind: 'percent',
			share: percentShare(15),
			because:
				'280 results for 1,400.00 USD, 5.00 USD each (1 Nov to 14 Nov); with 90 % certainty 4.22 USD to 6.24 USD against a target of 10.00 USD, better than the target. One step up.',
		});
	});

	it('is taken down by the exact counterpart when they are clearly dearer', () => {
		const wish = wishToward(days(1, 14, 100, 5), perResult(10), state(), NOW);
		expect(shareOf(wish)).toBe(percentShare((100 / 115) * 100 - 100));
		expect(because(wish)).toMatch(/worse than the target\. One step down\.$/);
	});

	it('is not taken inside the dead band, however much is known', () => {
		for (const results of [9.2, 10, 10.9])
			expect(wishToward(days(1, 20, 100_000, results * 1000), perResult(10), state(), NOW).kind).toBe('none');
		expect(shareOf(wishToward(days(1, 20, 100_000, 14_000), perResult(10), state(), NOW))).toBe(percentShare(15));
	});

	it('does not take a few quiet days for an infinite cost', () => {
		const wish = wishToward(days(20, 20, 15, 0), perResult(10), state(), NOW);
		expect(wish.kind).toBe('none');
		expect(because(wish)).toMatch(
			/^0 results for 15\.00 USD \(20 Nov to 20 Nov\); with 90 % certainty .+ which isn’t clearly different from the target\. Nothing changes\.$/,
		);
		expect(shareOf(wishToward(days(10, 20, 15, 0), perResult(10), state(), NOW))).toBeLessThan(0n);
	});

	it('waits for ever more evidence, not for a share of the target', () => {
		expect(wishToward(days(20, 20, 20, 1), perResult(10), state(), NOW).kind).toBe('none');
		expect(shareOf(wishToward(days(1, 20, 20, 1), perResult(10), state(), NOW))).toBeLessThan(0n);
	});

	it('judges a return on spend and says it as one', () => {
		expect(shareOf(wishToward(days(1, 14, 100, 10, 500), roas(2.5), state(), NOW))).toBe(percentShare(15));
		const low = wishToward(days(1, 14, 100, 10, 100), roas(2.5), state(), NOW);
		expect(shareOf(low)).toBeLessThan(0n);
		expect(because(low)).toMatch(
			/^140 results for 1,400\.00 USD, a return of 1\.00 \(.+\); with 90 % certainty 0\.\d\d to 1\.\d\d against a target of 2\.50, worse/,
		);
		expect(because(wishToward(days(1, 14, 100, 0, 0), roas(2.5), state(), NOW))).toMatch(/^No result has a value yet/);
	});

	it('speaks of currencies without decimals in theirs', () => {
		expect(because(wishToward(days(1, 14, 10_000, 20), perResult(1000), state({ currency: 'JPY' }), NOW))).toMatch(
			/^280 results for 140,000 JPY, 500 JPY each/,
		);
	});

	it('raises an ROAS floor where it tightens', () => {
		expect(shareOf(wishToward(days(1, 14, 100, 5), perResult(10), state({ lever: 'roasFloor' }), NOW))).toBe(
			percentShare(15),
		);
	});

	it('says so when nothing was spent', () => {
		expect(because(wishToward(days(1, 14, 0, 0), perResult(10), state(), NOW))).toBe(
			'Nothing was spent on the days that count.',
		);
	});

	it('is held by the other guards like any step, and keeps its reason', () => {
		const wish = wishToward(days(1, 14, 100, 20), perResult(10), state(), NOW);
		const held = decideStep(state({ learning: ['learning'] }), ask(wish), policy(), NOW);
		expect(held).toMatchObject({ verdict: 'held', because: because(wish), reasons: [{ guard: 'learning' }] });
		expect(decideStep(state(), ask(wish), policy(), NOW)).toMatchObject({
			verdict: 'move',
			to: 11_500n,
			because: because(wish),
		});
	});
});

describe('days that count', () => {
	const evidence = days(1, 14, 100, 20);

	it('are those wholly after the last change', () => {
		const wish = wishToward(evidence, perResult(10), touchedAt('2026-11-10T12:00:00-05:00'), NOW);
		expect(because(wish)).toMatch(/^80 results for 400\.00 USD, 5\.00 USD each \(11 Nov to 14 Nov\)/);
	});

	it('are none when all begin before it, and the reason says from when on', () => {
		const now = Date.parse('2026-11-14T20:00:00-05:00');
		expect(wishToward(evidence, perResult(10), touchedAt('2026-11-14T09:30:00-05:00'), now)).toEqual({
			kind: 'none',
			cause: 'movedBefore',
			because:
				'The budget of “Broad” changed on 14 Nov 2026, 09:30, and the data starts before that. Only days from 15 Nov on count.',
			until: Date.parse('2026-11-16T00:00:00-05:00') + 3 * DAY_MS,
		});
	});

	it('are old enough for conversions to have come in', () => {
		const wish = wishToward(days(22, 24, 100, 20), perResult(10), state(), NOW);
		expect(wish).toEqual({
			kind: 'none',
			cause: 'tooYoung',
			because: 'Its days are younger than 72 hours, so their conversions are still coming in.',
			until: Date.parse('2026-11-26T00:00:00-05:00'),
		});
		expect(because(wishToward(days(20, 24, 100, 20), perResult(10), state(), NOW))).toMatch(/\(20 Nov to 21 Nov\)/);
	});

	it.each([
		['America/New_York', '2026-11-02T00:00:00-05:00', '2026-11-01T23:59:59-05:00'],
		['Asia/Kolkata', '2026-11-02T00:00:00+05:30', '2026-11-01T23:59:59+05:30'],
		['Europe/Berlin', '2026-11-02T00:00:00+01:00', '2026-11-01T23:59:59+01:00'],
		['Pacific/Auckland', '2026-11-02T00:00:00+13:00', '2026-11-01T23:59:59+13:00'],
	])('begin at midnight in %s, to the moment', (zone, midnight, before) => {
		const two = days(1, 2, 100, 20);
		for (const at of [midnight, before])
			expect(because(wishToward(two, perResult(10), touchedAt(at, zone), NOW))).toMatch(/\(2 Nov to 2 Nov\)/);
		expect(
			wishToward(two, perResult(10), touchedAt(new Date(Date.parse(midnight) + 1).toISOString(), zone), NOW).kind,
		).toBe('none');
	});

	it('of 23 and 25 hours are days', () => {
		const night = [{ since: '2026-10-24', until: '2026-10-25', cost: 100, results: 20 }];
		const late = Date.parse('2026-10-26T00:00:00+01:00') + 3 * DAY_MS;
		expect(wishToward(night, perResult(10), state({ zone: 'Europe/Berlin' }), late - 1).kind).toBe('none');
		expect(because(wishToward(night, perResult(10), state({ zone: 'Europe/Berlin' }), late - 1))).toMatch(/younger/);
		expect(because(wishToward(night, perResult(10), state({ zone: 'Europe/Berlin' }), late))).toMatch(/^20 results/);
	});

	it('are not told in a zone that is not known here', () => {
		expect(because(wishToward(evidence, perResult(10), state({ zone: 'Mars/Olympus' }), NOW))).toMatch(
			/^The ad account’s time zone Mars\/Olympus is unknown/,
		);
	});
});

describe('rows', () => {
	it('of the same days are one', () => {
		expect(windowsOf([...days(2, 2, 30, 3), ...days(1, 1, 5, 1), ...days(2, 2, 20, 2, 8)])).toEqual([
			{ since: '2026-11-01', until: '2026-11-01', cost: 5, results: 1 },
			{ since: '2026-11-02', until: '2026-11-02', cost: 50, results: 5, value: 8 },
		]);
	});

	it('of periods that overlap are not counted twice', () => {
		const wish = wishToward(
			[...days(1, 14, 100, 20), { since: '2026-11-10', until: '2026-11-16', cost: 700, results: 140 }],
			perResult(10),
			state(),
			NOW,
		);
		expect(because(wish)).toMatch(/^Its numbers cover periods that overlap/);
	});
});

it('a step up and one down end where they began', () => {
	for (const step of [5, 15, 33, 50]) {
		const [up, down] = [
			directionShare(levers.dailyBudget, 'loosen', step),
			directionShare(levers.dailyBudget, 'tighten', step),
		];
		expect(Math.abs(Number(((WHOLE + up) * (WHOLE + down)) / WHOLE - WHOLE))).toBeLessThanOrEqual(2);
	}
});

describe('after a step of its budget', () => {
	/** A step of 15 % in the evening of the 16th, seen on the 20th: no day after it is old enough to count. */
	const stepAt = Date.parse('2026-11-16T20:00:00-05:00');
	const now = Date.parse('2026-11-20T12:00:00-05:00');
	const stepped = (from: bigint, to: bigint): LeverState =>
		state({
			log: {
				values: [{ at: stepAt, from, to, by: 'n8n' }],
				touches: [{ at: stepAt, what: 'its budget' }],
				unreadable: [],
			},
		});
	const up = stepped(10_000n, 11_500n);
	const before = days(1, 16, 100, 20);

	it('what is clearly cheap is raised again, once the report goes beyond the step', () => {
		expect(because(wishToward(before, perResult(10), up, now))).toMatch(/and the data starts before that/);
		const wish = wishToward([...before, ...days(17, 19, 115, 23)], perResult(10), up, now);
		expect(shareOf(wish)).toBe(percentShare(15));
		expect(because(wish)).toMatch(/\(1 Nov to 15 Nov, those up to 15 Nov count less\)/);
	});

	it('it is not where the days after the step say otherwise', () => {
		const later = Date.parse('2026-11-24T12:00:00-05:00');
		const otherwise = wishToward([...before, ...days(17, 19, 115, 8)], perResult(10), up, later);
		expect(otherwise.kind).toBe('none');
	});

	it('it is not after a larger change, which leaves nothing of the days before it', () => {
		const wish = wishToward([...before, ...days(17, 19, 115, 23)], perResult(10), stepped(10_000n, 20_000n), now);
		expect(because(wish)).toMatch(/younger than 72 hours/);
	});

	it('what is clearly dear, but no clear loss, waits for new days', () => {
		const dear = [...days(1, 16, 100, 7.4), ...days(17, 19, 87, 6.4)];
		const wish = wishToward(dear, perResult(10), stepped(11_500n, 10_000n), now);
		expect(because(wish)).toMatch(/younger than 72 hours/);
	});
});
