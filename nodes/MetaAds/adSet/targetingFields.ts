import type { INodeProperties } from 'n8n-workflow';

import { pickedField } from '../asset/pickedId';
import { fromLongList } from '../../shared/node/longLists';
import { devices, placements } from './choices';

const menu = (options: ReadonlyArray<{ name: string; value: string | number; description?: string }>): Pick<INodeProperties, 'options'> => ({ options: [...options] });

export const countriesField: INodeProperties = {
	displayName: 'Countries',
	name: 'countries',
	type: 'multiOptions',
	default: [],
	description: 'Where the ads are shown, whole countries. Regions, cities and ZIP codes are under Targeting. An expression takes two-letter codes.',
	...fromLongList('getCountries'),
};

export const advantageAudienceField: INodeProperties = {
	displayName: 'Advantage+ Audience',
	name: 'advantageAudience',
	type: 'boolean',
	default: true,
	description: 'Whether Meta may go beyond your targeting where it expects better results. Then ages, interests and the like are suggestions; places, Minimum Age and excluded audiences hold.',
};

interface Rows {
	readonly label: string;
	readonly name: string;
	readonly button: string;
	readonly description: string;
	readonly values: INodeProperties[];
}

/** A repeating field. */
const rows = ({ label, name, button, description, values }: Rows): INodeProperties => ({
	displayName: label,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: button,
	default: {},
	description,
	...{ options: [{ displayName: label, name: 'rows', values }] },
});

const region = pickedField({ label: 'Region', parameter: 'region', description: 'A state, province or region', search: 'searchRegions', idExample: '3847', searchFirst: true });

const city: INodeProperties[] = [
	pickedField({ label: 'City', parameter: 'city', description: 'Type a few letters to search', search: 'searchCities', idExample: '2418779', searchFirst: true }),
	{
		displayName: 'Radius',
		name: 'radius',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How far around the city: 10 to 50 miles or 17 to 80 kilometers, 0 for the city alone',
	},
	{
		displayName: 'Unit',
		name: 'distanceUnit',
		type: 'options',
		options: [
			{ name: 'Kilometers', value: 'kilometer' },
			{ name: 'Miles', value: 'mile' },
		],
		default: 'mile',
	},
];

const audience = pickedField({ label: 'Audience', parameter: 'audience', description: 'A custom or lookalike audience of the ad account', search: 'searchCustomAudiences', idExample: '120210000000000' });

const ageField = (displayName: string, name: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 13, maxValue: 65 },
	default: value,
	description,
});

const fields: readonly INodeProperties[] = [
	rows({ label: 'Audiences', name: 'customAudiences', button: 'Add Audience', description: 'Show the ads to people in one of these', values: [audience] }),
	rows({
		label: 'Behaviors',
		name: 'behaviors',
		button: 'Add Behavior',
		description: 'People with one of these or one of the interests',
		values: [pickedField({ label: 'Behavior', parameter: 'behavior', description: 'What people do', search: 'searchBehaviors', idExample: '6002714895372' })],
	}),
	rows({ label: 'Cities', name: 'cities', button: 'Add City', description: 'Where the ads are shown, with a distance around', values: city }),
	{
		displayName: 'Devices',
		name: 'devices',
		type: 'multiOptions',
		default: ['mobile'],
		description: 'Only on these; on all when the field is left out',
		...menu(devices),
	},
	rows({ label: 'Excluded Audiences', name: 'excludedCustomAudiences', button: 'Add Audience', description: 'Nobody in one of these sees the ads', values: [audience] }),
	rows({ label: 'Excluded Cities', name: 'excludedCities', button: 'Add City', description: 'Where the ads are not shown', values: city }),
	{ ...countriesField, displayName: 'Excluded Countries', name: 'excludedCountries', description: 'Where the ads are not shown' },
	rows({ label: 'Excluded Regions', name: 'excludedRegions', button: 'Add Region', description: 'Where the ads are not shown', values: [region] }),
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Men', value: 'men' },
			{ name: 'Women', value: 'women' },
		],
		default: 'all',
	},
	rows({
		label: 'Interests',
		name: 'interests',
		button: 'Add Interest',
		description: 'People with one of these or one of the behaviors',
		values: [pickedField({ label: 'Interest', parameter: 'interest', description: 'What people like. Type a few letters to search.', search: 'searchInterests', idExample: '6003139266461', searchFirst: true })],
	}),
	rows({
		label: 'Languages',
		name: 'locales',
		button: 'Add Language',
		description: 'People who use Facebook or Instagram in one of these. Only needed where it is not the language of the place.',
		values: [pickedField({ label: 'Language', parameter: 'locale', description: 'Type to search', search: 'searchLocales', idExample: '6' })],
	}),
	ageField('Maximum Age', 'ageMax', 65, '65 means 65 and older. Below 65 needs Advantage+ Audience off.'),
	ageField('Minimum Age', 'ageMin', 18, 'From 13'),
	{
		displayName: 'Placements',
		name: 'placements',
		type: 'multiOptions',
		default: ['automatic'],
		description: 'Where in Meta’s apps the ads appear; automatic when the field is left out',
		...menu(placements),
	},
	rows({ label: 'Regions', name: 'regions', button: 'Add Region', description: 'Where the ads are shown: states, provinces, regions', values: [region] }),
	{
		displayName: 'Targeting JSON',
		name: 'targetingJson',
		type: 'json',
		default: '{}',
		description: 'The whole targeting as Meta writes it, in place of all other targeting fields. For what the form does not have, such as groups that all have to fit.',
	},
	rows({
		label: 'ZIP Codes',
		name: 'zips',
		button: 'Add ZIP Code',
		description: 'Where the ads are shown',
		values: [pickedField({ label: 'ZIP Code', parameter: 'zip', description: 'Type to search. By ID, with its country: US:94103.', search: 'searchZips', idExample: 'US:94103', searchFirst: true })],
	}),
];

/** The collection of a form; more fields find their place in the alphabet. */
export const targetingField = (description: string, ...more: INodeProperties[]): INodeProperties => ({
	displayName: 'Targeting',
	name: 'targeting',
	type: 'collection',
	placeholder: 'Add targeting',
	default: {},
	description,
	options: [...fields, ...more].sort((one, other) => one.displayName.localeCompare(other.displayName)),
});
