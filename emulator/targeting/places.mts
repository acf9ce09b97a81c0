import { Campaign as SdkCampaign } from 'facebook-nodejs-business-sdk';

/** A small, fixed excerpt of the world. Keys and sizes are examples; only the shapes are Meta's (audiences/reference/targeting-search). */
export interface TargetingPlace {
	key: string;
	type: 'country' | 'region' | 'city' | 'zip' | 'country_group';
	name: string;
	countryCode?: string;
	region?: string;
	regionId?: string;
	/** People on the platforms, for estimates. */
	size: number;
}

/** The member states, where the Digital Services Act applies. */
export const EU_COUNTRIES = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(
	' ',
);
const MILLION = 1_000_000;
/** Millions; every other country counts as two. */
const COUNTRY_SIZES: Record<string, number> = {
	US: 250,
	CA: 28,
	MX: 92,
	BR: 128,
	GB: 47,
	IE: 4,
	FR: 43,
	DE: 45,
	AT: 6,
	CH: 5,
	IT: 39,
	ES: 32,
	NL: 12,
	PL: 22,
	SE: 7,
	JP: 62,
	IN: 480,
	AU: 18,
};

const NAMES = new Intl.DisplayNames('en', { type: 'region' });
const COUNTRIES: TargetingPlace[] = Object.values(SdkCampaign.SpecialAdCategoryCountry).map((code) => ({
	key: String(code),
	type: 'country',
	name: NAMES.of(String(code)) ?? String(code),
	countryCode: String(code),
	size: (COUNTRY_SIZES[String(code)] ?? 2) * MILLION,
}));

/** Key, name, country, thousands of people. */
const REGIONS: [string, string, string, number][] = [
	['3847', 'California', 'US', 29_000],
	['3875', 'New York', 'US', 15_000],
	['3886', 'Texas', 'US', 22_000],
	['3867', 'Massachusetts', 'US', 5_200],
	['530', 'Ontario', 'CA', 11_000],
	['834', 'England', 'GB', 40_000],
	['869', 'Bavaria', 'DE', 7_400],
	['871', 'Berlin', 'DE', 2_600],
	['875', 'Hamburg', 'DE', 1_300],
	['1083', 'Île-de-France', 'FR', 9_100],
	['1879', 'Tokyo', 'JP', 10_500],
	['1885', 'Kyoto Prefecture', 'JP', 1_700],
];
/** Key, name, key of the region, thousands of people. */
const CITIES: [string, string, string, number][] = [
	['2418779', 'Los Angeles', '3847', 3_100],
	['2421836', 'San Francisco', '3847', 820],
	['2490299', 'New York', '3875', 7_300],
	['2513601', 'Austin', '3886', 960],
	['2452344', 'Boston', '3867', 690],
	['296875', 'Toronto', '530', 2_500],
	['814217', 'London', '834', 8_200],
	['2684441', 'Munich', '869', 1_300],
	['2683921', 'Nuremberg', '869', 460],
	['2673660', 'Berlin', '871', 2_600],
	['2676735', 'Hamburg', '875', 1_300],
	['777934', 'Paris', '1083', 2_100],
	['1172045', 'Tokyo', '1879', 8_000],
	['1187453', 'Kyoto', '1885', 1_100],
];
/** Key, key of the city, thousands of people. */
const ZIPS: [string, string, number][] = [
	['US:94103', '2421836', 34],
	['US:10001', '2490299', 27],
	['US:10002', '2490299', 74],
	['US:02108', '2452344', 5],
	['US:78701', '2513601', 11],
	['DE:10115', '2673660', 29],
	['DE:80331', '2684441', 7],
	['DE:20095', '2676735', 3],
	['FR:75001', '777934', 16],
	['JP:100-0001', '1172045', 1],
];

const regions = REGIONS.map(([key, name, countryCode, thousands]): TargetingPlace => {
	return { key, type: 'region', name, countryCode, size: thousands * 1000 };
});
const cities = CITIES.map(([key, name, regionId, thousands]): TargetingPlace => {
	const region = regions.find((place) => place.key === regionId);
	return {
		key,
		type: 'city',
		name,
		countryCode: region?.countryCode,
		region: region?.name,
		regionId,
		size: thousands * 1000,
	};
});
const zips = ZIPS.map(([key, cityKey, thousands]): TargetingPlace => {
	const city = cities.find((place) => place.key === cityKey);
	const { countryCode, region, regionId } = city ?? {};
	return { key, type: 'zip', name: key.split(':')[1] ?? key, countryCode, region, regionId, size: thousands * 1000 };
});
const groups: TargetingPlace[] = [
	{ key: 'worldwide', type: 'country_group', name: 'Worldwide', size: 3_000 * MILLION },
	{ key: 'europe', type: 'country_group', name: 'Europe', size: 420 * MILLION },
	{ key: 'eea', type: 'country_group', name: 'European Economic Area', size: 260 * MILLION },
	{ key: 'north_america', type: 'country_group', name: 'North America', size: 278 * MILLION },
];
/** Groups with member states of the EU. */
export const GROUPS_WITH_EU = ['worldwide', 'europe', 'eea'];

export const PLACES: TargetingPlace[] = [...COUNTRIES, ...regions, ...cities, ...zips, ...groups];

export function findPlace(type: TargetingPlace['type'], key: string): TargetingPlace | undefined {
	return PLACES.find((place) => place.type === type && place.key === key);
}
