import { isRefusedValue, refuse, cellText, type RefusedValue } from '../../../meta/people/normalise/value';
import { isRecord, type Json } from '../../../shared/record';
import { moneyIn } from './money';
import { holdsPerson, MUST_BE_HASHED } from './plainPersons';

/** One thing that was bought or looked at (Meta: conversions-api/parameters/custom-data, contents). */
export interface ContentEntry {
	readonly id: string;
	readonly quantity?: number;
	readonly item_price?: number;
}

/** Names under which shops keep it, the catalog's own ID first. A line's own `id` is the last: it is the line's. */
const IDS = [
	...['content_id', 'contentId', 'product_id', 'productId', 'variant_id', 'sku', 'SKU', 'item_id', 'catalog_object_id'],
	...['price_id', 'id', 'uid'],
];
const QUANTITIES = ['quantity', 'qty', 'menge', 'anzahl', 'count'];
export const PRICES = ['item_price', 'itemPrice', 'unit_price', 'unitPrice', 'price', 'preis', 'einzelpreis'];

/** Longer ones are no contents of one order, and a request has room for a thousand events. */
const LONGEST = 30_000;

const firstOf = (entry: Json, keys: readonly string[]): unknown =>
	keys.map((name) => entry[name]).find((value) => value !== undefined && value !== null && value !== '');

/** A cell's contents: a list of things, JSON of one, or IDs with commas between; null for a blank. */
export function contentsIn(raw: unknown): readonly ContentEntry[] | RefusedValue | null {
	const list = listIn(raw);
	if (list === null || isRefusedValue(list)) return list;
	const entries: ContentEntry[] = [];
	for (const [index, one] of list.entries()) {
		const entry = entryIn(one);
		if (isRefusedValue(entry)) return refuse(`entry ${index + 1} ${entry.refused}`);
		entries.push(entry);
	}
	return JSON.stringify(entries).length > LONGEST
		? refuse(`are longer than ${LONGEST / 1000} kB: send fewer fields or leave them out`)
		: entries;
}

function listIn(raw: unknown): readonly unknown[] | RefusedValue | null {
	if (raw === null || raw === undefined || raw === '') return null;
	if (Array.isArray(raw)) return raw.length === 0 ? null : raw;
	if (isRecord(raw)) return [raw];
	if (typeof raw !== 'string') return [raw];
	if (raw.length > 10 * LONGEST) return refuse('are too long');
	const text = raw.trim();
	if (text === '') return null;
	if (!/^[[{]/.test(text)) return text.split(',').map((id) => id.trim());
	try {
		return listIn(JSON.parse(text));
	} catch {
		return refuse('are no JSON, though they begin like it');
	}
}

function entryIn(one: unknown): ContentEntry | RefusedValue {
	if (!isRecord(one)) return idIn(one);
	// Paddle Billing API, items of a transaction: what was bought is a price with an ID.
	const priceEntry = isRecord(one.price) ? one.price : undefined;
	const idPart = idIn(firstOf(one, IDS) ?? priceEntry?.id);
	if (isRefusedValue(idPart)) return idPart;
	const quantity = firstOf(one, QUANTITIES);
	const count = quantity === undefined ? undefined : Number(quantity);
	if (count !== undefined && !(Number.isFinite(count) && count > 0))
		return refuse('has a quantity that is no number above 0');
	const price = priceEntry === undefined ? moneyIn(firstOf(one, PRICES)) : null;
	if (isRefusedValue(price)) return refuse(`has a price that ${price.refused}`);
	return {
		...idPart,
		...(count === undefined ? {} : { quantity: count }),
		...(price === null ? {} : { item_price: price.value }),
	};
}

function idIn(value: unknown): { readonly id: string } | RefusedValue {
	const id = cellText(value);
	if (isRefusedValue(id)) return id;
	if (holdsPerson(id)) return refuse(MUST_BE_HASHED);
	return id === '' ? refuse('has no ID') : { id };
}
