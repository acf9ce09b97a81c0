import fc from 'fast-check';
import { memoize } from 'lodash';
import { IANAZone } from 'luxon';

/** Offsets are asked of the system once an hour (test/runtime/zoneOffsets.js): they have to be those of each second. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const asWritten = memoize(
	(zone: string) => new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }),
);

/** Minutes as the system writes them: “GMT”, “GMT+05:45”, “GMT-00:44:30”. */
function systems(zone: string, moment: number): number {
	const text = asWritten(zone)
		.formatToParts(moment)
		.find(({ type }) => type === 'timeZoneName')!.value;
	const [, sign = '', hours = '0', minutes = '0', seconds = '0'] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text)!;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
}

const remembered = (zone: string, moment: number): number => IANAZone.create(zone).offset(moment);

/** The moments at which the clock changes within these years, to the second. */
function changes(zone: string, from: number, to: number): number[] {
	const found: number[] = [];
	for (let day = Date.UTC(from, 0); day < Date.UTC(to, 0); day += DAY) {
		let [before, after] = [day, day + DAY];
		if (systems(zone, before) === systems(zone, after)) continue;
		while (after - before > SECOND) {
			const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
			if (systems(zone, middle) === systems(zone, before)) before = middle;
			else after = middle;
		}
		found.push(after);
	}
	return found;
}

it.each([
	['Africa/Monrovia', 1971, 1974],
	['Asia/Kathmandu', 1985, 1987],
	['Asia/Pyongyang', 2015, 2019],
	['Australia/Lord_Howe', 2026, 2028],
	['Europe/Berlin', 2026, 2028],
	['America/St_Johns', 2005, 2007],
] as const)('%s: around each change of the clock', (zone, from, to) => {
	const moments = changes(zone, from, to);
	expect(moments).not.toEqual([]);
	for (const change of moments)
		for (const away of [-61 * MINUTE, -MINUTE, -SECOND, -1, 0, 1, MINUTE, 61 * MINUTE]) {
			const moment = change + away;
			expect([moment, remembered(zone, moment)]).toEqual([moment, systems(zone, moment)]);
		}
});

it('whatever the zone and the moment, asked once or twice', () => {
	const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
	const moment = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2060, 0) });
	fc.assert(
		fc.property(zone, moment, (name, at) => {
			expect([remembered(name, at), remembered(name, at)]).toEqual([systems(name, at), systems(name, at)]);
		}),
		{ numRuns: 300 },
	);
});

it('what is no moment has no offset, and what is no zone neither', () => {
	expect(remembered('Europe/Berlin', Number.NaN)).toBeNaN();
	expect(remembered('Nowhere/Here', Date.UTC(2026, 0))).toBeNaN();
});
