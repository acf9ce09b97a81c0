import { mapKeys } from 'lodash';

import { isRecord, type Json } from '../../../shared/record';
import { namedOption } from './chosenOption';

/**
 * Lists in which tools keep fields of their own: each entry has a name and a value. Examples are WooCommerce
 * `meta_data`, monday `column_values`, Mailchimp `marketing_permissions`, ActiveCampaign and Keap custom fields.
 */

const NAMES = [
	'title',
	'label',
	'name',
	'key',
	'field',
	'field_name',
	'slug',
	'question',
	'attribute_code',
	'property',
	'code',
	'id',
];
/** What is shown of a value; next to it, `enabled` is the field's own (Asana API, custom fields). */
const SHOWN_KEYS = ['display_value', 'enum_value'];
const SWITCHES = ['enabled', 'checked', 'granted', 'selected', 'accepted'];
/** Two are Typeform's (Typeform Webhooks API, answers), and the last is Stripe's (Stripe API, Checkout Session: custom_fields). */
const VALUES = [
	'answer',
	'text',
	'value',
	'content',
	'val',
	'field_value',
	'values',
	'state',
	'status',
	'boolean',
	'choice',
	'dropdown',
];

/** Fields such an entry can have at most; a contact or an order has more. */
const MOST_FIELDS = 20;

const textOf = (value: unknown): string | null => (typeof value === 'string' && /\p{L}/u.test(value) ? value : null);

/** Campaign Monitor's `Key` and Insightly's `FIELD_NAME` are names as well. */
const hasCapital = (key: string): boolean => /[A-Z]/.test(key);

/** The name and the value of an entry; null where it is something else. */
export function pairIn(object: Json): { readonly name: string; readonly value: unknown } | null {
	const keys = Object.keys(object);
	if (keys.length > MOST_FIELDS) return null;
	const entry = keys.some(hasCapital) ? mapKeys(object, (_, key) => key.toLowerCase()) : object;
	const onOff = [...SHOWN_KEYS, ...SWITCHES].find((key) => key in entry);
	// What is switched or answered can be told by its text alone (Mailchimp Marketing API, List members; Jotform API, submissions).
	const isTold = onOff !== undefined || 'answer' in entry;
	const nameKey = isTold && textOf(entry.text) !== null ? 'text' : undefined;
	const name = nameIn(entry, nameKey);
	const valued = onOff ?? VALUES.find((key) => key in entry && key !== nameKey);
	return name === null || valued === undefined ? null : { name, value: namedOption(entry[valued], entry) };
}

function nameIn(entry: Json, nameKey: string | undefined): string | null {
	if (nameKey !== undefined) return textOf(entry[nameKey]);
	// `custom` is the text that a customer of Stripe's sees.
	for (const column of [entry.column, entry.field, entry.label]) {
		if (!isRecord(column)) continue;
		const title = textOf(column.title) ?? textOf(column.custom);
		if (title !== null) return title;
	}
	for (const key of NAMES) {
		const name = textOf(entry[key]);
		if (name !== null) return name;
	}
	return null;
}
