import { z } from 'zod';

import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { together } from '../../shared/node/bulk';
import { problem } from '../../shared/node/params';
import {
	amountParam,
	bidStrategyParam,
	countriesParam,
	labelsParam,
	momentParam,
	nameParam,
	objectiveParam,
	specialAdCategoriesParam,
} from './checks';
import { createObjects } from '../../shared/adObject/creation';
import {
	bidStrategyField,
	dailyBudgetField,
	labelsField,
	lifetimeBudgetField,
	nameField,
	objectiveField,
	specialAdCategoriesField,
	specialAdCategoryCountryField,
	spendCapField,
	startTimeField,
	stopTimeField,
} from './fields';
import { specialAdCategories } from './choices';
import { campaignKind } from './kind';
import { planCreation } from './creationRequest';

const special = specialAdCategories.map(({ value }) => value).filter((value) => value !== 'NONE');

const shown = (field: typeof nameField, show: Record<string, Array<string | boolean>>) => ({ ...field, displayOptions: { show } });

export const createParams = z
	.object({
		adAccount: adAccountId,
		name: nameParam,
		objective: objectiveParam,
		specialAdCategories: specialAdCategoriesParam,
		specialAdCategoryCountry: countriesParam,
		budgetType: z.enum(['daily', 'lifetime', 'adSets']),
		dailyBudget: amountParam.optional(),
		lifetimeBudget: amountParam.optional(),
		stopTime: momentParam.optional(),
		shareBudget: z.boolean().optional(),
		bidStrategy: bidStrategyParam.optional(),
		status: z.enum(['PAUSED', 'ACTIVE']).default('PAUSED'),
		additionalFields: z
			.object({
				buyingType: z.enum(['AUCTION', 'RESERVED']).optional(),
				labels: labelsParam.optional(),
				spendCap: amountParam.optional(),
				startTime: momentParam.optional(),
				stopTime: momentParam.optional(),
			})
			.default({}),
		options: optionsParams({ validateOnly: z.boolean().default(false) }),
	})
	.superRefine((params, context) => {
		const { budgetType, dailyBudget, lifetimeBudget, stopTime, additionalFields } = params;
		if (budgetType === 'daily' && dailyBudget === undefined) {
			problem(context, ['dailyBudget'], 'is empty', 'Enter the amount to spend a day, in the account’s currency.');
		}
		if (budgetType === 'lifetime' && lifetimeBudget === undefined) {
			problem(context, ['lifetimeBudget'], 'is empty', 'Enter the amount to spend in all, in the account’s currency.');
		}
		if (budgetType === 'lifetime' && (stopTime ?? additionalFields.stopTime) === undefined) {
			problem(context, ['stopTime'], 'is empty', 'A lifetime budget needs an end: enter when the campaign stops.');
		}
		if (params.specialAdCategories.some((category) => category !== 'NONE') && params.specialAdCategoryCountry.length === 0) {
			// Marketing API, "Special Ad Categories": a category is declared for countries.
			problem(context, ['specialAdCategoryCountry'], 'is empty', 'Choose the countries in which the special category applies.');
		}
	});

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Create a campaign, paused unless you choose otherwise',
	effect: 'write',
	fields: [
		adAccountLocator,
		nameField,
		objectiveField,
		specialAdCategoriesField,
		shown(specialAdCategoryCountryField, { specialAdCategories: special }),
		{
			displayName: 'Budget',
			name: 'budgetType',
			type: 'options',
			options: [
				{ name: 'Daily Budget for the Campaign', value: 'daily', description: 'Meta spreads it over the ad sets' },
				{ name: 'Lifetime Budget for the Campaign', value: 'lifetime', description: 'For the whole run, until an end you set' },
				{ name: 'Set on the Ad Sets', value: 'adSets', description: 'Each ad set gets a budget of its own' },
			],
			default: 'daily',
			description: 'Where the budget lives and what it covers',
		},
		shown(dailyBudgetField, { budgetType: ['daily'] }),
		shown(lifetimeBudgetField, { budgetType: ['lifetime'] }),
		shown({ ...stopTimeField, required: true }, { budgetType: ['lifetime'] }),
		{
			displayName: 'Share Budget Between Ad Sets',
			name: 'shareBudget',
			type: 'boolean',
			default: false,
			description: 'Whether ad sets may give up to 20 % of their budget to each other',
			displayOptions: { show: { budgetType: ['adSets'] } },
		},
		shown(bidStrategyField, { budgetType: ['daily', 'lifetime'] }),
		shown(bidStrategyField, { budgetType: ['adSets'], shareBudget: [true] }),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Starts to spend as soon as its ads are approved' },
				{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
			],
			default: 'PAUSED',
			description: 'Whether the campaign may spend right away',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Buying Type',
					name: 'buyingType',
					type: 'options',
					options: [
						{ name: 'Auction', value: 'AUCTION' },
						{ name: 'Reservation', value: 'RESERVED' },
					],
					default: 'AUCTION',
					description: 'Reservation is for reach bought ahead and not open to every account',
				},
				labelsField,
				spendCapField,
				startTimeField,
				stopTimeField,
			],
		},
		optionsField(validateOnlyOption),
	],
	params: createParams,
	perform: together(planCreation, createObjects(campaignKind)),
});
