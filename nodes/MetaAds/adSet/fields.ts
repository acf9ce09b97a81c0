import type { INodePropertyTypeOptions } from 'n8n-workflow';
import { z } from 'zod';

import { bidStrategies } from '../../meta/bids';
import { labelsField, nameField as nameOf, startTimeField } from '../../shared/adObject/fields';
import { choice, exactNumber, listedChoice, moment, money, text, toggle } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { attributions } from './goal/attribution';
import { regionalField } from './declared/regional';
import { adScheduleField } from './spending/adSchedule';

export const adSetNameField = nameOf('e.g. Germany, 25 to 45', 'ad set');

/** A name as Meta writes it. Which ones fit is checked with the campaign, or by Meta. */
const upperCaseName = z
	.string()
	.trim()
	.superRefine((name, context) => {
		if (name === '')
			problem(
				context,
				[],
				'is empty',
				'Choose one from the list. If an expression fills the field, it came out empty for this item.',
			);
		else if (!/^[A-Z][A-Z0-9_]*$/.test(name))
			problem(context, [], `cannot be “${name}”`, 'Use Meta’s own name, in capitals, such as LINK_CLICKS.');
	});

/** A menu that follows what the form has chosen so far. */
const following = (method: string, ...fields: string[]): INodePropertyTypeOptions => ({
	loadOptionsMethod: method,
	loadOptionsDependsOn: fields,
});

export const optimizationGoalField = listedChoice(
	{
		displayName: 'Performance Goal',
		name: 'optimizationGoal',
		required: true,
		typeOptions: following('getOptimizationGoals', 'campaign.value'),
		description:
			'The result Meta optimizes for. The list shows the goals the campaign’s objective allows. Cannot be changed once the ad set has ads.',
	},
	upperCaseName,
);

export const destinationTypeField = listedChoice(
	{
		displayName: 'Conversion Location',
		name: 'destinationType',
		typeOptions: following('getDestinations', 'campaign.value', 'optimizationGoal'),
		description:
			'The place people go to or convert. The list shows the ones that fit campaign and goal. Not Set lets Meta choose.',
	},
	upperCaseName,
);

export const adSetLifetimeBudgetField = money({
	displayName: 'Lifetime Budget',
	name: 'lifetimeBudget',
	placeholder: 'e.g. 600',
	description: 'For the whole run, in the account’s currency, e.g. 600 for 600 dollars. It needs an end.',
});

export const adSetEndTimeField = moment({
	displayName: 'End Time',
	name: 'endTime',
	description:
		'In the ad account’s time zone, unless the value has a time zone of its own. A date alone means the end of that day.',
});

export const adSetBidStrategyField = choice({
	displayName: 'Bid Strategy',
	name: 'bidStrategy',
	options: bidStrategies.map(({ name, value, description }) => ({
		name,
		value,
		description: description.replace(' set on each ad set', ''),
	})),
	default: 'LOWEST_COST_WITHOUT_CAP',
	description: 'How Meta spends the budget. If the campaign has the budget, choose the campaign’s strategy.',
});

export const bidAmountField = money({
	displayName: 'Bid Amount',
	name: 'bidAmount',
	placeholder: 'e.g. 2.50',
	description:
		'The most for one result, or what one should cost on average, in the account’s currency. For Reach and Impressions: for a thousand impressions.',
});

/** Exact text: what is sent is made of its digits, and 150 % must not pass as 150. */
export const roasFloorField = exactNumber({
	displayName: 'ROAS Floor',
	name: 'roasFloor',
	default: '1',
	description: 'Lowest return on ad spend, e.g. 1.5 for 150 %. Only with the goal Value of Conversions.',
});

const minSpendField = money({
	displayName: 'Minimum Spend',
	name: 'minSpend',
	placeholder: 'e.g. 5',
	description:
		'The least Meta tries to spend on this ad set, per day or in total like the campaign budget. Only for campaigns with a budget.',
});

const maxSpendField = money({
	displayName: 'Maximum Spend',
	name: 'maxSpend',
	placeholder: 'e.g. 40',
	description:
		'The most to spend on this ad set, per day or in total like the campaign budget. Only for campaigns with a budget.',
});

/** IMPRESSIONS goes with every goal, the others with the goal of the same name (Marketing API, Ad Set reference, `billing_event`). */
const billingEvents = [
	{ name: 'Impressions', value: 'IMPRESSIONS' },
	{ name: 'Link Clicks', value: 'LINK_CLICKS', description: 'Only with the performance goal Link Clicks' },
	{ name: 'ThruPlay', value: 'THRUPLAY', description: 'Only with the performance goal ThruPlay' },
];

export const billingEventField = listedChoice(
	{
		displayName: 'Billing Event',
		name: 'billingEvent',
		options: billingEvents,
		default: 'IMPRESSIONS',
		description: 'What Meta charges for',
	},
	upperCaseName,
);

const attributionField = choice({
	displayName: 'Attribution Setting',
	name: 'attribution',
	options: attributions,
	default: 'click7view1',
	description:
		'How long after a click or a view a conversion counts. Goals that count no conversions take 1 Day After Click only.',
});

/** Meta takes at most 512 characters (Marketing API, Ad Set reference, `dsa_beneficiary` and `dsa_payor`). */
const partyName = z.string().max(512);

export const beneficiaryField = text(
	{
		displayName: 'EU Beneficiary',
		name: 'beneficiary',
		placeholder: 'e.g. Harbor Coffee GmbH',
		description:
			'Who benefits from the ads: a person or an organization. Required for ads in the European Union, and shown to people there.',
	},
	partyName,
);

export const payorField = text(
	{
		displayName: 'EU Payer',
		name: 'payor',
		placeholder: 'e.g. Harbor Coffee GmbH',
		description:
			'Who pays for the ads: a person or an organization. Required for ads in the European Union, and shown to people there.',
	},
	partyName,
);

/** Only when an ad set is created (spec object AdSet). Which goals it goes with, Meta judges. */
export const dynamicCreativeField = toggle({
	displayName: 'Dynamic Creative',
	name: 'dynamicCreative',
	default: true,
	description:
		'Whether the ad set is for one ad with a creative of the format Dynamic Creative. It cannot be changed later.',
});

/** Fields that an ad set can be created with and changed in alike. */
export const adSetEntries = [
	adScheduleField,
	attributionField,
	adSetEndTimeField,
	beneficiaryField,
	payorField,
	labelsField,
	maxSpendField,
	minSpendField,
	regionalField,
	startTimeField,
] as const;
