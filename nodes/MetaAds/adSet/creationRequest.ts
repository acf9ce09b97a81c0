import type { GraphParams, GraphRequest } from '../../shared/graph/request';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import type { Targeting } from '../targeting/targetingJson';
import { attributionSpec } from './attribution';
import { bidParams } from './bids';
import { budgetParams, flightOf, flightProblem, spendLimits } from './budget';
import { campaignFacts, type CampaignFacts } from './campaignFacts';
import type { CreateParams } from './createForm';
import { goalsFor, isRuledOut, nameOfGoal } from './goals';
import { promotedObject } from './promotedObject';
import { specialCategoryProblem } from './specialCategory';
import { targetingProblem } from './targetingChecks';
import { togetherProblem } from './targetingForm';
import { partsOf, withParts, writable } from './targetingParts';
import { optionsIn, type Names } from './unusable';

/** What the fields have to be together. */
export function creationProblem({ budgetType, additionalFields: more, countries, targeting }: CreateParams): InputProblem | null {
	if (budgetType === 'daily' && more.adSchedule) {
		// Marketing API, "Ad scheduling": only with lifetime budgets.
		return new InputProblem(['additionalFields', 'adSchedule'], 'cannot be used with a daily budget', 'Choose a lifetime budget, or remove the schedule.');
	}
	if (targeting.targetingJson && countries.length > 0) {
		return new InputProblem(['countries'], 'cannot be combined with Targeting JSON', 'Empty the field: the JSON is the whole targeting, its places included.');
	}
	return togetherProblem(targeting);
}

/** Marketing API, Ad Campaign Group reference, "ODAX mapping"; Meta's own answer is subcode 2490408. */
function checkGoal(goal: string, { objective }: CampaignFacts): void {
	if (!isRuledOut(objective, goal)) return;
	const allowed = goalsFor(objective).map(({ name, value }) => `${value} (${name})`);
	throw new InputProblem(['optimizationGoal'], `cannot be ${nameOfGoal(goal)} in a campaign with the objective ${objective}`, `Use one of: ${allowed.join(', ')}.`);
}

/** Only IMPRESSIONS goes with every goal (Ad Set reference, `billing_event`), and a cost goal needs it ("Bid strategy"). */
function checkBilling(billing: string, goal: string, strategy: unknown): void {
	const path = ['additionalFields', 'billingEvent'];
	if ((billing === 'LINK_CLICKS' || billing === 'THRUPLAY') && billing !== goal) {
		throw new InputProblem(path, `cannot be ${billing} with the goal ${nameOfGoal(goal)}`, 'Choose Impressions, which goes with every goal.');
	}
	if (strategy === 'COST_CAP' && billing !== 'IMPRESSIONS') {
		throw new InputProblem(path, `cannot be ${billing} with the bid strategy Cost per Result Goal`, 'Choose Impressions.');
	}
}

/** @throws InputProblem at the field */
function targetingOf({ targeting: form, countries, advantageAudience, additionalFields: more }: CreateParams, campaign: CampaignFacts): Targeting {
	const { targetingJson: json, ...rest } = form;
	const said = (json?.targeting_automation as { advantage_audience?: unknown } | undefined)?.advantage_audience !== undefined;
	const targeting = json ? (said ? writable(json) : withParts(json, partsOf({ advantageAudience }))) : withParts({}, partsOf({ ...rest, countries, advantageAudience }));
	const limited = specialCategoryProblem(targeting, campaign, (field) => ['targeting', json ? 'targetingJson' : field]);
	const problem = targetingProblem(targeting, more, {
		countries: json ? ['targeting', 'targetingJson'] : ['countries'],
		ageMax: json ? ['targeting', 'targetingJson'] : ['targeting', 'ageMax'],
		beneficiary: ['additionalFields', 'beneficiary'],
		payor: ['additionalFields', 'payor'],
	});
	if (problem ?? limited) throw problem ?? limited;
	return targeting;
}

