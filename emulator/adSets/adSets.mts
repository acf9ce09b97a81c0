import { isDeepStrictEqual } from 'node:util';
import { resolveLabels } from '../accounts/labels.mts';
import { sendToReview } from '../ads/review.mts';
import { adsets } from '../campaigns/adObjectEdges.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { adSetType } from './adSetFields.mts';
import { seedAdSets } from './seedAdSets.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { notEmulated, parameterError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import { normalizeTargeting } from '../targeting/normalize.mts';
import { TARGETING_RULES } from '../targeting/targetingRules.mts';
import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Account } from '../world/basics.mts';
import { logAdSetChanges, logCreatedAdSet } from './adSetActivities.mts';
import { readAdSetInput, type AdSetInput } from './adSetInput.mts';
import { BID_RULES } from './bidRules.mts';
import { BUDGET_RULES } from './budgetRules.mts';
import { COMMON_RULES, ADSET_CREATE_RULES } from './commonRules.mts';
import { GOAL_RULES } from './goalRules.mts';
import { isSignificant, resetLearning, startLearning } from './learning.mts';
import { REGIONAL_RULES } from './regionalRules.mts';
import { runRules, strategyOf, ownsStrategy, type AdSetContext, type AdSetRule } from './rule.mts';
import { checkUpdate } from './updateRules.mts';

const SUCCESS = { success: true };
/** `billing_event`, `optimization_goal`, `targeting` and `campaign_id` are formally optional (spec object AdAccount) and needed by validation. */
const NEEDED = ['name', 'campaign_id', 'billing_event', 'optimization_goal', 'targeting'];
const RULES: AdSetRule[] = [
	...COMMON_RULES,
	...GOAL_RULES,
	...TARGETING_RULES,
	...BUDGET_RULES,
	...BID_RULES,
	...REGIONAL_RULES,
];

/** `POST /act_X/adsets`. */
export function createAdSet({ world, params, token }: WriteCall, account: Account): Record<string, unknown> {
	refuseMissing(params);
	for (const name of NEEDED) params.required(name);
	const campaign = findCampaign(world.find(params.text('campaign_id') ?? ''), account);
	const input = readAdSetInput(params, account);
	const now = world.clock.now();
	const context: AdSetContext = { world, account, campaign, now };
	runRules([...ADSET_CREATE_RULES, ...RULES], input, input, context);
	if (params.isValidateOnly()) return SUCCESS;
	const { labels, endTime, targeting, ...given } = input;
	const adSet: AdSet = world.add({
		kind: 'AdSet',
		id: world.newId('AdSet'),
		account,
		campaign,
		name: '',
		status: 'ACTIVE', // the default of a new ad set (Meta: reference/ad-campaign)
		spent: 0,
		optimizationGoal: '',
		billingEvent: '',
		destinationType: 'UNDEFINED',
		bidStrategy: ownsStrategy(campaign) ? undefined : strategyOf(input, campaign),
		startTime: now,
		pacingType: ['standard'],
		isDynamicCreative: false,
		more: {},
		issues: [],
		createdTime: now,
		updatedTime: now,
		...given,
		targeting: normalizeTargeting(targeting ?? {}, true),
		endTime: endTime || undefined,
		labels: resolveLabels(world, account, labels),
	});
	if (adSet.status === 'PAUSED') adSet.pausedAt = now;
	startLearning(adSet, now);
	logCreatedAdSet(world, token.user, adSet);
	return { id: adSet.id, success: true };
}

/** Meta has them; ignoring them would look like success. */
function refuseMissing(params: Params): void {
	for (const name of ['campaign_spec', 'budget_schedule_specs', 'rf_prediction_id']) {
		if (params.has(name)) throw notEmulated(`the parameter ${name} of ad sets`);
	}
}

function findCampaign(node: ReturnType<WriteCall['world']['find']>, account: Account): Campaign {
	if (node?.kind === 'Campaign' && node.account.id === account.id && node.status !== 'DELETED') return node;
	throw parameterError('Param campaign_id must be a campaign of this ad account', 'campaign_id'); // wording UNCONFIRMED 25
}

