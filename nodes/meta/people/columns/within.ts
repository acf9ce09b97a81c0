/**
 * Objects inside an item that hold more of the same contact, by the names tools give them. All others are somebody else's:
 * the owner of a record (Zoho's `Owner`, `Created_By`, Pipedrive's `owner_id`), its company, who gets the parcel.
 */

/** Everything of the contact; or where they live and nothing else: an address can bear the name and phone of another. */
export type Inside = 'all' | 'place';

type Shape = readonly [name: string, inside: Inside];

const shapes: readonly Shape[] = [
	// HubSpot CRM API, Contacts: every property stands under `properties`.
	['properties', 'all'],
	// Shopify Admin REST API, Order: who ordered; Customer: `default_address`, `addresses`; Order: `billing_address`.
	['customer', 'all'],
	['default_address', 'place'],
	['addresses[0]', 'place'],
	['billing_address', 'place'],
	// WooCommerce REST API, Customers and Orders: `billing` has the email address. `shipping` is whoever gets the parcel.
	['billing', 'all'],
	// Stripe API, Charge and Checkout Session; their `address`, as a Customer's.
	['billing_details', 'all'],
	['customer_details', 'all'],
	['address', 'place'],
	// Salesforce REST API, compound fields of a Contact.
	['MailingAddress', 'place'],
	// Pipedrive API, Deals: the person of a deal.
	['person_id', 'all'],
	['person', 'all'],
	// ActiveCampaign API, Contacts: one contact stands under `contact`.
	['contact', 'all'],
	// Kit and MailerLite, webhooks: one subscriber stands under `subscriber`; their `fields`, as Airtable's records'.
	['subscriber', 'all'],
	['fields', 'all'],
	// Attio API, records.
	['values', 'all'],
	// Brevo API, Contacts, and Klaviyo API, Profiles: `attributes`; Klaviyo's `location` in them.
	['attributes', 'all'],
	['location', 'place'],
	// Mailchimp Marketing API, List members.
	['merge_fields', 'all'],
	// Google People API, Person, and as n8n's Google Contacts node gives it: addresses by their kind, a list each.
	['names', 'all'],
	['names[0]', 'all'],
	['addresses', 'place'],
	// n8n's Webhook node: what was sent stands under `body`.
	['body', 'all'],
	// Facebook Lead Ads' trigger of n8n; Shopify GraphQL Admin API, lists.
	['data', 'all'],
	['node', 'all'],
	// Wix API, Contacts; Eventbrite API, Attendees.
	['info', 'all'],
	['primaryInfo', 'all'],
	['profile', 'all'],
	// QuickBooks Online API, Customer; Microsoft Graph, contact; Action Network API, People.
	['BillAddr', 'place'],
	['homeAddress', 'place'],
	['postal_addresses[0]', 'place'],
	// Addresses in the other languages of the columns.
	['adresse', 'place'],
	['anschrift', 'place'],
	['direccion', 'place'],
	['indirizzo', 'place'],
	['endereco', 'place'],
	['adres', 'place'],
];

/** Letters, digits and brackets: `defaultAddress` and `default_address` are one. */
const bare = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}[\]]/gu, '');

const knownShapes: ReadonlyMap<string, Inside> = new Map(shapes.map(([name, inside]) => [bare(name), inside]));

/** The columns that a place has. */
const ofPlaces: ReadonlySet<string> = new Set(['country', 'zip', 'city', 'state']);

/** Kinds of addresses among a person's: at work it is a company's. */
const kindsOfPlace: ReadonlySet<string> = new Set(['home[0]', 'other[0]', 'undefined[0]']);

/** What an object that stands under this name is to the contact; undefined when it is for nothing. */
export function insideNamed(name: string, outer: Inside): Inside | undefined {
	const plain = bare(name);
	return knownShapes.get(plain) ?? (outer === 'place' && kindsOfPlace.has(plain) ? 'place' : undefined);
}

export const isOfPlace = (column: string): boolean => ofPlaces.has(column);

/** Whether a column counts inside such an object. */
export const countsInside = (column: string, inside: Inside): boolean => inside === 'all' || isOfPlace(column);
