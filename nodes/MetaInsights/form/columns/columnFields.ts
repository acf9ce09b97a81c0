import { z } from 'zod';

import { reworded, shownWhen, type Field } from '../../../shared/form/field';
import { choice, choices, listedChoices } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { outputFields, simplifyField } from '../../../shared/node/commonFields';
import { VERSION } from '../../../shared/form/values';
import { fieldSets, startingSets } from '../../facts/fieldSets';
import { fromList } from '../nameLists';

/** Nodes placed before 1.1 have Simplify in place of Columns, and go on returning every column: tables hang on them. */
const old = { [VERSION]: [1] };
const withColumns = { [VERSION]: [1.1] };

const columnsField = choice({
	displayName: 'Columns',
	name: 'columns',
	options: [
		{
			name: 'All of the Field Sets',
			value: 'all',
			description: 'Every column of the chosen Field Sets, and what days, money and conversions of a row mean',
		},
		{
			name: 'Main',
			value: 'main',
			description:
				'At most 12: name, day, spend, results and what one costs, value, ROAS, impressions, clicks, CTR, IDs; and what Breakdowns, Compare and Options add',
		},
		{ name: 'Meta’s Own Rows', value: 'raw', description: 'As Meta returns them, with lists in them' },
		{
			name: 'One Row per Action Type',
			value: 'long',
			description:
				'For databases: a row for each type of action Meta counts, the same columns whatever types there are',
		},
		{ name: 'Selected', value: 'selected', description: 'Columns of the Field Sets that you choose, in your order' },
	],
	default: 'main',
	description: 'Which columns a row has',
});

const fieldSetsField = choices({
	displayName: 'Field Sets',
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
				: problem(context, [], 'is empty', 'Choose at least one column, or set Columns to Main.'),
		),
);

/** Which columns rows have. */
export const columnFields = [
	shownWhen(withColumns, columnsField),
	shownWhen({ ...withColumns, columns: ['all', 'long', 'raw', 'selected'] }, fieldSetsField),
	shownWhen(old, fieldSetsField),
	shownWhen({ ...withColumns, columns: ['selected'] }, selectedColumnsField),
] as const;

/** The same field in nodes of version 1 only, whatever else it hangs on. */
const ofOld = <F extends Field>(one: F): F => {
	const { displayOptions } = one.property;
	return reworded(one, { displayOptions: { ...displayOptions, show: { ...old, ...displayOptions?.show } } });
};

export const simplifyOfOld = shownWhen(old, simplifyField);

const [simplify, toolOutput, toolColumns] = outputFields;

/** What Get gives as an agent's tool; Columns says it since 1.1. */
export const outputOfOld = [ofOld(simplify), ofOld(toolOutput), ofOld(toolColumns)] as const;
