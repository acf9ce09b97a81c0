import { DateTime } from 'luxon';

import type { WallMinute } from '../../meta/hours/week';

/**
 * No clock changes within a quarter of an hour of UTC, and looking an offset up is what takes the time in large runs.
 */
const QUARTER = 15 * 60_000;
/** More quarters than the change log of a month has. */
const REMEMBERED = 5_000;
const offsets = new Map<string, number>();

/** Milliseconds that a zone's clock is ahead of UTC; NaN where the zone is not known here. */
function offsetAt(at: number, zone: string): number {
	const quarter = Math.floor(at / QUARTER);
	const key = `${zone} ${quarter}`;
	const offsetKnown = offsets.get(key);
	if (offsetKnown !== undefined) return offsetKnown;
	const local = DateTime.fromMillis(quarter * QUARTER, { zone });
	const offset = local.isValid ? local.offset * 60_000 : NaN;
	if (offsets.size >= REMEMBERED) offsets.clear();
	offsets.set(key, offset);
	return offset;
}

/** What the clock of a zone shows, as if it were UTC; an invalid date where the zone is not known here. */
const wallClock = (at: number, zone: string): Date => new Date(at + offsetAt(at, zone));

/** The minute of the week that the clock of a zone shows; not a number where the zone is not known here. */
export function wallMinute(at: number, zone: string): WallMinute {
	const local = wallClock(at, zone);
	return { day: local.getUTCDay(), minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** "25 Nov 2026, 14:05" by the clock of a zone; UTC where the zone is not known here. */
export function momentInWords(at: number, zone: string): string {
	const local = wallClock(at, zone);
	const clock = Number.isNaN(local.getTime()) ? new Date(at) : local;
	const day = `${clock.getUTCDate()} ${MONTHS[clock.getUTCMonth()]} ${clock.getUTCFullYear()}`;
	return `${day}, ${twoDigits(clock.getUTCHours())}:${twoDigits(clock.getUTCMinutes())}`;
}

/** "24 hours", "90 minutes": a length of time. */
export function lengthInWords(milliseconds: number): string {
	const minutes = Math.round(milliseconds / 60_000);
	const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
