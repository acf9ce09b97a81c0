import { ruleError } from '../graph/language/graphError.mts';
import { isObject } from '../graph/language/jsonObjects.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import { MESSENGER_FEED } from '../world/messengers.mts';
import type { World } from '../world/world.mts';

/** A feed that Meta combines freely; one with rules for placements, of several texts or of messengers alone, is no dynamic creative. */
function isDynamic(world: World, creativeId: string): boolean {
	const { asset_feed_spec: feed } = world.get('AdCreative', creativeId).fields;
	if (!isObject(feed)) return false;
	return (
		feed.asset_customization_rules === undefined &&
		!['DEGREES_OF_FREEDOM', MESSENGER_FEED].includes(String(feed.optimization_type))
	);
}

/**
 * An ad set for dynamic creative has one ad (Meta: ad-creative/asset-feed-spec/dynamic-creative). Elsewhere such an ad is
 * refused with 1885998 (pasted in a public repository, 2026), before with 1885553 (pipeboard-co/meta-ads-mcp issue 118); which
 * subcodes other ads in such an ad set have is UNCONFIRMED 89.
 */
export function checkDynamic(world: World, adSet: AdSet, creativeId: string): void {
	const isFeed = isDynamic(world, creativeId);
	if (isFeed && !adSet.isDynamicCreative) {
		throw ruleError('Dynamic creative', 'Dynamic creative ads can only be in such ad sets.', 'creative', 1885998);
	}
	if (!adSet.isDynamicCreative) return;
	if (!isFeed) throw ruleError('Dynamic creative', 'This ad set takes a dynamic creative only.', 'creative');
	if (world.adsOf(adSet).length === 0) return;
	throw ruleError('Dynamic creative', 'An ad set for dynamic creative can have one ad only.', 'adset_id');
}

/** "Cannot delete or archive" such an ad alone: its ad set goes as a whole (the same page). */
export function checkDynamicEnd(adSet: AdSet): void {
	if (!adSet.isDynamicCreative) return;
	throw ruleError('Dynamic creative', 'Archive or delete the ad set of a dynamic creative ad instead.', 'status');
}
