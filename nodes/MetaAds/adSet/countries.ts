/** Member states of the European Union, where the Digital Services Act asks who benefits from an ad and who pays for it. */
const europeanUnion = new Set([
	...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'],
	...['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
]);

/** Country groups of Meta's that reach into the Union (Marketing API, "Basic targeting": country groups). */
const groupsWithEurope = new Set(['worldwide', 'europe', 'eea']);

type Json = Readonly<Record<string, unknown>>;

const entries = (list: unknown): unknown[] => (Array.isArray(list) ? list : []);

/** Codes of the countries that places name: a region's or a city's key names none. */
export function countriesIn(places: unknown): string[] {
	const { countries: codes, zips, ...others } = (places ?? {}) as Json;
	const named = [...entries(codes).map(String), ...entries(zips).map((zip) => String((zip as Json).key).split(':')[0])];
	return [...named, ...Object.values(others).flatMap(entries).flatMap((place) => ((place as Json | null)?.country === undefined ? [] : [String((place as Json).country)]))];
}

/**
 * Whether places reach into the European Union, as far as they say so themselves. What cannot be told here Meta tells (its subcodes 3858079 and 3858081).
 */
export function reachesEurope(places: unknown): boolean {
	const { country_groups: groups } = (places ?? {}) as Json;
	return countriesIn(places).some((code) => europeanUnion.has(code)) || entries(groups).some((group) => groupsWithEurope.has(String(group)));
}
