import { byLabel } from '../../../shared/words';

/** What can be chosen for an audience: Meta's values, in the words of Ads Manager. */

/** The pixel's standard events (Meta Pixel reference); any other one is a custom event. */
const standardEvents = [
	...[
		'AddPaymentInfo',
		'AddToCart',
		'AddToWishlist',
		'CompleteRegistration',
		'Contact',
		'CustomizeProduct',
		'Donate',
		'FindLocation',
	],
	...[
		'InitiateCheckout',
		'Lead',
		'Purchase',
		'Schedule',
		'Search',
		'StartTrial',
		'SubmitApplication',
		'Subscribe',
		'ViewContent',
	],
];

export const ANY_VISIT = 'any';
export const OTHER_EVENT = 'custom';

const withSpaces = (event: string): string => event.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

export const websiteEvents = [
	{ name: 'Any Visit', value: ANY_VISIT, description: 'Everybody who opened a page' },
	{ name: 'Custom Event', value: OTHER_EVENT, description: 'Another event that the pixel sends' },
	...standardEvents.map((event) => ({ name: withSpaces(event), value: event })),
].sort(byLabel);

export const ANY_PAGE = 'any';

/** How the address of a page is compared (Audience Rules: comparison operators). */
export const urlConditions = [
	{ name: 'Any Page', value: ANY_PAGE },
	{ name: 'Contains', value: 'i_contains' },
	{ name: 'Does Not Contain', value: 'i_not_contains' },
	{ name: 'Is Exactly', value: 'eq' },
	{ name: 'Matches a Pattern (Regex)', value: 'regex_match' },
	{ name: 'Starts With', value: 'i_starts_with' },
] as const;

/**
 * Where people engage, how its source is called in a rule, and for how many days Meta keeps that (Engagement Custom
 * Audiences: max retention days).
 */
export const engagementSources = [
	{ name: 'Facebook Page', value: 'page', source: 'page', mostDays: 730 },
	{ name: 'Instagram Account', value: 'instagram', source: 'ig_business', mostDays: 730 },
	{ name: 'Instant Form', value: 'leadForm', source: 'lead', mostDays: 90 },
	// Its page names no maximum; 180 days are what every audience takes (UNCONFIRMED 4 for video).
	{ name: 'Video', value: 'video', source: 'video', mostDays: 180 },
] as const;

export type EngagementSource = (typeof engagementSources)[number]['value'];

/** Liking lasts as long as the like: Meta wants no retention then. */
export const PAGE_LIKED = 'page_liked';

export const pageEvents = [
	{
		name: 'Anyone Who Engaged',
		value: 'page_engaged',
		description: 'Visited the page or engaged with its content or ads',
	},
	{ name: 'Clicked a Call-to-Action Button', value: 'page_cta_clicked' },
	{
		name: 'Interacted With a Post',
		value: 'page_post_interaction',
		description: 'Reactions, shares, comments, link clicks, carousel swipes',
	},
	{ name: 'Like the Page Now', value: PAGE_LIKED, description: 'As long as they like it: the days do not matter' },
	{ name: 'Saved the Page or a Post', value: 'page_or_post_save' },
	{ name: 'Sent a Message', value: 'page_messaged', description: 'May not be available in Europe' },
	{ name: 'Visited the Page', value: 'page_visited' },
] as const;

export const instagramEvents = [
	{
		name: 'Anyone Who Engaged',
		value: 'ig_business_profile_all',
		description: 'Visited the profile or engaged with its content or ads',
	},
	{ name: 'Engaged With a Post or Ad', value: 'ig_business_profile_engaged' },
	{ name: 'Saved a Post or Ad', value: 'ig_business_profile_ad_saved' },
	{ name: 'Sent a Message', value: 'ig_user_messaged_business', description: 'May not be available in Europe' },
	{ name: 'Visited the Profile', value: 'ig_business_profile_visit' },
] as const;

export const leadFormEvents = [
	{ name: 'Opened but Did Not Submit', value: 'lead_generation_dropoff' },
	{ name: 'Opened the Form', value: 'lead_generation_opened' },
	{ name: 'Submitted the Form', value: 'lead_generation_submitted' },
] as const;

export const videoEvents = [
	{ name: 'Watched 10 Seconds', value: 'video_view_10s' },
	{ name: 'Watched 15 Seconds or ThruPlay', value: 'video_view_15s' },
	{ name: 'Watched 25 %', value: 'video_view_25_percent' },
	{ name: 'Watched 3 Seconds', value: 'video_watched' },
	{ name: 'Watched 50 %', value: 'video_view_50_percent' },
	{ name: 'Watched 75 %', value: 'video_view_75_percent' },
	{ name: 'Watched 95 %', value: 'video_completed' },
] as const;
