import { DateTime } from 'luxon';

/** A day so long ago by the clock of the seed's dollar account: for some hours of each night another one than by UTC's. */
export const dayAgo = (days: number): string =>
	DateTime.now().setZone('America/New_York').minus({ days }).toISODate() ?? 'no date';
