import fc from 'fast-check';
import { DateTime } from 'luxon';

import {
	areHours,
	hoursInWords,
	isInHours,
	nextOpening,
	type WallMinute,
	type WeekHours,
} from '../../../nodes/meta/hours/week.ts';

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const at = (time: string, zone = 'Europe/Berlin'): DateTime => DateTime.fromISO(time, { zone });
/** What the clock on the wall shows. */
const shown = ({ weekday, hour, minute }: DateTime): WallMinute => ({ day: weekday % 7, minute: hour * 60 + minute });
const isWithin = (rows: readonly WeekHours[], local: DateTime): boolean => isInHours(rows, shown(local));
const row = (days: readonly number[], from: number, to: number): WeekHours => ({ days, from: from * 60, to: to * 60 });

/** Minutes of the account's calendar day in which the hours hold: what the day is long, change of clocks included. */
function minutesWithin(rows: readonly WeekHours[], day: string, zone: string): number {
	const start = DateTime.fromISO(day, { zone }).startOf('day');
	const end = start.plus({ days: 1 }).startOf('day');
	const minutes = Math.round(end.diff(start).as('minutes'));
	return Array.from({ length: minutes }, (_, minute) => start.plus({ minutes: minute })).filter((moment) =>
		isWithin(rows, moment),
	).length;
}

describe('hours of the week', () => {
	const office = [row([1, 2, 3, 4, 5], 8, 20)];

	test.each([
		['2026-11-27T07:59', false],
		['2026-11-27T08:00', true],
		['2026-11-27T19:59:59', true],
		['2026-11-27T20:00', false],
		['2026-11-28T12:00', false], // Saturday
		['2026-11-29T12:00', false], // Sunday
		['2026-11-30T08:00', true],
	])('from eight to twenty on working days: %s is %s', (time, within) => {
		expect(isWithin(office, at(time))).toBe(within);
	});

	test.each([
		['2026-11-27T21:59', false],
		['2026-11-27T22:00', true],
		['2026-11-28T05:59', true],
		['2026-11-28T06:00', false],
		['2026-11-28T23:00', false],
	])('hours over midnight belong to the day on which they begin: %s is %s', (time, within) => {
		expect(isWithin([row([5], 22, 6)], at(time))).toBe(within);
	});

	it('a whole day, a Sunday, and a pause at noon in two rows', () => {
		expect(minutesWithin([row([0], 0, 24)], '2026-11-29', 'Europe/Berlin')).toBe(24 * 60);
		expect(minutesWithin([row([0], 0, 24)], '2026-11-28', 'Europe/Berlin')).toBe(0);
		expect(minutesWithin([row([6], 8, 12), row([6], 14, 18)], '2026-11-28', 'Europe/Berlin')).toBe(8 * 60);
	});

	it('says them as the form has them', () => {
		expect(hoursInWords([row([1, 5], 8, 20), row([0, 6], 22, 6)])).toBe('Mon, Fri 08:00–20:00; Sat, Sun 22:00–06:00');
		expect(hoursInWords([row(everyDay, 22, 6)])).toBe('daily 22:00–06:00');
	});

	test('any rows: what holds is what some row says of that minute, and the week round', () => {
		const minute = fc.integer({ min: 0, max: 1_439 });
		const hours = fc
			.record({ days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), from: minute, to: minute })
			.filter(({ from, to }) => from !== to);
		const week = 7 * 1_440;
		fc.assert(
			fc.property(
				fc.array(hours, { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 0, max: week - 1 }),
				(rows, into) => {
					// By the minutes of the week alone, without a calendar: Sunday 29 November begins it.
					const expected = rows.some(({ days, from, to }) =>
						days.some((day) => {
							const long = (to - from + 1_440) % 1_440;
							return (into - (day * 1_440 + from) + week) % week < long;
						}),
					);
					expect(isWithin(rows, at('2026-11-29T00:00', 'UTC').plus({ minutes: into }))).toBe(expected);
				},
			),
		);
	});
});

