import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../shared/node/locators';
import { problem } from '../shared/node/params';

const optionalCampaign: INodeProperties = { ...campaignLocator, description: 'Only what concerns this campaign and what is in it; the whole ad account when empty' };
delete optionalCampaign.required;

const spendFields: INodeProperties[] = [
	{
		displayName: 'Amount Due Above',
		name: 'dueAbove',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In the account’s currency: what the ad account owes Meta and has not been charged yet',
	},
	{
		displayName: 'Left of Account Spending Limit Below',
		name: 'leftBelow',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In the account’s currency. At the limit all ads of the account stop.',
	},
	{
		displayName: 'Spent Today Above',
		name: 'spentTodayAbove',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In the account’s currency: the spend of the account’s day, of the campaign if one is chosen',
	},
];

export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'Access Token', value: 'accessToken', description: 'A system-user or long-lived token, or the local emulator' },
			{ name: 'OAuth2', value: 'oAuth2', description: 'Sign in with Facebook' },
		],
		default: 'accessToken',
	},
	{ ...adAccountLocator, description: 'The ad account to watch' },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Budget Changed', value: 'budgetChanged', description: 'A budget, bid or spending limit was changed, by a person, a rule or another tool' },
			{ name: 'Delivery Issue', value: 'deliveryIssue', description: 'Meta does not deliver something: an issue, a missing payment, a disabled account' },
			{ name: 'Review Changed', value: 'reviewChanged', description: 'An ad was approved, rejected or sent to review' },
			{ name: 'Spend Threshold', value: 'spendThreshold', description: 'The spend of the day, the amount due or what is left of the spending limit passed an amount' },
			{ name: 'Status Changed', value: 'statusChanged', description: 'Something was switched on or off, archived or deleted, by a person, a rule or another tool' },
		],
		default: [],
	},
	{
		displayName: 'Thresholds',
		name: 'thresholds',
		type: 'collection',
		placeholder: 'Add threshold',
		default: {},
		options: spendFields,
		displayOptions: { show: { events: ['spendThreshold'] } },
	},
	optionalCampaign,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Levels',
				name: 'levels',
				type: 'multiOptions',
				options: [
					{ name: 'Ad', value: 'ad' },
					{ name: 'Ad Account', value: 'account' },
					{ name: 'Ad Set', value: 'adSet' },
					{ name: 'Campaign', value: 'campaign' },
				],
				default: [],
				description: 'Only what happens to these; everything when empty',
			},
			{
				displayName: 'Log Overlap (Hours)',
				name: 'overlapHours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 168 },
				default: 24,
				description: 'How far back each poll reads the account’s log once more, for entries that come late. What was told is not told again.',
			},
		],
	},
];

const eventNames = ['reviewChanged', 'deliveryIssue', 'statusChanged', 'budgetChanged', 'spendThreshold'] as const;
const amount = z.number().min(0).optional();

export const triggerParams = z
	.object({
		events: z.array(z.enum(eventNames)).default([]),
		adAccount: adAccountId,
		campaign: z.preprocess((id) => (id === '' ? undefined : id), objectId.optional()),
		thresholds: z.object({ dueAbove: amount, leftBelow: amount, spentTodayAbove: amount }).default({}),
		options: z
			.object({
				levels: z.array(z.enum(['account', 'campaign', 'adSet', 'ad'])).default([]),
				overlapHours: z.number().min(1).max(168).default(24),
			})
			.default({}),
	})
	.superRefine(({ events, thresholds }, context) => {
		if (events.length === 0) problem(context, ['events'], 'is empty', 'Choose what the workflow should start on.');
		if (events.includes('spendThreshold') && Object.values(thresholds).every((limit) => limit === undefined)) {
			problem(context, ['thresholds'], 'have no amount', 'Add at least one threshold, or take Spend Threshold out of Events.');
		}
	});

export type TriggerParams = z.output<typeof triggerParams>;
