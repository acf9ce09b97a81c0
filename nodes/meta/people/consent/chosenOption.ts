import { isRecord, type Json } from '../../../shared/record';

/** What stands in a field whose value is an object: the value that a tool wraps, or the option that somebody has chosen. */

/** Where the name of an option stands: Notion, Asana, ClickUp, Podio, Typeform, NetSuite. */
const NAMES = ['name', 'label', 'text', 'title', 'refName'];

/** An option is short; a list or a contact has more. */
const MOST_FIELDS = 6;

/** An object with one of these has an answer of its own. */
const ANSWER_KEYS = ['status', 'state', 'enabled', 'checked', 'value'];

/** The answer in such an object; undefined where it is something else. */
export function chosenIn(value: Json): unknown {
	// Tools put a value's history next to it (HubSpot CRM API, Contacts).
	if ('value' in value && typeof value.value !== 'object') return value.value;
	const fields = Object.keys(value).length;
	if (fields > MOST_FIELDS || !('color' in value || (hasId(value) && !ANSWER_KEYS.some((key) => key in value))))
		return undefined;
	return nameOf(value);
}

const hasId = (value: Json): boolean => 'id' in value || 'gid' in value;

const nameOf = (option: Json): unknown =>
	NAMES.map((key) => option[key]).find((name) => typeof name === 'string' && name !== '');

/**
 * The options that a value names by their number in the list or by their ID (ClickUp API, custom fields). A value without
 * options stays as it is.
 */
export function namedOption(value: unknown, { type_config: config }: Json): unknown {
	const options: unknown = isRecord(config) ? config.options : undefined;
	if (!Array.isArray(options)) return value;
	if (Array.isArray(value)) return value.map((one) => optionOf(one, options));
	return optionOf(value, options);
}

/** A sheet or an edited field makes text of a number. */
const markOf = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function optionOf(value: unknown, options: readonly unknown[]): unknown {
	const mark = markOf(value);
	if (mark === null) return value;
	const option = options.find((one) => isRecord(one) && [one.id, one.orderindex].some((own) => markOf(own) === mark));
	if (isRecord(option)) return nameOf(option);
	// The number of an option that is not there is neither a yes nor a no.
	return options.length > 0 && /^\d+$/.test(mark) ? `option ${mark}` : value;
}
