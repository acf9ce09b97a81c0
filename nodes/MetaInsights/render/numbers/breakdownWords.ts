import { once, upperFirst } from 'lodash';

import { typeName } from '../../rows/columns/readableNames';

/** Meta's names that are written otherwise than with capitals in front (Ads Manager, "Breakdown"). */
const spellings: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ whatsapp: 'WhatsApp', iphone: 'iPhone', ipad: 'iPad', ipod: 'iPod' },
		...{ an: '', instream: 'In-Stream', hand: '' },
	}),
);

const inWords = (value: string): string =>
	value
		.split('_')
		.map((word) => spellings.get(word) ?? upperFirst(word))
		.filter(Boolean)
		.join(' ');

const genders: ReadonlyMap<string, string> = new Map(
	Object.entries({ female: 'Women', male: 'Men', unknown: 'Unknown' }),
);

const regionNames = once(() => new Intl.DisplayNames(['en'], { type: 'region' }));

/** `DE` is Germany; what is no country's code stays. */
const countryOf = (code: string): string =>
	/^[A-Z]{2}$/.test(code) ? (regionNames().of(code) ?? code) : inWords(code);

/** `13:00:00 - 13:59:59` is 13:00–13:59. */
const hourOf = (hour: string): string => hour.replace(/^(\d\d:\d\d):\d\d - (\d\d:\d\d):\d\d$/, '$1–$2');

type InWords = (value: string) => string;

/** How values of a breakdown read. Regions, texts and names of one's own are words already. */
const readings: ReadonlyMap<string, InWords> = new Map<string, InWords>([
	...[
		...['publisher_platform', 'platform_position', 'device_platform', 'impression_device'],
		...['action_device', 'action_destination', 'action_reaction', 'action_video_sound', 'action_video_type'],
		...['age', 'region', 'user_segment_key'],
	].map((column): [string, InWords] => [column, (value) => (/^[a-z_]+$/.test(value) ? inWords(value) : value)]),
	// Meta writes buttons in capitals: SHOP_NOW.
	['call_to_action_asset', (value) => (/^[A-Z_]+$/.test(value) ? inWords(value.toLowerCase()) : value)],
	['action_type', typeName],
	['gender', (value) => genders.get(value) ?? value],
	['country', countryOf],
	['hourly_stats_aggregated_by_advertiser_time_zone', hourOf],
	['hourly_stats_aggregated_by_audience_time_zone', hourOf],
]);

/** A value of a breakdown as a person says it: `female` are Women, `facebook_reels` is Facebook Reels. */
export const valueInWords = (column: string, value: string): string => readings.get(column)?.(value) ?? value;

/**
 * A placement beside its platform: Facebook and Instagram both have a `feed`, and `instagram_stories` names its own twice.
 * Both are in words.
 */
export const placementInWords = (platform: string, position: string): string =>
	platform === ''
		? position
		: `${platform}: ${position.startsWith(`${platform} `) ? position.slice(platform.length + 1) : position}`;
