import { isDeepStrictEqual } from 'node:util';
import { ENTRIES_PER_STATUS_CHANGE, RUN_STATUS } from '../campaigns/campaignActivities.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';

export function logCreatedAdSet(world: World, actor: User, adSet: AdSet): void {
	world.activities.write(adSet.account, actor, adSet, 'create_ad_set', { new_value: adSet.name });
}

type Change = [keyof AdSet, string];
/** Event types: spec object AdActivity. Shapes of `extra_data`: third-party hints. */
const CHANGES: Change[] = [
	['name', 'update_ad_set_name'],
	['targeting', 'update_ad_set_target_spec'],
	['optimizationGoal', 'update_ad_set_optimization_goal'],
	['bidStrategy', 'update_ad_set_bid_strategy'],
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
	const budget = (adSet: AdSet): number => adSet.dailyBudget ?? adSet.lifetimeBudget ?? 0;
	if (budget(before) !== budget(after)) {
		const type = after.lifetimeBudget === undefined ? 'Per day' : 'Lifetime budget';
		write('update_ad_set_budget', {
			old_value: { old_value: budget(before), type },
			new_value: { new_value: budget(after), type },
		});
	}
	if (before.status === after.status) return;
	for (let entry = 0; entry < ENTRIES_PER_STATUS_CHANGE; entry += 1) {
		write('update_ad_set_run_status', { old_value: RUN_STATUS[before.status], new_value: RUN_STATUS[after.status] });
	}
}
