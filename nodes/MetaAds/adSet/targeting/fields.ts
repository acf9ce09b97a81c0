import { collection } from '../../../shared/form/collections';
import type { Field } from '../../../shared/form/field';
import { choice, json, listedChoices, toggle, turnValue, wholeNumber } from '../../../shared/form/kinds';
import { fromLongList } from '../../../shared/node/pickers/longLists';
import { targetingCheck } from '../../targeting/targetingJson';
import { devices, placements } from './facts/choices';
import { audiencePicker, behavior, cityList, interest, language, pickedList, region, zipPicker } from './lists';
import { countryCodes, devicesCheck, placementsCheck } from './values';

const countryList = <const Name extends string>(words: {
	readonly displayName: string;
	readonly name: Name;
	readonly description: string;
}) => listedChoices({ ...words, ...fromLongList('getCountries') }, countryCodes);

export const countriesField = countryList({
	displayName: 'Countries',
	name: 'countries',
	description:
		'The countries to show ads in. Regions, cities and ZIP codes are under Targeting. Expressions take two-letter codes.',
});

export const advantageAudienceField = toggle({
	displayName: 'Advantage+ Audience',
	name: 'advantageAudience',
	default: true,
	description:
		'Whether Meta may go beyond your targeting for better results. Places, Minimum Age and excluded audiences still apply.',
});

/** Meta targets people from 13; 65 means 65 and older (Marketing API, "Targeting restrictions"). */
const ages = { least: 13, most: 65 };

/** Each part of a targeting that people may add. */
export const targetingEntries = [
	pickedList(
		{
			displayName: 'Audiences',
			name: 'customAudiences',
			placeholder: 'Add Audience',
			description: 'Show the ads to people in one of these',
		},
		audiencePicker,
	),
	pickedList(
		{
			displayName: 'Behaviors',
			name: 'behaviors',
			placeholder: 'Add Behavior',
			description: 'People with one of these or one of the interests',
		},
		behavior,
	),
	cityList({
		displayName: 'Cities',
		name: 'cities',
		placeholder: 'Add City',
		description: 'Where the ads are shown, with a distance around',
	}),
	listedChoices(
		{
			displayName: 'Devices',
			name: 'devices',
			options: devices,
			default: ['mobile'],
			description: 'Only on these devices. If not set, on all.',
		},
		devicesCheck,
	),
	pickedList(
		{
			displayName: 'Excluded Audiences',
			name: 'excludedCustomAudiences',
			placeholder: 'Add Audience',
			description: 'People in these audiences do not see the ads',
		},
		audiencePicker,
	),
	cityList({
		displayName: 'Excluded Cities',
		name: 'excludedCities',
		placeholder: 'Add City',
		description: 'Where the ads are not shown',
	}),
	countryList({
		displayName: 'Excluded Countries',
		name: 'excludedCountries',
		description: 'Where the ads are not shown',
	}),
	pickedList(
		{
			displayName: 'Excluded Regions',
			name: 'excludedRegions',
			placeholder: 'Add Region',
			description: 'Where the ads are not shown',
		},
		region,
	),
	choice({
		displayName: 'Gender',
		name: 'gender',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Men', value: 'men' },
			{ name: 'Women', value: 'women' },
		],
		default: 'all',
	}),
	pickedList(
		{
			displayName: 'Interests',
			name: 'interests',
			placeholder: 'Add Interest',
			description: 'People with one of these or one of the behaviors',
		},
		interest,
	),
	turnValue(
		pickedList(
			{
				displayName: 'Languages',
				name: 'locales',
				placeholder: 'Add Language',
				description:
					'People who use Facebook or Instagram in one of these. Only needed if it is not the local language.',
			},
			language,
		),
		(keys) => keys.map(Number),
	),
	wholeNumber({
		displayName: 'Maximum Age',
		name: 'ageMax',
		default: '65',
		...ages,
		description: '65 means 65 and older. Below 65 needs Advantage+ Audience off.',
	}),
	wholeNumber({ displayName: 'Minimum Age', name: 'ageMin', default: '18', ...ages, description: 'From 13' }),
	toggle({
		displayName: 'Other Mobile Devices',
		name: 'otherDevices',
		default: false,
		description:
			'Whether Meta may show sales ads on mobile devices that Targeting JSON does not name. From v27.0 on, it does unless this is off.',
	}),
	toggle({
		displayName: 'People of Unknown Age',
		name: 'unknownAges',
		default: false,
		description: 'Whether WhatsApp Status shows ads to people of unknown age. It does unless this is off.',
	}),
	listedChoices(
		{
			displayName: 'Placements',
			name: 'placements',
			options: placements,
			default: ['automatic'],
			description: 'Places in Meta’s apps where the ads appear. If not set, Meta chooses.',
		},
		placementsCheck,
	),
	pickedList(
		{
			displayName: 'Regions',
			name: 'regions',
			placeholder: 'Add Region',
			description: 'Where the ads are shown: states, provinces, regions',
		},
		region,
	),
	json(
		{
			displayName: 'Targeting JSON',
			name: 'targetingJson',
			default: '{}',
			description:
				'The whole targeting as Meta writes it, instead of all other targeting fields. For what the form lacks, such as groups that must all match.',
		},
		targetingCheck,
	),
	pickedList(
		{
			displayName: 'ZIP Codes',
			name: 'zips',
			placeholder: 'Add ZIP Code',
			description: 'Where the ads are shown',
		},
		zipPicker,
	),
] as const;

/** The collection of a form; more fields find their place in the alphabet. */
export const targetingField = <const More extends readonly Field[]>(description: string, ...more: More) =>
	collection({ displayName: 'Targeting', name: 'targeting', placeholder: 'Add targeting', description }, [
		...targetingEntries,
		...more,
	]);
