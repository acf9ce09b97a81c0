import { DateTime, IANAZone } from 'luxon';

/** A moment as every row has it, by the account's clock: Meta gives audiences and uploads theirs in seconds since 1970. By UTC's where
 * luxon does not know the account's zone: the offset tells. */
export const momentText = (milliseconds: number, zone: string): string =>
	DateTime.fromMillis(milliseconds, { zone: IANAZone.isValidZone(zone) ? zone : 'UTC' }).toFormat(
		"yyyy-MM-dd'T'HH:mm:ssZZZ",
	);
