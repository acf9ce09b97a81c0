import type { Account } from '../../../world/basics.mts';
import type { World } from '../../../world/world.mts';
import type { Event } from '../facts.mts';
import type { CountedConversion } from '../row.mts';

/** Which of the emulator's events a conversion counts, by its type; of every other type it counts checkouts. */
const EVENT_OF: Record<string, Event> = {
	ADD_TO_CART: 'add_to_cart',
	CONTENT_VIEW: 'view_content',
	INITIATED_CHECKOUT: 'initiate_checkout',
	LEAD: 'lead',
	PURCHASE: 'purchase',
};

/**
 * An account's custom conversions. Reports tell each as a type of action of its own, `offsite_conversion.custom.<id>`, without a name
 * (Meta: reference/custom-conversion, "Insights"; reference/ads-action-stats). How often a rule holds is invented: for each event of the
 * type. Blocked ones cannot be used (Meta: reference/custom-conversion), so they count nothing here.
 */
export const conversionsOf = (world: World, account: Account): CountedConversion[] =>
	world
		.all('CustomConversion')
		.filter((one) => one.account.id === account.id && !one.isUnavailable)
		.map(({ id, customEventType = '' }) => ({ id, event: EVENT_OF[customEventType] ?? 'initiate_checkout' }));
