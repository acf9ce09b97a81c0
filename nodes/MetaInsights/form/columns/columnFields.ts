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
			description:
				'Every column of the Metric Groups you choose. Conversions has purchases and leads, E-Commerce has purchases, and Delivery has clicks.',
		},
		{
			name: columnChoices.selected,
			value: 'selected',
			description: 'Only what you pick under Selected Columns, at least one. Metric Groups decides what its list has.',
		},
		{
			name: columnChoices.main,
			value: 'main',
			description:
				'Name, day, spend, results, cost per result, purchase value, ROAS, impressions, CTR, currency and IDs. For the number of purchases, leads or clicks, choose All Metrics of the Groups.',
		},
		{
			name: columnChoices.long,
			value: 'long',
			description: 'For databases: one row per type of action. The columns are always the same.',
		},
		{ name: columnChoices.raw, value: 'raw', description: 'Rows as Meta returns them, with lists' },
	],
	default: 'main',
	hint: 'Key Metrics doesn’t count purchases, leads or clicks. All Metrics of the Groups does.',
	description:
		'Which columns a row has. For a Data Table, run the step once, then add a column in the table for each name you see.',
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
