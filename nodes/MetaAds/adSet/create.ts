import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { createObjects } from '../../shared/adObject/creation';
import { pickedId } from '../asset/pickedId';
import { adScheduleParam } from './adSchedule';
import { takesAmount, WITH_FLOOR } from './bids';
import { amountParam, attributionParam, conversionEventParam, euNameParam, labelsParam, momentParam, nameParam, storeUrlParam, strategyParam, upperCaseName } from './checks';
import { planCreation } from './creationRequest';
import {
	adScheduleField,
	appField,
	attributionField,
	beneficiaryField,
	bidAmountField,
	bidStrategyField,
	billingEventField,
	catalogField,
	conversionEventField,
	conversionSourceField,
	dailyBudgetField,
	destinationTypeField,
	endTimeField,
	labelsField,
	lifetimeBudgetField,
	maxSpendField,
	minSpendField,
	nameField,
	objectStoreUrlField,
	optimizationGoalField,
	pageField,
	payorField,
	pixelField,
	productSetField,
	promotedObjectField,
	roasFloorField,
	startTimeField,
} from './fields';
import { appGoals, conversionGoals, goals, pageDestinations } from './goals';
import { adSetKind } from './kind';
import { explained } from './metaAnswers';
import { promotedObjectParam } from './promotedObject';
import { advantageAudienceField, countriesField, targetingField } from './targetingFields';
import { checkTogether, countriesParam, targetingShape } from './targetingForm';
import { unusable } from './unusable';

/** A picker that may be left alone: n8n hands over an empty text then. */
const optionalPick = z.preprocess((picked) => {
	const value: unknown = typeof picked === 'object' && picked !== null && 'value' in picked ? picked.value : picked;
	return value === '' || value === null ? undefined : value;
}, pickedId.optional());

export const createParams = z
	.object({
		adAccount: adAccountId,
		campaign: objectId,
		name: nameParam,
		optimizationGoal: upperCaseName,
		destinationType: z.union([z.literal(''), upperCaseName]).default(''),
		conversionSource: z.enum(['pixel', 'app', 'catalog']).optional(),
		pixel: optionalPick,
		conversionEvent: conversionEventParam.optional(),
		page: optionalPick,
		app: optionalPick,
		objectStoreUrl: storeUrlParam.optional(),
		catalog: optionalPick,
		productSet: optionalPick,
		budgetType: z.enum(['daily', 'lifetime', 'campaign']),
		dailyBudget: amountParam.optional(),
		lifetimeBudget: amountParam.optional(),
		endTime: momentParam.optional(),
		bidStrategy: strategyParam.optional(),
		bidAmount: amountParam.optional(),
		roasFloor: amountParam.optional(),
		countries: countriesParam.default([]),
		advantageAudience: z.boolean().default(true),
		status: z.enum(['PAUSED', 'ACTIVE']).default('PAUSED'),
		targeting: z.object(targetingShape).default({}),
		additionalFields: z
			.object({
				adSchedule: adScheduleParam.optional(),
				attribution: attributionParam.optional(),
				beneficiary: euNameParam.optional(),
				billingEvent: upperCaseName.optional(),
				endTime: momentParam.optional(),
				labels: labelsParam.optional(),
				maxSpend: amountParam.optional(),
				minSpend: amountParam.optional(),
				payor: euNameParam.optional(),
				promotedObject: promotedObjectParam.optional(),
				startTime: momentParam.optional(),
			})
			.default({}),
		options: optionsParams({ validateOnly: z.boolean().default(false) }),
	})
	.superRefine(({ budgetType, endTime, additionalFields, countries, targeting }, context) => {
		if (budgetType === 'lifetime' && (endTime ?? additionalFields.endTime) === undefined) {
			problem(context, ['endTime'], 'is empty', 'A lifetime budget needs an end: enter when the ad set stops.');
		}
		if (budgetType === 'daily' && additionalFields.adSchedule) {
			// Marketing API, "Ad scheduling": only with lifetime budgets.
			problem(context, ['additionalFields', 'adSchedule'], 'cannot be used with a daily budget', 'Choose a lifetime budget, or remove the schedule.');
		}
		if (targeting.targetingJson && countries.length > 0) {
			problem(context, ['countries'], 'cannot be combined with Targeting JSON', 'Empty the field: the JSON is the whole targeting, its places included.');
		}
		checkTogether(context, targeting);
	});

