import { isNumberInFull } from './phone';
import { isRounded, refuse, type NormalizedValue } from './value';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const looksLikeEmail = (text: string): boolean => /[^\s@]@[^\s@]+\.[^\s@]/.test(text);

/** A plus, an international or national zero, or digits set apart as people write phone numbers. */
function looksLikePhone(text: string): boolean {
	if (!/^[+(]?[\d\s()./-]+$/.test(text)) return false;
	const digits = text.replace(/\D/g, '');
	if (digits.length < 7 || digits.length > 15) return false;
	return /^(?:\+|\(|0)/.test(text) || /[\s(]/.test(text.trim()) || /^\d{3}[-.]\d{3}[-.]\d{4}$/.test(text);
}

/** What shops and exports give instead of an ID (WooCommerce REST API, Orders: `customer_id` is 0): all of them would be one. */
const NOBODYS = /^(?:0|-1|x{2,}|test|guest|gast|anonymous|anonym|default|no[_ -]?id|not[_ -]?set|n\.?v\.?|tbd)$/i;

export const isNobodysId = (text: string): boolean => NOBODYS.test(text);

/**
 * EXTERN_ID: the advertiser's own id, sent as it is, because Meta compares it unhashed (Meta: "Customer file custom
 * audiences"). What looks like an email address or a phone number is refused: it would reach Meta in plain. Ids that
 * are digits only are taken as ids unless they start with 0 or are a phone number with its country code. They are also
 * compared with the contact's own phone number. An ID that happens to be one stays here as well: the person's other
 * keys match.
 */
export function externalId(text: string): NormalizedValue {
	if (looksLikeEmail(text))
		return refuse('looks like an email address, and Meta accepts this key unhashed: map it to Email instead');
	if (looksLikePhone(text) || isNumberInFull(text))
		return refuse('looks like a phone number, and Meta accepts this key unhashed: map it to Phone instead');
	if (isRounded(text)) return refuse('was rounded by a spreadsheet: format the column as text there');
	return isNobodysId(text) ? '' : text;
}

/**
 * MADID: Apple's or Google's advertising id, lowercase with its hyphens, unhashed (Meta: "Customer file custom audiences").
 * The id of zeros stands for people who do not want to be recognised.
 */
export function advertiserId(text: string): NormalizedValue {
	const lower = text.toLowerCase();
	if (!uuid.test(lower)) return refuse('is not a mobile advertiser ID (8-4-4-4-12 letters and digits)');
	return /^[0-]+$/.test(lower) ? '' : lower;
}

/** LOOKALIKE_VALUE: a number of zero or more, unhashed (Meta: "Value-based lookalike audiences"). */
export function customerValue(text: string): NormalizedValue {
	if (!/^\d+(?:\.\d+)?$/.test(text)) return refuse('is not a plain number of zero or more, like 129.90');
	const value = Number(text);
	return Number.isFinite(value) ? String(value) : refuse('is too large a number');
}

/**
 * DATA_PROCESSING_OPTIONS: `LDU` for people whose data Meta may use in a limited way only (Meta: "Data Processing Options").
 * When in doubt it is on: every value that is not a clear no asks for it.
 */
export const limitedDataUse = (text: string): NormalizedValue =>
	/^(?:no|false|0|off|nein|non|nee|nie|não|nao)$/i.test(text) ? '' : 'LDU';
