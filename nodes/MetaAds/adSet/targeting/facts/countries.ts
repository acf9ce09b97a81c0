import { isRecord } from '../../../../shared/record';
import { entriesOf, recordOf } from '../../../../shared/reading/json';

/** Member states of the European Union, where the Digital Services Act asks who benefits from an ad and who pays for it. */
export const europeanUnion: ReadonlySet<string> = new Set([
	...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'],
	...['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
]);

/** Country groups of Meta's that reach into the Union (Marketing API, "Basic targeting": country groups). */
const groupsWithEurope = new Set(['worldwide', 'europe', 'eea']);

/** A ZIP code's key begins with its country: `US:94103`. */
const countryOfZip = (zip: unknown): string => String(recordOf(zip).key).replace(/:.*$/s, '');

/** Codes of the countries that places name: a region's or a city's key names none. */
export function countriesIn(places: unknown): string[] {
	const { countries: codes, zips, ...others } = recordOf(places);
	const otherPlaces = Object.values(others).flatMap(entriesOf).filter(isRecord);
	return [
		...entriesOf(codes).map(String),
		...entriesOf(zips).map(countryOfZip),
		...otherPlaces.flatMap(({ country }) => (country === undefined ? [] : [String(country)])),
	];
}

/**
 * Whether places reach into the European Union, as far as they say so themselves. What cannot be told here Meta tells
 * (its subcodes 3858079 and 3858081).
 */
export function reachesEurope(places: unknown): boolean {
	const groups = entriesOf(recordOf(places).country_groups);
	return (
		countriesIn(places).some((code) => europeanUnion.has(code)) ||
		groups.some((group) => groupsWithEurope.has(String(group)))
	);
}