/** `POST /{adset}` (spec object AdSet). The campaign and dynamic creative cannot change: not parameters of updates, so ignored. */
export function updateAdSet({ world, params, token }: WriteCall, adSet: AdSet): Record<string, unknown> {
	refuseMissing(params);
	const { account, campaign } = adSet;
	const input = readAdSetInput(params, account);
	delete input.isDynamicCreative;
	const now = world.clock.now();
	const context: AdSetContext = { world, account, campaign, now, current: adSet };
	const result = merge(adSet, input);
	checkUpdate(input, adSet, context);
	runRules(RULES, result, input, context);
	if (params.isValidateOnly()) return SUCCESS;
	const before = { ...adSet };
	const { labels, targeting, more, ...given } = result;
	Object.assign(adSet, given);
	adSet.bidAmount = result.bidAmount;
	adSet.bidConstraints = result.bidConstraints;
	if (adSet.endTime === 0) adSet.endTime = undefined;
	// The new targeting replaces the old one as a whole (Meta: reference/ad-campaign).
	if (input.targeting) adSet.targeting = normalizeTargeting(targeting ?? {}, false);
	if (input.labels) adSet.labels = resolveLabels(world, account, labels);
	if (input.more) adSet.more = more ?? {};
	for (const key of ['dailyMinSpend', 'dailySpendCap', 'lifetimeMinSpend', 'lifetimeSpendCap'] as const) {
		if (adSet[key] === 0) adSet[key] = undefined; // 0 removes the limit (UNCONFIRMED 26)
	}
	if (hasBudgetChange(before, adSet)) world.budgetChanges.note(adSet.id, now);
	const isPausedLong = notePause(before, adSet, now);
	adSet.updatedTime = now;
	logAdSetChanges(world, token.user, before, adSet);
	if (isPausedLong || isSignificant(before, adSet)) resetLearning(world, token.user, adSet);
	if (!isDeepStrictEqual(before.targeting, adSet.targeting)) {
		for (const ad of world.adsOf(adSet)) sendToReview(world, ad);
	}
	return SUCCESS;
}

/** What the ad set would be. A strategy without a bid drops the stored bid, and `bid_constraints={}` the stored floor (second: Meta, first: UNCONFIRMED 27). */
function merge(adSet: AdSet, input: AdSetInput): AdSetInput {
	const result: AdSetInput = { ...adSet, ...input, more: { ...adSet.more, ...input.more } };
	const changesTo = input.bidStrategy;
	if (changesTo === 'LOWEST_COST_WITHOUT_CAP' || changesTo === 'LOWEST_COST_WITH_MIN_ROAS') {
		result.bidAmount = input.bidAmount;
	}
	if (result.bidConstraints && Object.keys(result.bidConstraints).length === 0) delete result.bidConstraints;
	return result;
}

function hasBudgetChange(before: AdSet, after: AdSet): boolean {
	return before.dailyBudget !== after.dailyBudget || before.lifetimeBudget !== after.lifetimeBudget;
}

/** A pause of seven days or more starts the learning phase again (Meta: business help 112167992830700). */
const LONG_PAUSE = 7 * 86_400_000;

function notePause(before: AdSet, after: AdSet, now: number): boolean {
	if (before.status === after.status) return false;
	const isLong = after.status === 'ACTIVE' && before.pausedAt !== undefined && now - before.pausedAt >= LONG_PAUSE;
	after.pausedAt = after.status === 'PAUSED' ? now : undefined;
	return isLong;
}

/** `DELETE /{adset}`. A second delete changes nothing and succeeds (UNCONFIRMED 28). */
function deleteAdSet({ world, token }: WriteCall, adSet: AdSet): Record<string, unknown> {
	if (adSet.status === 'DELETED') return SUCCESS;
	const before = { ...adSet };
	Object.assign(adSet, { status: 'DELETED', updatedTime: world.clock.now() });
	logAdSetChanges(world, token.user, before, adSet);
	return SUCCESS;
}

export const adSetDomain = {
	types: { AdSet: adSetType },
	edges: { AdAccount: { adsets }, Campaign: { adsets } },
	writes: {
		AdAccount: { 'POST adsets': createAdSet },
		AdSet: { 'POST ': updateAdSet, 'DELETE ': deleteAdSet },
	},
	firstIds: { AdSet: 120211000000001001n },
	seed: seedAdSets,
} satisfies Domain;
