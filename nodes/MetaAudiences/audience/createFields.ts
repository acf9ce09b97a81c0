import type { INodeProperties } from 'n8n-workflow';

import { pageField } from '../../MetaAds/asset/fields';
import { pickedField } from '../../MetaAds/asset/pickedId';
import {
	ANY_PAGE,
	ANY_VISIT,
	customerFileSources,
	engagementSources,
	instagramEvents,
	leadFormEvents,
	OTHER_EVENT,
	pageEvents,
	urlConditions,
	videoEvents,
	websiteEvents,
} from './choices';
import { descriptionField, optOutLinkField, retentionDaysField } from './fields';

/** The form by kind of audience; what does not apply is not shown. */

type Show = Record<string, string[]>;

const shown = (field: INodeProperties, show: Show): INodeProperties => ({ ...field, displayOptions: { show } });

interface Entry {
	readonly name: string;
	readonly value: string;
	readonly description?: string;
}

/** A menu whose entries stand in a table. */
function menu(field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>, entries: readonly Entry[], chosen: string): INodeProperties {
	const options = entries.map(({ name, value, description }) => ({ name, value, ...(description === undefined ? {} : { description }) }));
	return Object.assign({ type: 'options' as const, default: chosen, options }, field);
}

export const audienceTypeField: INodeProperties = {
	displayName: 'Type',
	name: 'audienceType',
	type: 'options',
	options: [
		{ name: 'Customer List', value: 'customerList', description: 'People you know: create it here, then add members' },
		{ name: 'Engagement', value: 'engagement', description: 'People who engaged on Facebook or Instagram' },
		{ name: 'Website Visitors', value: 'website', description: 'People whom your pixel has seen' },
	],
	default: 'customerList',
	description: 'Who is in the audience. Lookalikes are a resource of their own.',
};

const customerList: INodeProperties[] = [
	menu(
		{
			displayName: 'Source of the Data',
			name: 'customerFileSource',
			description: 'Where you have the data from. Meta asks for it and may tell it to the people.',
		},
		customerFileSources,
		'USER_PROVIDED_ONLY',
	),
	{
		displayName: 'Value-Based',
		name: 'valueBased',
		type: 'boolean',
		default: false,
		description: 'Whether members come with a value, such as what they spent, so that lookalikes resemble the most valuable ones. It cannot be changed later.',
	},
];

const visitValues: INodeProperties[] = [
	menu(
		{
			displayName: 'Event',
			name: 'event',
			description: 'What people did',
		},
		websiteEvents,
		ANY_VISIT,
	),
	{
		displayName: 'Custom Event',
		name: 'customEvent',
		type: 'string',
		default: '',
		placeholder: 'e.g. NewsletterSignup',
		description: 'Name of the event exactly as the pixel sends it',
		displayOptions: { show: { event: [OTHER_EVENT] } },
	},
	menu(
		{
			displayName: 'Page Address',
			name: 'urlCondition',
			description: 'On which pages of the website',
		},
		urlConditions,
		ANY_PAGE,
	),
	{
		displayName: 'Address',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. /shop/shoes',
		description: 'The address or the part of it to compare with',
		displayOptions: { hide: { urlCondition: [ANY_PAGE] } },
	},
	{
		displayName: 'In the Last (Days)',
		name: 'days',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 365 },
		default: 30,
		description: 'How long people stay in the audience after they did it, 1 to 365 days',
	},
	{
		displayName: 'At Least (Times)',
		name: 'times',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How often they have to have done it in this time',
	},
];

const visits = (label: string, name: string, description: string): INodeProperties => ({
	displayName: label,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	default: {},
	description,
	...{ options: [{ displayName: 'Rule', name: 'rows', values: visitValues }] },
});

const ruleBy = (value: string): Show => ({ audienceType: ['website'], ruleSource: [value] });

const website: INodeProperties[] = [
	{
		displayName: 'Rules',
		name: 'ruleSource',
		type: 'options',
		options: [
			{ name: 'As JSON', value: 'json', description: 'Everything Meta offers: values, sums, devices' },
			{ name: 'By Fields', value: 'fields', description: 'Events, page addresses, days' },
		],
		default: 'fields',
		description: 'How to say who is in the audience',
	},
];

