import { isEmpty, omitBy, pick } from 'lodash';

import { dailyBudgetField, startTimeField } from '../../../shared/adObject/fields';
import type { Entries } from '../../../shared/form/collections';
import { rewordField } from '../../../shared/form/field';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import type { Creation } from '../../../shared/graph/writes/create';
import { formatMoney, toMinorUnits } from '../../../shared/money';
import type { AccountFacts } from '../../../shared/node/session/session';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { picker } from '../../../shared/node/pickers/locators';
import { adPromotedObjectSpec } from '../../../shared/spec';
import {
	changesField,
	changeWords,
	chosenFields,
	labelsOfCopy,
	passedEnd,
	timeAhead,
	type ChangedCopy,
	type AskedCopy,
	type Changeable,
} from '../../duplicate/changedCopy';
import { regionalFields } from '../declared/regional';
import { adSetEndTimeField, adSetLifetimeBudgetField } from '../fields';
import { conversionEventField, promotedPageField, promotedPixelField } from '../goal/promotedFields';
import { budgetFields, hasBudgetOf } from '../spending/budget';
import { flightOf, flightProblem } from '../spending/flight';
import { countriesField } from '../targeting/fields';
import { placesInWords } from '../targeting/words';

const audienceField = picker({
	label: 'Audience',
	parameter: 'audience',
	description: 'Show the ads to people in this audience instead of those of the original',
	search: 'searchCustomAudiences',
	idExample: '120210000000000',
});

const entries = [
	audienceField,
	conversionEventField,
	rewordField(countriesField, { description: 'Where the ads are shown, instead of all places of the original' }),
	dailyBudgetField,
	adSetEndTimeField,
	adSetLifetimeBudgetField,
	rewordField(promotedPageField, { description: 'The page to promote. The ads inside keep the page they are from.' }),
	rewordField(promotedPixelField, {
		description: 'The pixel that counts the conversions. Meta does not let it change in an ad set that exists.',
	}),
	startTimeField,
] as const;

export type AdSetChanges = Entries<(typeof entries)[number]>;

/** As Meta takes them in a create (spec object AdAccount, POST adsets), and shows them of an ad set. */
const carried = [
	'optimization_goal',
	'billing_event',
	'bid_amount',
	'bid_constraints',
	'daily_min_spend_target',
	'daily_spend_cap',
	'lifetime_min_spend_target',
	'lifetime_spend_cap',
	'targeting',
	'attribution_spec',
	'adset_schedule',
	'dsa_beneficiary',
	'dsa_payor',
];

const furtherFields = [
	'is_dynamic_creative',
	'frequency_control_specs',
	'placement_soft_opt_out',
	'bid_adjustments',
	...regionalFields,
];

const isSet = (value: unknown): boolean => value !== undefined && value !== null && Number(value) !== 0;

/**
 * What a create takes and Meta shows, too, and no copy gets: each needs something next to it, or permission of its own.
 * The row names what the original has of it.
 */
const leftFields = [
	'automatic_manual_state',
	'campaign_attribution',
	'creative_sequence',
	'creative_sequence_repetition_pattern',
	'existing_customer_budget_percentage',
	'full_funnel_exploration_mode',
	'is_budget_schedule_enabled',
	'is_incremental_attribution_enabled',
	'lifetime_imps',
	'max_budget_spend_percentage',
	'min_budget_spend_percentage',
	'multi_optimization_goal_weight',
	'optimization_sub_event',
	'rf_prediction_id',
	'time_based_ad_rotation_id_blocks',
	'time_based_ad_rotation_intervals',
	'trending_topics_spec',
	'value_rule_set_id',
];

/** Where the copy's budget lies: as in the original, or as it was changed. */
function budgetOf(
	{ source, account }: AskedCopy,
	{ dailyBudget, lifetimeBudget }: AdSetChanges,
	changesInWords: string[],
): GraphParams {
	const { daily_budget: daily, lifetime_budget: lifetime } = source;
	const field = dailyBudget === undefined ? 'lifetimeBudget' : 'dailyBudget';
	const amount = dailyBudget ?? lifetimeBudget;
	const own = {
		daily_budget: isSet(daily) ? daily : undefined,
		lifetime_budget: isSet(lifetime) ? lifetime : undefined,
	};
	if (amount === undefined) return own as GraphParams;
	if (dailyBudget !== undefined && lifetimeBudget !== undefined)
		throw new InputProblem(['changes', 'lifetimeBudget'], 'stands next to a daily budget', 'Remove one of the two.');
	if (!isSet(daily) && !isSet(lifetime)) {
		const advice = 'Remove it, or change the budget of the campaign.';
		throw new InputProblem(['changes', field], 'cannot be set: the campaign of the original has the budget', advice);
	}
	const minor = toMinorUnits(amount, account.currency);
	const before = formatMoney(String(isSet(daily) ? daily : lifetime), account.currency);
	const label = field === 'dailyBudget' ? 'Daily Budget' : 'Lifetime Budget';
	changesInWords.push(changeWords(label, before, formatMoney(minor, account.currency)));
	return field === 'dailyBudget' ? { daily_budget: minor } : { lifetime_budget: minor };
}

