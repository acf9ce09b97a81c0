import { DateTime } from 'luxon';

/** Statuses a list can be narrowed to (`effective_status`). Deleted ones cannot be listed on this edge. */
export const listedStatuses = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Archived', value: 'ARCHIVED' },
	{ name: 'Campaign Paused', value: 'CAMPAIGN_PAUSED' },
	{ name: 'In Process', value: 'IN_PROCESS' },
	{ name: 'Paused', value: 'PAUSED' },
	{ name: 'With Issues', value: 'WITH_ISSUES' },
] as const;

/** IMPRESSIONS goes with every goal, the others with the goal of the same name (Marketing API, Ad Set reference, `billing_event`). */
export const billingEvents = [
	{ name: 'Impressions', value: 'IMPRESSIONS' },
	{ name: 'Link Clicks', value: 'LINK_CLICKS', description: 'Only with the performance goal Link Clicks' },
	{ name: 'ThruPlay', value: 'THRUPLAY', description: 'Only with the performance goal ThruPlay' },
];

/** Windows Meta still takes (Ad Set reference, `attribution_spec`); which of them a goal takes is left to Meta. */
export const attributions = [
	{ name: '1 Day After Click', value: 'click1' },
	{ name: '1 Day After Click or View', value: 'click1view1' },
	{ name: '7 Days After Click', value: 'click7' },
	{ name: '7 Days After Click or 1 Day After View', value: 'click7view1' },
	{ name: '7 Days After Click, 1 Day After View or Engaged View', value: 'click7view1engaged1' },
] as const;

/** Days as Meta numbers them. */
export const days = [
	{ name: 'Friday', value: 5 },
	{ name: 'Monday', value: 1 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 0 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
].sort((one, other) => ((one.value + 6) % 7) - ((other.value + 6) % 7));

export const nameOfDay = (day: number): string => days.find(({ value }) => value === day)?.name.slice(0, 3) ?? String(day);

/** Full hours of a day, 00:00 to 24:00. */
export const hours = Array.from({ length: 25 }, (_, hour) => {
	const value = hour === 24 ? '24:00' : DateTime.utc(2000, 1, 1, hour).toFormat('HH:mm');
	return { name: value, value };
});

/** Events of `promoted_object.custom_event_type` a marketer meets, in Ads Manager's words (spec object AdPromotedObject). */
export const conversionEvents = [
	{ name: 'Add Payment Info', value: 'ADD_PAYMENT_INFO' },
	{ name: 'Add to Cart', value: 'ADD_TO_CART' },
	{ name: 'Add to Wishlist', value: 'ADD_TO_WISHLIST' },
	{ name: 'Complete Registration', value: 'COMPLETE_REGISTRATION' },
	{ name: 'Contact', value: 'CONTACT' },
	{ name: 'Customize Product', value: 'CUSTOMIZE_PRODUCT' },
	{ name: 'Donate', value: 'DONATE' },
	{ name: 'Find Location', value: 'FIND_LOCATION' },
	{ name: 'Initiate Checkout', value: 'INITIATED_CHECKOUT' },
	{ name: 'Lead', value: 'LEAD' },
	{ name: 'Purchase', value: 'PURCHASE' },
	{ name: 'Schedule', value: 'SCHEDULE' },
	{ name: 'Search', value: 'SEARCH' },
	{ name: 'Start Trial', value: 'START_TRIAL' },
	{ name: 'Submit Application', value: 'SUBMIT_APPLICATION' },
	{ name: 'Subscribe', value: 'SUBSCRIBE' },
	{ name: 'View Content', value: 'CONTENT_VIEW' },
];

/**
 * Platforms and positions as one list, `platform:position` (Marketing API, "Placement targeting"). Without the ones Meta
 * has taken back: Facebook video feeds (v24.0), Instagram explore (v26.0), Messenger home (2025-11) and stories (v26.0).
 */
export const placements = [
	{ name: 'Audience Network: Native, Banner and Interstitial', value: 'audience_network:classic' },
	{ name: 'Audience Network: Rewarded Video', value: 'audience_network:rewarded_video' },
	{ name: 'Automatic (Advantage+ Placements)', value: 'automatic', description: 'Meta chooses; nothing else can be chosen beside it' },
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
