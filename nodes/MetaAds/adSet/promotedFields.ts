import { z } from 'zod';

import { choice, json, listedChoice, text } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { picker } from '../../shared/node/locators';
import { adPromotedObjectSpec } from '../../shared/spec';
import { conversionEvents } from './choices';

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

export const pixelField = picker({
	label: 'Pixel',
	parameter: 'pixel',
	description: 'The pixel (dataset) that counts the conversions',
	search: 'searchPixels',
	idExample: '1234567890123456',
});

export const conversionEventField = listedChoice(
	{ displayName: 'Conversion Event', name: 'conversionEvent', options: conversionEvents, default: 'PURCHASE', description: 'What people should do' },
	z.enum(adPromotedObjectSpec.CustomEventType),
);

export const pageField = picker({
	label: 'Page',
	parameter: 'page',
	description: 'The Facebook page to promote. Awareness, leads, messages, calls and page likes need one; otherwise leave it empty.',
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
	problem(context, [], 'is not an address', 'Copy the address of the app’s page in its store; it starts with https://.');
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

export const catalogField = picker({
	label: 'Catalog',
	parameter: 'catalog',
	description: 'The catalog the product set is in',
	search: 'searchCatalogs',
	idExample: '1234567890123456',
});

export const productSetField = picker({
	label: 'Product Set',
	parameter: 'productSet',
	description: 'The products to promote. The list shows the sets of the chosen catalog.',
	search: 'searchProductSets',
	idExample: '1234567890123456',
});

type Json = Readonly<Record<string, unknown>>;

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

const knownKeys = 'Correct its spelling. Known are page_id, pixel_id, custom_event_type, application_id, object_store_url, product_set_id and others.';

/** A promoted object in JSON, for what the form has no fields for; misspelt keys are named (spec object AdPromotedObject). */
const promotedJson = z.unknown().transform((value, context): Json => {
	const read = parsed(value);
	if (typeof read !== 'object' || read === null || Array.isArray(read) || Object.keys(read).length === 0) {
		problem(context, [], 'is not a JSON object', 'Write it as {"page_id": "1234567890"}.');
		return {};
	}
	const unknown = Object.keys(read).find((key) => !(adPromotedObjectSpec.Fields as readonly string[]).includes(key));
	if (unknown !== undefined) problem(context, [], `has a key Meta does not know: ${unknown}`, knownKeys);
	return read as Json;
});

export const promotedObjectField = json(
	{
		displayName: 'Promoted Object (JSON)',
		name: 'promotedObject',
		default: '{}',
		description: 'What the ad set promotes as Meta writes it, in place of pixel, page, app and product set. For what the form does not have, such as a custom conversion.',
	},
	promotedJson,
);
