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
const SHOWN = ['display_value', 'enum_value'];
const SWITCHES = ['enabled', 'checked', 'granted', 'selected', 'accepted'];
/** The last two are Typeform's (Typeform Webhooks API, answers). */
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
];

/** Fields such an entry can have at most; a contact or an order has more. */
const MOST_FIELDS = 20;

const textOf = (value: unknown): string | null => (typeof value === 'string' && /\p{L}/u.test(value) ? value : null);

/** Campaign Monitor's `Key` and Insightly's `FIELD_NAME` are names as well. */
const hasCapital = (key: string): boolean => /[A-Z]/.test(key);

/** The name and the value of an entry; null where it is something else. */
export function pairIn(given: Json): { readonly name: string; readonly value: unknown } | null {
	const keys = Object.keys(given);
	if (keys.length > MOST_FIELDS) return null;
	const entry = keys.some(hasCapital) ? mapKeys(given, (_, key) => key.toLowerCase()) : given;
	const onOff = [...SHOWN, ...SWITCHES].find((key) => key in entry);
	// What is switched or answered can be told by its text alone (Mailchimp Marketing API, List members; Jotform API, submissions).
	const isTold = onOff !== undefined || 'answer' in entry;
	const named = isTold && textOf(entry.text) !== null ? 'text' : undefined;
	const name = nameIn(entry, named);
	const valued = onOff ?? VALUES.find((key) => key in entry && key !== named);
	return name === null || valued === undefined ? null : { name, value: namedOption(entry[valued], entry) };
}

function nameIn(entry: Json, named: string | undefined): string | null {
	if (named !== undefined) return textOf(entry[named]);
	for (const held of [entry.column, entry.field]) {
		if (isRecord(held) && textOf(held.title) !== null) return textOf(held.title);
	}
	for (const key of NAMES) {
		const name = textOf(entry[key]);
		if (name !== null) return name;
	}
	return null;
}
