import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { assumeDefault, runWide, shownWhen } from '../../../shared/form/field';
import { choice, percentage, text, toggle, wholeNumber } from '../../../shared/form/kinds';
import { columns } from '../../../meta/people/columns/columns';
import { mappedColumnsField, mappedColumnsNotice, mapperFieldsOf } from '../../../meta/people/columns/mappedColumns';

const columnsField = mappedColumnsField({
	displayName: 'Contact Columns',
	description:
		'Which columns to use. Automatic mapping knows column names in many languages. The result shows the match.',
	method: 'getContactColumns',
	row: 'Contact',
});

export async function getContactColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return mapperFieldsOf(columns);
}

export const columnsFields = [
	columnsField,
	mappedColumnsNotice('Mobile, Vorname, code postal and Unsubscribed', 'The result shows how each column was used.'),
] as const;

export const outputField = runWide(
	choice({
		displayName: 'Output',
		name: 'result',
		options: [
			{ name: 'One Item With Totals', value: 'totals' },
			{
				name: 'One Item for Each Contact',
				value: 'contacts',
				description: 'Says for each contact what happened to it, without any contact data',
			},
		],
		default: 'totals',
		description: 'The items of the output Result. Contacts that cannot be used go to Rejected.',
	}),
);

/** What a list may not shrink below. */
export const limitsFields = (fewest: string) =>
	[
		runWide(
			wholeNumber({
				displayName: 'Stop Below (Rows)',
				name: 'minimumRows',
				least: 0,
				default: fewest,
				hint: 'Stops before the list has fewer contacts than this. For a smaller list, enter less.',
				description: 'The list may not shrink below this number. The node stops instead.',
			}),
		),
		runWide(
			percentage({
				displayName: 'Stop Below (% of List)',
				name: 'keepAtLeast',
				least: 0,
				most: 100,
				default: '50',
				description:
					'The share of the list that must remain. It protects the list from incomplete exports. If the size of the list is unknown, the run stops. 0 switches this off.',
			}),
		),
	] as const;

const birthDateOrderOption = choice({
	displayName: 'Birth Date Order',
	name: 'birthDateOrder',
	options: [
		{ name: 'Day First', value: 'dayFirst', description: '03/04/1990 is the third of April' },
		{ name: 'Month First', value: 'monthFirst', description: '03/04/1990 is the fourth of March' },
	],
	default: 'dayFirst',
	description: 'How to read dates that could be either. Without this option, they are left out and counted.',
});

const keepSpacesOption = assumeDefault(
	toggle({
		displayName: 'Keep Spaces in Names',
		name: 'keepSpaces',
		default: false,
		description:
			'Whether “Mary Jane” stays two words. Meta’s newest own tool writes them as one; switch this on for lists that another tool has uploaded with spaces.',
	}),
);

/** How a contact's cells are read. */
export const readingOptions = [birthDateOrderOption, keepSpacesOption] as const;

export const dryRunOption = assumeDefault(
	toggle({
		displayName: 'Dry Run',
		name: 'dryRun',
		default: false,
		description: 'Whether to read and check everything without sending anyone to Meta',
	}),
);

/** For whole lists. */
export const restartOption = assumeDefault(
	runWide(
		toggle({
			displayName: 'Restart Unfinished Replacement',
			name: 'restartUnfinished',
			default: false,
			description:
				'Whether to restart an unfinished replacement at once, instead of waiting 90 minutes. Only if no other run is working on it.',
		}),
	),
);

/** Which of a CRM's contacts the list is for. */
export const belongingFields = [
	runWide(
		choice({
			displayName: 'Who to Include',
			name: 'belonging',
			options: [
				{ name: 'All Contacts', value: 'all' },
				{
					name: 'By a Column',
					value: 'column',
					description: 'Only contacts with certain values in a column. All others are removed.',
				},
			],
			default: 'all',
			description: 'Which contacts should be in the list, if they have consented',
		}),
	),
	runWide(
		shownWhen(
			{ belonging: ['column'] },
			text({
				displayName: 'Column Name',
				name: 'belongingColumn',
				default: '',
				placeholder: 'e.g. lifecyclestage',
				description: 'The column as written in the input, with dots for nested fields: properties.lifecyclestage',
			}),
		),
	),
	runWide(
		shownWhen(
			{ belonging: ['column'] },
			text({
				displayName: 'Values to Include',
				name: 'belongingValues',
				default: '',
				placeholder: 'e.g. lead, customer',
				description: 'Values of that column to include, separated by commas. Blank is never included.',
			}),
		),
	),
] as const;
