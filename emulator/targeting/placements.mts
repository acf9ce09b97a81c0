import type { JsonObject } from '../graph/language/jsonObjects.mts';
import { entries } from './geo.mts';
import { targetingError } from './specRules.mts';

/** Platforms and positions (Meta: audiences/reference/placement-targeting); unknown values: subcode UNCONFIRMED 79. */
const POSITIONS: Record<string, string[]> = {
	facebook:
		'feed right_hand_column marketplace story search instream_video facebook_reels facebook_reels_overlay profile_feed notification biz_disco_feed'.split(
			' ',
		),
	instagram: 'stream story explore_home reels profile_feed ig_search profile_reels shop'.split(' '),
	messenger: ['sponsored_messages', 'story'],
	audience_network: ['classic', 'rewarded_video', 'instream_video'],
	threads: ['threads_stream'],
	whatsapp: ['status'],
};
/** Gone: Facebook video feeds (changelog v24.0), Instagram explore (v26.0, third-party hint), messenger_home (occ-2025). */
const GONE: Record<string, string[]> = {
	facebook: ['video_feeds'],
	instagram: ['explore'],
	messenger: ['messenger_home'],
};
const DEVICES = ['mobile', 'desktop', 'connected_tv'];

export function checkPlacements(targeting: JsonObject): void {
	const platforms = entries(targeting, 'publisher_platforms').map(String);
	const unknown = platforms.find((platform) => !POSITIONS[platform]);
	if (unknown) throw targetingError('Placement is not valid', `Unknown platform ${unknown}.`, ['publisher_platforms']);
	for (const [platform, known] of Object.entries(POSITIONS)) {
		const key = `${platform}_positions`;
		const placementNames = entries(targeting, key).map(String);
		const bad = placementNames.find((position) => !known.includes(position));
		if (bad !== undefined) {
			const why = GONE[platform]?.includes(bad) ? 'is no longer available' : 'is not a known position';
			throw targetingError('Placement is not valid', `${key}: ${bad} ${why}.`, [key]);
		}
		if (placementNames.length === 0 || platforms.length === 0 || platforms.includes(platform)) continue;
		throw targetingError('Placement is not valid', `${key} needs ${platform} in publisher_platforms.`, [key]);
	}
	const device = entries(targeting, 'device_platforms').find((name) => !DEVICES.includes(String(name)));
	if (device === undefined) return;
	throw targetingError('Device is not valid', `Unknown device platform ${String(device)}.`, ['device_platforms']);
}
