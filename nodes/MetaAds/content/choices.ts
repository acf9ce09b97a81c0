import { severalMessengers } from '../adObjects/messengers';

/** What a creative shows, in the order people look for it. Workflows store the values. */
export const formats = [
	{
		name: 'Carousel',
		value: 'carousel',
		description: 'Two to ten cards side by side, each with its own picture and link',
	},
	{ name: 'Custom (JSON)', value: 'json', description: 'Everything else Meta can show, as its parameters' },
	{
		name: 'Dynamic Creative',
		value: 'dynamic',
		description: 'Several pictures, videos and texts that Meta combines. For ad sets made for dynamic creative.',
	},
	{
		name: 'Existing Post',
		value: 'existingPost',
		description: 'A post of a Facebook page, with its likes and comments',
	},
	{ name: 'Instagram Post', value: 'instagramMedia', description: 'A post of an Instagram account' },
	{ name: 'Single Image', value: 'singleImage' },
	{ name: 'Single Video', value: 'singleVideo' },
] as const;

export type Format = (typeof formats)[number]['value'];

/** Formats with a text, a link and a button of their own. */
export const ownStory: readonly Format[] = ['carousel', 'singleImage', 'singleVideo'];

/** Buttons people know from Ads Manager; an expression takes any that Meta knows (Marketing API, Ad Creative: call_to_action). */
export const callsToAction = [
	{ name: 'Apply Now', value: 'APPLY_NOW' },
	{ name: 'Book Now', value: 'BOOK_NOW' },
	{ name: 'Call Now', value: 'CALL_NOW' },
	{ name: 'Contact Us', value: 'CONTACT_US' },
	{ name: 'Donate Now', value: 'DONATE_NOW' },
	{ name: 'Download', value: 'DOWNLOAD' },
	{ name: 'Get Directions', value: 'GET_DIRECTIONS' },
	{ name: 'Get Offer', value: 'GET_OFFER' },
	{ name: 'Get Quote', value: 'GET_QUOTE' },
	{ name: 'Get Showtimes', value: 'GET_SHOWTIMES' },
	{ name: 'Install App', value: 'INSTALL_MOBILE_APP' },
	{ name: 'Learn More', value: 'LEARN_MORE' },
	{ name: 'Listen Now', value: 'LISTEN_NOW' },
	{ name: 'No Button', value: 'NO_BUTTON' },
	{ name: 'Order Now', value: 'ORDER_NOW' },
	{ name: 'Request Time', value: 'REQUEST_TIME' },
	{ name: 'See More', value: 'SEE_MORE' },
	{ name: 'Send Message', value: 'MESSAGE_PAGE' },
	{ name: 'Send WhatsApp Message', value: 'WHATSAPP_MESSAGE' },
	{ name: 'Shop Now', value: 'SHOP_NOW' },
	{ name: 'Sign Up', value: 'SIGN_UP' },
	{ name: 'Subscribe', value: 'SUBSCRIBE' },
	{ name: 'Use App', value: 'USE_APP' },
	{ name: 'Watch More', value: 'WATCH_MORE' },
];

/** The same, with several messengers, of which Meta picks one for each person. */
export const buttonsAndMessengers = [
	...callsToAction,
	...severalMessengers.map(({ name, value }) => ({
		name: `Send Message (${name})`,
		value,
		description: 'Meta picks the messenger for each person. For ad sets with these messengers.',
	})),
].sort((one, other) => one.name.localeCompare(other.name, 'en'));
