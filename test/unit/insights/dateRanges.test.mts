import * as fc from 'fast-check';

import { dayText, monthsKept, parseDay } from '../../../emulator/insights/query/days.mts';
import { addDays, daysAgo } from '../../../nodes/shared/accountTime.ts';
import {
	earliestDay,
	firstDayKept,
	isDayComplete,
	isSettled,
	lengthOf,
	periodOf,
	previousPeriod,
	rangeNames,
	calendarUnitOf,
	yearBefore,
	type ReportPeriod,
} from '../../../nodes/MetaInsights/facts/dateRanges.ts';
import {
	alignToWeeks,
	reportChunksOf,
	cutsOf,
	dividePeriod,
	type Increment,
} from '../../../nodes/MetaInsights/facts/increments.ts';

const at = (text: string): number => Date.parse(text);
const wednesday = at('2026-11-25T12:00:00Z');
const utc = 'UTC';

describe('named ranges on the account’s calendar', () => {
	it.each<[Parameters<typeof periodOf>[0], string, string]>([
		[{ name: 'today' }, '2026-11-25', '2026-11-25'],
		[{ name: 'yesterday' }, '2026-11-24', '2026-11-24'],
		[{ name: 'lastDays', days: 7 }, '2026-11-18', '2026-11-24'],
		[{ name: 'lastDays', days: 7, includeToday: true }, '2026-11-19', '2026-11-25'],
		[{ name: 'lastDays', days: 7, endDaysAgo: 8 }, '2026-11-11', '2026-11-17'],
		[{ name: 'lastDays', days: 1, endDaysAgo: 0 }, '2026-11-25', '2026-11-25'],
		[{ name: 'settling' }, '2026-10-27', '2026-11-24'],
		[{ name: 'settling', includeToday: true }, '2026-10-27', '2026-11-25'],
		[{ name: 'thisWeek' }, '2026-11-23', '2026-11-25'],
		[{ name: 'thisWeek', weekStart: 'sunday' }, '2026-11-22', '2026-11-25'],
		[{ name: 'lastWeek' }, '2026-11-16', '2026-11-22'],
		[{ name: 'lastWeek', weekStart: 'sunday' }, '2026-11-15', '2026-11-21'],
		[{ name: 'thisMonth' }, '2026-11-01', '2026-11-25'],
		[{ name: 'lastMonth' }, '2026-10-01', '2026-10-31'],
		[{ name: 'thisQuarter' }, '2026-10-01', '2026-11-25'],
		[{ name: 'lastQuarter' }, '2026-07-01', '2026-09-30'],
		[{ name: 'thisYear' }, '2026-01-01', '2026-11-25'],
		[{ name: 'lastYear' }, '2025-01-01', '2025-12-31'],
		[{ name: 'maximum' }, '2023-10-29', '2026-11-24'],
	])('%o', (range, since, until) => {
		expect(periodOf(range, utc, wednesday)).toEqual({ since, until });
	});

	it('are those of the account, whatever the day elsewhere', () => {
		const lateInNewYork = at('2026-11-25T03:00:00Z');
		expect(periodOf({ name: 'yesterday' }, 'America/New_York', lateInNewYork)).toEqual({
			since: '2026-11-23',
			until: '2026-11-23',
		});
		expect(periodOf({ name: 'yesterday' }, 'Asia/Tokyo', lateInNewYork)).toEqual({
			since: '2026-11-24',
			until: '2026-11-24',
		});
	});
});

