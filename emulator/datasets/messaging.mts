import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { EventFault } from './eventRefusals.mts';

/** Events in chats with a business (Meta: conversions-api/business-messaging). */

const NAMES = (
	'Purchase LeadSubmitted InitiateCheckout AddToCart ViewContent OrderCreated OrderShipped OrderDelivered OrderCanceled ' +
	'OrderReturned CartAbandoned QualifiedLead RatingProvided ReviewProvided'
).split(' ');

const has = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * The order in which Meta looks is not documented. `ig_account_id`: pasted answers want it where Meta's page speaks of
 * `instagram_business_account_id`.
 */
export function messagingFault(event: JsonObject, userData: JsonObject): EventFault | undefined {
	const { messaging_channel: channel, event_source_url: url, event_name: name } = event;
	if (!has(channel)) return { subcode: 2804063 };
	if (has(url)) return { subcode: 2804064 };
	if (!NAMES.includes(String(name))) return { subcode: 2804066 };
	if (channel === 'messenger' && !has(userData.page_id)) return { subcode: 2804069 };
	if (channel === 'instagram' && !has(userData.ig_account_id)) return { subcode: 2804079 };
	if (channel !== 'whatsapp') return undefined;
	if (!has(userData.page_id) && !has(userData.whatsapp_business_account_id)) return { subcode: 2804116 };
	return /^[\w-]{10,}$/.test(String(userData.ctwa_clid ?? '')) ? undefined : { subcode: 2804087 };
}
