import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import { createObjects, type PlannedCreation } from '../../shared/adObject/creation';
import { unlessThere } from '../../shared/adObject/ifItExists/unlessThere';
import { InputProblem } from '../../shared/form/problem';
import { everyOf } from '../../shared/form/problems';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { campaignKind } from '../campaign/kind';
import { recordOf } from '../../shared/reading/json';
import { onceProblem } from '../adObjects/judged';
import { labelsSent } from '../adObjects/labels';
import { wantedOthers, withOthers } from '../adObjects/otherParameters';
import type { Targeting } from '../targeting/targetingJson';
import { campaignFacts, type CampaignFacts } from './campaignFacts';
import { createAdSetForm, type CreateAdSetParams } from './createForm';
import {
	billingOf,
	campaignFitProblem,
	adSetProblem,
	partiesOf,
	placedTargetingProblem,
	targetingOf,
} from './creationRules';
import { attributionSpec } from './goal/attribution';
import { isRuledOut } from './goal/goals';
import { promotedObject } from './goal/promotedObject';
import { adSetKind } from './kind';
import { asUpdate, once } from './existing';
import { explainAnswers } from './declared/metaAnswers';
import { regionalSent, wantedRegional } from './declared/regional';
import { bidNumbers, bidParams } from './spending/bids';
import {
	budgetFields,
	budgetParams,
	hasBudgetOf,
	limitParams,
	placedBudget,
	spendLimitsOf,
	spendLimitsProblem,
} from './spending/budget';
import { flightOf, flightProblem } from './spending/flight';
import { devicesHint, reachesOtherDevices } from './targeting/facts/devices';
import { optionsIn, unusableNames, type ItemNames } from './unusable';
import { updateAdSet } from './update';

/** When it runs. The end stands at the top of the form for a lifetime budget, and among the additional fields for others. */
function checkedFlight(params: CreateAdSetParams, account: AccountFacts, now: number): GraphParams {
	const { endTime, additionalFields: more } = params;
	const endPath = endTime === undefined ? ['additionalFields', 'endTime'] : ['endTime'];
	const startPath = ['additionalFields', 'startTime'];
	const flight = flightOf({ startPath, start: more.startTime, endPath, end: endTime ?? more.endTime }, account);
	const problem = flightProblem(endPath, flight, params.budgetType === 'daily', now);
	if (problem) throw problem;
	return { start_time: flight.start, end_time: flight.end };
}

/** What may be spent of the campaign's budget. */
function checkedLimits(
	{ additionalFields: more }: CreateAdSetParams,
	campaign: CampaignFacts,
	account: AccountFacts,
): GraphParams {
	const limits = spendLimitsOf('additionalFields', more, account);
	const problem = spendLimitsProblem('additionalFields', limits, campaign);
	if (problem) throw problem;
	return Object.fromEntries(limitParams(limits, campaign).map(({ field, minor }) => [field, minor]));
}

/** Nothing to send: only whether goal, budget, bid, billing and schedule fit the campaign. */
function placedParams(params: CreateAdSetParams, campaign: CampaignFacts, account: AccountFacts): GraphParams {
	const problem = campaignFitProblem(params, campaign, account);
	if (problem) throw problem;
	return {};
}

function checkedTargeting(params: CreateAdSetParams, campaign: CampaignFacts): Targeting {
	const targeting = targetingOf(params);
	const problem = placedTargetingProblem(targeting, params, campaign);
	if (problem) throw problem;
	return targeting;
}

/** A goal that is none of the campaign's asks for nothing: what it would want is not what to mend. */
function checkedPromoted(params: CreateAdSetParams, { objective }: CampaignFacts): GraphObject | undefined {
	if (isRuledOut(objective, params.optimizationGoal)) return undefined;
	const promotedValue = promotedObject(params, objective);
	if (promotedValue instanceof InputProblem) throw promotedValue;
	return promotedValue;
}

/**
 * The ad set's parameters as Graph takes them (Marketing API, Ad Set reference). Here the rules' answers are thrown:
 * whatever is wrong ends this item, and all of it is told.
 *
 * @throws InputProblem for whatever does not fit the account or the campaign
 */
