import { DateTime } from 'luxon';

import { toInstant } from '../../shared/accountTime';
import { wallClock } from './moment';

export interface Hours {
	readonly from: number;
	readonly until: number;
}

const isWithin = (hour: number, { from, until }: Hours): boolean =>
	from < until ? hour >= from && hour < until : hour >= from || hour < until;

/**
 * Whether the clock of the zone shows an allowed hour. Hours are what the wall clock says, so a doubled one counts
 * twice and a skipped one never.
 */
export const isAllowed = (now: number, zone: string, hours: Hours): boolean =>
	isWithin(wallClock(now, zone).getUTCHours(), hours);

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
