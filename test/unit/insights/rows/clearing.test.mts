import * as fc from 'fast-check';

import { daysToClear } from '../../../../nodes/MetaInsights/deliver/clearing.ts';
import { lengthOf, type ReportPeriod } from '../../../../nodes/MetaInsights/facts/dateRanges.ts';
import { addDays } from '../../../../nodes/shared/accountTime.ts';

const from = (day: number, days: number): ReportPeriod => ({
	since: addDays('2026-11-01', day),
	until: addDays('2026-11-01', day + days - 1),
});
const daysOf = (periods: readonly ReportPeriod[]): string[] =>
	periods.flatMap((one) => Array.from({ length: lengthOf(one) }, (_, index) => addDays(one.since, index)));
const gap = (period: ReportPeriod | null) => ({ what: 'spend', why: 'too much', period });

describe('days to clear', () => {
	const pieces = fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 8 })).map(([day, days]) => from(day, days));

	it('are those of the report of which nothing is missing, in blocks with days between them', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 12 }),
				fc.array(pieces, { maxLength: 4 }),
				(first, second, gaps) => {
					const periods = [from(0, first), from(first, second), from(first + second + 2, 5)];
					const blocks = daysToClear(periods, gaps.map(gap), false);
					const missing = new Set(daysOf(gaps));
					expect(daysOf(blocks)).toEqual(daysOf(periods).filter((day) => !missing.has(day)));
					expect(blocks.slice(1).filter(({ since }, index) => since <= addDays(blocks[index].until, 1))).toEqual([]);
				},
			),
			{ seed: 20261126 },
		);
	});

	it('are all where only totals are missing, and none where a Limit may cut', () => {
		expect(daysToClear([from(0, 7)], [gap(null)], false)).toEqual([from(0, 7)]);
		expect(daysToClear([from(0, 7)], [], true)).toEqual([]);
	});
});