function creationParams(
	params: CreateAdSetParams,
	campaign: CampaignFacts,
	account: AccountFacts,
	now: number,
): GraphParams {
	const { optimizationGoal: goal, additionalFields: more } = params;
	const { beneficiary, payor } = partiesOf(params);
	const at = (field: string): string[] => [field];
	const paramParts: GraphParams[] = everyOf<GraphParams>([
		() => placedParams(params, campaign, account),
		() => ({ promoted_object: checkedPromoted(params, campaign) }),
		() => budgetParams(params, account),
		() => checkedFlight(params, account, now),
		() => bidParams(params, bidNumbers(params, at, account), { at, goal, campaign }),
		() => checkedLimits(params, campaign, account),
		() => ({ targeting: checkedTargeting(params, campaign) }),
	]);
	return {
		name: params.name,
		campaign_id: campaign.id,
		optimization_goal: goal,
		billing_event: billingOf(params),
		destination_type: params.destinationType,
		...(Object.assign({}, ...paramParts) as GraphParams),
		adset_schedule: more.adSchedule,
		pacing_type: more.adSchedule ? ['day_parting'] : undefined,
		attribution_spec: more.attribution === undefined ? undefined : attributionSpec(more.attribution),
		is_dynamic_creative: more.dynamicCreative,
		dsa_beneficiary: beneficiary,
		dsa_payor: payor,
		...regionalSent(more.regionalDeclarations),
		adlabels: labelsSent(more.labels),
		status: params.status,
	};
}

const dynamicCreative = ({ additionalFields: { dynamicCreative: isOn } }: CreateAdSetParams): WantedValue[] =>
	isOn === undefined ? [] : [wantedText('is_dynamic_creative', 'Dynamic Creative', isOn)];

/** The page the ad set promotes, and the field that names it. */
function pageIn(promotedValue: unknown, isJson: boolean): ItemNames['page'] {
	const { page_id: page } = recordOf(promotedValue);
	if (page === undefined) return undefined;
	return { id: String(page), path: isJson ? ['additionalFields', 'promotedObject'] : ['page'] };
}

interface PlannedAdSet extends PlannedCreation {
	readonly names: ItemNames;
	readonly reachesOtherDevices: boolean;
}

async function planCreation(session: Session, params: CreateAdSetParams): Promise<PlannedAdSet> {
	const account = await session.account(params.adAccount);
	const campaign = await campaignFacts(session, params.campaign, account.id);
	const path = `${account.id}/adsets`;
	const { otherParameters: others } = params.additionalFields;
	const requestParams = withOthers(
		creationParams(placedBudget(params, campaign), campaign, account, session.now()),
		others,
	);
	const page = pageIn(requestParams.promoted_object, params.additionalFields.promotedObject !== undefined);
	return {
		request: { method: 'POST', path, params: requestParams, effect: 'create', account: account.id },
		account,
		names: { account: account.id, options: optionsIn(params.targeting), page },
		reachesOtherDevices: reachesOtherDevices(
			recordOf(requestParams.targeting),
			campaign.objective,
			session.graph.version,
		),
		validateOnly: params.options.validateOnly || session.dryRun,
		proves: [
			...dynamicCreative(params),
			...wantedRegional(params.additionalFields.regionalDeclarations),
			...wantedOthers(adSetKind, others),
		],
		lookUp: {
			edge: path,
			account: account.id,
			name: params.name,
			noun: 'ad set',
			parents: { campaign_id: params.campaign },
			fields: ['optimization_goal', ...budgetFields],
			unseen: requestParams,
			matches: (adSet) => adSet.optimization_goal === params.optimizationGoal && hasBudgetOf(requestParams, adSet),
		},
	};
}

const createAll = together(
	planCreation,
	async (session, plans) => {
		if (plans.some((plan) => plan.reachesOtherDevices)) {
			session.n8n.addExecutionHints({ message: devicesHint, location: 'outputPane', type: 'info' });
		}
		return explainAnswers(await createObjects(adSetKind)(session, plans));
	},
	async (session, plans) =>
		await unusableNames(
			session,
			plans.map(({ names }) => names),
		),
);

export const createAdSet = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad set',
	description: 'Create an ad set in a campaign, paused unless you choose otherwise',
	effect: 'write',
	form: createAdSetForm,
	rule: adSetProblem,
	perform: unlessThere({
		kind: adSetKind,
		form: createAdSetForm,
		parent: ({ campaign }) => ({ kind: campaignKind, id: campaign }),
		create: createAll,
		update: updateAdSet,
		asUpdate,
		judge: async (session, params, object) => onceProblem(await planCreation(session, params), object, once),
		judgedBy: ['is_dynamic_creative'],
	}),
});
