import { ruleError } from '../graph/language/graphError.mts';
import { isObject } from '../graph/language/jsonObjects.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import { MESSENGER_BUTTONS, MESSENGER_FEED, SEVERAL_MESSENGERS } from '../world/messengers.mts';
import type { World } from '../world/world.mts';

/**
 * The messengers of a creative "need to match" those of the ad set (Meta: ad-creative/messaging-ads/click-to-multidestination).
 * Subcode UNCONFIRMED 59.
 */
export function checkMessengers(world: World, { destinationType }: AdSet, creativeId: string): void {
	const { asset_feed_spec: feed } = world.get('AdCreative', creativeId).fields;
	if (!isObject(feed) || feed.optimization_type !== MESSENGER_FEED) return;
	const actions = Array.isArray(feed.call_to_actions) ? feed.call_to_actions.filter(isObject) : [];
	const shown = actions.map(({ type }) => MESSENGER_BUTTONS[String(type)] ?? '').sort();
	if (shown.join() === [...(SEVERAL_MESSENGERS[destinationType] ?? [])].sort().join()) return;
	throw ruleError('Destination does not fit', 'The creative opens other messengers than the ad set.', 'creative');
}
