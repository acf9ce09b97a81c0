import { collection } from '../../shared/form/collections';
import { assumeDefault, mayBeEmpty, rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choices, decimal, money, toggle } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { everyRule } from '../../shared/form/rule';
import { authenticationField } from '../../shared/node/commonFields';
import { newLeadFields, leadOptions } from './leadFields';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';

const thresholds = [
	money({
		displayName: 'Amount Due Above',
		name: 'dueAbove',
		placeholder: 'e.g. 500',
		description: 'In the account’s currency: what the ad account owes Meta and has not been charged yet',
	}),
	money({
		displayName: 'Spending Limit Left Below',
		name: 'leftBelow',
		placeholder: 'e.g. 200',
		description: 'In the account’s currency. At the limit all ads of the account stop.',
	}),
	money({
		displayName: 'Spent Today Above',
		name: 'spentTodayAbove',
		placeholder: 'e.g. 100',
		description: 'In the account’s currency: the spend of the account’s day, of the campaign if one is chosen',
	}),
] as const;

/** Events of an ad account; new leads are a page's. */
const accountEvents = ['budgetChanged', 'deliveryIssue', 'reviewChanged', 'spendThreshold', 'statusChanged'];

export const triggerForm = formOf(
	authenticationField,
	choices({
		displayName: 'Events',
		name: 'events',
		required: true,
		options: [
			{
				name: 'Budget Changed',
				value: 'budgetChanged',
				description: 'A budget, bid or spending limit was changed, by a person, a rule or another tool',
			},
			{
				name: 'Delivery Issue',
				value: 'deliveryIssue',
				description: 'Meta does not deliver something: an issue, a missing payment, a disabled account',
			},
			{
				name: 'New Lead',
				value: 'newLead',
				description: 'Somebody has sent a lead form, through an ad or without one',
			},
			{ name: 'Review Changed', value: 'reviewChanged', description: 'An ad was approved, rejected or sent to review' },
			{
				name: 'Spend Threshold',
				value: 'spendThreshold',
				description: 'The spend of the day, the amount due or what is left of the spending limit passed an amount',
			},
			{
				name: 'Status Changed',
				value: 'statusChanged',
				description: 'Something was switched on or off, archived or deleted, by a person, a rule or another tool',
			},
		],
		default: [],
	}),
	shownWhen({ events: accountEvents }, rewordField(adAccountLocator, { description: 'The ad account to watch' })),
	shownWhen(
		{ events: ['spendThreshold'] },
		collection({ displayName: 'Thresholds', name: 'thresholds', placeholder: 'Add threshold' }, thresholds),
	),
	shownWhen(
		{ events: accountEvents },
		mayBeEmpty(
			rewordField(campaignLocator, {
				description: 'Only events of this campaign and its ad sets and ads. If empty, the whole ad account.',
			}),
		),
	),
	...newLeadFields,
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, [
		assumeDefault(
			shownWhen(
				{ '/events': ['reviewChanged'] },
				toggle({
					displayName: 'Rejected Only',
					name: 'rejectedOnly',
					default: false,
					description:
						'Whether Review Changed starts the workflow only when Meta rejects an ad, everywhere or for some placements',
				}),
			),
		),
		...leadOptions,
		assumeDefault(
			choices({
				displayName: 'Only For',
				name: 'levels',
				options: [
					{ name: 'Ad', value: 'ad' },
					{ name: 'Ad Account', value: 'account' },
					{ name: 'Ad Set', value: 'adSet' },
					{ name: 'Campaign', value: 'campaign' },
				],
				default: [],
				description: 'Only events of these. If empty, all.',
			}),
		),
		assumeDefault(
			decimal({
				displayName: 'Look Back (Hours)',
				name: 'overlapHours',
				default: '24',
				least: 1,
				most: 168,
				description:
					'How far back each poll reads again, for changes and leads that arrive late. Nothing is reported twice.',
			}),
		),
	]),
);

export type TriggerParams = ParamsIn<typeof triggerForm>;

/** What the fields have to be together, and each threshold alone. */
export const triggerProblem = everyRule<TriggerParams>(
	({ events }) => (events.length === 0 ? isEmpty(['events'], 'Choose what the workflow should start on.') : null),
	({ events, thresholds: limits = {} }) =>
		events.includes('spendThreshold') && Object.keys(limits).length === 0
			? new InputProblem(
					['thresholds'],
					'have no amount',
					'Add at least one threshold, or take Spend Threshold out of Events.',
				)
			: null,
	({ thresholds: limits = {} }) =>
		allOf(
			Object.entries(limits).map(([name, limit]) =>
				limit.startsWith('-')
					? new InputProblem(['thresholds', name], `cannot be ${limit}`, 'Enter an amount of zero or more.')
					: null,
			),
		),
);
