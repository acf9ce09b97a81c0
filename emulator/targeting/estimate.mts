import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { entries, geoOf, placesOf } from './geo.mts';
import { findOption } from './options.mts';
import { DETAILED } from './specRules.mts';

/** The whole of the emulated platforms; shares below are invented, so that the same spec always gives the same size. */
const EVERYBODY = 3_000_000_000;
const AGES = 65 - 13 + 1;
const LARGEST_CUSTOM_AUDIENCE = 40_000;
/** Smaller audiences are shown as a thousand (UNCONFIRMED 78). */
const SMALLEST = 1000;

/** How many people a spec reaches: a made-up but monotonous number. Narrower never means larger. */
export function peopleReached(targeting: JsonObject): number {
	const places = placesOf(geoOf(targeting));
	const custom = entries(targeting, 'custom_audiences').length;
	let size = places.length > 0 ? sum(places.map((place) => place.size)) : EVERYBODY;
	size -= sum(placesOf(geoOf(targeting, 'excluded_geo_locations')).map((place) => place.size));
	const { age_min = 18, age_max = 65 } = targeting;
	size *= Math.min(1, (Number(age_max) - Number(age_min) + 6) / AGES);
	const genders = new Set(entries(targeting, 'genders').map(Number));
	if (genders.size === 1 && !genders.has(0)) size *= 0.5;
	if (entries(targeting, 'locales').length > 0) size *= 0.8;
	if (entries(targeting, 'publisher_platforms').length > 0) {
		size *= Math.min(1, 0.4 + 0.25 * entries(targeting, 'publisher_platforms').length);
	}
	if (entries(targeting, 'device_platforms').length === 1) size *= 0.7;
	for (const part of [targeting, ...entries(targeting, 'flexible_spec')]) if (isObject(part)) size *= shareOf(part);
	if (isObject(targeting.exclusions)) size *= 1 - Math.min(0.9, detailedSize(targeting.exclusions) / EVERYBODY);
	if (custom > 0) size = Math.min(size, custom * LARGEST_CUSTOM_AUDIENCE);
	return Math.max(SMALLEST, Math.round(size));
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function detailedSize(part: JsonObject): number {
	const ids = DETAILED.flatMap((type) => entries(part, type)).map((entry) => (isObject(entry) ? String(entry.id) : ''));
	return sum(ids.map((id) => findOption(id)?.size ?? 0));
}

/** One part is an OR: more options, more people. Without options it narrows nothing. */
function shareOf(part: JsonObject): number {
	const size = detailedSize(part);
	return size === 0 ? 1 : Math.min(1, size / EVERYBODY);
}

/** Two significant digits, and a range instead of a number, as Meta shows it. */
export function boundsOf(size: number): { lower: number; upper: number } {
	const round = (value: number): number => Number(value.toPrecision(2));
	return { lower: round(size), upper: round(size * 1.18) };
}
