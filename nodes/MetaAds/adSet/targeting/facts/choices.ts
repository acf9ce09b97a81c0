/**
 * Platforms and positions as one list, `platform:position` (Marketing API, "Placement targeting"). Without the ones Meta
 * has taken back: Facebook video feeds (v24.0), Instagram explore (v26.0), Messenger home (2025-11) and stories (v26.0).
 */
export const placements = [
	{ name: 'Audience Network: Native, Banner and Interstitial', value: 'audience_network:classic' },
	{ name: 'Audience Network: Rewarded Video', value: 'audience_network:rewarded_video' },
	{
		name: 'Automatic (Advantage+ Placements)',
		value: 'automatic',
		description: 'Meta chooses the placements. It cannot be combined with others.',
	},
	{ name: 'Facebook: Feed', value: 'facebook:feed' },
	{ name: 'Facebook: In-Stream Video', value: 'facebook:instream_video' },
	{ name: 'Facebook: Marketplace', value: 'facebook:marketplace' },
	{ name: 'Facebook: Notifications', value: 'facebook:notification' },
	{ name: 'Facebook: Profile Feed', value: 'facebook:profile_feed' },
	{ name: 'Facebook: Reels', value: 'facebook:facebook_reels' },
	{ name: 'Facebook: Reels Overlay', value: 'facebook:facebook_reels_overlay' },
	{ name: 'Facebook: Right Column', value: 'facebook:right_hand_column' },
	{ name: 'Facebook: Search', value: 'facebook:search' },
	{ name: 'Facebook: Stories', value: 'facebook:story' },
	{ name: 'Instagram: Explore Home', value: 'instagram:explore_home' },
	{ name: 'Instagram: Feed', value: 'instagram:stream' },
	{ name: 'Instagram: Profile Feed', value: 'instagram:profile_feed' },
	{ name: 'Instagram: Profile Reels', value: 'instagram:profile_reels' },
	{ name: 'Instagram: Reels', value: 'instagram:reels' },
	{ name: 'Instagram: Search', value: 'instagram:ig_search' },
	{ name: 'Instagram: Stories', value: 'instagram:story' },
	{ name: 'Messenger: Sponsored Messages', value: 'messenger:sponsored_messages' },
	{ name: 'Threads: Feed', value: 'threads:threads_stream' },
	{ name: 'WhatsApp: Status', value: 'whatsapp:status' },
];

export const AUTOMATIC_PLACEMENTS = 'automatic';

export const devices = [
	{ name: 'Desktop', value: 'desktop' },
	{ name: 'Mobile', value: 'mobile' },
];
