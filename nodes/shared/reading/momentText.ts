import { DateTime } from 'luxon';

/**
 * A moment as every row has it, by the account's clock: Meta gives audiences and uploads theirs in seconds since 1970.
 * In a zone that this machine does not know it is the same moment by UTC; null when it is none.
 */
export function momentText(milliseconds: number, zone: string): string | null {
	const local = DateTime.fromMillis(milliseconds, { zone });
	const moment = local.isValid ? local : DateTime.fromMillis(milliseconds, { zone: 'UTC' });
	return moment.isValid ? moment.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ") : null;
}
