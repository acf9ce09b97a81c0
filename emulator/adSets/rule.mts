import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import type { AdSetInput } from './adSetInput.mts';

export interface AdSetContext {
	world: World;
	account: Account;
	campaign: Campaign;
	now: number;
	/** The ad set before an update; absent for a new one. */
	current?: AdSet;
}

/** A rule looks at the ad set as it would be; on an update it runs only when one of its fields was sent. */
export interface AdSetRule {
	on: (keyof AdSetInput)[];
	check(result: AdSetInput, context: AdSetContext): void;
}

export function runRules(rules: AdSetRule[], result: AdSetInput, input: AdSetInput, context: AdSetContext): void {
	for (const { on, check } of rules) {
		if (context.current === undefined || on.some((field) => field in input)) check(result, context);
	}
}

export function hasOwnBudget({ dailyBudget, lifetimeBudget }: AdSetInput | Campaign): boolean {
	return dailyBudget !== undefined || lifetimeBudget !== undefined;
}

/** The campaign holds the bid strategy when it holds the budget or shares budgets, else the ad set (Meta: bidding/overview/bid-strategy). */
export function ownsStrategy(campaign: Campaign): boolean {
	return hasOwnBudget(campaign) || campaign.budgetSharing === true;
}

/** A bid amount alone means a bid cap (Meta: bidding/overview/bid-strategy). */
export function strategyOf(adSet: Pick<AdSetInput, 'bidStrategy' | 'bidAmount'>, campaign: Campaign): string {
	if (ownsStrategy(campaign)) return campaign.bidStrategy ?? 'LOWEST_COST_WITHOUT_CAP';
	return adSet.bidStrategy ?? (adSet.bidAmount === undefined ? 'LOWEST_COST_WITHOUT_CAP' : 'LOWEST_COST_WITH_BID_CAP');
}
