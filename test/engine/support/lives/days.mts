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

function passTo(zone: string, time: { readonly hours?: number; readonly minutes?: number }): void {
	const now = DateTime.fromMillis(Date.now()).setZone(zone);
	passTime(now.plus({ days: 1 }).startOf('day').plus(time).toMillis() - now.toMillis());
}

/** Lets time pass until it is 00:40 in a zone: the day that has just ended is not complete yet. */
export const passToNight = (zone: string): void => passTo(zone, { minutes: 40 });

/** Lets time pass until it is noon of the next day in the zone of the seed's dollar account: yesterday is complete, and today has begun. */
export const passToNoon = (): void => passTo('America/New_York', { hours: 12 });
