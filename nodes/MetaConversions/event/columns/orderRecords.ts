import { isRecord, type Json } from '../../../shared/record';

/**
 * Objects in which tools wrap what happened. Stripe has `data.object`, PayPal `resource`, Square `data.object.payment`. Lemon
 * Squeezy has `data.attributes`, Paddle `data.details.totals`, Razorpay `payload.payment.entity`, Chargebee `content.invoice`.
 * Pipedrive has `current`, HubSpot `properties`, Shopify's GraphQL `node`. All else is the customer's, a line's or the past.
 */
const envelopes: ReadonlySet<string> = new Set(
	'body data object resource attributes properties payload entity content current node fields values details totals meta payment order invoice transaction sale charge deal checkout refund'.split(
		' ',
	),
);

/** Lists of which the first entry is what happened (PayPal Orders API v2). */
const listNames: ReadonlySet<string> = new Set(['purchase_units', 'captures']);

export const isEnvelope = (name: string): boolean => envelopes.has(name) || listNames.has(name.replace(/\[0\]$/, ''));

/** A webhook's body has its payment five objects deep. */
export const DEEPEST_ENVELOPE = 6;

export interface OrderRecord {
	/** '' for the item itself, else with a point at the end. */
	readonly path: string;
	readonly record: Json;
}

/** The item and the objects in it that speak of the same order, the outer ones first. */
export function orderRecords(json: Json): OrderRecord[] {
	const records: OrderRecord[] = [{ path: '', record: json }];
	for (let at = 0; at < records.length; at++) {
		const { path, record } = records[at] as OrderRecord;
		if (path.split('.').length > DEEPEST_ENVELOPE) continue;
		for (const [name, value] of Object.entries(record)) {
			const [content, key] = Array.isArray(value) ? [value[0] as unknown, `${name}[0]`] : [value, name];
			if (isRecord(content) && isEnvelope(key)) records.push({ path: `${path}${key}.`, record: content });
		}
	}
	return records;
}
