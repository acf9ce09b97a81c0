import { assumeDefault } from '../../shared/form/field';
import { choice, choices, note, toggle } from '../../shared/form/kinds';
import { limitField } from '../../shared/node/commonFields';
import { statusOptions } from '../facts/statuses';
import { filtersOption } from './filters';

const alwaysOutputRow = toggle({
	displayName: 'Always Output a Row',
	name: 'alwaysOutputRow',
	default: false,
	description: 'Whether to return one empty row if Meta has no rows, so that the workflow continues',
});

export const estimateOption = assumeDefault(
	toggle({
		displayName: 'Estimate Only',
		name: 'estimateOnly',
		default: false,
		description: 'Whether to return only the calls, points and minutes it will take, without a report',
	}),
);

const emptyText = toggle({
	displayName: 'Empty Cells as Text',
	name: 'emptyText',
	default: false,
	description:
		'Whether a cell without a value is an empty text. Google Sheets keeps the value of an earlier run otherwise. Not for databases.',
});

const escapeFormulas = toggle({
	displayName: 'Escape Formulas',
	name: 'escapeFormulas',
	default: true,
	description:
		'Whether to put an apostrophe before CSV texts that a spreadsheet would run as a formula. Switch off for files that only programs read.',
});

const includeDeleted = toggle({
	displayName: 'Include Deleted and Archived',
	name: 'includeDeleted',
	default: false,
	description: 'Whether to return rows of archived and deleted objects, too. Totals always include their numbers.',
});

const includeToday = toggle({
	displayName: 'Include Today',
	name: 'includeToday',
	default: false,
	description: 'Whether a number of days, Last 28 Days, for Daily Sync and Maximum end today instead of yesterday',
});

const onIncomplete = choice({
	displayName: 'If Data Is Missing',
	name: 'onIncomplete',
	options: [
		{ name: 'Fail', value: 'fail', description: 'An item fails when any part of its report is missing' },
		{
			name: 'Return Partial Report',
			value: 'return',
			description: 'Rows have report_complete false, and hints say what is missing',
		},
	],
	default: 'fail',
	description: 'What to do when Meta cannot deliver a part of the report',
});

const output = choice({
	displayName: 'Output',
	name: 'output',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'Items for up to 50,000 rows, otherwise a file' },
		{ name: 'CSV File', value: 'csv' },
		{ name: 'Items', value: 'items', description: 'Always items; n8n needs about 1 GB of memory for 50,000' },
		{
			name: 'Items or Error',
			value: 'itemsOrError',
			description:
				'Items for up to 50,000 rows, otherwise an error. For steps that need rows, such as Google Sheets or Postgres.',
		},
		{ name: 'JSON Lines File', value: 'jsonl' },
	],
	default: 'auto',
	description: 'Rows as items, or one item with a file of them',
});

/** Only for the operation whose rows come as items. */
export const rowsForOption = choice({
	displayName: 'Group Ads By',
	name: 'rowsFor',
	options: [
		{ name: 'None', value: 'ad', description: 'One row for each ad' },
		{
			name: 'Creative',
			value: 'creative',
			description: 'One row for all ads that show the same video, else the same image, else the same text',
		},
	],
	default: 'ad',
	description: 'Whether ads with the same creative share a row. Level Ad only.',
});

const sortBy = note({
	displayName: 'Sort By',
	name: 'sortBy',
	placeholder: 'e.g. spend',
	description: 'A column of the result, such as spend, purchases or roas',
});

const sortDirection = choice({
	displayName: 'Sort Direction',
	name: 'sortDirection',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'desc',
	description: 'Whether Sort By has the smallest or the largest first. Rows without a value come last in either case.',
});

const statuses = choices({
	displayName: 'Statuses',
	name: 'statuses',
	options: statusOptions,
	default: [],
	description: 'Only rows of objects with one of these statuses now. If empty, all but archived and deleted ones.',
});

const summary = toggle({
	displayName: 'Add Totals Row',
	name: 'summary',
	default: false,
	description: 'Whether to add a last item with Meta’s own totals, what was split and what is missing',
});

const weekStart = choice({
	displayName: 'Week Starts On',
	name: 'weekStart',
	options: [
		{ name: 'Monday', value: 'monday' },
		{ name: 'Sunday', value: 'sunday' },
	],
	default: 'monday',
	description: 'For the Time Increment Week, and for This Week and Last Week as Date Range',
});

/** Options that decide which rows there are, in which order, and as what they come. */
export const rowOptions = [
	assumeDefault(alwaysOutputRow),
	assumeDefault(emptyText),
	assumeDefault(escapeFormulas),
	assumeDefault(filtersOption),
	assumeDefault(includeDeleted),
	assumeDefault(includeToday),
	limitField, // not added, it is all of them
	assumeDefault(onIncomplete),
	assumeDefault(output),
	assumeDefault(sortBy),
	assumeDefault(sortDirection),
	assumeDefault(statuses),
	assumeDefault(summary),
	assumeDefault(weekStart),
] as const;
