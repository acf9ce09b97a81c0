import * as fc from 'fast-check';

import { simulate } from '../../../bench/stopLoss/simulate.mts';
import { OFF, ON } from '../../../nodes/MetaBudgetGuard/state/statuses.ts';
import { shareIn } from '../../../nodes/MetaBudgetGuard/target/maturity.ts';
import { defaultStop, wishToStop, type StopSettings } from '../../../nodes/MetaBudgetGuard/target/stopLoss.ts';
import { alone } from '../../../nodes/MetaBudgetGuard/target/surroundings.ts';
import type { ReportWindow } from '../../../nodes/MetaBudgetGuard/target/windows.ts';
import { NOW, state } from '../guard/states.mts';

const DAY = 86_400_000;
const settings: StopSettings = { goal: { kind: 'cost', target: 10 }, ...defaultStop, cut: null };
const on = state({ lever: 'status', value: ON });

/** Days up to yesterday, newest first. */
const days = (each: ReadonlyArray<readonly [cost: number, results: number]>): ReportWindow[] =>
	each.map(([cost, results], index) => {
		const date = new Date(NOW - (index + 1) * DAY).toISOString().slice(0, 10);
		return { since: date, until: date, cost, results };
	});
const stops = (reported: readonly ReportWindow[], more: Partial<StopSettings> = {}): boolean =>
	wishToStop(reported, { ...settings, ...more }, on, alone, NOW).kind !== 'none';

describe('what a stop-loss wants', () => {
	it('grows due evenly with age, from nothing today to all after the lag', () => {
		expect([-1, 0, 3, 7, 30].map((age) => Number(shareIn(age, 7).toFixed(2)))).toEqual([0, 0.07, 0.47, 1, 1]);
		expect([-1, 0].map((age) => shareIn(age, 0))).toEqual([0, 1]);
	});

	it('stops without a result once four were due, and not before', () => {
		// Of ten days at one target a day 6.5 are due by now, of six 2.4.
		expect(stops(days(Array.from({ length: 10 }, () => [10, 0])))).toBe(true);
		expect(stops(days(Array.from({ length: 6 }, () => [10, 0])))).toBe(false);
	});

	// Of twenty days at two targets a day 32.5 results are due by now, of thirty 52.5.
	it.each([
		[20, 13, true],
		[20, 14, false],
		[30, 26, true],
		[30, 27, false],
	])('the more was due, the smaller a loss is one: %d days, %d results, stopped: %s', (count, results, stopped) => {
		const list = days(Array.from({ length: count }, (_, index) => [20, index === count - 1 ? results : 0]));
		expect(stops(list)).toBe(stopped);
	});

	it('says for a status that it be paused, for a budget that it be cut', () => {
		const list = days(Array.from({ length: 20 }, () => [20, 0]));
		expect(wishToStop(list, settings, on, alone, NOW)).toMatchObject({ kind: 'value', value: OFF });
		expect(wishToStop(list, { ...settings, cut: 150_000n }, state(), alone, NOW)).toMatchObject({
			kind: 'percent',
			share: -150_000n,
		});
	});

	const day = fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 5 }));
	const reports = fc.array(day, { minLength: 1, maxLength: 28 });

	it('never stops what has one result more and would have gone on, nor with a longer lag', () => {
		fc.assert(
			fc.property(reports, fc.nat(27), (each, at) => {
				const better = each.map(
					([cost, results], index) => [cost, results + (index === at % each.length ? 1 : 0)] as const,
				);
				if (!stops(days(each))) {
					expect(stops(days(better))).toBe(false);
					expect(stops(days(each), { lagDays: 14 })).toBe(false);
				}
			}),
		);
	});

	it('never stops on what is not told: days of the future, days before it was switched on, days that overlap', () => {
		const later = { ...on, log: { ...on.log, values: [{ at: NOW, from: OFF, to: ON, by: null }] } };
		fc.assert(
			fc.property(reports, (each) => {
				expect(wishToStop(days(each), settings, later, alone, NOW).kind).toBe('none');
				expect(
					wishToStop([...days(each), { ...days(each)[0]!, since: '2026-01-01' }], settings, on, alone, NOW).kind,
				).toBe('none');
			}),
		);
	});
});

// Short runs of the simulation behind docs/development/stop-loss-simulation.md: enough to see a rule break, too short for its figures.
it.each([0.3, 1])('saves most of a loss and stops hardly anything on target (variance %d)', (variance) => {
	expect(simulate(5, { variance, memory: 0 }, 42, 12).saved).toBeGreaterThan(0.65);
	expect(simulate(1, { variance, memory: 0 }, 42, 12).stopped).toBeLessThanOrEqual(1 / 12);
});
