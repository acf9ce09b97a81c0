import { isDeepStrictEqual } from 'node:util';
import { amountIn, budgetChange, logStatus } from '../campaigns/campaignActivities.mts';
import { bareId, budgetExtra, statusExtra } from '../log/logWords.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';

/** How long after its creation an ad set gets its status, as recorded. */
const STATUS_AFTER = 18_000;

/**
 * A new ad set makes five entries (recorded 2025-11 in a public front end): its creation with the budget, goal, bid strategy and
 * targeting, and when Meta has processed it, its status.
 */
export function logCreatedAdSet(world: World, actor: User, adSet: AdSet): void {
	const write = (eventType: string, extraData: Record<string, unknown>, at?: number): void =>
		world.activities.write(adSet.account, actor, adSet, eventType, extraData, at);
	const amount = amountIn(adSet);
	const kind = adSet.lifetimeBudget === undefined ? 'perDay' : 'lifetime';
	const budget =
		amount === undefined
			? { type: 'composite_data' }
			: budgetExtra(adSet.account.currency, undefined, { amount, kind });
	write('create_ad_set', budget);
	write('update_ad_set_bid_strategy', bidStrategyExtra(undefined, adSet));
	write('update_ad_set_optimization_goal', goalExtra(undefined, adSet));
	write('update_ad_set_target_spec', targetExtra(undefined, adSet));
	if (adSet.status !== 'ACTIVE' && adSet.status !== 'PAUSED') return;
	const settled = statusExtra('processing', adSet.status === 'ACTIVE' ? 'active' : 'inactive', ofCampaign(adSet));
	write('update_ad_set_run_status', settled, world.clock.now() + STATUS_AFTER);
}

const ofCampaign = ({ campaign }: AdSet): Record<string, unknown> => ({ campaign_id: bareId(campaign.id) });

/** Recorded for two strategies; the others have their API names. */
const STRATEGIES: Record<string, string> = {
	LOWEST_COST_WITHOUT_CAP: 'LOWEST_COST_BID_STRATEGY',
	LOWEST_COST_WITH_MIN_ROAS: 'MINIMUM_ROAS',
};

const FLOOR_UNIT = 10_000;

function floorOf(adSet: AdSet | undefined): number | null {
	const floor = (adSet?.bidConstraints as { roas_average_floor?: number } | undefined)?.roas_average_floor;
	return floor === undefined ? null : floor / FLOOR_UNIT;
}

function bidStrategyExtra(before: AdSet | undefined, after: AdSet): Record<string, unknown> {
	const name = (adSet: AdSet | undefined): string | null =>
		adSet?.bidStrategy === undefined ? null : (STRATEGIES[adSet.bidStrategy] ?? adSet.bidStrategy);
	return {
		old_value: name(before),
		new_value: name(after),
		additional_value: {
			old_value: before?.bidAmount ?? null,
			new_value: after.bidAmount ?? null,
			currency: after.account.currency,
			type: 'payment_amount',
		},
		adset_minimum_return_on_ad_spend: { old_value: floorOf(before), new_value: floorOf(after) },
		type: 'bid_type',
	};
}

const goalExtra = (before: AdSet | undefined, after: AdSet): Record<string, unknown> => ({
	new_value: after.optimizationGoal,
	old_value: before?.optimizationGoal ?? null,
	type: 'optimization_goal',
});

/** Targeting in lines for people: a heading and what it holds. */
function targetExtra(before: AdSet | undefined, after: AdSet): Record<string, unknown> {
	const lines = ({ targeting }: AdSet): unknown[] => {
		const { countries = [] } = (targeting.geo_locations ?? {}) as { countries?: string[] };
		return [
			{ content: 'Location:', children: countries.length > 0 ? countries : ['Worldwide'] },
			{ content: 'Minimum age:', children: [String(targeting.age_min ?? 18)] },
		];
	};
	return { old_value: before === undefined ? [] : lines(before), new_value: lines(after), type: 'targets_spec' };
}

type Change = [keyof AdSet, string];
/** Event types: spec object AdActivity. Values side by side, as a bid is recorded (how Meta writes the others: UNCONFIRMED 128). */
const CHANGES: Change[] = [
	['name', 'update_ad_set_name'],
	['bidAmount', 'update_ad_set_bidding'],
	['bidConstraints', 'update_ad_set_bidding'],
	['dailySpendCap', 'update_ad_set_spend_cap'],
	['lifetimeSpendCap', 'update_ad_set_spend_cap'],
	['dailyMinSpend', 'update_ad_set_min_spend_target'],
	['lifetimeMinSpend', 'update_ad_set_min_spend_target'],
	['endTime', 'update_ad_set_duration'],
	['startTime', 'update_ad_set_duration'],
	['schedule', 'update_campaign_ad_scheduling'],
];

export function logAdSetChanges(world: World, actor: User, before: AdSet, after: AdSet): void {
	const write = (eventType: string, extraData: Record<string, unknown>): void =>
		world.activities.write(after.account, actor, after, eventType, extraData);
	for (const [key, eventType] of CHANGES) {
		if (isDeepStrictEqual(before[key], after[key])) continue;
		write(eventType, { old_value: before[key] ?? 0, new_value: after[key] ?? 0 });
	}
	if (!isDeepStrictEqual(before.targeting, after.targeting))
		write('update_ad_set_target_spec', targetExtra(before, after));
	if (before.optimizationGoal !== after.optimizationGoal)
		write('update_ad_set_optimization_goal', goalExtra(before, after));
	if (before.bidStrategy !== after.bidStrategy) write('update_ad_set_bid_strategy', bidStrategyExtra(before, after));
	if (amountIn(before) !== amountIn(after)) write('update_ad_set_budget', budgetChange(before, after));
	logStatus(world, actor, before, after, ofCampaign(after));
}
