import { z } from 'zod';

import type { LeadRowChoices } from './row';
import { assumeDefault, rewordField } from '../../shared/form/field';
import { choice, listedChoice } from '../../shared/form/kinds';
import { allColumnsOption } from '../../shared/node/commonFields';
import { fromLongList } from '../../shared/node/pickers/longLists';

const answersAsOption = assumeDefault(
	choice({
		displayName: 'Other Answers',
		name: 'answersAs',
		options: [
			{
				name: 'In One Column',
				value: 'object',
				description: 'Under their questions in answers',
			},
			{
				name: 'In Separate Columns',
				value: 'columns',
				description: 'For tables: a column for each question and each consent box',
			},
		],
		default: 'object',
		description: 'Where to put the answers to your own questions',
	}),
);

const defaultCountryOption = assumeDefault(
	listedChoice(
		{
			displayName: 'Default Country Name or ID',
			name: 'defaultCountry',
			...fromLongList('getDefaultCountries'),
			description:
				'Country of phone numbers without a country code. Without it, they stay among the answers as typed. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		z.string().regex(/^(?:[A-Za-z]{2})?$/),
	),
);

/** How rows of leads look: options of every operation that gives some. */
export const leadRowOptions = [
	rewordField(allColumnsOption, {
		description: 'Whether to add the IDs, the ad and ad set, the platform and the form’s language',
	}),
	answersAsOption,
	defaultCountryOption,
] as const;

interface RowOptions {
	/** Off unless chosen: the row has the main columns then. */
	readonly allColumns: boolean;
	readonly answersAs: LeadRowChoices['answersAs'];
	/** ISO code for telephone numbers without a country; '' for none. */
	readonly defaultCountry: string;
}

export const leadRowChoices = ({ allColumns, answersAs, defaultCountry }: RowOptions): LeadRowChoices => ({
	allColumns,
	answersAs,
	defaultCountry: defaultCountry.toLowerCase(),
});