/** Times that have passed are not carried over: the copy then begins when it is activated. */
function timesOf(wish: AskedCopy, { startTime, endTime }: AdSetChanges, budget: GraphParams, changesInWords: string[]) {
	const { source, account, now } = wish;
	const [startPath, endPath] = [
		['changes', 'startTime'],
		['changes', 'endTime'],
	];
	const chosenFlight = flightOf({ startPath, start: startTime, endPath, end: endTime }, account);
	const flight = {
		start: chosenFlight.start ?? timeAhead(source.start_time, now),
		end: chosenFlight.end ?? timeAhead(source.end_time, now),
	};
	if (budget.lifetime_budget !== undefined && flight.end === undefined)
		throw new InputProblem(endPath, 'is needed: a lifetime budget has an end', 'Add End Time under Changes.');
	const problem = flightProblem(endPath, flight, budget.daily_budget !== undefined, now);
	if (problem) throw problem;
	if (chosenFlight.start !== undefined)
		changesInWords.push(changeWords('Start Time', source.start_time, chosenFlight.start));
	if (chosenFlight.end !== undefined) changesInWords.push(changeWords('End Time', source.end_time, chosenFlight.end));
	return { start_time: flight.start, end_time: flight.end };
}

function promotedOf(
	{ promoted_object: before }: GraphObject,
	changes: AdSetChanges,
	changesInWords: string[],
): ChangedCopy['wanted'] {
	const { pixel, conversionEvent, page } = changes;
	const ofOriginal = pick(recordOf(before), adPromotedObjectSpec.Fields as unknown as string[]);
	const choices = { pixel_id: pixel, custom_event_type: conversionEvent, page_id: page };
	const labels = { pixel_id: 'Pixel', custom_event_type: 'Conversion Event', page_id: 'Page' } as const;
	const others = omitBy(choices, (value) => value === undefined);
	for (const [name, value] of Object.entries(others))
		changesInWords.push(changeWords(labels[name as keyof typeof labels], ofOriginal[name], value));
	const promotedObject = { ...ofOriginal, ...others };
	return isEmpty(promotedObject) ? {} : { promoted_object: promotedObject };
}

/** Countries take the place of all places, an audience that of the audiences; all else of the targeting stays. */
function targetingOf({ targeting: before }: GraphObject, changes: AdSetChanges, changesInWords: string[]): GraphParams {
	const { countries, audience } = changes;
	const targeting: Record<string, unknown> = { ...recordOf(before) };
	if (countries !== undefined) {
		changesInWords.push(
			changeWords('Countries', placesInWords(recordOf(before), 'geo_locations'), countries.join(', ')),
		);
		targeting.geo_locations = { countries };
	}
	if (audience !== undefined) {
		const now = entriesOf(targeting.custom_audiences).map((one) => String(recordOf(one).id));
		changesInWords.push(changeWords('Audience', now.join(', '), audience));
		targeting.custom_audiences = [{ id: audience }];
	}
	return { targeting };
}

/** A campaign with a budget has the bid strategy as well. */
const strategyOf = ({ bid_strategy: strategy }: GraphObject, budget: GraphParams): GraphParams =>
	budget.daily_budget === undefined && budget.lifetime_budget === undefined
		? {}
		: { bid_strategy: strategy as string | undefined };

/** The ad set as a create takes it: the original's, with changes. */
export function changedAdSet(wish: AskedCopy, changes: AdSetChanges): ChangedCopy {
	const { source, account, name, status, target } = wish;
	const changesInWords: string[] = [];
	const budget = budgetOf(wish, changes, changesInWords);
	const changedParams: GraphParams = {
		...budget,
		...timesOf(wish, changes, budget, changesInWords),
		...promotedOf(source, changes, changesInWords),
		...targetingOf(source, changes, changesInWords),
	};
	const { destination_type: destination, adset_schedule: schedule } = source;
	const campaign = target ?? String(source.campaign_id);
	const params: GraphParams = {
		...(pick(source, [...carried, ...furtherFields]) as GraphParams),
		...strategyOf(source, budget),
		...changedParams,
		name,
		status,
		campaign_id: campaign,
		destination_type: destination === 'UNDEFINED' ? undefined : (destination as string | undefined),
		pacing_type: entriesOf(schedule).length > 0 ? ['day_parting'] : undefined,
		adlabels: labelsOfCopy(source),
	};
	return {
		creation: () => creationOfAdSet(params, account, name, campaign),
		changed: changesInWords,
		// Without an end the copy runs until somebody stops it.
		leftBehind: [
			...(changedParams.end_time === undefined ? passedEnd(source.end_time, wish.now) : []),
			...chosenFields(source, leftFields),
		],
		wanted: provable(changedParams),
	};
}

/** What Meta shows as it was sent. It completes a targeting, so that this is not compared as a whole. */
const provable = ({ daily_budget: daily, lifetime_budget: lifetime, promoted_object: promotedObject }: GraphParams) =>
	omitBy(
		{ daily_budget: daily, lifetime_budget: lifetime, promoted_object: promotedObject },
		(one) => one === undefined,
	);

function creationOfAdSet(params: GraphParams, account: AccountFacts, name: string, campaign: string): Creation {
	const path = `${account.id}/adsets`;
	return {
		request: { method: 'POST', path, params, effect: 'create', account: account.id },
		lookUp: {
			...{ edge: path, account: account.id, name, noun: 'ad set' },
			parents: { campaign_id: campaign },
			fields: budgetFields,
			unseen: params,
			matches: (adSet) => hasBudgetOf(params, adSet),
		},
	};
}

export const changeableAdSet: Changeable = {
	field: changesField(entries),
	fields: [...furtherFields, ...leftFields],
	changedCopy: changedAdSet,
};