describe('the period before', () => {
	it.each<[string, ReportPeriod, Parameters<typeof previousPeriod>[1], string, string]>([
		['a day', { since: '2026-11-24', until: '2026-11-24' }, 'day', '2026-11-23', '2026-11-23'],
		['ten days', { since: '2026-11-11', until: '2026-11-20' }, 'day', '2026-11-01', '2026-11-10'],
		['days of this week', { since: '2026-11-23', until: '2026-11-25' }, 'week', '2026-11-16', '2026-11-18'],
		['days of this month', { since: '2026-11-01', until: '2026-11-25' }, 'month', '2026-10-01', '2026-10-25'],
		['a whole month', { since: '2026-10-01', until: '2026-10-31' }, 'month', '2026-09-01', '2026-09-30'],
		['the end of March', { since: '2026-03-01', until: '2026-03-30' }, 'month', '2026-02-01', '2026-02-28'],
		['February', { since: '2026-02-01', until: '2026-02-28' }, 'dates', '2026-01-01', '2026-01-31'],
		[
			'28 days that happen to be February',
			{ since: '2026-02-01', until: '2026-02-28' },
			'day',
			'2026-01-04',
			'2026-01-31',
		],
		['eleven days typed as dates', { since: '2026-11-10', until: '2026-11-20' }, 'dates', '2026-10-30', '2026-11-09'],
		['a whole quarter', { since: '2026-07-01', until: '2026-09-30' }, 'quarter', '2026-04-01', '2026-06-30'],
		['days of this quarter', { since: '2026-10-01', until: '2026-11-25' }, 'quarter', '2026-07-01', '2026-08-25'],
		['a year', { since: '2025-01-01', until: '2025-12-31' }, 'year', '2024-01-01', '2024-12-31'],
		['three months typed as dates', { since: '2026-04-01', until: '2026-06-30' }, 'dates', '2026-01-01', '2026-03-31'],
	])('of %s', (_, period, unit, since, until) => {
		expect(previousPeriod(period, unit)).toEqual({ since, until });
	});

	it('of days is as long and ends right before; of any never overlaps', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 200 }), (offset, days) => {
				const since = addDays('2024-01-01', offset);
				const period = { since, until: addDays(since, days - 1) };
				const before = previousPeriod(period, 'day');
				expect(before).toEqual({ since: addDays(since, -days), until: addDays(since, -1) });
				expect(lengthOf(before)).toBe(days);
				expect(previousPeriod(period, 'dates').until < since).toBe(true);
			}),
		);
		for (const name of rangeNames) {
			const period = periodOf({ name, days: 9 }, utc, wednesday);
			expect(previousPeriod(period, calendarUnitOf(name)).until < period.since).toBe(true);
		}
	});
});

describe('how far back Meta keeps numbers', () => {
	it('on a date that the month back then did not have is the 1st of the next', () => {
		expect(dayText(monthsKept(parseDay('2026-03-31', 'day'), 37))).toBe('2023-03-01');
		expect(['2026-03-29', '2026-03-30'].map(earliestDay)).toEqual(['2023-03-01', '2023-03-01']);
		expect(firstDayKept('2026-05-30', 6)).toBe('2025-12-01');
	});

	it('is never refused, in whatever time zone Meta looks at the calendar, and gives away at most the days of one such leap', () => {
		const wrong: unknown[] = [];
		// Four years, one of them a leap year: every date and every length of month.
		for (let day = '2026-01-01'; day < '2030-01-01'; day = addDays(day, 1)) {
			for (const months of [37, 13, 6]) {
				const kept = (today: string): string => dayText(monthsKept(parseDay(today, 'day'), months));
				const ours = firstDayKept(day, months);
				if (kept(addDays(day, -1)) > ours || kept(day) > ours || kept(addDays(day, 1)) > ours)
					wrong.push({ day, months, ours });
				if (lengthOf({ since: kept(day), until: ours }) > 5) wrong.push({ day, months, ours, givesAway: kept(day) });
			}
		}
		expect(wrong).toEqual([]);
	});
});

