import * as fc from 'fast-check';
import { DateTime } from 'luxon';

import {
	accountDay,
	addDays,
	daysAgo,
	daysBetween,
	fromGraphTime,
	isDay,
	toGraphTime,
	toInstant,
} from '../../../nodes/shared/accountTime.ts';
import { TimeProblem } from '../../../nodes/shared/timeText.ts';

const ZONES = [
	'America/New_York',
	'Europe/Berlin',
	'Australia/Lord_Howe', // changes by half an hour
	'Asia/Kolkata',
	'Australia/Adelaide',
	'Asia/Kathmandu',
	'America/Santiago', // changes at midnight
	'Pacific/Apia',
	'UTC',
];

/** Nights on which clocks change, as UTC instants of the change. */
const CHANGES: Record<string, string[]> = {
	'America/New_York': ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
	'Europe/Berlin': ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
	'Australia/Lord_Howe': ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
};

const HOUR = 3_600_000;
const anyZone = fc.constantFrom(...ZONES);
const anyInstant = fc
	.integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })
	.map((seconds) => seconds * 1000);

/** A zone, and an instant within 36 hours of one of its changes of clock. */
const nightOfChange = fc
	.constantFrom(...Object.entries(CHANGES).flatMap(([zone, nights]) => nights.map((night) => ({ zone, night }))))
	.chain(({ zone, night }) =>
		fc
			.integer({ min: -36 * 3600, max: 36 * 3600 })
			.map((seconds) => ({ zone, millis: Date.parse(night) + seconds * 1000 })),
	);
const anyMoment = fc.oneof(nightOfChange, fc.record({ zone: anyZone, millis: anyInstant }));

