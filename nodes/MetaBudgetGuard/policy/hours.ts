import { DateTime } from 'luxon';

import { toInstant } from '../../shared/accountTime';

export interface Hours {
	readonly from: number;
	readonly until: number;
}

const isWithin = (hour: number, { from, until }: Hours): boolean => (from < until ? hour >= from && hour < until : hour >= from || hour < until);

/** Clocks everywhere show the same hour throughout a quarter of an hour of UTC, so one answer serves a whole run. */
const QUARTER = 15 * 60_000;
let known: { readonly zone: string; readonly quarter: number; readonly hour: number } | undefined;

function hourAt(now: number, zone: string): number {
	const quarter = Math.floor(now / QUARTER);
	if (known?.zone !== zone || known.quarter !== quarter) known = { zone, quarter, hour: DateTime.fromMillis(now, { zone }).hour };
	return known.hour;
}

/** Whether the clock of the zone shows an allowed hour. Hours are what the wall clock says, so a doubled one counts twice and a skipped one never. */
export const isAllowed = (now: number, zone: string, hours: Hours): boolean => isWithin(hourAt(now, zone), hours);

/** Days looked ahead: in a zone that skips the first hour of the window, the next day has it. */
const DAYS = 3;

/** The next moment at which the window opens; null in a zone that is not known here. */
export function nextOpening(now: number, zone: string, hours: Hours): number | null {
	const today = DateTime.fromMillis(now, { zone });
	if (!today.isValid) return null;
	for (let day = 0; day < DAYS; day++) {
		const date = today.plus({ days: day }).toISODate();
		const opening = toInstant(`${date}T${String(hours.from).padStart(2, '0')}:00`, zone).toMillis();
		if (opening > now && isAllowed(opening, zone, hours)) return opening;
	}
	return null;
}