const byFields: INodeProperties[] = [
	pickedField({ label: 'Pixel', parameter: 'pixel', description: 'The pixel (dataset) of the website', search: 'searchPixels', idExample: '1234567890123456' }),
	visits('Include People Who', 'visits', 'Without a rule it is everybody who visited in the last 30 days. At most ten rules in all.'),
	visits('Exclude People Who', 'exclusions', 'Whoever meets one of these is left out, for example buyers'),
];

const byJson: INodeProperties[] = [
	{
		displayName: 'Rule (JSON)',
		name: 'ruleJson',
		type: 'json',
		default: '',
		placeholder: '{"inclusions": {"operator": "or", "rules": []}}',
		description: 'As on Meta’s page “Audience Rules”, with the event sources in it',
	},
];

const engagement: INodeProperties[] = [
	menu(
		{
			displayName: 'Engaged With',
			name: 'engagedWith',
			description: 'Where people engaged',
		},
		engagementSources,
		'page',
	),
];

const instagramField = pickedField({
	label: 'Instagram Account',
	parameter: 'instagramAccount',
	description: 'A professional account connected to the ad account',
	search: 'searchInstagramAccounts',
	idExample: '17841400000000000',
});

const leadFormField = pickedField({
	label: 'Lead Form',
	parameter: 'leadForm',
	description: 'The list shows the forms of the chosen page',
	search: 'searchLeadForms',
	idExample: '1234567890123456',
});

const videosField: INodeProperties = {
	displayName: 'Video IDs',
	name: 'videos',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1234567890123456, 2345678901234567',
	description: 'One or several, separated by commas. Meta Ads → Video → Get Many lists them.',
};

const did = (name: string, events: readonly Entry[]): INodeProperties => menu({ displayName: 'What They Did', name }, events, events[0].value);

const engaged = (...sources: string[]): Show => ({ audienceType: ['engagement'], engagedWith: sources });

const engagementDetails: INodeProperties[] = [
	shown({ ...pageField, required: true }, engaged('page', 'leadForm')),
	shown(did('pageEvent', pageEvents), engaged('page')),
	shown({ ...instagramField, required: true }, engaged('instagram')),
	shown(did('instagramEvent', instagramEvents), engaged('instagram')),
	shown({ ...leadFormField, required: true }, engaged('leadForm')),
	shown(did('leadFormEvent', leadFormEvents), engaged('leadForm')),
	shown({ ...videosField, required: true }, engaged('video')),
	shown(did('videoEvent', videoEvents), engaged('video')),
	shown(
		{
			displayName: 'In the Last (Days)',
			name: 'engagementDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 730 },
			default: 90,
			description: 'How long people stay in the audience after they did it. Meta goes back 730 days for pages and Instagram, 180 for videos, 90 for lead forms.',
		},
		engaged(...engagementSources.map(({ value }) => value)),
	),
];

/** Fields of all kinds, in the order of the form. */
export const kindFields: INodeProperties[] = [
	...customerList.map((field) => shown(field, { audienceType: ['customerList'] })),
	...website.map((field) => shown(field, { audienceType: ['website'] })),
	...byFields.map((field) => shown(field.name === 'pixel' ? { ...field, required: true } : field, ruleBy('fields'))),
	...byJson.map((field) => shown(field, ruleBy('json'))),
	...engagement.map((field) => shown(field, { audienceType: ['engagement'] })),
	...engagementDetails,
];

export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		descriptionField,
		{
			displayName: 'Include Past Activity',
			name: 'prefill',
			type: 'boolean',
			default: true,
			description: 'Whether people who already did it before now are in the audience from the start. Not for customer lists.',
		},
		{ ...retentionDaysField, description: `${retentionDaysField.description} For customer lists.` },
		optOutLinkField,
		{
			displayName: 'People Have to Meet',
			name: 'combine',
			type: 'options',
			options: [
				{ name: 'Every Rule', value: 'and' },
				{ name: 'One of the Rules', value: 'or' },
			],
			default: 'or',
			description: 'How the rules of website visitors work together',
		},
		{
			displayName: 'Use for Exclusion Only',
			name: 'exclusionOnly',
			type: 'boolean',
			default: false,
			description: 'Whether ad sets may only exclude these people, never target them',
		},
	],
};
