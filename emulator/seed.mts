import { seedAds } from './ads/seedAds.mts';
import { seedAdSets } from './adSets/seedAdSets.mts';
import { seedAssets } from './assets/seedAssets.mts';
import { seedAudiences } from './audiences/seedAudiences.mts';
import { seedCampaigns } from './campaigns/seedCampaigns.mts';
import { seedConversions } from './datasets/seedConversions.mts';
import { seedLeads } from './leads/seedLeads.mts';
import { seedAccounts } from './world/seedAccounts.mts';
import type { World } from './world/world.mts';

/** What every emulator begins with; the ids have names in seedIds.mts. */
export function seed(world: World): void {
	const now = world.clock.now();
	seedAccounts(world, now);
	seedAssets(world, now);
	seedAudiences(world, now);
	seedConversions(world, now);
	seedCampaigns(world, now);
	seedAdSets(world, now);
	seedAds(world, now);
	seedLeads(world, now);
}
