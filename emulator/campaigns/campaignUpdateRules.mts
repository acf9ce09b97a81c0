import { ruleError } from '../graph/language/graphError.mts';
import { display } from '../graph/language/money.mts';
import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { CampaignInput } from './campaignInput.mts';
import {
	bidStrategyRule,
	categoryRule,
	dateRule,
	lifetimeEndRule,
	minimumBudgetRule,
	nameRule,
	NO_SPEND_CAP,
	oneBudgetRule,
	spendCapRule,
} from './campaignRules.mts';

type UpdateRule = (input: CampaignInput, campaign: Campaign, adSets: AdSet[], now: number) => void;

/** Deleted is final; archived allows the name, and DELETED as status (Meta: manage-your-ad-object-status). Subcodes UNCONFIRMED 59. */
const endedRule: UpdateRule = (input, campaign) => {
	if (campaign.status === 'DELETED') {
		throw ruleError('Campaign is deleted', `Campaign ${campaign.id} is deleted and cannot be edited.`, 'status');
	}
	if (campaign.status !== 'ARCHIVED') return;
	const others = Object.keys(input).filter((key) => key !== 'name' && key !== 'status');
	const isAllowedStatus = input.status === undefined || input.status === 'DELETED' || input.status === 'ARCHIVED';
	if (others.length === 0 && isAllowedStatus) return;
	throw ruleError(
		'Campaign is archived',
		'Only the name of an archived campaign can be changed, or its status to DELETED.',
		'status',
	);
};

/** Spec object Campaign lists `objective` among the update parameters; in practice it cannot change once set (third-party hint). */
const objectiveRule: UpdateRule = ({ objective }, campaign) => {
	if (objective === undefined || objective === campaign.objective) return;
	throw ruleError(
		'Objective cannot be changed',
		'The objective of an existing campaign cannot be changed.',
		'objective',
	);
};

/** Changing the kind of a budget is not a value change; code UNCONFIRMED 59. */
const sameBudgetRule: UpdateRule = ({ dailyBudget, lifetimeBudget }, campaign) => {
	const toLifetime = lifetimeBudget !== undefined && campaign.dailyBudget !== undefined;
	const toDaily = dailyBudget !== undefined && campaign.lifetimeBudget !== undefined;
	if (!toLifetime && !toDaily) return;
	throw ruleError(
		'Budget type cannot be changed',
		'A daily budget cannot be changed into a lifetime budget, nor the other way round.',
		toLifetime ? 'lifetime_budget' : 'daily_budget',
	);
};

/** 100/1885621: budget on campaign and ad set (Meta: marketing-api/error-reference). */
const adSetBudgetRule: UpdateRule = ({ dailyBudget, lifetimeBudget }, campaign, adSets) => {
	if (dailyBudget === undefined && lifetimeBudget === undefined) return;
	if (!adSets.some((adSet) => adSet.status !== 'DELETED' && (adSet.dailyBudget ?? adSet.lifetimeBudget) !== undefined))
		return;
	throw ruleError(
		'Budget on campaign and ad set',
		`Campaign ${campaign.id} has ad sets with budgets of their own: set the budget either on the campaign or on its ad sets.`,
		dailyBudget === undefined ? 'lifetime_budget' : 'daily_budget',
		1885621,
	);
};

/** Meta's guide says both "any time" and "not supported" about switching sharing on later: the strict answer, 4834006. */
const sharingRule: UpdateRule = ({ budgetSharing, dailyBudget, lifetimeBudget }, campaign) => {
	const field = 'is_adset_budget_sharing_enabled';
	const hasBudget = [dailyBudget, lifetimeBudget, campaign.dailyBudget, campaign.lifetimeBudget].some(
		(budget) => budget !== undefined,
	);
	const shares = budgetSharing ?? campaign.budgetSharing;
	if (shares && hasBudget) {
		throw ruleError(
			'Budget sharing is not possible',
			'Ad sets cannot share budgets when the campaign has a budget.',
			field,
			4834002,
		);
	}
	if (budgetSharing && !campaign.budgetSharing) {
		throw ruleError(
			'Budget sharing cannot be switched on',
			'Ad set budget sharing can only be chosen for a new campaign.',
			field,
			4834006,
		);
	}
};

/** 100/1885650: below what is spent already (Meta: marketing-api/error-reference; the ~15 minutes of headroom are left out). */
const spentRule: UpdateRule = ({ lifetimeBudget, spendCap }, campaign) => {
	const spentText = display(campaign.spent, campaign.account.currency);
	if (lifetimeBudget !== undefined && lifetimeBudget < campaign.spent) {
		throw ruleError(
			'Your budget is too low',
			`${spentText} of the lifetime budget are spent already.`,
			'lifetime_budget',
			1885650,
		);
	}
	if (spendCap !== undefined && spendCap !== NO_SPEND_CAP && spendCap < campaign.spent) {
		throw ruleError('Spend cap is too low', `${spentText} are spent already.`, 'spend_cap');
	}
};

/** The rules of a new campaign, applied to what the campaign would be after the update. */
const resultRule: UpdateRule = (input, campaign, _adSets, now) => {
	const context = { account: campaign.account, now };
	const { dailyBudget, lifetimeBudget, budgetSharing, startTime, stopTime } = campaign;
	const result: CampaignInput = { dailyBudget, lifetimeBudget, budgetSharing, startTime, stopTime, ...input };
	nameRule(input, context);
	oneBudgetRule(result, context);
	spendCapRule(input, context);
	if (input.specialAdCategories) {
		categoryRule({ specialAdCategoryCountry: campaign.specialAdCategoryCountry, ...input }, context);
	}
	if (input.bidStrategy) bidStrategyRule(result, context);
	if (input.startTime !== undefined || input.stopTime !== undefined) dateRule(result, context);
	if (input.lifetimeBudget !== undefined || input.stopTime !== undefined) lifetimeEndRule(result, context);
	if (input.dailyBudget !== undefined || input.lifetimeBudget !== undefined) minimumBudgetRule(result, context);
};

export const UPDATE_RULES: UpdateRule[] = [
	endedRule,
	objectiveRule,
	sameBudgetRule,
	adSetBudgetRule,
	sharingRule,
	resultRule,
	spentRule,
];
