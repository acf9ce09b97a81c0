import { DateTime } from 'luxon';

/** A day so long ago by the clock of an account: for some hours of each night another one than by UTC's. */
const dayAgoIn =
	(zone: string) =>
	(days: number): string =>
		DateTime.now().setZone(zone).minus({ days }).toISODate() ?? 'no date';

/** By the clock of the seed's dollar account. */
export const dayAgo = dayAgoIn('America/New_York');

/** By the clock of the seed's euro account. */
export const dayAgoInBerlin = dayAgoIn('Europe/Berlin');
