import type { INodeProperties } from 'n8n-workflow';

import { maxWaitOption } from '../../shared/node/commonFields';
import { filtersOption } from './filters';
import { fromList } from './lists';
import { statusOptions } from './statuses';

/**
 * Attribution windows Meta still fills. Those it removed are refused with a sentence. The rest of its list (dda, custom, the
 * sequenced ones, later SKAdNetwork postbacks) passes when an expression names it: Meta's pages do not explain them, so no list offers them.
 */
export const windowOptions = [
	{ name: '1 Day Click', value: '1d_click' },
	{ name: '1 Day Engaged View', value: '1d_ev' },
	{ name: '1 Day View', value: '1d_view' },
	{ name: '28 Days Click', value: '28d_click' },
	{ name: '7 Days Click', value: '7d_click' },
	{ name: 'Default', value: 'default', description: 'By the attribution setting of each ad set' },
	{ name: 'Incrementality', value: 'incrementality' },
	{ name: 'SKAdNetwork Click', value: 'skan_click' },
	{ name: 'SKAdNetwork View', value: 'skan_view' },
];

/** Options of the operation that waits while Meta works. */
export const getOptions: INodeProperties[] = [
	{
		...maxWaitOption,
		description: `${String(maxWaitOption.description)} Waiting for a report that Meta prepares is no part of it: that is Max Run Time.`,
	},
	{
		displayName: 'Max Run Time (Minutes)',
		name: 'maxRunTime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 15 },
		default: 15,
		description: 'How long the whole report may take while Meta prepares it, if it is a large one. For longer ones use Start, Check and Fetch. How long a single call waits when Meta limits calls is Max Wait.',
	},
	{
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		options: [
			{ name: 'Asynchronous', value: 'async', description: 'Let Meta prepare the report, then read it' },
			{ name: 'Automatic', value: 'auto', description: 'Directly when it is small, otherwise asynchronous' },
			{ name: 'Synchronous', value: 'sync', description: 'Directly, in parts where it is too large' },
		],
		default: 'auto',
		description: 'How to get the report from Meta',
	},
];

/** Everything beyond the first sight of the form. */
export const reportOptions: INodeProperties[] = [
	{
		displayName: 'Action Breakdowns',
		name: 'actionBreakdowns',
		type: 'multiOptions',
		default: [],
		description: 'Divide the counts of actions further; the columns then follow what Meta returns',
		...fromList('getActionBreakdowns'),
	},
	{
		displayName: 'Action Types',
		name: 'actionTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. link_click, omni_purchase',
		description: 'Which types of actions get columns, separated by commas; those of the field sets when empty. A custom conversion is named offsite_conversion.custom. and its ID, such as offsite_conversion.custom.1234567890.',
	},
	{
		displayName: 'Add Thumbnail and Link',
		name: 'adDetails',
		type: 'boolean',
		default: false,
		description: 'Whether to add the link to Ads Manager and, for rows of ads, the creative’s ID and thumbnail',
	},
	{
		displayName: 'All Action Types',
		name: 'allActionTypes',
		type: 'boolean',
		default: false,
		description: 'Whether every type of action Meta returns gets a column. The columns then differ from run to run.',
	},
	{
		displayName: 'Always Output a Row',
		name: 'alwaysOutputRow',
		type: 'boolean',
		default: false,
		description: 'Whether to return one row with empty values when Meta has none, so that the workflow goes on',
	},
	{
		displayName: 'Attribution Windows',
		name: 'attributionWindows',
		type: 'multiOptions',
		options: windowOptions,
		default: [],
		description: 'Adds columns with the counts of these windows. Without any, counts follow the attribution setting of each ad set.',
	},
	{
		displayName: 'Conversion Window',
		name: 'conversionWindow',
		type: 'options',
		options: [{ name: 'Attribution Setting of Each Ad Set', value: 'value' }, ...windowOptions.filter(({ value }) => value !== 'default')],
		default: 'value',
		description: 'By which window results, purchases, leads and link clicks count, their values and costs, and ROAS',
	},
	{
		displayName: 'Fields',
		name: 'moreFields',
		type: 'multiOptions',
		default: [],
		description: 'Fields beside those of the field sets',
		...fromList('getInsightsFields'),
	},
	filtersOption,
	{
		displayName: 'Include Deleted and Archived',
		name: 'includeDeleted',
		type: 'boolean',
		default: false,
		description: 'Whether rows of archived and deleted objects are returned too. Their numbers are in the totals in any case.',
	},
	{
		displayName: 'Include Today',
		name: 'includeToday',
		type: 'boolean',
		default: false,
		description: 'Whether Last Days, Settling Window and Maximum end today instead of yesterday',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'On Incomplete',
		name: 'onIncomplete',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'An item fails when any part of its report cannot be had' },
			{ name: 'Return What There Is', value: 'return', description: 'Rows say report_complete false, and hints say what is missing' },
		],
		default: 'fail',
		description: 'What to do when Meta cannot deliver a part of the report',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Items up to 50,000 rows, a file above' },
			{ name: 'CSV File', value: 'csv' },
			{ name: 'Items', value: 'items', description: 'Always items; n8n needs about 1 GB of memory for 50,000' },
			{ name: 'JSON Lines File', value: 'jsonl' },
		],
		default: 'auto',
		description: 'Rows as items, or one item with a file of them',
	},
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. spend',
		description: 'A column of the result, such as spend, purchases or roas',
	},
	{
		displayName: 'Sort Direction',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'asc' },
			{ name: 'Descending', value: 'desc' },
		],
		default: 'desc',
		description: 'Whether Sort By has the smallest or the largest first. Rows without a value come last in either case.',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: [],
		description: 'Only rows of objects that are in one of these now; any but archived and deleted when none is chosen',
	},
	{
		displayName: 'Summary Item',
		name: 'summary',
		type: 'boolean',
		default: false,
		description: 'Whether to add a last item that tells Meta’s own totals, what was split and what is missing',
	},
	{
		displayName: 'Week Starts On',
		name: 'weekStart',
		type: 'options',
		options: [
			{ name: 'Monday', value: 'monday' },
			{ name: 'Sunday', value: 'sunday' },
		],
		default: 'monday',
		description: 'For the Time Increment Week, and for This Week and Last Week as Date Range',
	},
];
