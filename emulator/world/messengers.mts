/**
 * Ads that open the messenger Meta picks for each person (Meta: marketing-api/ad-creative/messaging-ads/click-to-multidestination):
 * the messengers of each destination, in Meta's names.
 */
export const SEVERAL_MESSENGERS: Readonly<Record<string, readonly string[]>> = {
	MESSAGING_INSTAGRAM_DIRECT_MESSENGER: ['INSTAGRAM_DIRECT', 'MESSENGER'],
	MESSAGING_INSTAGRAM_DIRECT_MESSENGER_WHATSAPP: ['INSTAGRAM_DIRECT', 'MESSENGER', 'WHATSAPP'],
	MESSAGING_INSTAGRAM_DIRECT_WHATSAPP: ['INSTAGRAM_DIRECT', 'WHATSAPP'],
	MESSAGING_MESSENGER_WHATSAPP: ['MESSENGER', 'WHATSAPP'],
};

/** The button of each messenger (the same page). */
export const MESSENGER_BUTTONS: Readonly<Record<string, string>> = {
	MESSAGE_PAGE: 'MESSENGER',
	WHATSAPP_MESSAGE: 'WHATSAPP',
	INSTAGRAM_MESSAGE: 'INSTAGRAM_DIRECT',
};

/** What `optimization_type` of a feed of messengers is (the same page). */
export const MESSENGER_FEED = 'DOF_MESSAGING_DESTINATION';
