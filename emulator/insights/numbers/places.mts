import { isObject } from '../../graph/language/jsonObjects.mts';
import type { Ad } from '../../world/adObjectModel.mts';
import type { Leaf } from './leaf.mts';

/** Regions as insights name them; a country outside the excerpt is one region with its own name. */
const REGIONS: Record<string, [string, number][]> = {
	US: [
		['California', 0.3],
		['New York', 0.25],
		['Texas', 0.2],
		['Massachusetts', 0.15],
		['Washington', 0.1],
	],
	DE: [
		['Berlin', 0.3],
		['Bayern', 0.3],
		['Hamburg', 0.2],
		['Nordrhein-Westfalen', 0.2],
	],
	JP: [
		['Tokyo', 0.6],
		['Osaka Prefecture', 0.4],
	],
};
const HOME: Record<string, string> = { USD: 'US', JPY: 'JP', EUR: 'DE' };

/** Countries and regions the ad set reaches; where it names smaller places, its account's own country. */
export function targetedCountries(ad: Ad): Leaf[] {
	const geo = ad.adSet.targeting.geo_locations;
	const geoCountries = isObject(geo) && Array.isArray(geo.countries) ? geo.countries.map(String) : [];
	const countries = geoCountries.length > 0 ? geoCountries : [HOME[ad.account.currency] ?? 'US'];
	return countries.flatMap((country) =>
		(REGIONS[country] ?? [[country, 1] as [string, number]]).map(([region, weight]) => ({
			values: { country, region },
			weight: weight / countries.length,
			people: weight / countries.length,
		})),
	);
}
