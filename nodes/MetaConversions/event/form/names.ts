/** Meta's standard events (Meta: meta-pixel/reference, "Standard events"). Another name, or another spelling, is an event of one's own. */
export const standardEvents = [
	{ name: 'Add Payment Info', value: 'AddPaymentInfo' },
	{ name: 'Add to Cart', value: 'AddToCart' },
	{ name: 'Add to Wishlist', value: 'AddToWishlist' },
	{ name: 'Complete Registration', value: 'CompleteRegistration' },
	{ name: 'Contact', value: 'Contact' },
	{ name: 'Customize Product', value: 'CustomizeProduct' },
	{ name: 'Donate', value: 'Donate' },
	{ name: 'Find Location', value: 'FindLocation' },
	{ name: 'Initiate Checkout', value: 'InitiateCheckout' },
	{ name: 'Lead', value: 'Lead' },
	{ name: 'Page View', value: 'PageView' },
	{ name: 'Purchase', value: 'Purchase' },
	{ name: 'Schedule', value: 'Schedule' },
	{ name: 'Search', value: 'Search' },
	{ name: 'Start Trial', value: 'StartTrial' },
	{ name: 'Submit Application', value: 'SubmitApplication' },
	{ name: 'Subscribe', value: 'Subscribe' },
	{ name: 'View Content', value: 'ViewContent' },
] as const;

/** Names that Meta takes of chats with a business (Meta: conversions-api/business-messaging). */
const ofMessaging: ReadonlySet<string> = new Set([
	...['Purchase', 'LeadSubmitted', 'InitiateCheckout', 'AddToCart', 'ViewContent', 'OrderCreated', 'OrderShipped'],
	...['OrderDelivered', 'OrderCanceled', 'OrderReturned', 'CartAbandoned', 'QualifiedLead', 'RatingProvided'],
	'ReviewProvided',
]);

export const isMessagingName = (name: string): boolean => ofMessaging.has(name);

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const byBareName = new Map<string, string>(standardEvents.map(({ value }) => [bare(value), value]));

/** The standard event that a name nearly is: "purchase" would be an event of one's own beside Purchase. */
export function nearlyStandard(name: string): string | undefined {
	const standard = byBareName.get(bare(name));
	return standard === name ? undefined : standard;
}

/** Longer names are none of Meta's (Meta: conversions-api/parameters/server-event names no bound; the pixel's is 50 characters). */
export const LONGEST_NAME = 50;
