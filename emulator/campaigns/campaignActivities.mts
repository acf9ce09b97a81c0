import type { Campaign } from '../world/adObjectModel.mts';
import type { Status, User } from '../world/basics.mts';
import type { World } from '../world/world.mts';

/** `extra_data` names the run status in these words (third-party hint). */
export const RUN_STATUS: Record<Status, string> = {
	ACTIVE: 'Active',
	PAUSED: 'Inactive',
	ARCHIVED: 'Archived',
	DELETED: 'Deleted',
};
/** One pause was seen as three entries of the log (third-party hint). */
export const ENTRIES_PER_STATUS_CHANGE = 3;

export function logCreatedCampaign(world: World, actor: User, campaign: Campaign): void {
	world.activities.write(campaign.account, actor, campaign, 'create_campaign_group', { new_value: campaign.name });
}

/** Event types: spec object AdActivity. Shapes of `extra_data`: third-party hints. */
export function logCampaignChanges(world: World, actor: User, before: Campaign, after: Campaign): void {
	const write = (eventType: string, extraData: Record<string, unknown>): void =>
		world.activities.write(after.account, actor, after, eventType, extraData);
	if (before.name !== after.name) write('update_campaign_name', { old_value: before.name, new_value: after.name });
	if (budgetOf(before) === undefined && budgetOf(after) !== undefined) {
		write('update_campaign_budget_optimization_toggling_status', { old_value: 'Off', new_value: 'On' });
	}
	if (budgetOf(before) !== budgetOf(after)) {
		const type = after.lifetimeBudget === undefined ? 'Per day' : 'Lifetime budget';
		write('update_campaign_budget', {
			old_value: { old_value: budgetOf(before) ?? 0, type },
			new_value: { new_value: budgetOf(after) ?? 0, type },
		});
	}
	if (before.spendCap !== after.spendCap) {
		write('update_campaign_group_spend_cap', { old_value: before.spendCap ?? 0, new_value: after.spendCap ?? 0 });
	}
	if (before.startTime !== after.startTime || before.stopTime !== after.stopTime) {
		write('update_campaign_schedule', { old_value: before.stopTime ?? 0, new_value: after.stopTime ?? 0 });
	}
	if (before.status === after.status) return;
	for (let entry = 0; entry < ENTRIES_PER_STATUS_CHANGE; entry += 1) {
		write('update_campaign_run_status', { old_value: RUN_STATUS[before.status], new_value: RUN_STATUS[after.status] });
	}
}

function budgetOf(campaign: Campaign): number | undefined {
	return campaign.dailyBudget ?? campaign.lifetimeBudget;
}
