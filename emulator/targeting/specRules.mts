import { Targeting } from 'facebook-nodejs-business-sdk';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { entries, geoOf, LISTS } from './geo.mts';
import { findOption, LOCALES } from './options.mts';
import { findPlace } from './places.mts';

/** Like ruleError, with the path of the key inside `targeting`. */
export function targetingError(title: string, text: string, path: string[], subcode?: number): GraphError {
	return new GraphError(100, 'Invalid parameter', {
		subcode,
		transient: false,
		userTitle: title,
		userMsg: text,
		blame: [['targeting', ...path]],
	});
}

/** Spec object Targeting plus newer names of SDK 26.0.0's public source. */
const KEYS = new Set<string>([
	...Object.values(Targeting.Fields),
	'whatsapp_positions',
	'effective_whatsapp_positions',
	'user_age_unknown',
	'threads_positions',
]);
/** Detailed targeting (spec object FlexibleTargeting): lists of {id, name}. */
export const DETAILED = ['interests', 'behaviors', 'family_statuses', 'life_events', 'industries', 'income'];

/** Removed ways of saying things (third-party hints: 1870197, 1870199); what Meta does with an unknown key is UNCONFIRMED 79. */
export function checkKeys(targeting: JsonObject): void {
	if (targeting.targeting_optimization !== undefined) {
		throw targetingError(
			'Targeting optimization is gone',
			'Use targeting_automation.',
			['targeting_optimization'],
			1870197,
		);
	}
	for (const key of ['geo_locations', 'excluded_geo_locations'] as const) {
		if (geoOf(targeting, key).location_types === undefined) continue;
		throw targetingError('Location types are gone', 'location_types cannot be set.', [key, 'location_types'], 1870199);
	}
	const unknown = Object.keys(targeting).find((key) => !KEYS.has(key));
	if (unknown) throw parameterError(`Invalid keys "${unknown}" were found in param "targeting".`, 'targeting');
}

/** Ages 13 to 65 (Meta: audiences/reference/targeting-restrictions). */
export function checkPeople(targeting: JsonObject): void {
	const { age_min = 18, age_max = 65, genders = [], locales = [] } = targeting;
	for (const [name, age] of Object.entries({ age_min, age_max })) {
		if (Number.isInteger(age) && Number(age) >= 13 && Number(age) <= 65) continue;
		throw targetingError('Age is not valid', `${name} must be an integer from 13 to 65.`, [name]);
	}
	if (Number(age_min) > Number(age_max)) {
		throw targetingError('Age is not valid', 'age_min is larger than age_max.', ['age_min']);
	}
	if (!Array.isArray(genders) || genders.some((gender) => gender !== 0 && gender !== 1 && gender !== 2)) {
		throw targetingError('Gender is not valid', 'genders takes 1 (men) and 2 (women).', ['genders']);
	}
	const isLocale = (locale: unknown): boolean => LOCALES.some(([key]) => key === Number(locale));
	if (!Array.isArray(locales) || !locales.every(isLocale)) {
		throw targetingError('Locale is not valid', 'locales takes keys of a search with type=adlocale.', ['locales']);
	}
}

/** City radius 10 to 50 miles or 17 to 80 kilometers (Meta: audiences/reference/basic-targeting). */
const CITY_RADIUS = { mile: [10, 50], kilometer: [17, 80] } as const;

/** At least one place, unless there is a custom audience (Meta: audiences/reference/basic-targeting). Subcodes UNCONFIRMED 79. */
export function checkPlaces(targeting: JsonObject): void {
	for (const key of ['geo_locations', 'excluded_geo_locations'] as const) checkGeo(geoOf(targeting, key), key);
	const geo = geoOf(targeting);
	const filledKinds = Object.keys(geo).filter((key) => entries(geo, key).length > 0);
	if (filledKinds.length === 0 && entries(targeting, 'custom_audiences').length === 0) {
		throw targetingError('Location is missing', 'Choose at least one location.', ['geo_locations']);
	}
}

function checkGeo(geo: JsonObject, at: string): void {
	for (const [list, type] of Object.entries({ countries: 'country', country_groups: 'country_group' } as const)) {
		if (geo[list] !== undefined && !Array.isArray(geo[list])) {
			throw parameterError(`param targeting[${at}][${list}] must be an array.`, 'targeting');
		}
		const unknown = entries(geo, list).find((key) => !findPlace(type, String(key)));
		if (unknown !== undefined) throw unknownPlace(at, list, unknown);
	}
	for (const [list, type] of Object.entries(LISTS)) {
		for (const entry of entries(geo, list)) {
			const key = isObject(entry) ? entry.key : undefined;
			if (!isObject(entry) || !findPlace(type, String(key))) throw unknownPlace(at, list, key ?? entry);
			if (list === 'cities' && entry.radius !== undefined) checkRadius(entry, at);
		}
	}
}

function checkRadius({ radius, distance_unit = 'mile' }: JsonObject, at: string): void {
	const range = distance_unit === 'mile' || distance_unit === 'kilometer' ? CITY_RADIUS[distance_unit] : undefined;
	if (range && Number(radius) >= range[0] && Number(radius) <= range[1]) return;
	throw targetingError('Radius is not valid', 'A city takes 10 to 50 miles or 17 to 80 kilometers.', [at, 'cities']);
}

function unknownPlace(at: string, list: string, key: unknown): GraphError {
	return targetingError('Location is not valid', `${JSON.stringify(key)} is not a known place.`, [at, list]);
}

/** 100/1487694 for retired interests (Meta: marketing-api/error-reference); unknown ids: subcode UNCONFIRMED 79. */
export function checkDetailed(targeting: JsonObject): void {
	const flexible = targeting.flexible_spec ?? [];
	if (!Array.isArray(flexible) || !flexible.every(isObject)) {
		throw parameterError('param targeting[flexible_spec] must be an array.', 'targeting');
	}
	const exclusions = isObject(targeting.exclusions) ? targeting.exclusions : {};
	for (const part of [targeting, exclusions, ...flexible]) {
		for (const type of DETAILED) for (const entry of entries(part, type)) checkOption(type, entry);
	}
}

function checkOption(type: string, entry: unknown): void {
	const id = isObject(entry) ? String(entry.id) : String(entry);
	const option = findOption(id);
	if (option?.deprecated) {
		throw targetingError(
			'Interest is no longer available',
			`${option.name} (${id}) cannot be used.`,
			['flexible_spec'],
			1487694,
		);
	}
	if (option?.type === type) return;
	throw targetingError('Targeting is not valid', `${id} is not a known id of ${type}.`, ['flexible_spec', type]);
}
