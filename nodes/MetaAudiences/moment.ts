import { DateTime } from 'luxon';

/** A moment as every row has it, by the account's clock: Meta gives audiences and uploads theirs in seconds since 1970. */
export const momentText = (milliseconds: number, zone: string): string =>
	DateTime.fromMillis(milliseconds, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ");
