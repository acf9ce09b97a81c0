import fc from 'fast-check';

import { heldIn } from '../../../bench/pace/simulate.mts';
import { paceWorlds } from '../../../bench/pace/world.mts';
import { paceOf, paceVerdictOf, type SpentDay } from '../../../nodes/MetaInsights/pace/pace.ts';
import { addDays } from '../../../nodes/shared/accountTime.ts';

/** Days up to yesterday, the oldest first. */
const days = (today: string, count: number, spend: (index: number) => number): SpentDay[] =>
	Array.from({ length: count }, (_, index) => ({ date: addDays(today, index - count), spend: spend(index) }));

const TODAY = '2026-11-16';

describe('the pace of a month', () => {
	it('ends where even days lead, and needs for the rest what is left of the plan', () => {
		const pace = paceOf(
			days(TODAY, 15, () => 100),
			3_600,
			TODAY,
		);
		expect(pace).toMatchObject({ spent: 1_500, plannedToDate: 1_800, dailyNeeded: 140, daysLeft: 15 });
		expect(pace.forecast).toMatchObject({ likely: expect.closeTo(3_000, 6) as number });
	});

	it('counts days of the month before for what is usual, and not for what is spent', () => {
		const pace = paceOf(
			days('2026-11-01', 14, () => 50),
			1_500,
			'2026-11-01',
		);
		expect(pace).toMatchObject({ spent: 0, plannedToDate: 0, dailyNeeded: 50, daysLeft: 30 });
		expect(pace.forecast).toMatchObject({ likely: expect.closeTo(1_500, 6) as number });
	});

	it('does not know where it ends after a stop, or of too few days', () => {
		const stopped = paceOf(
			days(TODAY, 15, (index) => (index > 11 ? 0 : 100)),
			3_000,
			TODAY,
		);
		expect(stopped.forecast).toEqual({ unknown: expect.stringContaining('nothing was spent') as string });
		const young = paceOf(
			days(TODAY, 15, (index) => (index > 11 ? 100 : 0)),
			3_000,
			TODAY,
		);
		expect(young.forecast).toEqual({ unknown: expect.stringContaining('too few') as string });
		expect(
			paceOf(
				days(TODAY, 15, () => 0),
				3_000,
				TODAY,
			).forecast,
		).toHaveProperty('unknown');
	});

	it('is ahead of a plan that is overspent already, also where the end is not known', () => {
		const stopped = paceOf(
			days(TODAY, 15, (index) => (index > 11 ? 0 : 100)),
			1_000,
			TODAY,
		);
		expect(stopped.forecast).toHaveProperty('unknown');
		expect(paceVerdictOf(stopped, 1_000)).toBe('Ahead');
		expect(paceVerdictOf(stopped, 1_200)).toBe('Unknown');
	});

	it('never forecasts less than is spent, and means the same in any currency', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 15, maxLength: 15 }), (spends) => {
				const at = (unit: number) =>
					paceOf(
						days(TODAY, 15, (index) => (spends[index] ?? 0) * unit),
						3_000 * unit,
						TODAY,
					);
				const [one, other] = [at(1), at(150)];
				if ('unknown' in one.forecast || 'unknown' in other.forecast) {
					expect('unknown' in one.forecast).toBe('unknown' in other.forecast);
					return;
				}
				expect(one.forecast.low).toBeGreaterThanOrEqual(one.spent);
				expect(one.forecast.high).toBeGreaterThanOrEqual(one.forecast.low);
				expect(other.forecast.likely / 150).toBeCloseTo(one.forecast.likely, 6);
			}),
		);
	});

	it.each(paceWorlds.filter((_, index) => index % 3 === 0))(
		'ends within its range in most months of $name',
		(world) => {
			const held = heldIn(world, 60, 91_000_000);
			expect(held).toBeGreaterThan(0.65);
			expect(held).toBeLessThan(0.98);
		},
	);

	it('knows less of days that are alike, as many days as there are', () => {
		const width = (spend: (index: number) => number): number => {
			const { forecast } = paceOf(days(TODAY, 60, spend), 3_000, TODAY);
			if ('unknown' in forecast) throw new Error(forecast.unknown);
			return forecast.high - forecast.low;
		};
		// The same amounts: by turns, or month by month.
		expect(width((index) => (Math.floor(index / 20) % 2 === 0 ? 80 : 120))).toBeGreaterThan(
			1.5 * width((index) => (index % 2 === 0 ? 80 : 120)),
		);
	});
});
