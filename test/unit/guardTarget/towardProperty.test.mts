import * as fc from 'fast-check';

import { percentShare } from '../../../nodes/MetaBudgetGuard/policy/lever.ts';
import type { LeverState } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { ASSUMED_DAY_VARIANCE } from '../../../nodes/meta/evidence/dayVariance.ts';
import { targetLevelOf } from '../../../nodes/MetaBudgetGuard/target/level.ts';
import { alone } from '../../../nodes/MetaBudgetGuard/target/surroundings.ts';
import { wishToward as wishAmong, type TargetSettings } from '../../../nodes/MetaBudgetGuard/target/toward.ts';
import type { ReportWindow } from '../../../nodes/MetaBudgetGuard/target/windows.ts';
import { NOW, state } from '../guard/states.mts';
import { DAY_MS, HOUR_MS } from '../../../nodes/shared/durations.ts';

const wishToward = (reported: readonly ReportWindow[], settings: TargetSettings, found: LeverState, now: number) =>
	wishAmong(reported, settings, found, alone, now);

const ZONES = ['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/Berlin', 'Pacific/Auckland', 'UTC'];

const date = fc.integer({ min: -40, max: 2 }).map((day) => new Date(NOW + day * DAY_MS).toISOString().slice(0, 10));
const figure = fc.oneof(
	fc.constantFrom(0, 5e-318, 0.01, 1, 1e11),
	fc.double({ min: 0, max: 1e6, noNaN: true }),
	fc.integer({ min: 0, max: 5000 }),
);

const reported: fc.Arbitrary<ReportWindow> = fc
	.record({ one: date, other: date, cost: figure, results: figure, value: figure })
	.map(({ one, other, ...figures }) => ({
		since: one < other ? one : other,
		until: one < other ? other : one,
		...figures,
	}));

const settings: fc.Arbitrary<TargetSettings> = fc.record({
	goal: fc.record({
		kind: fc.constantFrom<'cost' | 'roas'>('cost', 'roas'),
		target: fc.constantFrom(0.01, 1, 9.99, 1234, 1e11),
	}),
	stepPercent: fc.integer({ min: 1, max: 50 }),
	deadBandPercent: fc.integer({ min: 0, max: 100 }),
	lagDays: fc.integer({ min: 0, max: 28 }),
});

const states: fc.Arbitrary<LeverState> = fc
	.record({
		zone: fc.constantFrom(...ZONES),
		currency: fc.constantFrom('USD', 'JPY'),
		lever: fc.constantFrom<LeverState['lever']>('dailyBudget', 'lifetimeBudget', 'bid', 'roasFloor'),
		touches: fc.array(
			fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => ({ at: NOW - minutes * 60_000, what: 'The budget' })),
			{ maxLength: 4 },
		),
	})
	.map(({ touches, ...more }) => state({ ...more, log: { values: [], touches, unreadable: [] } }));

