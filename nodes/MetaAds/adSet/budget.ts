import { DateTime } from 'luxon';

import type { GraphParams } from '../../shared/graph/request';
import { formatMoney } from '../../shared/money';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import type { CampaignFacts } from './campaignFacts';
import type { CreateParams } from './createForm';

/**
 * A budget lies on the campaign or on its ad sets, not on both (error subcode 1885621 of Marketing API, "Error codes").
 *
 * @throws InputProblem at the field
 */
export function budgetParams({ budgetType, dailyBudget, lifetimeBudget }: Pick<CreateParams, 'budgetType' | 'dailyBudget' | 'lifetimeBudget'>, { budget, name }: CampaignFacts, account: AccountFacts): GraphParams {
	if (budget && budgetType !== 'campaign') {
		const amount = formatMoney(budget.minor, account.currency);
		throw new InputProblem(['budgetType'], `cannot be set on the ad set: the campaign “${name}” has a ${budget.kind} budget of ${amount}`, 'Choose Campaign’s Budget. To limit this ad set, add Minimum or Maximum Spend under Additional Fields.');
	}
	if (!budget && budgetType === 'campaign') {
		throw new InputProblem(['budgetType'], `cannot be the campaign’s: “${name}” leaves the budget to its ad sets`, 'Choose Daily Budget or Lifetime Budget.');
	}
	return {
		daily_budget: minorAt(['dailyBudget'], dailyBudget, account),
		lifetime_budget: minorAt(['lifetimeBudget'], lifetimeBudget, account),
	};
}

/** An amount in Meta's minor units, or nothing. */
const minorAt = (path: readonly string[], amount: string | undefined, account: AccountFacts): string | undefined => (amount === undefined ? undefined : amountAt(path, amount, account));

/**
 * The least and the most an ad set gets of its campaign's budget, per day or in all as that budget is (Marketing API,
 * "Advantage campaign budget": daily_min_spend_target and its siblings).
 *
 * @param collection where the two fields lie in the form
 * @throws InputProblem at the field
 */
export function spendLimits(collection: string, minSpend: string | undefined, maxSpend: string | undefined, { budget }: CampaignFacts, account: AccountFacts): Array<[field: string, minor: string]> {
	const least = minorAt([collection, 'minSpend'], minSpend, account);
	const most = minorAt([collection, 'maxSpend'], maxSpend, account);
	if (!budget && (least ?? most) !== undefined) {
		throw new InputProblem([collection, least === undefined ? 'maxSpend' : 'minSpend'], 'cannot be set: the campaign has no budget', 'The ad set’s own budget is its limit. Remove the field.');
	}
	if (least !== undefined && most !== undefined && BigInt(least) > BigInt(most)) {
		throw new InputProblem([collection, 'minSpend'], 'is above Maximum Spend', 'Change one of the two.');
	}
	const limits: Array<[string, string | undefined]> = [
		[`${budget?.kind ?? 'daily'}_min_spend_target`, least],
		[`${budget?.kind ?? 'daily'}_spend_cap`, most],
	];
	return limits.filter((limit): limit is [string, string] => limit[1] !== undefined);
}

const HOURS = 3_600_000;

export interface Flight {
	readonly start?: string;
	readonly end?: string;
}

/** Where times are entered. */
export interface FlightForm {
	readonly startPath: readonly string[];
	readonly start?: string;
	readonly endPath: readonly string[];
	readonly end?: string;
}

/** @throws InputProblem for times that cannot be read */
export const flightOf = ({ startPath, start, endPath, end }: FlightForm, account: AccountFacts): Flight => ({
	start: start === undefined ? undefined : momentAt(startPath, start, account),
	end: end === undefined ? undefined : momentAt(endPath, end, account, 'end'),
});

/**
 * Why an ad set cannot run from start to end: the end comes after the start, and a daily budget needs more than a day
 * between the two (Marketing API, Ad Set reference, `daily_budget`).
 */
export function flightProblem(path: readonly string[], start: string | undefined, end: string | undefined, daily: boolean, now: number): InputProblem | null {
	if (end === undefined) return null;
	const from = Math.max(start === undefined ? now : DateTime.fromISO(start).toMillis(), 0);
	const to = DateTime.fromISO(end).toMillis();
	if (to <= from) return new InputProblem(path, start === undefined ? 'is in the past' : 'puts the end before the start', `The ad set would run from ${start ?? 'now'} to ${end}. Change one of the two.`);
	if (daily && to - from <= 24 * HOURS) {
		return new InputProblem(path, 'leaves less than a day to run, which a daily budget needs', 'Choose a later end, or a lifetime budget.');
	}
	return null;
}
