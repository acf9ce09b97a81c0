import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { nameParam } from '../../shared/adObject/checks';
import { pageField } from '../../MetaAds/asset/fields';
import { pickedId } from '../../MetaAds/asset/pickedId';
import { fromLongList } from '../../shared/node/longLists';
import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, audienceLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { createLookalikes, planLookalikes } from './creation';

/** Meta's largest lookalike (Lookalike Audiences: ratio 0.01 to 0.20 by 0.01). */
const MOST_PERCENT = 20;

const shown = (field: INodeProperties, ...sources: string[]): INodeProperties => ({ ...field, displayOptions: { show: { sourceType: sources } } });

const percent = (label: string, name: string, start: number, description: string): INodeProperties => ({
	displayName: label,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_PERCENT },
	default: start,
	description,
});

const tiersField: INodeProperties = {
	displayName: 'Sizes',
	name: 'tiers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Size',
	default: {},
	description: 'One lookalike for each row, in percent of the people of the countries, the most similar first. Without a row it is 0 to 1 %.',
	options: [
		{
			displayName: 'Size',
			name: 'rows',
			values: [
				percent('From (%)', 'from', 0, '0 begins with the most similar people. 1 leaves out the first percent, so that lookalikes do not overlap.'),
				percent('To (%)', 'to', 1, 'Whole percents, up to 20'),
			],
		},
	],
};

const wholePercent = z.coerce.number().int().min(0).max(MOST_PERCENT);

const tier = z.object({ from: wholePercent.default(0), to: wholePercent.default(1) }).superRefine(({ from, to }, context) => {
	if (to <= from) problem(context, ['to'], `is not above From (${from})`, 'Enter a larger number: from 0 to 1 is the most similar percent.');
});

const countries = z
	.array(z.string().trim().toUpperCase())
	.default([])
	.superRefine((codes, context) => {
		const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
		if (wrong !== undefined) problem(context, [], `cannot have “${wrong}”`, 'Use two-letter country codes, such as US.');
		else if (codes.length === 0) problem(context, [], 'is empty', 'Choose where to find similar people.');
	});

/** One poll holds a worker no longer than this. */
const LONGEST_WAIT_MINUTES = 15;

export const lookalikeParams = z
	.object({
		adAccount: adAccountId,
		sourceType: z.enum(['audience', 'campaign', 'page']).default('audience'),
		audience: objectId.optional(),
		page: pickedId.optional(),
		campaign: objectId.optional(),
		countries,
		tiers: z
			.object({ rows: z.array(tier).default([]) })
			.default({})
			.transform(({ rows }) => (rows.length > 0 ? rows : [{ from: 0, to: 1 }])),
		additionalFields: z
			.object({ allowInternationalSeeds: z.boolean().default(false), description: z.string().trim().optional(), name: nameParam.optional() })
			.default({}),
		options: optionsParams({
			validateOnly: z.boolean().default(false),
			waitMinutes: z.number().min(0).max(LONGEST_WAIT_MINUTES).default(0),
			whenNotReady: z.enum(['fail', 'report']).default('fail'),
		}),
	})
	.superRefine(({ sourceType, ...params }, context) => {
		if (params[sourceType] === undefined) problem(context, [sourceType], 'is empty', 'Choose what the lookalike is made of.');
		const sizes = params.tiers.map(({ from, to }) => `${from} ${to}`);
		const twice = sizes.findIndex((size, index) => sizes.indexOf(size) < index);
		if (twice >= 0) problem(context, ['tiers', 'rows', twice], 'is there twice', 'Meta keeps one lookalike of a source, size and country.');
	});

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a lookalike',
	description: 'Create lookalikes of an audience, of people who like a page, or of those a campaign converted',
	effect: 'write',
	fields: [
		adAccountLocator,
		{
			displayName: 'Similar To',
			name: 'sourceType',
			type: 'options',
			options: [
				{ name: 'An Audience', value: 'audience', description: 'A customer list, website visitors, people who engaged' },
				{ name: 'People a Campaign Converted', value: 'campaign', description: 'At least 100 of the last 180 days' },
				{ name: 'People Who Like a Page', value: 'page' },
			],
			default: 'audience',
			description: 'Who the people should be similar to',
		},
		shown({ ...audienceLocator, description: 'The source: at least 100 people of one country, and no lookalike itself' }, 'audience'),
		shown({ ...campaignLocator, description: 'The campaign whose conversions are the source' }, 'campaign'),
		shown({ ...pageField, required: true }, 'page'),
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'multiOptions',
			required: true,
			default: [],
			description: 'Where to find similar people. An expression takes two-letter codes.',
			...fromLongList('getCountries'),
		},
		tiersField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Allow a Source From Other Countries',
					name: 'allowInternationalSeeds',
					type: 'boolean',
					default: true,
					description: 'Whether Meta may look at people of the source in other countries when it has fewer than 100 in the chosen ones',
				},
				{ displayName: 'Description', name: 'description', type: 'string', default: '' },
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'Without it the lookalike is named after country, size and source. With several sizes, the size is added.',
				},
			],
		},
		optionsField(
			{
				displayName: 'If the Source Is Not Ready',
				name: 'whenNotReady',
				type: 'options',
				options: [
					{ name: 'Fail', value: 'fail', description: 'The item fails and says what to wait for' },
					{ name: 'Report', value: 'report', description: 'The item says created: false and what to wait for, so that the workflow can wait and come back' },
				],
				default: 'fail',
			},
			{ ...validateOnlyOption, description: 'Whether to only check the source and the values. Meta has no check for audiences.' },
			{
				displayName: 'Wait for the Source (Minutes)',
				name: 'waitMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: LONGEST_WAIT_MINUTES },
				default: 5,
				description: 'How long this step looks again for a source that is not ready, at most 15 minutes. For longer, let the workflow wait.',
			},
		),
	],
	params: lookalikeParams,
	perform: together(planLookalikes, createLookalikes),
});
