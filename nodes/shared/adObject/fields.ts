import type { INodeProperties } from 'n8n-workflow';

/** Fields that read the same wherever they stand. */

export const dailyBudgetField: INodeProperties = {
	displayName: 'Daily Budget',
	name: 'dailyBudget',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'In the account’s currency, e.g. 20.50 for 20 dollars and 50 cents. Meta may spend up to 75 % more on a single day, never more than seven times this in a week.',
};

export const startTimeField: INodeProperties = {
	displayName: 'Start Time',
	name: 'startTime',
	type: 'dateTime',
	default: '',
	description: 'By the clock of the ad account, unless the value carries a time zone of its own',
};

export const labelsField: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring, shop',
	description: 'Names of ad labels, separated by commas',
};