describe('a wish toward a target, whatever it is given,', () => {
	it('is one step or none, and one sentence without a gap', () => {
		fc.assert(
			fc.property(fc.array(reported, { maxLength: 6 }), settings, states, (rows, of, found) => {
				const wish = wishToward(rows, of, found, NOW);
				if (wish.kind !== 'none' && wish.kind !== 'percent') throw new Error(`${wish.kind} is no wish of it`);
				expect(wish.because).not.toMatch(/NaN|Infinity|undefined|null/);
				expect(wish.because).toMatch(/\.$/);
				if (wish.kind === 'none') expect(wish.until === undefined || Number.isFinite(wish.until)).toBe(true);
				else
					expect([percentShare(of.stepPercent), percentShare((100 / (100 + of.stepPercent)) * 100 - 100)]).toContain(
						wish.share,
					);
			}),
			{ numRuns: 400 },
		);
	});

	it('does not depend on days up to the last change or younger than the lag', () => {
		const days = fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 24 });
		const onDay = (day: number, cost: number, results: number): ReportWindow => {
			const text = `2026-11-${String(day).padStart(2, '0')}`;
			return { since: text, until: text, cost, results };
		};
		fc.assert(
			fc.property(
				days,
				fc.integer({ min: 0, max: 23 * 24 }),
				fc.integer({ min: 0, max: 10 }),
				fc.constantFrom(...ZONES),
				figure,
				(listed, hours, lagDays, zone, poison) => {
					const at = Date.parse('2026-11-01T00:00:00Z') + hours * HOUR_MS;
					const of: TargetSettings = {
						goal: { kind: 'cost', target: 10 },
						stepPercent: 15,
						deadBandPercent: 10,
						lagDays,
					};
					const found = state({ zone, log: { values: [], touches: [{ at, what: 'The budget' }], unreadable: [] } });
					// Days of the world's calendars: certainly begun before the change, or certainly not over by the lag.
					const out = (day: number): boolean =>
						Date.UTC(2026, 10, day) + 14 * HOUR_MS < at ||
						Date.UTC(2026, 10, day + 1) - 14 * HOUR_MS + lagDays * DAY_MS > NOW;
					const rows = (cost: number, results: number): ReportWindow[] =>
						listed.map((day) => (out(day) ? onDay(day, cost, results) : onDay(day, 100, 14)));
					expect(wishToward(rows(poison, 7), of, found, NOW)).toEqual(wishToward(rows(50, 0), of, found, NOW));
				},
			),
			{ numRuns: 300 },
		);
	});

	it('never tightens for more results, never loosens for more cost', () => {
		const order = (wish: ReturnType<typeof wishToward>): number =>
			wish.kind === 'percent' ? (wish.share > 0n ? 1 : -1) : 0;
		const of: TargetSettings = { goal: { kind: 'cost', target: 10 }, stepPercent: 15, deadBandPercent: 10, lagDays: 3 };
		const row = (cost: number, results: number): ReportWindow[] => [
			{ since: '2026-11-01', until: '2026-11-14', cost, results },
		];
		fc.assert(
			fc.property(
				fc.double({ min: 1, max: 1e5, noNaN: true }),
				fc.integer({ min: 0, max: 5000 }),
				fc.integer({ min: 1, max: 500 }),
				(cost, results, more) => {
					const wish = order(wishToward(row(cost, results), of, state(), NOW));
					expect(order(wishToward(row(cost, results + more), of, state(), NOW))).toBeGreaterThanOrEqual(wish);
				},
			),
			{ numRuns: 300 },
		);
	});
});

it('the interval holds the measured level and narrows with more days', () => {
	fc.assert(
		fc.property(fc.integer({ min: 20, max: 2000 }), fc.integer({ min: 2, max: 60 }), (results, days) => {
			const of = { kind: 'cost' as const, target: 10 };
			const wide = targetLevelOf([{ cost: results * 10, results, days }], of, ASSUMED_DAY_VARIANCE)!;
			const narrow = targetLevelOf(
				[{ cost: results * 100, results: results * 10, days: days * 10 }],
				of,
				ASSUMED_DAY_VARIANCE,
			)!;
			expect(wide.low).toBeLessThan(1);
			expect(wide.high).toBeGreaterThan(1);
			expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
		}),
		{ numRuns: 100 },
	);
});

it('the interval goes on without a step where it is computed in another way', () => {
	const ends = (results: number): number[] => {
		const { low, high } = targetLevelOf(
			[{ cost: results * 1e9, results, days: 1e12 }],
			{ kind: 'cost', target: 1e9 },
			ASSUMED_DAY_VARIANCE,
		)!;
		return [(low - 1) * Math.sqrt(results), (high - 1) * Math.sqrt(results)];
	};
	ends(99_990).forEach((end, side) => expect(ends(100_010)[side]).toBeCloseTo(end, 3));
});
