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
const VALUES = ['text', 'value', 'answer', 'content', 'val', 'field_value', 'values', 'state', 'status'];

/** Fields such an entry can have at most; a contact or an order has more. */
const MOST_FIELDS = 20;

const textOf = (value: unknown): string | null => (typeof value === 'string' && /\p{L}/u.test(value) ? value : null);

/** The name and the value of an entry; null where it is something else. */
export function pairIn(entry: Json): { readonly name: string; readonly value: unknown } | null {
	if (Object.keys(entry).length > MOST_FIELDS) return null;
	const onOff = [...SHOWN, ...SWITCHES].find((key) => key in entry);
	// What is switched can be told by its text alone (Mailchimp Marketing API, List members).
	const named = onOff !== undefined && textOf(entry.text) !== null ? 'text' : undefined;
	const name = nameIn(entry, named);
	const valued = onOff ?? VALUES.find((key) => key in entry && key !== named);
	return name === null || valued === undefined ? null : { name, value: namedOption(entry[valued], entry) };
}

function nameIn(entry: Json, named: string | undefined): string | null {
	if (named !== undefined) return textOf(entry[named]);
	const { column } = entry;
	if (isRecord(column) && textOf(column.title) !== null) return textOf(column.title);
	for (const key of NAMES) {
		const name = textOf(entry[key]);
		if (name !== null) return name;
	}
	return null;
}
