import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { fromLongList } from '../../shared/node/longLists';
import { optionsField, optionsParams } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, audienceLocator, objectId } from '../../shared/node/locators';
import { problem } from '../../shared/node/params';
import { DEFAULT_CONSENT_VALUES } from '../people/consent';

const columnsField: INodeProperties = {
	displayName: 'Contact Columns',
	name: 'columns',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'autoMapInputData', value: null },
	required: true,
	description: 'Which columns hold what. Mapped automatically, columns are recognised by their names in many languages; the result tells which ones were.',
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
};

/** n8n says above it that names have to match, for every node alike. */
const columnsNotice: INodeProperties = {
	displayName: 'You need not rename anything here: E-Mail, Mobile, Vorname, code postal and many more are recognised. The result tells which column was taken for what.',
	name: 'columnsNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { 'columns.mappingMode': ['autoMapInputData'] } },
};

const consentField: INodeProperties = {
	displayName: 'Consent',
	name: 'consent',
	type: 'options',
	options: [
		{ name: 'In a Column', value: 'column', description: 'Only people whose consent column says yes are sent; blank is no' },
		{ name: 'Everybody Has Consented', value: 'everybody', description: 'You have checked that all of these people agreed to be sent to Meta' },
	],
	default: 'column',
	description: 'How it is known who has agreed to be sent to Meta',
};

const consentValuesField: INodeProperties = {
	displayName: 'Values That Mean Yes',
	name: 'consentValues',
	type: 'string',
	default: DEFAULT_CONSENT_VALUES,
	description: 'Contents of the consent column that count as yes, separated by commas. Everything else is no.',
	displayOptions: { show: { consent: ['column'] } },
};

const countryField: INodeProperties = {
	displayName: 'Default Country Name or ID',
	name: 'defaultCountry',
	type: 'options',
	...fromLongList('getDefaultCountries'),
	default: '',
	description:
		'Where people live whose country column is blank: national phone numbers get its code. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'result',
	type: 'options',
	options: [
		{ name: 'One Item With Totals', value: 'totals' },
		{ name: 'One Item for Each Contact', value: 'contacts', description: 'Tells for each contact what became of it, without any contact data' },
	],
	default: 'totals',
	description: 'What the Members output holds. Contacts that cannot be used go to Rejected either way.',
};

const minimumRowsField = (fallback: number): INodeProperties => ({
	displayName: 'Minimum Rows',
	name: 'minimumRows',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: fallback,
	description: 'The list may not come down below this number; the step refuses instead',
});

const keepAtLeastField: INodeProperties = {
	displayName: 'Keep at Least (%)',
	name: 'keepAtLeast',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 50,
	description: 'How much of the list must remain, measured by the last complete replacement. An export that broke off is refused by this.',
};

const readingOptions: INodeProperties[] = [
	{
		displayName: 'Birth Date Order',
		name: 'birthDateOrder',
		type: 'options',
		options: [
			{ name: 'Day First', value: 'dayFirst', description: '03/04/1990 is the third of April' },
			{ name: 'Month First', value: 'monthFirst', description: '03/04/1990 is the fourth of March' },
		],
		default: 'dayFirst',
		description: 'How dates are read that can be two. Without this option they are left out and counted.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to read and check everything without sending anybody to Meta',
	},
	{
		displayName: 'Keep Spaces in Names',
		name: 'keepSpaces',
		type: 'boolean',
		default: false,
		description: 'Whether “Mary Jane” stays two words. Meta’s newest own tool writes them as one; switch this on for lists that another tool has uploaded with spaces.',
	},
];

const removeWithoutConsentOption: INodeProperties = {
	displayName: 'Remove People Without Consent',
	name: 'removeWithoutConsent',
	type: 'boolean',
	default: false,
	description: 'Whether people whose consent column does not say yes are taken out of the audience in the same run',
};

const restartOption: INodeProperties = {
	displayName: 'Restart Unfinished Replacement',
	name: 'restartUnfinished',
	type: 'boolean',
	default: false,
	description: 'Whether a replacement that this node began and did not end is begun anew at once, instead of waiting until its 90 minutes are over. Only while no other run is at it.',
};

const base = { adAccount: adAccountId, audience: objectId };

const reading = {
	columns: z.object({ mappingMode: z.string().nullable(), value: z.record(z.unknown()).nullable() }),
	consent: z.enum(['column', 'everybody']).default('everybody'),
	consentValues: z.string().default(DEFAULT_CONSENT_VALUES),
	defaultCountry: z
		.string()
		.trim()
		.transform((code) => code.toLowerCase())
		.superRefine((code, context) => {
			if (!/^(?:[a-z]{2})?$/.test(code)) problem(context, [], 'must be the two letters of a country', 'Choose it from the list, or enter a code such as DE or US.');
		})
		.default(''),
	result: z.enum(['totals', 'contacts']).default('totals'),
	minimumRows: z.number().int().min(0).default(0),
	keepAtLeast: z.number().min(0).max(100).default(0),
	options: optionsParams({
		birthDateOrder: z.enum(['dayFirst', 'monthFirst']).optional(),
		dryRun: z.boolean().default(false),
		keepSpaces: z.boolean().default(false),
		removeWithoutConsent: z.boolean().default(false),
		restartUnfinished: z.boolean().default(false),
	}),
};

/** Shape of all three forms; what one does not show has its neutral value. */
export const memberParams = z.object({ ...base, ...reading });

export type MemberParams = z.output<typeof memberParams>;

const target = [adAccountLocator, audienceLocator];
const mapped = [columnsField, columnsNotice];
const consented = [consentField, consentValuesField];

export const addFields: INodeProperties[] = [...target, ...mapped, ...consented, countryField, outputField, optionsField(...readingOptions, removeWithoutConsentOption)];

export const removeFields: INodeProperties[] = [...target, ...mapped, countryField, minimumRowsField(0), keepAtLeastField, outputField, optionsField(...readingOptions)];

export const replaceFields: INodeProperties[] = [...target, ...mapped, ...consented, countryField, minimumRowsField(100), keepAtLeastField, outputField, optionsField(...readingOptions, restartOption)];
