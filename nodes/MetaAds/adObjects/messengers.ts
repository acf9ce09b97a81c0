/**
 * Ads that open the messenger Meta picks for each person. An ad set names the messengers in its destination, and a creative has
 * one button for each. The source is Marketing API, "Ads that Click to Multidestination"
 * (documentation/ads-commerce/marketing-api/ad-creative/messaging-ads/click-to-multidestination).
 */
export type Messenger = 'INSTAGRAM_DIRECT' | 'MESSENGER' | 'WHATSAPP';

export interface SeveralMessengers {
	readonly name: string;
	/** Meta's name of the ad set's destination; a creative's Call to Action has it, too. */
	readonly value: string;
	/** The first one's button stands in the story. */
	readonly apps: readonly Messenger[];
}

export const severalMessengers: readonly SeveralMessengers[] = [
	{
		name: 'Instagram Direct and WhatsApp',
		value: 'MESSAGING_INSTAGRAM_DIRECT_WHATSAPP',
		apps: ['WHATSAPP', 'INSTAGRAM_DIRECT'],
	},
	{
		name: 'Messenger and Instagram Direct',
		value: 'MESSAGING_INSTAGRAM_DIRECT_MESSENGER',
		apps: ['MESSENGER', 'INSTAGRAM_DIRECT'],
	},
	{
		name: 'Messenger and WhatsApp',
		value: 'MESSAGING_MESSENGER_WHATSAPP',
		apps: ['MESSENGER', 'WHATSAPP'],
	},
	{
		name: 'Messenger, Instagram Direct and WhatsApp',
		value: 'MESSAGING_INSTAGRAM_DIRECT_MESSENGER_WHATSAPP',
		apps: ['MESSENGER', 'WHATSAPP', 'INSTAGRAM_DIRECT'],
	},
];

export const messengersNamed = (value: string | undefined): SeveralMessengers | undefined =>
	severalMessengers.find((one) => one.value === value);
