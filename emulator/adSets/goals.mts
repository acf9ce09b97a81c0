import { SEVERAL_MESSENGERS } from '../world/messengers.mts';

/**
 * Which optimization goals an objective takes (Meta: reference/ad-campaign-group, "ODAX mapping"). Goals after a `+` are not in
 * that table; clients in the field send them with success (third-party hint).
 */
const TABLE: Record<string, string> = {
	OUTCOME_AWARENESS: 'REACH IMPRESSIONS AD_RECALL_LIFT THRUPLAY',
	OUTCOME_TRAFFIC:
		'LINK_CLICKS LANDING_PAGE_VIEWS REACH IMPRESSIONS QUALITY_CALL + CONVERSATIONS VISIT_INSTAGRAM_PROFILE PROFILE_VISIT ' +
		'PROFILE_AND_PAGE_ENGAGEMENT ENGAGED_PAGE_VIEWS REMINDERS_SET',
	OUTCOME_ENGAGEMENT:
		'POST_ENGAGEMENT REACH PAGE_LIKES EVENT_RESPONSES THRUPLAY CONVERSATIONS LINK_CLICKS LEAD_GENERATION ' +
		'OFFSITE_CONVERSIONS LANDING_PAGE_VIEWS IMPRESSIONS + QUALITY_CALL REMINDERS_SET PROFILE_VISIT ' +
		'PROFILE_AND_PAGE_ENGAGEMENT SUBSCRIBERS ENGAGED_USERS MESSAGING_DEEP_CONVERSATION_AND_FOLLOW',
	OUTCOME_LEADS:
		'LEAD_GENERATION QUALITY_LEAD QUALITY_CALL OFFSITE_CONVERSIONS LINK_CLICKS LANDING_PAGE_VIEWS REACH IMPRESSIONS + ' +
		'CONVERSATIONS VALUE SUBSCRIBERS MESSAGING_APPOINTMENT_CONVERSION',
	OUTCOME_SALES:
		'OFFSITE_CONVERSIONS VALUE CONVERSATIONS QUALITY_CALL LINK_CLICKS + LANDING_PAGE_VIEWS REACH IMPRESSIONS ' +
		'MESSAGING_PURCHASE_CONVERSION',
	OUTCOME_APP_PROMOTION:
		'APP_INSTALLS LINK_CLICKS OFFSITE_CONVERSIONS + VALUE APP_INSTALLS_AND_OFFSITE_CONVERSIONS IN_APP_VALUE',
};

/** Undefined: a legacy objective, whose goals the emulator does not judge. */
export function goalsOf(objective: string): string[] | undefined {
	return TABLE[objective]?.split(' ').filter((goal) => goal !== '+');
}

/**
 * Goals of each destination that has goals of its own (same page; several messengers: ad-creative/messaging-ads/
 * click-to-multidestination); other destinations take any goal of the objective.
 */
export const DESTINATION_GOALS: Record<string, string[]> = {
	ON_POST: ['POST_ENGAGEMENT', 'REACH', 'IMPRESSIONS'],
	ON_PAGE: ['PAGE_LIKES', 'REACH', 'IMPRESSIONS'],
	ON_EVENT: ['EVENT_RESPONSES', 'POST_ENGAGEMENT', 'REACH', 'IMPRESSIONS'],
	ON_VIDEO: ['THRUPLAY', 'REACH', 'IMPRESSIONS'],
	ON_AD: ['LEAD_GENERATION', 'QUALITY_LEAD', 'LINK_CLICKS', 'THRUPLAY'],
	PHONE_CALL: ['QUALITY_CALL', 'LINK_CLICKS'],
	...Object.fromEntries(Object.keys(SEVERAL_MESSENGERS).map((destination) => [destination, ['CONVERSATIONS']])),
};

/** Goals that count conversions: longer attribution windows, and something to count. */
export const CONVERSION_GOALS = [
	'OFFSITE_CONVERSIONS',
	'VALUE',
	'APP_INSTALLS',
	'APP_INSTALLS_AND_OFFSITE_CONVERSIONS',
	'IN_APP_VALUE',
];

const PAGE_DESTINATIONS = [
	'MESSENGER',
	'WHATSAPP',
	'INSTAGRAM_DIRECT',
	'PHONE_CALL',
	'LEAD_FROM_MESSENGER',
	'LEAD_FROM_IG_DIRECT',
	'ON_PAGE',
	'ON_AD',
];
const PAGE_GOALS = ['LEAD_GENERATION', 'QUALITY_LEAD', 'QUALITY_CALL', 'PAGE_LIKES', 'CONVERSATIONS', 'AD_RECALL_LIFT'];

/** Alternatives of what `promoted_object` must name; an empty list = nothing (same page). */
export function promotedNeeds(objective: string, goal: string, destination: string): string[][] {
	const app = ['application_id', 'object_store_url'];
	if (objective === 'OUTCOME_APP_PROMOTION' || destination === 'APP') return [app];
	if (objective === 'OUTCOME_AWARENESS') return [['page_id'], ['place_page_set_id']];
	if (PAGE_DESTINATIONS.includes(destination) || destination.startsWith('MESSAGING_')) return [['page_id']];
	if (PAGE_GOALS.includes(goal)) return [['page_id']];
	if (goal === 'VALUE' || goal === 'OFFSITE_CONVERSIONS') {
		return [
			['pixel_id', 'custom_event_type'],
			['product_set_id', 'custom_event_type'],
			app,
			['custom_conversion_id'],
			['pixel_id', 'pixel_rule'],
		];
	}
	return [];
}
