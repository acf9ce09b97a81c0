import { ENTRIES_PER_STATUS_CHANGE, RUN_STATUS } from '../campaigns/campaignActivities.mts';
import type { Ad } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';

export function logCreatedAd(world: World, actor: User, ad: Ad): void {
	world.activities.write(ad.account, actor, ad, 'create_ad', { new_value: ad.name });
}

/** Event types: spec object AdActivity. Shapes of `extra_data`: third-party hints. */
export function logAdChanges(world: World, actor: User, before: Ad, after: Ad): void {
	const write = (eventType: string, extraData: Record<string, unknown>): void =>
		world.activities.write(after.account, actor, after, eventType, extraData);
	if (before.name !== after.name) write('update_ad_friendly_name', { old_value: before.name, new_value: after.name });
	if (before.creativeId !== after.creativeId) {
		write('update_ad_creative', { old_value: before.creativeId, new_value: after.creativeId });
	}
	if (before.status === after.status) return;
	for (let entry = 0; entry < ENTRIES_PER_STATUS_CHANGE; entry += 1) {
		write('update_ad_run_status', { old_value: RUN_STATUS[before.status], new_value: RUN_STATUS[after.status] });
	}
}
