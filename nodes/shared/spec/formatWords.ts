import { capitalize } from 'lodash';
import { entryOf } from '../record';

const asWritten: Readonly<Record<string, string>> = {
	MOBILE_FEED_STANDARD: 'Facebook Feed (mobile)',
	DESKTOP_FEED_STANDARD: 'Facebook Feed (desktop)',
	RIGHT_COLUMN_STANDARD: 'Facebook right column',
	INSTAGRAM_STANDARD: 'Instagram Feed',
};

/** `INSTAGRAM_REELS` is “Instagram reels”. */
export const formatInWords = (format: string): string =>
	entryOf(asWritten, format) ?? capitalize(format).replace(/_/g, ' ');
