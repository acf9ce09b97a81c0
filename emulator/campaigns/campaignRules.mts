import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { display } from '../graph/language/money.mts';
import type { Account } from '../world/basics.mts';
import type { CampaignInput } from './campaignInput.mts';

/** What the account, the clock and (on update) the campaign's ad sets contribute to a rule. */
export interface RuleContext {
	account: Account;
	now: number;
}

export type Rule = (input: CampaignInput, context: RuleContext) => void;

/** An ad set's name may have 400 characters (Meta: reference/ad-campaign); for campaigns the limit is UNCONFIRMED 33, the same is assumed. */
const MAX_NAME = 400;
/** Only these can be created since ODAX (Meta: reference/ad-campaign-group); the refusal as several clients met it, v23.0. */
const OBJECTIVES = ['LEADS', 'SALES', 'ENGAGEMENT', 'AWARENESS', 'TRAFFIC', 'APP_PROMOTION'].map(
	(one) => `OUTCOME_${one}`,
);
const isCreatableObjective = (objective: string): boolean => objective.startsWith('OUTCOME_');
/** Sent as `spend_cap`, this removes the cap (Meta: reference/ad-campaign-group). */
export const NO_SPEND_CAP = 922337203685478;
const MINUTE = 60_000;
const DAY = 86_400_000;

export const nameRule: Rule = ({ name }) => {
	if (name === undefined) return;
	if (name.trim() === '') throw ruleError('Name is missing', 'Please enter a name for the campaign.', 'name');
	if (name.length > MAX_NAME) {
		throw ruleError('Name is too long', `The name of a campaign can have at most ${MAX_NAME} characters.`, 'name');
	}
};

export const objectiveRule: Rule = ({ objective }) => {
	if (objective === undefined || isCreatableObjective(objective)) return;
	throw parameterError(`Objective ${objective} is invalid. Use one of: ${OBJECTIVES.join(', ')}.`, 'objective');
};

/** CREDIT was retired on 2025-01-14 (Meta: out-of-cycle-changes/occ-2025); a category needs countries (Meta: audiences/special-ad-category). */
export const categoryRule: Rule = ({ specialAdCategories = [], specialAdCategoryCountry = [] }) => {
	if (specialAdCategories.includes('CREDIT')) {
		throw ruleError(
			'Special Ad Category is no longer available',
			'CREDIT was replaced by FINANCIAL_PRODUCTS_SERVICES.',
			'special_ad_categories',
		);
	}
	if (specialAdCategories.length > 0 && specialAdCategoryCountry.length === 0) {
		throw ruleError(
			'Special Ad Category country is missing',
			'Choose the countries in which the ads of a special category will run.',
			'special_ad_category_country',
		);
	}
};

/** Both budgets at once: code 100; the subcode is UNCONFIRMED 59. */
export const oneBudgetRule: Rule = ({ dailyBudget, lifetimeBudget }) => {
	if (dailyBudget === undefined || lifetimeBudget === undefined) return;
	throw ruleError('Two budgets', 'A campaign has either a daily or a lifetime budget, not both.', 'daily_budget');
};

/** Ad sets need an end for a lifetime budget (Meta: best-practices on budgets); for campaigns UNCONFIRMED 59, the same is assumed. */
export const lifetimeEndRule: Rule = ({ lifetimeBudget, stopTime }) => {
	if (lifetimeBudget === undefined || (stopTime !== undefined && stopTime > 0)) return;
	throw ruleError('End date is missing', 'A lifetime budget needs an end date (stop_time).', 'stop_time');
};

export const dateRule: Rule = ({ startTime, stopTime }, { now }) => {
	// 0 means "no end", as it does for an ad set's end_time (Meta: reference/ad-campaign).
	if (stopTime === undefined || stopTime === 0) return;
	if (stopTime <= Math.max(startTime ?? 0, now)) {
		throw ruleError(
			'End date is too early',
			'The end date must be later than the start date and lie in the future.',
			'stop_time',
		);
	}
};

/** 100/1885272 "budget is too low" (Meta: marketing-api/error-reference). For a lifetime budget, per started day (UNCONFIRMED 31). */
export const minimumBudgetRule: Rule = ({ dailyBudget, lifetimeBudget, startTime, stopTime }, { account, now }) => {
	const days = stopTime ? Math.max(1, Math.ceil((stopTime - Math.max(startTime ?? now, now) - MINUTE) / DAY)) : 1;
	const least = dailyBudget === undefined ? account.minDailyBudget * days : account.minDailyBudget;
	const budget = dailyBudget ?? lifetimeBudget;
	if (budget === undefined || budget >= least) return;
	throw ruleError(
		'Your budget is too low',
		`The budget must be at least ${display(least, account.currency)}.`,
		dailyBudget === undefined ? 'lifetime_budget' : 'daily_budget',
		1885272,
	);
};

/** Since v24.0 (Meta: marketing-api-changelog/version24.0, 4834011); 4834005 and 4834002: Meta's guide to ad set budget sharing. */
export const sharingRule: Rule = ({ dailyBudget, lifetimeBudget, budgetSharing, bidStrategy }) => {
	const hasBudget = dailyBudget !== undefined || lifetimeBudget !== undefined;
	const field = 'is_adset_budget_sharing_enabled';
	if (hasBudget && budgetSharing === true) {
		throw ruleError(
			'Budget sharing is not possible',
			'Ad sets cannot share budgets when the campaign has a budget.',
			field,
			4834002,
		);
	}
	if (hasBudget) return;
	if (budgetSharing === undefined) {
		const message = 'Must specify True or False in is_adset_budget_sharing_enabled field';
		throw ruleError(message, `${message} when the campaign has no budget.`, field, 4834011);
	}
	if (budgetSharing && bidStrategy === undefined) {
		throw ruleError(
			'Bid strategy is missing',
			'Ad set budget sharing needs a bid strategy on the campaign.',
			'bid_strategy',
			4834005,
		);
	}
};

/** Bid strategies go on the campaign only with its budget or shared budgets (Meta: bidding/overview/bid-strategy); subcode UNCONFIRMED 59. */
export const bidStrategyRule: Rule = ({ dailyBudget, lifetimeBudget, budgetSharing, bidStrategy }) => {
	if (bidStrategy === undefined || dailyBudget !== undefined || lifetimeBudget !== undefined || budgetSharing) return;
	throw ruleError(
		'Bid strategy is not possible',
		'Without a campaign budget the bid strategy belongs on the ad sets.',
		'bid_strategy',
	);
};

/** The least spend cap is a field of the account: min_campaign_group_spend_cap (Meta: reference/ad-account). */
export const spendCapRule: Rule = ({ spendCap }, { account }) => {
	if (spendCap === undefined || spendCap === NO_SPEND_CAP || spendCap >= account.minSpendCap) return;
	throw ruleError(
		'Spend cap is too low',
		`The spend cap must be at least ${display(account.minSpendCap, account.currency)}.`,
		'spend_cap',
	);
};

/** A new object is ACTIVE or PAUSED (Meta: reference/ad-campaign-group). */
const newStatusRule: Rule = ({ status }) => {
	if (status === undefined || status === 'ACTIVE' || status === 'PAUSED') return;
	throw parameterError('Param status must be one of {ACTIVE, PAUSED}', 'status');
};

export const CAMPAIGN_CREATE_RULES: Rule[] = [
	nameRule,
	newStatusRule,
	objectiveRule,
	categoryRule,
	oneBudgetRule,
	sharingRule,
	bidStrategyRule,
	dateRule,
	lifetimeEndRule,
	minimumBudgetRule,
	spendCapRule,
];
