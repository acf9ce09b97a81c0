import type { INodeProperties } from 'n8n-workflow';

import { fromLongList } from '../../shared/node/longLists';
import { bidStrategies } from '../../shared/adObject/bidStrategies';
import { objectives, specialAdCategories } from './choices';

export { dailyBudgetField, labelsField, startTimeField } from '../../shared/adObject/fields';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Autumn sale',
	description: 'What the campaign is called in Ads Manager',
};

export const objectiveField: INodeProperties = {
	displayName: 'Objective',
	name: 'objective',
	type: 'options',
	options: objectives,
	default: 'OUTCOME_TRAFFIC',
	description: 'What the ads should achieve. It cannot be changed later.',
};

export const specialAdCategoriesField: INodeProperties = {
	displayName: 'Special Ad Categories',
	name: 'specialAdCategories',
	type: 'multiOptions',
	options: specialAdCategories,
	required: true,
	default: [],
	description: 'Whether the ads are about one of these. Meta wants this declared for every campaign; most choose None of These.',
};

export const specialAdCategoryCountryField: INodeProperties = {
	displayName: 'Countries of the Special Category',
	name: 'specialAdCategoryCountry',
	type: 'multiOptions',
	default: [],
	description: 'Where the special category applies. An expression takes two-letter codes.',
	...fromLongList('getCountries'),
};

export const bidStrategyField: INodeProperties = {
	displayName: 'Bid Strategy',
	name: 'bidStrategy',
	type: 'options',
	options: bidStrategies,
	default: 'LOWEST_COST_WITHOUT_CAP',
	description: 'How Meta spends the budget. Caps and goals take their amount on each ad set.',
};

export const lifetimeBudgetField: INodeProperties = {
	displayName: 'Lifetime Budget',
	name: 'lifetimeBudget',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'For the whole campaign, in the account’s currency, e.g. 600 for 600 dollars',
};

export const spendCapField: INodeProperties = {
	displayName: 'Spending Limit',
	name: 'spendCap',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'The most the campaign may ever spend, in the account’s currency. Meta asks for a minimum, about 100 dollars.',
};

export const stopTimeField: INodeProperties = {
	displayName: 'Stop Time',
	name: 'stopTime',
	type: 'dateTime',
	default: '',
	description: 'By the clock of the ad account, unless the value carries a time zone of its own. A date alone means the end of that day.',
};
