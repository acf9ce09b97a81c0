import { DateTime } from 'luxon';

import { isInHours } from '../../../nodes/meta/hours/week.ts';
import { momentInWords, wallMinute } from '../../../nodes/MetaBudgetGuard/policy/moment.ts';

const ZONES = [
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'America/St_Johns',
	'UTC',
];
/** The nights on which clocks change, and some others. */
const NIGHTS = [
	Date.UTC(2026, 2, 8, 6),
	Date.UTC(2026, 10, 1, 5),
	Date.UTC(2026, 2, 29),
	Date.UTC(2026, 9, 25),
	Date.UTC(2026, 3, 4, 14),
	Date.UTC(2026, 9, 3, 15),
	Date.UTC(2026, 6, 1),
];

it.each(ZONES)('the clock of %s is told as luxon does, minute by minute', (zone) => {
	for (const night of NIGHTS) {
		for (let minute = 0; minute < 180; minute++) {
			const at = night + minute * 60_000;
			const local = DateTime.fromMillis(at, { zone });
			expect([wallMinute(at, zone), momentInWords(at, zone)]).toEqual([
				{ day: local.weekday % 7, minute: local.hour * 60 + local.minute },
				local.setLocale('en-US').toFormat('d LLL yyyy, HH:mm'),
			]);
		}
	}
});

it('a zone that is not known here allows no hour, and its moments are told in UTC', () => {
	const at = Date.UTC(2026, 10, 25, 12, 5);
	const everyDay = [0, 1, 2, 3, 4, 5, 6];
	for (const [from, to] of [
		[0, 1_440],
		[1_320, 1_260],
	] as const)
		expect(isInHours([{ days: everyDay, from, to }], wallMinute(at, 'Mars/Olympus'))).toBe(false);
	expect(momentInWords(at, 'Mars/Olympus')).toBe('25 Nov 2026, 12:05');
});
