import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import { formatMoney } from '../../../shared/money';
import { amountAt } from '../../../shared/node/session/accountValues';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { CampaignFacts } from '../campaignFacts';

export interface BudgetForm {
	readonly budgetType: 'campaign' | 'daily' | 'lifetime';
	readonly dailyBudget?: string;
	readonly lifetimeBudget?: string;
}

/**
 * Where the budget lies once the campaign is known: a daily budget left empty, as the form begins, is the campaign's
 * where that has one. An ad set in such a campaign can have no other.
 */
export const placedBudget = <P extends BudgetForm>(params: P, { budget }: CampaignFacts): P =>
	budget && params.budgetType === 'daily' && params.dailyBudget === undefined
		? { ...params, budgetType: 'campaign' }
		: params;

/** A budget lies on the campaign or on its ad sets, not on both (error subcode 1885621 of Marketing API, "Error codes"). */
export function budgetTypeProblem(
	{ budgetType, dailyBudget }: BudgetForm,
	{ budget, name }: CampaignFacts,
	{ currency }: AccountFacts,
): InputProblem | null {
	if (budget && budgetType !== 'campaign') {
		const amount = formatMoney(budget.minor, currency);
		return new InputProblem(
			['budgetType'],
			`cannot be set on the ad set: the campaign “${name}” has a ${budget.kind} budget of ${amount}`,
			'Choose Campaign Budget (Advantage+), or empty the amount. To limit this ad set, add Minimum or Maximum Spend under Additional Fields.',
		);
	}
	if (budget) return null;
	if (budgetType === 'daily' && dailyBudget === undefined) {
		return new InputProblem(
			['dailyBudget'],
			`is empty, and the campaign “${name}” leaves the budget to its ad sets`,
			'Enter what the ad set may spend a day, or choose Lifetime Budget.',
		);
	}
	if (budgetType !== 'campaign') return null;
	const advice = 'Choose Daily Budget or Lifetime Budget.';
	return new InputProblem(
		['budgetType'],
		`cannot be the campaign’s: “${name}” leaves the budget to its ad sets`,
		advice,
	);
}

/** @throws InputProblem for an amount that does not fit the account's currency */
export const budgetParams = ({ dailyBudget, lifetimeBudget }: BudgetForm, account: AccountFacts): GraphParams => ({
	daily_budget: minorAt(['dailyBudget'], dailyBudget, account),
	lifetime_budget: minorAt(['lifetimeBudget'], lifetimeBudget, account),
});

export const budgetFields = ['daily_budget', 'lifetime_budget'];

/** Whether an ad set has the budget that was sent: it tells new ones of one name apart. */
export const hasBudgetOf = (sentParams: GraphParams, adSet: GraphObject): boolean =>
	budgetFields.every((field) => sentParams[field] === undefined || String(sentParams[field]) === String(adSet[field]));

/** An amount in Meta's minor units, or nothing. */
const minorAt = (path: readonly string[], amount: string | undefined, account: AccountFacts): string | undefined =>
	amount === undefined ? undefined : amountAt(path, amount, account);

/** The least and the most an ad set gets of its campaign's budget, in Meta's minor units. */
interface SpendLimits {
	/** None unless given; both are whole numbers as text. */
	readonly least?: string;
	readonly most?: string;
}

/**
 * @param collection where the two fields lie in the form
 * @throws InputProblem for an amount that does not fit the account's currency
 */
export const spendLimitsOf = (
	collection: string,
	{ minSpend, maxSpend }: { readonly minSpend?: string; readonly maxSpend?: string },
	account: AccountFacts,
): SpendLimits => ({
	least: minorAt([collection, 'minSpend'], minSpend, account),
	most: minorAt([collection, 'maxSpend'], maxSpend, account),
});

export function spendLimitsProblem(
	collection: string,
	{ least, most }: SpendLimits,
	{ budget }: CampaignFacts,
): InputProblem | null {
	if (!budget && (least ?? most) !== undefined) {
		const path = [collection, least === undefined ? 'maxSpend' : 'minSpend'];
		const advice = 'The ad set’s own budget is its limit. Remove the field.';
		return new InputProblem(path, 'cannot be set: the campaign has no budget', advice);
	}
	if (least === undefined || most === undefined || BigInt(least) <= BigInt(most)) return null;
	return new InputProblem([collection, 'minSpend'], 'is above Maximum Spend', 'Change one of the two.');
}

/** One limit under Graph's name. */
interface LimitParam {
	readonly field: string;
	readonly label: string;
	readonly minor: string;
}

/**
 * The limits as Graph takes them: per day or in all, as the campaign's budget is (Marketing API, "Advantage campaign
 * budget": daily_min_spend_target and its siblings).
 */
export function limitParams({ least, most }: SpendLimits, { budget }: CampaignFacts): LimitParam[] {
	if (!budget) return [];
	return [
		...(least === undefined
			? []
			: [{ field: `${budget.kind}_min_spend_target`, label: 'Minimum Spend', minor: least }]),
		...(most === undefined ? [] : [{ field: `${budget.kind}_spend_cap`, label: 'Maximum Spend', minor: most }]),
	];
}
