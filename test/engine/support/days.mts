import { DateTime } from 'luxon';

import { passTime } from './fakeTime.mts';

/** A day so long ago by the clock of an account: for some hours of each night another one than by UTC's. */
const dayAgoIn =
	(zone: string) =>
	(days: number): string =>
		DateTime.now().setZone(zone).minus({ days }).toISODate() ?? 'no date';

/** By the clock of the seed's dollar account. */
export const dayAgo = dayAgoIn('America/New_York');

/** By the clock of the seed's euro account. */
export const dayAgoInBerlin = dayAgoIn('Europe/Berlin');

/** Lets time pass until it is 00:40 in a zone: the day that has just ended is not complete yet. */
export function passToNight(zone: string): void {
	const now = DateTime.fromMillis(Date.now()).setZone(zone);
	passTime(now.plus({ days: 1 }).startOf('day').plus({ minutes: 40 }).toMillis() - now.toMillis());
}