const shown = (field: INodeProperties, show: Record<string, string[]>): INodeProperties => ({ ...field, displayOptions: { show } });

const otherGoals = goals.map(({ value }) => value).filter((goal) => !conversionGoals.includes(goal) && !appGoals.includes(goal));

const withConversions = { optimizationGoal: conversionGoals };

/** App and store address show for app goals, for conversions in an app, and for whatever else leads to an app. */
const forApps = (field: INodeProperties): INodeProperties[] => [
	shown(field, { optimizationGoal: appGoals }),
	shown(field, { ...withConversions, conversionSource: ['app'] }),
	shown(field, { optimizationGoal: otherGoals, destinationType: ['APP'] }),
];

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad set',
	description: 'Create an ad set in a campaign, paused unless you choose otherwise',
	effect: 'write',
	fields: [
		adAccountLocator,
		{ ...campaignLocator, description: 'The campaign the ad set goes into. Goals, destinations and budgets follow it.' },
		nameField,
		optimizationGoalField,
		destinationTypeField,
		shown(conversionSourceField, withConversions),
		shown(pixelField, { ...withConversions, conversionSource: ['pixel'] }),
		shown(catalogField, { ...withConversions, conversionSource: ['catalog'] }),
		shown(productSetField, { ...withConversions, conversionSource: ['catalog'] }),
		shown(conversionEventField, { ...withConversions, conversionSource: ['pixel', 'catalog'] }),
		...forApps(appField),
		...forApps(objectStoreUrlField),
		shown(pageField, { optimizationGoal: otherGoals }),
		shown(pageField, { ...withConversions, destinationType: pageDestinations }),
		{
			displayName: 'Budget',
			name: 'budgetType',
			type: 'options',
			options: [
				{ name: 'Campaign’s Budget', value: 'campaign', description: 'The campaign has the budget and Meta spreads it over its ad sets' },
				{ name: 'Daily Budget', value: 'daily', description: 'For campaigns that leave the budget to their ad sets' },
				{ name: 'Lifetime Budget', value: 'lifetime', description: 'For the whole run, until an end you set; for campaigns that leave the budget to their ad sets' },
			],
			default: 'daily',
			description: 'Where the budget lies. It has to fit the chosen campaign; if it does not, you are told before anything is sent.',
		},
		shown(dailyBudgetField, { budgetType: ['daily'] }),
		shown(lifetimeBudgetField, { budgetType: ['lifetime'] }),
		shown({ ...endTimeField, required: true }, { budgetType: ['lifetime'] }),
		bidStrategyField,
		shown(bidAmountField, { bidStrategy: ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP'].filter(takesAmount) }),
		shown(roasFloorField, { bidStrategy: [WITH_FLOOR] }),
		countriesField,
		advantageAudienceField,
		targetingField('Who sees the ads, besides the countries'),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Runs as soon as its ads are approved, if its campaign is active' },
				{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
			],
			default: 'PAUSED',
			description: 'Whether the ad set may spend right away',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				adScheduleField,
				attributionField,
				billingEventField,
				endTimeField,
				beneficiaryField,
				payorField,
				labelsField,
				maxSpendField,
				minSpendField,
				promotedObjectField,
				startTimeField,
			],
		},
		optionsField(validateOnlyOption),
	],
	params: createParams,
	perform: together(
		planCreation,
		async (session, plans) => explained(await createObjects(adSetKind)(session, plans)),
		async (session, plans) => await unusable(session, plans.map(({ names }) => names)),
	),
});
