import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { z } from 'zod';

import { assumed, field, mayBeEmpty, notice, runWide, shownWhen, type ValueOf } from '../../../shared/form/field';
import { choice, listedChoice, percentage, text, toggle, wholeNumber } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { fromLongList } from '../../../shared/node/pickers/longLists';
import { columns } from '../../../meta/people/columns/columns';
import { DEFAULT_CONSENT_VALUES } from '../../../meta/people/consent';
import { codeOf } from '../../../meta/people/normalise/country';

const columnsField = field(
	{
		displayName: 'Contact Columns',
		name: 'columns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description:
			'Which columns hold what. Mapped automatically, columns are recognised by their names in many languages; the result shows which ones were.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getContactColumns',
				mode: 'add',
				valuesLabel: 'Contact',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
	z.object({ mappingMode: z.enum(['autoMapInputData', 'defineBelow']), value: z.record(z.unknown()).nullable() }),
);

export type Mapping = ValueOf<typeof columnsField>;

/**
 * The columns of the mapping form. Without a type: values come as they are, a list of addresses stays a list. Those few
 * people have can be added to the form.
 */
export async function getContactColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return {
		fields: columns.map(({ id, label, common }) => ({
			id,
			displayName: label,
			defaultMatch: false,
			canBeUsedToMatch: false,
			required: false,
			display: true,
			removed: common !== true,
		})),
	};
}

/** n8n says above it that names have to match, for every node alike. */
const columnsNotice = shownWhen(
	{ 'columns.mappingMode': ['autoMapInputData'] },
	notice({
		name: 'columnsNotice',
		text: 'You need not rename anything here: E-Mail, Mobile, Vorname, code postal, Unsubscribed and many more are recognised. The result shows what each column was taken for.',
	}),
);

export const columnsFields = [columnsField, columnsNotice] as const;

const consentField = choice({
	displayName: 'Consent',
	name: 'consent',
	options: [
		{
			name: 'In a Column',
			value: 'column',
			description: 'Only people whose consent column says yes are sent; blank is no. Opt-outs count by themselves.',
		},
		{
			name: 'Everybody Has Consented, Except Opt-Outs',
			value: 'everybody',
			description:
				'You have checked that the others agreed to be sent to Meta. Columns such as Unsubscribed, or a consent that says no, leave people out by themselves.',
		},
	],
	default: 'column',
	description: 'How it is known who has agreed to be sent to Meta',
});

const consentValuesField = text({
	displayName: 'Values That Mean Yes',
	name: 'consentValues',
	default: DEFAULT_CONSENT_VALUES,
	description:
		'Contents of the consent column that count as yes, separated by commas. Everything else is no. As it comes, the words for yes of eight languages count as well.',
});

const consentColumnField = mayBeEmpty(
	text({
		displayName: 'Consent Column',
		name: 'consentColumn',
		default: '',
		placeholder: 'e.g. gdpr_ads',
		description:
			'Which column holds it, written as the input shows it. Empty for the one that is mapped, or those that are recognised by their names: then every one of them has to say yes. A no in another consent column always counts.',
	}),
);

/** For operations that send people to Meta. Removing asks nobody: who has not agreed may always leave. */
export const consentFields = [
	consentField,
	shownWhen({ consent: ['column'] }, consentColumnField),
	shownWhen({ consent: ['column'] }, consentValuesField),
] as const;

const countryCode = z
	.string()
	.trim()
	.transform((code, context) => {
		const known = codeOf(code);
		if (known !== undefined) return known;
		const wrong = /^[a-z]{2}$/i.test(code) ? 'is the code of no country' : 'must be the two letters of a country';
		problem(context, [], wrong, 'Choose it from the list, or enter a code such as DE or US.');
		return z.NEVER;
	});

export const defaultCountryField = mayBeEmpty(
	listedChoice(
		{
			displayName: 'Default Country Name or ID',
			name: 'defaultCountry',
			...fromLongList('getDefaultCountries'),
			description:
				'Where people live whose country column is blank: national phone numbers get its code, and without it they are left out. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		countryCode,
	),
);

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
		description: 'What the Members output holds. Contacts that cannot be used go to Rejected either way.',
	}),
);

/** What a list may not shrink below. */
export const limitsFields = (fewest: string) =>
	[
		runWide(
			wholeNumber({
				displayName: 'Minimum Rows',
				name: 'minimumRows',
				least: 0,
				default: fewest,
				description: 'The list may not come down below this number; the step refuses instead',
			}),
		),
		runWide(
			percentage({
				displayName: 'Keep at Least (%)',
				name: 'keepAtLeast',
				least: 0,
				most: 100,
				default: '50',
				description:
					'How much of the list must remain, measured by the last complete replacement and what was added since. An export that broke off is refused by this, and so is a list whose length nobody knows. 0 asks for nothing.',
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
	description: 'How dates are read that can be two. Without this option they are left out and counted.',
});

const keepSpacesOption = assumed(
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

export const dryRunOption = assumed(
	toggle({
		displayName: 'Dry Run',
		name: 'dryRun',
		default: false,
		description: 'Whether to read and check everything without sending anybody to Meta',
	}),
);

/** For whole lists. */
export const restartOption = assumed(
	runWide(
		toggle({
			displayName: 'Restart Unfinished Replacement',
			name: 'restartUnfinished',
			default: false,
			description:
				'Whether a replacement that this node began and did not end is begun anew at once, instead of waiting until its 90 minutes are over. Only while no other run is at it.',
		}),
	),
);

/** Which of a CRM's contacts the list is for. */
export const belongingFields = [
	runWide(
		choice({
			displayName: 'Who Belongs',
			name: 'belonging',
			options: [
				{ name: 'All Contacts', value: 'all' },
				{
					name: 'By a Column',
					value: 'column',
					description: 'Only contacts with certain values in one of their columns; all others are out afterwards',
				},
			],
			default: 'all',
			description: 'Which of the contacts are to be in the list, as far as they have consented',
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
				description: 'As it stands in the input, with dots for what is inside of something: properties.lifecyclestage',
			}),
		),
	),
	runWide(
		shownWhen(
			{ belonging: ['column'] },
			text({
				displayName: 'Values That Belong',
				name: 'belongingValues',
				default: '',
				placeholder: 'e.g. lead, customer',
				description:
					'Contents of that column whose contacts belong in the list, separated by commas. Blank never does.',
			}),
		),
	),
] as const;
