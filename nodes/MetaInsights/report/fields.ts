import type { INodeProperties } from 'n8n-workflow';

import { adAccountLocator, adLocator, adSetLocator, campaignLocator } from '../../shared/node/locators';
import { optionsField } from '../../shared/node/commonFields';
import { fieldSets, startingSets } from './fieldSets';
import { fromList } from './lists';
import { reportOptions } from './optionFields';

const scopeField: INodeProperties = {
	displayName: 'Report On',
	name: 'scope',
	type: 'options',
	options: [
		{ name: 'Ad', value: 'ad', description: 'One ad, also a deleted one' },
		{ name: 'Ad Account', value: 'account', description: 'Everything in the ad account' },
		{ name: 'Ad Set', value: 'adSet', description: 'One ad set and its ads' },
		{ name: 'Campaign', value: 'campaign', description: 'One campaign and what is in it' },
		{ name: 'List of IDs', value: 'list', description: 'Several campaigns, ad sets or ads' },
	],
	default: 'account',
	description: 'Whose numbers to report',
};

const levelOptions = [
	{ name: 'Ad', value: 'ad', description: 'A row for each ad' },
	{ name: 'Ad Account', value: 'account', description: 'Everything in one row' },
	{ name: 'Ad Set', value: 'adset', description: 'A row for each ad set, its ads added up' },
	{ name: 'Campaign', value: 'campaign', description: 'A row for each campaign, its ad sets and ads added up' },
];

const dateRangeOptions: INodeProperties['options'] = [
	{ name: 'Between Dates', value: 'custom', description: 'From one day to another, both included' },
	{ name: 'Last Days', value: 'lastDays', description: 'A number of days up to yesterday, or today with the option Include Today' },
	{ name: 'Last Month', value: 'lastMonth' },
	{ name: 'Last Quarter', value: 'lastQuarter' },
	{ name: 'Last Week', value: 'lastWeek' },
	{ name: 'Last Year', value: 'lastYear' },
	{ name: 'Maximum', value: 'maximum', description: 'The 37 months Meta keeps, but for their first three days' },
	{ name: 'Settling Window', value: 'settling', description: 'The last 28 days, whose numbers Meta still changes, and the day before them, which has just become final: read them again every day and replace the rows by row_key' },
	{ name: 'Several Ranges', value: 'ranges', description: 'Some ranges in one report, which share no day' },
	{ name: 'This Month', value: 'thisMonth' },
	{ name: 'This Quarter', value: 'thisQuarter' },
	{ name: 'This Week', value: 'thisWeek' },
	{ name: 'This Year', value: 'thisYear' },
	{ name: 'Today', value: 'today', description: 'So far, and still incomplete' },
	{ name: 'Yesterday', value: 'yesterday' },
];

const day = (displayName: string, name: string, description: string): INodeProperties => {
	const field = { displayName, name, type: 'dateTime' as const, default: '' };
	return { ...field, description };
};

const since = day('Since', 'since', 'First day, by the calendar of the ad account');
const until = day('Until', 'until', 'Last day, by the calendar of the ad account; it belongs to the report');

const rangesField: INodeProperties = {
	displayName: 'Ranges',
	name: 'ranges',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Range',
	default: {},
	options: [{ displayName: 'Range', name: 'values', values: [since, until] }],
};

const required = { required: true };

/**
 * The form of a report: what Get and Start ask for.
 *
 * @param own options that only one of them uses
 */
export const reportFields = (...own: readonly INodeProperties[]): INodeProperties[] => [...formFields, optionsField(...reportOptions, ...own)];

const formFields: readonly INodeProperties[] = [
	adAccountLocator,
	scopeField,
	{ ...campaignLocator, description: 'The campaign to report on', displayOptions: { show: { scope: ['campaign'] } } },
	{ ...adSetLocator, description: 'The ad set to report on', displayOptions: { show: { scope: ['adSet'] } } },
	{ ...adLocator, description: 'The ad to report on', displayOptions: { show: { scope: ['ad'] } } },
	{
		displayName: 'IDs Of',
		name: 'idLevel',
		type: 'options',
		options: levelOptions.filter(({ value }) => value !== 'account').map(({ name, value }) => ({ name, value })),
		default: 'campaign',
		description: 'What the IDs stand for',
		displayOptions: { show: { scope: ['list'] } },
	},
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		...required,
		default: '',
		placeholder: 'e.g. 120210000000101, 120210000000102',
		description: 'Separated by commas, or a list from an expression. Switch on Include Deleted and Archived in Options to get numbers of archived and deleted ones too.',
		displayOptions: { show: { scope: ['list'] } },
	},
	{
		displayName: 'Level',
		name: 'level',
		type: 'options',
		options: levelOptions,
		default: 'campaign',
		description: 'What one row stands for',
	},
	{
		displayName: 'Date Range',
		name: 'dateRange',
		type: 'options',
		options: dateRangeOptions,
		default: 'yesterday',
		description: 'Days on the calendar of the ad account, whatever the time zone of n8n',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1126 },
		default: 7,
		description: 'How many days',
		displayOptions: { show: { dateRange: ['lastDays'] } },
	},
	{ ...since, ...required, displayOptions: { show: { dateRange: ['custom'] } } },
	{ ...until, ...required, displayOptions: { show: { dateRange: ['custom'] } } },
	{ ...rangesField, displayOptions: { show: { dateRange: ['ranges'] } } },
	{
		displayName: 'Time Increment',
		name: 'timeIncrement',
		type: 'options',
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Month', value: 'month', description: 'Calendar months; the first and last may be shorter' },
			{ name: 'Several Days', value: 'days', description: 'Counted from the first day of the range' },
			{ name: 'Total', value: 'total', description: 'One row for the whole range' },
			{ name: 'Week', value: 'week', description: 'Calendar weeks; the first and last may be shorter' },
		],
		default: 'day',
		description: 'The time one row covers',
	},
	{
		displayName: 'Days per Row',
		name: 'incrementDays',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 90 },
		default: 14,
		description: 'How many days a row covers, counted from the first day of the range; the last row may cover fewer',
		displayOptions: { show: { timeIncrement: ['days'] } },
	},
	{
		displayName: 'Field Sets',
		name: 'fieldSets',
		type: 'multiOptions',
		options: fieldSets.map(({ name, value, description }) => ({ name, value, description })),
		default: [...startingSets],
		description: 'Which numbers to report. Single fields can be added in Options.',
	},
	{
		displayName: 'Breakdowns',
		name: 'breakdowns',
		type: 'multiOptions',
		default: [],
		description: 'Divide every row further. Combinations Meta does not offer are refused before anything is sent.',
		...fromList('getBreakdowns'),
	},
	{
		displayName: 'Compare With Previous Period',
		name: 'compare',
		type: 'boolean',
		default: false,
		description: 'Whether to add the values of the period before, and the change in percent, beside every number',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];
