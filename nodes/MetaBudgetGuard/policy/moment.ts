import { DateTime } from 'luxon';

/** "25 Nov 2026, 14:05" by the clock of a zone; UTC where the zone is not known here. */
export function inWords(at: number, zone: string): string {
	const local = DateTime.fromMillis(at, { zone });
	return (local.isValid ? local : DateTime.fromMillis(at, { zone: 'utc' })).setLocale('en').toFormat('d LLL yyyy, HH:mm');
}

/** "24 hours", "90 minutes": a length of time. */
export function lengthInWords(milliseconds: number): string {
	const minutes = Math.round(milliseconds / 60_000);
	const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
