import { choice, choices, listedChoices, toggle } from '../../../shared/form/kinds';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { adsInsightsSpec } from '../../../shared/spec';
import { removedBreakdowns } from '../breakdowns/table';
import { fieldSets, startingSets } from '../facts/fieldSets';
import { dayFields } from './dayFields';
import { fromList, knownNames } from './nameLists';
import { scopeFields } from './scopeFields';

const levelField = choice({
	displayName: 'Level',
	name: 'level',
	options: [
		{ name: 'Ad', value: 'ad', description: 'A row for each ad' },
		{ name: 'Ad Account', value: 'account', description: 'Everything in one row' },
		{ name: 'Ad Set', value: 'adset', description: 'A row for each ad set, its ads added up' },
		{ name: 'Campaign', value: 'campaign', description: 'A row for each campaign, its ad sets and ads added up' },
	],
	default: 'campaign',
	description: 'What one row stands for',
});

const fieldSetsField = choices({
	displayName: 'Field Sets',
	name: 'fieldSets',
	options: fieldSets.map(({ name, value, description }) => ({ name, value, description })),
	default: startingSets,
	description: 'Which numbers to report. Single fields can be added in Options.',
});

const breakdownsField = listedChoices(
	{
		displayName: 'Breakdowns',
		name: 'breakdowns',
		description: 'Divide every row further. Combinations Meta does not offer are refused before anything is sent.',
		...fromList('getBreakdowns'),
	},
	knownNames(adsInsightsSpec.Breakdowns, removedBreakdowns),
);

const compareField = toggle({
	displayName: 'Compare With Previous Period',
	name: 'compare',
	default: false,
	description: 'Whether to add the values of the period before, and the change in percent, beside every number',
});

/** What Get and Start ask for alike, but for Simplify and the options. */
export const reportFields = [
	adAccountLocator,
	...scopeFields,
	levelField,
	...dayFields,
	fieldSetsField,
	breakdownsField,
	compareField,
] as const;
