import { trimEnd, trimStart } from 'lodash';

import type { Json } from '../../../shared/record';

/**
 * Fields with names in a text that is no JSON: a query, a cookie, a form's email, an object of Python, JavaScript, PHP or XML.
 * Read as one text, the no of a field would be lost among values that all differ.
 */

/** Longer ones are documents. */
const LONGEST = 20_000;

const BEGINS_AN_OBJECT = /^\s*[{["<]/;

/** Codes of digits and of capitals, each with what comes behind them. */
const [FIRST_DIGIT, BEHIND_DIGITS, FIRST_LETTER, BEHIND_LETTERS] = [48, 58, 65, 91];

const PARTS = /[;&,\n<]/;

/** Far cheaper than to look for the fields: most cells begin with a letter or a digit. */
export function mayHoldFields(text: string): boolean {
	const first = text.charCodeAt(0);
	const isWord = (first >= FIRST_DIGIT && first < BEHIND_DIGITS) || (first >= FIRST_LETTER && first < BEHIND_LETTERS);
	if (!isWord && BEGINS_AN_OBJECT.test(text)) return true;
	return (text.includes('=') || text.includes(':')) && PARTS.test(text);
}

const XML = /<([\w:.-]{1,60})(?:\s[^<>]*)?>([^<>]*)<\/\1\s*>/g;

/** Texts with marks for their looks have no fields. */
const HTML = /<\/?(?:p|div|span|br|td|li|a|b|i|html|h\d)\b/i;

/** Arrays of PHP: a name, and a text, a bit or a number. */
const PHP = /s:\d+:"([^"]*)";(?:s:\d+:"([^"]*)"|[bid]:([^;]*));/g;

/** A name begins with a letter and is short; what follows “//” is an address. */
const FIELD = /^[\s"'([{]*([\p{L}_][^:="']{0,40})["']*\s*(?:=>|[:=])(?!\/\/)\s*(.*)$/su;

/** What encloses a value, and the end of the object around it. */
const [BEFORE_A_VALUE, BEHIND_A_VALUE] = [`"'(`, `"' \t\r\n)]}`];

const plainOf = (value: string): string =>
	BEGINS_AN_OBJECT.test(value) && !value.startsWith('"')
		? value
		: trimEnd(trimStart(value, BEFORE_A_VALUE), BEHIND_A_VALUE);

const SEPARATORS = ['\n', ';', '&', ','];

/** Null where a text has no fields; one alone can be anything. */
export function fieldsInText(value: unknown): Json | null {
	if (typeof value !== 'string' || value.length > LONGEST || !mayHoldFields(value)) return null;
	const text = decoded(value);
	const tagged = HTML.test(text) ? [] : [...text.matchAll(XML), ...text.matchAll(PHP)];
	const fields =
		tagged.length > 0 ? tagged.map(([, name = '', one, other]) => [name, one ?? other ?? '']) : parts(text);
	return fields.length === 0 ? null : (Object.fromEntries(fields) as Json);
}

/** Parts of a text with one separator, if most are fields. */
function parts(text: string): string[][] {
	const separator = SEPARATORS.find((one) => text.includes(one));
	const isObject = /^\s*\{/.test(text);
	if (separator === undefined && !isObject) return [];
	const all = text.split(separator ?? '\n').filter((part) => part.trim() !== '');
	const fields = all.flatMap((part) => {
		const [, name = '', value = ''] = FIELD.exec(part) ?? [];
		return name === '' ? [] : [[name.trim(), plainOf(value.trim())]];
	});
	return fields.length >= (isObject ? 1 : 2) && fields.length * 2 >= all.length ? fields : [];
}

/** Cookies and forms write marks as “%3A”. */
function decoded(text: string): string {
	if (!text.includes('%')) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
