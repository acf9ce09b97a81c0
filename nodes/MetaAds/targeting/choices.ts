import { idOf } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { containing } from '../../shared/words';
import { entriesOf } from '../../shared/reading/json';

/**
 * What can be searched for, by Meta's Targeting Search (Marketing API, "Targeting search": `GET /search` with `type`).
 * Interests, places and locales are searched at Meta; behaviours and demographics come as a whole list, which is
 * searched here.
 */
export interface TargetingType {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly params: GraphParams;
	/** Meta answers nothing without a query. */
	readonly needsQuery: boolean;
	readonly searchedHere: boolean;
}

const place = (name: string, value: string, locationType: string, description: string): TargetingType => ({
	name,
	value,
	description,
	params: { type: 'adgeolocation', location_types: [locationType] },
	needsQuery: true,
	searchedHere: false,
});

const category = (name: string, value: string, description: string): TargetingType => ({
	name,
	value,
	description,
	params: { type: 'adTargetingCategory', class: value },
	needsQuery: false,
	searchedHere: true,
});

export const behaviors = category('Behaviors', 'behaviors', 'What people do: purchases, devices, travel');
export const cities = place('Cities', 'cities', 'city', 'Cities, which can be targeted with a radius');
export const countries = place('Countries', 'countries', 'country', 'Countries by name');
export const demographics = category('Demographics', 'demographics', 'Education, work, relationship, life events');
export const interests: TargetingType = {
	name: 'Interests',
	value: 'interests',
	description: 'What people like and follow',
	params: { type: 'adinterest' },
	needsQuery: true,
	searchedHere: false,
};
export const locales: TargetingType = {
	name: 'Languages',
	value: 'locales',
	description: 'Languages people use Facebook and Instagram in (Meta: locales)',
	params: { type: 'adlocale' },
	needsQuery: false,
	searchedHere: false,
};
export const regions = place('Regions', 'regions', 'region', 'States, provinces and regions');
export const zips = place('ZIP Codes', 'zips', 'zip', 'Postal codes');

export const targetingTypes: readonly TargetingType[] = [
	behaviors,
	cities,
	countries,
	demographics,
	interests,
	locales,
	regions,
	zips,
];

/** Whether a targeting option or one of the categories it lies in contains the text. */
export function matches({ name, path }: GraphObject, query: string): boolean {
	return [name, ...entriesOf(path)].some((word) => containing(word, query));
}

/** What a targeting names the option by: interests and categories have an `id`, places and languages a `key`. */
export const optionKeyOf = ({ id, key }: GraphObject): string => idOf(id) ?? idOf(key) ?? '';