/** @throws InputProblem at the field */
function flightParams({ budgetType, endTime, additionalFields: more }: CreateParams, account: AccountFacts, now: number): GraphParams {
	const [end, endPath] = endTime !== undefined ? [endTime, ['endTime']] : [more.endTime, ['additionalFields', 'endTime']];
	const flight = flightOf({ startPath: ['additionalFields', 'startTime'], start: more.startTime, endPath, end }, account);
	const problem = flightProblem(endPath, flight.start, flight.end, budgetType === 'daily', now);
	if (problem) throw problem;
	return { start_time: flight.start, end_time: flight.end };
}

/**
 * The ad set's parameters as Graph takes them (Marketing API, Ad Set reference).
 *
 * @throws InputProblem for whatever does not fit the account or the campaign
 */
export function creationParams(params: CreateParams, campaign: CampaignFacts, account: AccountFacts, now: number): GraphParams {
	const { optimizationGoal: goal, additionalFields: more, budgetType } = params;
	checkGoal(goal, campaign);
	const promoted = promotedObject(params, campaign.objective);
	const budget = budgetParams(params, campaign, account);
	const bid = bidParams(params, { at: (field) => [field], goal, campaign }, account);
	const billing = more.billingEvent ?? 'IMPRESSIONS';
	checkBilling(billing, goal, campaign.bidStrategy ?? params.bidStrategy);
	if (more.adSchedule && budgetType === 'campaign' && campaign.budget?.kind === 'daily') {
		throw new InputProblem(['additionalFields', 'adSchedule'], 'cannot be used: the campaign has a daily budget', 'Remove the schedule, or use a campaign with a lifetime budget.');
	}
	return {
		name: params.name,
		campaign_id: campaign.id,
		optimization_goal: goal,
		billing_event: billing,
		destination_type: params.destinationType,
		promoted_object: promoted,
		...budget,
		...flightParams(params, account, now),
		...bid,
		...Object.fromEntries(spendLimits('additionalFields', more.minSpend, more.maxSpend, campaign, account)),
		targeting: targetingOf(params, campaign),
		adset_schedule: more.adSchedule,
		pacing_type: more.adSchedule ? ['day_parting'] : undefined,
		attribution_spec: more.attribution === undefined ? undefined : attributionSpec(more.attribution),
		dsa_beneficiary: more.beneficiary,
		dsa_payor: more.payor,
		adlabels: more.labels && more.labels.length > 0 ? more.labels.map((name) => ({ name })) : undefined,
		status: params.status,
	};
}

export const creationRequest = (params: CreateParams, campaign: CampaignFacts, account: AccountFacts, now: number): GraphRequest => ({
	method: 'POST',
	path: `${account.id}/adsets`,
	params: creationParams(params, campaign, account, now),
	effect: 'create',
	account: account.id,
});

/** The page the ad set promotes, and the field that names it. */
function pageIn(promoted: GraphParams[string], inJson: boolean): Names['page'] {
	const page = (promoted as { page_id?: unknown } | undefined)?.page_id;
	return page === undefined ? undefined : { id: String(page), path: inJson ? ['additionalFields', 'promotedObject'] : ['page'] };
}

export interface PlannedAdSet extends PlannedCreation {
	readonly names: Names;
}

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedAdSet> {
	const account = await session.account(params.adAccount);
	const campaign = await campaignFacts(session, params.campaign, account.id);
	const request = creationRequest(params, campaign, account, session.now());
	return {
		request,
		account,
		names: { account: account.id, options: optionsIn(params.targeting), page: pageIn(request.params?.promoted_object, params.additionalFields.promotedObject !== undefined) },
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge: request.path,
			account: account.id,
			name: params.name,
			noun: 'ad set',
			fields: ['campaign_id', 'optimization_goal'],
			matches: (adSet) => adSet.campaign_id === params.campaign && adSet.optimization_goal === params.optimizationGoal,
		},
	};
}
