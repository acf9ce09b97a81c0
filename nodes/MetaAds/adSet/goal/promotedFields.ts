import { z } from 'zod';

import { choice, json, listedChoice, text } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import type { GraphObject } from '../../../shared/graph/object';
import { picker } from '../../../shared/node/pickers/locators';
import { isRecord, parsedJson } from '../../../shared/record';
import { adPromotedObjectSpec } from '../../../shared/spec';

/** What an ad set promotes, and what counts its conversions. */

export const conversionSourceField = choice({
	displayName: 'Conversion Source',
	name: 'conversionSource',
	options: [
		{ name: 'App', value: 'app', description: 'What people do in an app' },
		{ name: 'Catalog', value: 'catalog', description: 'Products of a catalog, as your pixel or app reports them' },
		{ name: 'Pixel', value: 'pixel', description: 'What people do on a website' },
	],
	default: 'pixel',
	description: 'What counts the conversions',
});

export const promotedPixelField = picker({
	label: 'Pixel',
	parameter: 'pixel',
	description: 'The pixel (dataset) that counts the conversions',
	search: 'searchPixels',
	idExample: '1234567890123456',
});

/** Events of `promoted_object.custom_event_type` a marketer meets, in Ads Manager's words (spec object AdPromotedObject). */
const conversionEvents = [
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
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Purchase', value: 'PURCHASE' },
	{ name: 'Schedule', value: 'SCHEDULE' },
	{ name: 'Search', value: 'SEARCH' },
	{ name: 'Start Trial', value: 'START_TRIAL' },
	{ name: 'Submit Application', value: 'SUBMIT_APPLICATION' },
	{ name: 'Subscribe', value: 'SUBSCRIBE' },
	{ name: 'View Content', value: 'CONTENT_VIEW' },
];

export const conversionEventField = listedChoice(
	{
		displayName: 'Conversion Event',
		name: 'conversionEvent',
		options: conversionEvents,
		default: 'PURCHASE',
		description: 'What people should do',
	},
	z.enum(adPromotedObjectSpec.CustomEventType),
);

/** For additional fields: with it the pixel and the event are sent as well, since Meta's pages name all three. */
export const promotedConversionField = picker({
	label: 'Custom Conversion',
	parameter: 'customConversion',
	description:
		'Counts instead of the event alone. Choose its dataset as Pixel, and under Conversion Event its kind, or Other.',
	search: 'searchCustomConversions',
	idExample: '1234567890123456',
});

export const promotedPageField = picker({
	label: 'Page',
	parameter: 'page',
	description:
		'The Facebook page to promote. Awareness, leads, messages, calls and page likes need one; otherwise leave it empty.',
	search: 'searchPages',
	idExample: '1234567890123456',
});

export const appField = picker({
	label: 'App',
	parameter: 'app',
	description: 'The app to promote',
	search: 'searchApps',
	idExample: '1234567890123456',
});

const webAddress = z.string().superRefine((url, context) => {
	if (/^https?:\/\/\S+$/i.test(url)) return;
	problem(
		context,
		[],
		'is not an address',
		'Copy the address of the app’s page in its store; it starts with https://.',
	);
});

export const objectStoreUrlField = text(
	{
		displayName: 'App Store URL',
		name: 'objectStoreUrl',
		placeholder: 'e.g. https://apps.apple.com/app/id1234567890',
		description: 'The app’s page in its store',
	},
	webAddress,
);

export const productSetField = picker({
	label: 'Product Set',
	parameter: 'productSet',
	description: 'The products to promote. The list shows the sets of the chosen catalog.',
	search: 'searchProductSets',
	idExample: '1234567890123456',
});

const knownKeys: readonly string[] = adPromotedObjectSpec.Fields;

const checkSpelling =
	'Correct its spelling. Known are page_id, pixel_id, custom_event_type, application_id, object_store_url, product_set_id and others.';

/** A promoted object in JSON, for what the form has no fields for; misspelt keys are named (spec object AdPromotedObject). */
const promotedJson = z.unknown().transform((value, context): GraphObject => {
	const promotedValue = parsedJson(value);
	if (!isRecord(promotedValue) || Object.keys(promotedValue).length === 0) {
		problem(context, [], 'is not a JSON object', 'Write it as {"page_id": "1234567890"}.');
		return {};
	}
	const unknown = Object.keys(promotedValue).find((key) => !knownKeys.includes(key));
	if (unknown !== undefined) problem(context, [], `has a key Meta does not know: ${unknown}`, checkSpelling);
	return promotedValue;
});

export const promotedObjectField = json(
	{
		displayName: 'Promoted Object (JSON)',
		name: 'promotedObject',
		default: '{}',
		description:
			'The promoted object as Meta’s API writes it, instead of pixel, page, app and product set. For cases the form lacks.',
	},
	promotedJson,
);