function wallClock(millis: number, zone: string): string {
	return DateTime.fromMillis(millis, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

function problem(run: () => unknown): TimeProblem {
	try {
		run();
	} catch (error) {
		if (error instanceof TimeProblem) return error;
		throw error;
	}
	throw new Error('Nothing was thrown');
}

describe('a time without an offset is the account’s', () => {
	it.each([
		['2026-05-12', 'America/New_York', '2026-05-12T00:00:00-0400'],
		['2026-05-12 10:45', 'Asia/Kolkata', '2026-05-12T10:45:00+0530'],
		['2026-05-12T10:45:01', 'Australia/Adelaide', '2026-05-12T10:45:01+0930'],
		['2026-05-12T10:45:01.999', 'Asia/Kathmandu', '2026-05-12T10:45:01+0545'],
		['2026-01-12', 'UTC', '2026-01-12T00:00:00+0000'],
	])('%s in %s is %s', (input, zone, graph) => {
		expect(toGraphTime(toInstant(input, zone), zone)).toBe(graph);
	});

	it.each([
		['2026-03-08T02:30', 'America/New_York', '2026-03-08T03:30:00-0400'],
		['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T03:00:00+0200'],
		['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T02:45:00+1100'],
		['2026-09-06', 'America/Santiago', '2026-09-06T01:00:00-0300'],
		['2011-12-30T12:00', 'Pacific/Apia', '2011-12-31T12:00:00+1400'],
	])('in the gap %s in %s counts from before the change: %s', (input, zone, graph) => {
		expect(toGraphTime(toInstant(input, zone), zone)).toBe(graph);
	});

	it.each([
		['2026-11-01T01:30', 'America/New_York', '2026-11-01T01:30:00-0400'],
		['2026-10-25T02:59:59', 'Europe/Berlin', '2026-10-25T02:59:59+0200'],
		['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-05T01:45:00+1100'],
	])('in the overlap %s in %s is the first of the two: %s', (input, zone, graph) => {
		expect(toGraphTime(toInstant(input, zone), zone)).toBe(graph);
	});

	it('ends a day with its last second, however long the day', () => {
		expect(toGraphTime(toInstant('2026-05-12', 'Asia/Tokyo', 'end'), 'Asia/Tokyo')).toBe('2026-05-12T23:59:59+0900');
		for (const [day, hours] of [
			['2026-03-08', 23],
			['2026-11-01', 25],
			['2026-05-12', 24],
		] as const) {
			const [start, end] = (['start', 'end'] as const).map((edge) => toInstant(day, 'America/New_York', edge));
			expect(end.toMillis() - start.toMillis()).toBe(hours * HOUR - 1000);
		}
	});
});

describe('a time with an offset keeps its instant', () => {
	it.each(['2026-05-12T17:45:01Z', '2026-05-12T10:45:01-0700', '2026-05-12t19:45:01+02', '2026-05-12 23:15:01+05:30'])(
		'%s',
		(input) => {
			for (const zone of ZONES) expect(toInstant(input, zone).toMillis()).toBe(Date.UTC(2026, 4, 12, 17, 45, 1));
		},
	);

	it('and so does a date object', () => {
		const instant = DateTime.fromISO('2026-05-12T10:45:01.500Z', { zone: 'Asia/Tokyo' });
		expect(toGraphTime(toInstant(instant, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-05-12T12:45:01+0200');
		expect(toInstant(instant.toJSDate(), 'Europe/Berlin').toMillis()).toBe(Date.UTC(2026, 4, 12, 10, 45, 1));
	});
});

describe('what is not a time', () => {
	it.each([
		['12/05/2026', 'notATime'],
		['12.05.2026', 'notATime'],
		['tomorrow', 'notATime'],
		['', 'notATime'],
		['1778600701', 'notATime'],
		['2026-05-12T10', 'notATime'],
		['2026-05-12Z', 'notATime'],
		['2026-02-30', 'noSuchDate'],
		['2026-13-01', 'noSuchDate'],
		['2026-05-12T24:00', 'noSuchDate'],
		['2026-05-12T10:60', 'noSuchDate'],
		['2026-05-12T10:00+15:00', 'noSuchDate'],
	])('%p is refused as %s', (input, code) => {
		const refusal = problem(() => toInstant(input, 'Europe/Berlin'));
		expect(refusal.code).toBe(code);
		expect(refusal.message).toMatch(/\.$/);
		expect(refusal.advice).not.toBe('');
	});

	it('an invalid date object, an unknown zone, a Graph time without its offset', () => {
		expect(problem(() => toInstant(new Date(NaN), 'UTC')).code).toBe('notATime');
		expect(problem(() => toInstant(DateTime.invalid('test'), 'UTC')).code).toBe('notATime');
		expect(problem(() => toInstant('2026-05-12', 'Mars/Olympus')).code).toBe('unknownZone');
		expect(problem(() => accountDay(0, '')).code).toBe('unknownZone');
		expect(problem(() => fromGraphTime('2026-05-12T10:45:01')).code).toBe('notATime');
	});
});

describe('the account’s days', () => {
	it('is the day of its own clock, not of UTC', () => {
		const now = new Date('2026-05-12T03:30:00Z');
		expect(accountDay(now, 'America/New_York')).toBe('2026-05-11');
		expect(accountDay(now, 'Asia/Tokyo')).toBe('2026-05-12');
		expect(daysAgo(1, 'America/New_York', now)).toBe('2026-05-10');
		expect(daysAgo(0, 'Asia/Tokyo', now)).toBe('2026-05-12');
	});

	it('counts days on the calendar across every change of clock', () => {
		fc.assert(
			fc.property(anyMoment, fc.integer({ min: 0, max: 800 }), ({ zone, millis }, n) => {
				const expected = new Date(Date.parse(`${accountDay(millis, zone)}T00:00:00Z`) - n * 24 * HOUR);
				expect(daysAgo(n, zone, millis)).toBe(expected.toISOString().slice(0, 10));
			}),
		);
	});

	it('counts from day to day as a calendar library does', () => {
		const anyDay = fc
			.date({ min: new Date('0010-01-01'), max: new Date('9990-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -400, max: 2_000 }), (day, days) => {
				const later = DateTime.fromISO(day, { zone: 'utc' }).plus({ days });
				expect(addDays(day, days)).toBe(later.toFormat('yyyy-MM-dd'));
				expect(daysBetween(day, addDays(day, days))).toBe(days);
			}),
		);
	});

	it.each([
		'2026-02-29',
		'2026-13-01',
		'2026-1-2',
		'2026',
		'2026-W05',
		'2026-05-12T00:00:00Z',
		'05/12/2026',
		'',
		'null',
	])('takes no other text for a day: %j', (text) => {
		expect(isDay(text)).toBe(false);
		expect(daysBetween(text, '2026-05-12')).toBeNaN();
	});

	it('has no day of a moment that no calendar has', () => {
		for (const moment of [Number.NaN, Infinity, 1e18, new Date(Number.NaN)])
			expect(() => accountDay(moment, 'Europe/Berlin')).toThrow('The date is not valid');
	});

	it('holds every instant between the start and the end of its day', () => {
		fc.assert(
			fc.property(anyMoment, ({ zone, millis }) => {
				const day = accountDay(millis, zone);
				expect(toInstant(day, zone).toMillis()).toBeLessThanOrEqual(millis);
				expect(toInstant(day, zone, 'end').toMillis()).toBeGreaterThanOrEqual(millis);
			}),
		);
	});
});

describe('the day a date field means', () => {
	const calendarDay = (input: DateTime | Date, zone: string): string => accountDay(toInstant(input, zone, 'day'), zone);

	it('is the day whose midnight a date object is at, in the object’s own zone', () => {
		expect(calendarDay(DateTime.fromISO('2026-11-20', { zone: 'Europe/Berlin' }), 'America/New_York')).toBe(
			'2026-11-20',
		);
		expect(calendarDay(DateTime.fromISO('2026-11-20T15:00', { zone: 'Asia/Tokyo' }), 'America/New_York')).toBe(
			'2026-11-20',
		);
		expect(calendarDay(DateTime.fromISO('2026-11-20T05:00', { zone: 'Asia/Tokyo' }), 'America/New_York')).toBe(
			'2026-11-19',
		);
		// In Santiago this day began at one o’clock.
		expect(calendarDay(DateTime.fromISO('2026-09-06', { zone: 'America/Santiago' }), 'Pacific/Honolulu')).toBe(
			'2026-09-06',
		);
	});

	it('is the account’s for a plain date, which has no zone', () => {
		expect(calendarDay(new Date('2026-11-20T00:00:00Z'), 'America/New_York')).toBe('2026-11-19');
	});
});

describe('there and back', () => {
	it('Graph time keeps the instant in every zone', () => {
		fc.assert(
			fc.property(anyMoment, ({ zone, millis }) => {
				const text = toGraphTime(millis, zone);
				expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/);
				expect(fromGraphTime(text).toMillis()).toBe(millis);
				expect(toInstant(text, zone).toMillis()).toBe(millis);
			}),
			{ numRuns: 1000 },
		);
	});

	it('a wall-clock time that exists is shown again by the instant it names, and is the first to show it', () => {
		fc.assert(
			fc.property(anyMoment, ({ zone, millis }) => {
				const clock = wallClock(millis, zone);
				const instant = toInstant(clock, zone).toMillis();
				expect(wallClock(instant, zone)).toBe(clock);
				expect(instant).toBeLessThanOrEqual(millis);
			}),
			{ numRuns: 1000 },
		);
	});
});
