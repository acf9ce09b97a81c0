import { resolveLabels } from '../accounts/labels.mts';
import { resetByCampaign } from '../adSets/learning.mts';
import { campaigns } from './adObjectEdges.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { campaignType } from './campaignFields.mts';
import { seedCampaigns } from './seedCampaigns.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { notEmulated } from '../graph/language/graphError.mts';
import type { Campaign } from '../world/adObjectModel.mts';
import type { Account } from '../world/basics.mts';
import { checkBidAmounts, readBidAmounts, setBids } from './adSetBids.mts';
import { logCampaignChanges, logCreatedCampaign } from './campaignActivities.mts';
import { readCampaignInput, type CampaignInput } from './campaignInput.mts';
import { CAMPAIGN_CREATE_RULES, NO_SPEND_CAP } from './campaignRules.mts';
import { UPDATE_RULES } from './campaignUpdateRules.mts';

const SUCCESS = { success: true };

/** `POST /act_X/campaigns` (spec object AdAccount; rules: see campaignRules). */
export function createCampaign({ world, params, token }: WriteCall, account: Account): Record<string, unknown> {
	for (const name of ['name', 'objective', 'special_ad_categories']) params.required(name);
	const input = readCampaignInput(params, account);
	const now = world.clock.now();
	for (const rule of CAMPAIGN_CREATE_RULES) rule(input, { account, now });
	if (params.isValidateOnly()) return SUCCESS;
	const hasBudget = input.dailyBudget !== undefined || input.lifetimeBudget !== undefined;
	const { labels, stopTime, spendCap, ...given } = input;
	const campaign: Campaign = world.add({
		kind: 'Campaign',
		id: world.newId('Campaign'),
		account,
		name: '',
		objective: '',
		status: 'ACTIVE', // the default of a new campaign (Meta: reference/ad-campaign-group)
		buyingType: 'AUCTION',
		specialAdCategories: [],
		specialAdCategoryCountry: [],
		bidStrategy: hasBudget ? 'LOWEST_COST_WITHOUT_CAP' : undefined,
		spent: 0,
		startTime: now,
		pacingType: ['standard'],
		createdTime: now,
		updatedTime: now,
		...given,
		stopTime: stopTime || undefined,
		spendCap: spendCap === NO_SPEND_CAP ? undefined : spendCap,
		labels: resolveLabels(world, account, labels),
	});
	logCreatedCampaign(world, token.user, campaign);
	return { id: campaign.id };
}

/** `POST /{campaign}` (spec object Campaign). */
export function updateCampaign({ world, params, token }: WriteCall, campaign: Campaign): Record<string, unknown> {
	for (const name of ['adset_budgets', 'migrate_to_advantage_plus']) {
		if (params.has(name)) throw notEmulated(`the parameter ${name} of campaigns`);
	}
	const input = readCampaignInput(params, campaign.account);
	delete input.buyingType; // not a parameter of updates, so ignored
	const now = world.clock.now();
	const adSets = world.all('AdSet').filter((adSet) => adSet.campaign.id === campaign.id);
	const amounts = readBidAmounts(params, adSets);
	for (const rule of UPDATE_RULES) rule(input, campaign, adSets, now);
	checkBidAmounts(input.bidStrategy, adSets, amounts);
	if (params.isValidateOnly()) return SUCCESS;
	const before = { ...campaign };
	const { labels, more, ...given } = input;
	Object.assign(campaign, given);
	if (more) campaign.more = { ...campaign.more, ...more };
	if (labels) campaign.labels = resolveLabels(world, campaign.account, labels);
	if (given.stopTime === 0) campaign.stopTime = undefined;
	if (given.spendCap === NO_SPEND_CAP) campaign.spendCap = undefined;
	if (campaign.bidStrategy === undefined && (campaign.dailyBudget ?? campaign.lifetimeBudget) !== undefined) {
		campaign.bidStrategy = 'LOWEST_COST_WITHOUT_CAP';
	}
	if (input.bidStrategy !== undefined) setBids(world, token.user, campaign, adSets, amounts);
	if (touchesUpdatedTime(input)) campaign.updatedTime = now;
	logCampaignChanges(world, token.user, before, campaign);
	resetByCampaign(world, token.user, before, campaign);
	return SUCCESS;
}

/** `DELETE /{campaign}`. A second delete changes nothing and succeeds (UNCONFIRMED 28). */
function deleteCampaign({ world, token }: WriteCall, campaign: Campaign): Record<string, unknown> {
	if (campaign.status === 'DELETED') return SUCCESS;
	const before = { ...campaign };
	Object.assign(campaign, { status: 'DELETED', updatedTime: world.clock.now() });
	logCampaignChanges(world, token.user, before, campaign);
	return SUCCESS;
}

/** `updated_time` does not move when only budgets or the spend cap change (Meta: reference/ad-campaign-group). */
function touchesUpdatedTime(input: CampaignInput): boolean {
	return Object.keys(input).some((key) => !['dailyBudget', 'lifetimeBudget', 'spendCap'].includes(key));
}

export const campaignDomain = {
	types: { Campaign: campaignType },
	edges: { AdAccount: { campaigns } },
	writes: {
		AdAccount: { 'POST campaigns': createCampaign },
		Campaign: { 'POST ': updateCampaign, 'DELETE ': deleteCampaign },
	},
	firstIds: { Campaign: 120210000000001001n },
	seed: seedCampaigns,
} satisfies Domain;