describe('when the clocks change', () => {
	const all = [row(everyDay, 0, 24)];
	const night = [row(everyDay, 22, 6)];
	const early = [row(everyDay, 0, 3)];

	test.each([
		// zone, day, long in all, of 22:00 to 06:00, of 00:00 to 03:00 (hours)
		['Europe/Berlin', '2026-03-29', 23, 7, 2], // 02:00 becomes 03:00
		['Europe/Berlin', '2026-10-25', 25, 9, 4], // 03:00 becomes 02:00
		['America/Santiago', '2026-09-06', 23, 7, 2], // midnight becomes 01:00
		['America/Santiago', '2026-04-04', 25, 9, 3], // midnight becomes 23:00 of the day before
		['Africa/Cairo', '2026-04-24', 23, 7, 2], // midnight becomes 01:00
		['Africa/Cairo', '2026-10-29', 25, 9, 3], // midnight becomes 23:00 of the day before
		['Australia/Lord_Howe', '2026-10-04', 23.5, 7.5, 2.5], // 02:00 becomes 02:30
		['Australia/Lord_Howe', '2026-04-05', 24.5, 8.5, 3.5], // 02:00 becomes 01:30
		['Europe/Berlin', '2026-06-15', 24, 8, 3],
	])('%s, %s: what the clock on the wall shows', (zone, day, whole, over, small) => {
		expect(minutesWithin(all, day, zone)).toBe(whole * 60);
		expect(minutesWithin(night, day, zone)).toBe(over * 60);
		expect(minutesWithin(early, day, zone)).toBe(small * 60);
	});

	it('hours that begin in what is left out begin right after it', () => {
		const rows = [row([0], 2, 5)];
		expect(isWithin(rows, at('2026-03-29T00:59:00Z'))).toBe(false);
		expect(isWithin(rows, at('2026-03-29T01:00:00Z'))).toBe(true);
	});
});

/** Any hours, by the minute, over midnight too. */
const anyHours = fc.array(
	fc
		.record({
			days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
			from: fc.integer({ min: 0, max: 1_440 }),
			to: fc.integer({ min: 0, max: 1_440 }),
		})
		.filter(({ from, to }) => from !== to),
	{ minLength: 1, maxLength: 3 },
);

/** Around changes of clocks, and in a zone a quarter of an hour off. */
const moments = fc
	.record({
		around: fc.constantFrom(
			['Europe/Berlin', '2026-03-29T01:00:00Z'],
			['Europe/Berlin', '2026-10-25T01:00:00Z'],
			['America/Santiago', '2026-09-06T04:00:00Z'],
			['Africa/Cairo', '2026-10-29T21:00:00Z'],
			['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
			['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
			['Asia/Kathmandu', '2026-06-15T00:00:00Z'],
		),
		seconds: fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }),
	})
	.map(({ around: [zone = '', time = ''], seconds }) => ({ zone, now: Date.parse(time) + seconds * 1_000 }));

describe('the next opening', () => {
	const clockOf = (zone: string) => (at: number) => shown(DateTime.fromMillis(at, { zone }));

	test('is the first full minute after the moment at which the hours hold, whatever the clocks do', () => {
		fc.assert(
			fc.property(anyHours, moments, (rows, { zone, now }) => {
				const opening = nextOpening(rows, now, clockOf(zone));
				const minute = Math.floor(now / 60_000) + 1;
				// A day by the minute is as much as a test has time for; what opens later is looked at by itself.
				const open = Array.from({ length: 1_500 }, (_, more) => (minute + more) * 60_000).find((at) =>
					isInHours(rows, clockOf(zone)(at)),
				);
				if (open !== undefined) return expect(opening).toBe(open);
				expect(opening).toBeGreaterThanOrEqual((minute + 1_500) * 60_000);
				expect(isInHours(rows, clockOf(zone)(opening ?? NaN))).toBe(true);
				expect(isInHours(rows, clockOf(zone)((opening ?? NaN) - 60_000))).toBe(false);
			}),
			{ numRuns: 60 },
		);
	});

	it('is a week later where a change of clocks leaves out the only hour', () => {
		const only = [row([0], 2, 3)];
		const opening = nextOpening(only, Date.parse('2026-03-29T00:30:00Z'), clockOf('Europe/Berlin'));
		expect(new Date(opening ?? NaN).toISOString()).toBe('2026-04-05T00:00:00.000Z');
	});

	it('is not known without hours, or by a clock that is not known', () => {
		expect(nextOpening([], 0, clockOf('UTC'))).toBeNull();
		expect(nextOpening([row(everyDay, 0, 24)], 0, () => ({ day: NaN, minute: NaN }))).toBeNull();
	});
});

it('hours that no form would give are none', () => {
	expect(areHours([row([1], 0, 24), row([0, 6], 22, 6)])).toBe(true);
	for (const wrong of [
		[],
		[row([], 0, 6)],
		[row([7], 0, 6)],
		[row([1], 6, 6)],
		[row([1], -1, 6)],
		[row([1], 0, 25)],
		[row([1], NaN, 6)],
	])
		expect(areHours(wrong)).toBe(false);
});
