import { choice, listedChoices } from '../../shared/form/kinds';
import { adsInsightsSpec } from '../../shared/spec';
import { removedBreakdowns } from '../breakdowns/table';
import { columnFields } from './columns/columnFields';
import { compareFields, dayFields } from './days/dayFields';
import { fromList, knownNames } from './nameLists';

const levelField = choice({
	displayName: 'Level',
	name: 'level',
	options: [
		{ name: 'Ad', value: 'ad', description: 'A row for each ad' },
		{
			name: 'Ad Account',
			value: 'account',
			description: 'All campaigns added up in one row, or in one per country with that breakdown',
		},
		{ name: 'Ad Set', value: 'adset', description: 'A row for each ad set, its ads added up' },
		{ name: 'Campaign', value: 'campaign', description: 'A row for each campaign, its ad sets and ads added up' },
	],
	default: 'campaign',
	description: 'One row per account, campaign, ad set or ad',
});

const breakdownsField = listedChoices(
	{
		displayName: 'Breakdowns',
		name: 'breakdowns',
		description: 'Split every row further. Combinations Meta does not offer are refused before anything is sent.',
		...fromList('getBreakdowns', ['options.allBreakdowns']),
	},
	knownNames(adsInsightsSpec.Breakdowns, removedBreakdowns),
);

/** What Get and Start ask for alike, but for the ad account and the options. */
export const reportFields = [levelField, ...dayFields, ...columnFields, breakdownsField, ...compareFields] as const;
