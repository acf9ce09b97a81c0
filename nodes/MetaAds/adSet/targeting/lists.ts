import { rows } from '../../../shared/form/collections';
import type { Field } from '../../../shared/form/field';
import { choice, turnValue, wholeNumber } from '../../../shared/form/kinds';
import { picker } from '../../../shared/node/pickers/locators';
import { cityOf, localeKey, placeKey, zipKey, type City } from './values';

/** Lists of what only Meta knows by name: places, interests, audiences. Each row has a picker. */

interface List<Name extends string> {
	readonly displayName: string;
	readonly name: Name;
	readonly placeholder: string;
	readonly description: string;
}

const row = ({ displayName }: List<string>) => ({ name: 'rows', displayName });

/** A repeating field, each row one picker and nothing else. */
export const pickedList = <const Name extends string>(
	list: List<Name>,
	one: Field<string, string>,
): Field<Name, readonly string[]> =>
	turnValue(rows<Name, readonly [Field<string, string>]>({ ...list, row: row(list) }, [one]), (list) =>
		list.flatMap((pick) => Object.values(pick)),
	);

export const region = picker(
	{
		label: 'Region',
		parameter: 'region',
		description: 'A state, province or region',
		search: 'searchRegions',
		idExample: '3847',
		searchFirst: true,
	},
	placeKey,
);

const cityRow = [
	picker(
		{
			label: 'City',
			parameter: 'city',
			description: 'Type a few letters to search',
			search: 'searchCities',
			idExample: '2418779',
			searchFirst: true,
		},
		placeKey,
	),
	wholeNumber({
		displayName: 'Radius',
		name: 'radius',
		default: '0',
		least: 0,
		description: 'How far around the city: 10 to 50 miles or 17 to 80 kilometers, 0 for the city alone',
	}),
	choice({
		displayName: 'Unit',
		name: 'distanceUnit',
		options: [
			{ name: 'Kilometers', value: 'kilometer' },
			{ name: 'Miles', value: 'mile' },
		],
		default: 'mile',
	}),
] as const;

/** A repeating field of cities, as Meta writes them. */
export const cityList = <const Name extends string>(list: List<Name>): Field<Name, readonly City[]> =>
	turnValue(rows({ ...list, row: row(list) }, cityRow), (list, at) =>
		list.map((city, index) => cityOf(city, [...at, 'rows', index])),
	);

export const audiencePicker = picker({
	label: 'Audience',
	parameter: 'audience',
	description: 'A custom or lookalike audience of the ad account',
	search: 'searchCustomAudiences',
	idExample: '120210000000000',
});

export const behavior = picker({
	label: 'Behavior',
	parameter: 'behavior',
	description: 'What people do',
	search: 'searchBehaviors',
	idExample: '6002714895372',
});

export const interest = picker({
	label: 'Interest',
	parameter: 'interest',
	description: 'Topics people are interested in. Type a few letters to search.',
	search: 'searchInterests',
	idExample: '6003139266461',
	searchFirst: true,
});

export const language = picker(
	{ label: 'Language', parameter: 'locale', description: 'Type to search', search: 'searchLocales', idExample: '6' },
	localeKey,
);

export const zipPicker = picker(
	{
		label: 'ZIP Code',
		parameter: 'zip',
		description: 'Type to search. By ID, with its country: US:94103.',
		search: 'searchZips',
		idExample: 'US:94103',
		searchFirst: true,
	},
	zipKey,
);
