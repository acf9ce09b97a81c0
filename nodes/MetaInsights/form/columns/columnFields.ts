import { z } from 'zod';

import { shownWhen } from '../../../shared/form/field';
import { choice, choices, listedChoices } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { fieldSets, startingSets } from '../../facts/fieldSets';
import { fromList } from '../nameLists';
import { columnChoices } from './columnChoices';

const columnsField = choice({
	displayName: 'Columns',
	name: 'columns',
	options: [
		{
			name: columnChoices.all,
			value: 'all',
			description: 'Every column of the chosen Metric Groups, and what days, money and conversions of a row mean',
		},
		{
			name: columnChoices.selected,
			value: 'selected',
			description: 'Columns of the Metric Groups that you choose, in your order',
		},
		{
			name: columnChoices.main,
			value: 'main',
			description:
				'Up to 12 columns: name, day, spend, results, cost per result, value, ROAS, impressions, clicks, CTR and IDs. Breakdowns, Compare and Options add more.',
		},
		{
			name: columnChoices.long,
			value: 'long',
			description: 'For databases: one row per type of action. The columns are always the same.',
		},
		{ name: columnChoices.raw, value: 'raw', description: 'Rows as Meta returns them, with lists' },
	],
	default: 'main',
	hint: 'A Data Table needs a column for each, such as campaign_name and row_key. Another Level has other names and IDs.',
	description: 'Which columns a row has',
});

const fieldSetsField = choices({
	displayName: 'Metric Groups',
	name: 'fieldSets',
	options: fieldSets.map(({ name, value, description }) => ({ name, value, description })),
	default: startingSets,
	description: 'Which numbers to report. Single fields can be added in Options.',
});

const columnName = z.string().trim().min(1);

const selectedColumnsField = listedChoices(
	{
		displayName: 'Selected Columns',
		name: 'selectedColumns',
		description: 'Which columns a row has, in the order in which you choose them',
		...fromList('getReportColumns', ['level', 'fieldSets', 'breakdowns', 'compare', 'timeIncrement', 'options']),
	},
	z
		.array(columnName)
		.transform((names) => [...new Set(names)])
		.superRefine((names, context) =>
			names.length > 0
				? undefined
				: problem(context, [], 'is empty', `Choose at least one column, or set Columns to ${columnChoices.main}.`),
		),
);

/** Which columns rows have. */
export const columnFields = [
	columnsField,
	shownWhen({ columns: ['all', 'long', 'raw', 'selected'] }, fieldSetsField),
	shownWhen({ columns: ['selected'] }, selectedColumnsField),
] as const;