describe('what is complete and what is final', () => {
	it('a day is complete three hours after the account’s midnight', () => {
		expect(isDayComplete('2026-11-24', utc, at('2026-11-25T02:59:00Z'))).toBe(false);
		expect(isDayComplete('2026-11-24', utc, at('2026-11-25T03:01:00Z'))).toBe(true);
		expect(isDayComplete('2026-11-25', utc, wednesday)).toBe(false);
		expect(isDayComplete('2026-11-24', 'America/New_York', at('2026-11-25T07:30:00Z'))).toBe(false);
	});

	it('a day is final after 28 days', () => {
		expect(isSettled('2026-10-28', utc, wednesday)).toBe(false);
		expect(isSettled('2026-10-27', utc, wednesday)).toBe(true);
		expect(daysAgo(28, utc, wednesday)).toBe('2026-10-28');
		// The settling window has it once more.
		expect(isSettled(periodOf({ name: 'settling' }, utc, wednesday).since, utc, wednesday)).toBe(true);
	});
});

describe('increments', () => {
	const november = { since: '2026-11-05', until: '2026-11-20' };

	it('chunks are the rows Meta makes', () => {
		expect(reportChunksOf({ since: '2026-10-30', until: '2026-12-01' }, 'month')).toEqual([
			{ since: '2026-10-30', until: '2026-10-31' },
			{ since: '2026-11-01', until: '2026-11-30' },
			{ since: '2026-12-01', until: '2026-12-01' },
		]);
		expect(reportChunksOf(november, 7).map(({ since }) => since)).toEqual(['2026-11-05', '2026-11-12', '2026-11-19']);
		expect(reportChunksOf(november, 'total')).toEqual([november]);
	});

	it('weeks begin on the calendar', () => {
		expect(alignToWeeks(november, 'monday')).toEqual([
			{ since: '2026-11-05', until: '2026-11-08' },
			{ since: '2026-11-09', until: '2026-11-20' },
		]);
		expect(alignToWeeks({ since: '2026-11-05', until: '2026-11-06' }, 'monday')).toEqual([
			{ since: '2026-11-05', until: '2026-11-06' },
		]);
	});

	it('a period cut in parts has the same chunks as before, and no day twice', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.constantFrom<Increment>('total', 'month', 1, 7, 30),
				fc.integer({ min: 1, max: 12 }),
				(days, increment, count) => {
					const period = { since: '2025-01-17', until: addDays('2025-01-17', days - 1) };
					const parts = dividePeriod(period, increment, count);
					expect(parts.flatMap((part) => reportChunksOf(part, increment))).toEqual(reportChunksOf(period, increment));
					expect(parts.length).toBe(Math.min(count, cutsOf(period, increment).length + 1));
				},
			),
		);
	});
});

describe('a year before', () => {
	it.each([
		['2026-11-16', '2026-11-22', '2025-11-16', '2025-11-22'],
		['2028-02-29', '2028-02-29', '2027-02-28', '2027-02-28'],
		['2029-02-01', '2029-02-28', '2028-02-01', '2028-02-29'],
		['2028-02-01', '2028-02-29', '2027-02-01', '2027-02-28'],
	])('%s to %s is %s to %s', (since, until, before, last) => {
		expect(yearBefore({ since, until })).toEqual({ since: before, until: last });
	});

	it('has as many days, but for a 29 February', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 400 }), (start, length) => {
				const since = addDays('2020-01-01', start);
				const period = { since, until: addDays(since, length) };
				expect(Math.abs(lengthOf(yearBefore(period)) - lengthOf(period))).toBeLessThanOrEqual(1);
			}),
		);
	});
});

it('never compares with days that end before they begin', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 1_500 }),
			fc.integer({ min: 0, max: 120 }),
			fc.constantFrom('day', 'dates', 'week', 'month', 'quarter', 'year'),
			(start, days, unit) => {
				const since = addDays('2023-01-01', start);
				const before = previousPeriod({ since, until: addDays(since, days) }, unit as 'day');
				expect(before.since <= before.until).toBe(true);
				expect(before.until < addDays(since, days)).toBe(true);
			},
		),
	);
});
