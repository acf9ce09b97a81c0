import type { Scalar } from './columnTally';
import { isCurtRefusal, refusesInText } from './refusalTexts';
import { isOfCalendar } from './calendarWords';
import { consentWord, foldedText, isAnswerWord, isDateLike, isDenialWord, wordIn } from './consentWords';

/** What a single cell can be: an answer, a day, an amount, or what is one person's or one record's own. */

export type Values = ReadonlyMap<Scalar, number>;

/** Values that are written alike: "Нет", "нет." and " «НЕТ» " are one. */
export interface CellForm {
	/** The first of them, as it stands. */
	readonly text: string;
	count: number;
}

export const isBoolean = (value: Scalar): boolean => typeof value === 'boolean';

export const isNumeric = (value: Scalar): boolean =>
	typeof value !== 'boolean' && /^\s*[+-]?\d+(?:[.,]\d+)*\s*$/.test(String(value));

export const isBit = (value: Scalar): boolean =>
	typeof value !== 'boolean' && /^\s*[01](?:[.,]0+)?\s*$/.test(String(value));

export const isAnswer = (value: Scalar): boolean =>
	isBoolean(value) || (!isNumeric(value) && isAnswerWord(wordIn(value) ?? ''));

/** A no that stands alone in its cell. */
export const isDenial = (value: Scalar): boolean =>
	typeof value === 'string' && !isNumeric(value) && isDenialWord(wordIn(value) ?? '');

/** A no among the words of a text. */
export const isRefusalText = (value: Scalar): boolean => typeof value === 'string' && refusesInText(value);

export const isCurtText = (value: Scalar): boolean => typeof value === 'string' && isCurtRefusal(value);

/** Seconds or milliseconds since 1970. */
const TIME_STAMP = /^1\d{9}(?:\d{3})?(?:\.\d+)?$/;

/** 20260304, also with a time behind it, and days since 1900 as a sheet counts them. */
const DAY_NUMBER =
	/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:\d{6})?$|^(?:3[6-9]|4\d|5[0-4])\d{3}(?:\.\d+)?$/;

/** “12 Mar 2026” as well. */
const HAS_YEAR = /\b(?:19|20)\d{2}\b/;

/** Longest text that is an answer where it stands once. */
export const LONGEST_ONCE = 40;

/** Digits of other scripts count as ours. */
const digitsOf = (text: string): string =>
	text.replace(/\p{Nd}/gu, (digit) => {
		let zero = digit.codePointAt(0) ?? 0;
		while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero -= 1;
		return String((digit.codePointAt(0) ?? 0) - zero);
	});

export function isDayOrTime(value: Scalar): boolean {
	const text = digitsOf(String(value).trim());
	if (isNumeric(text) && !/[.,].*[.,]/.test(text)) return TIME_STAMP.test(text) || DAY_NUMBER.test(text);
	return typeof value === 'string' && text.length <= LONGEST_ONCE && (isDateLike(text) || HAS_YEAR.test(text));
}

/** Days that stand for none: the first and the last that a table can hold, and what a program counts from. */
const NO_DAY = /^(?:1970-01-01|1900-01-0[01]|1899-12-3[01]|0?1[./]0?1[./](?:1970|1900))/;
const YEAR = /(?<!\d)\d{4}(?!\d)/;

export function isNoDay(value: Scalar): boolean {
	const text = String(value).trim();
	const year = Number(YEAR.exec(text)?.[0] ?? NaN);
	return NO_DAY.test(text) || year < 1800 || year > 2090;
}

/** What stands beside a day: “no since” of “no since 3.4.2026”, and nothing of “Tue, 3 March 2026 10:00 GMT”. */
export const besideDay = (value: Scalar): string =>
	(foldedText(String(value)).match(/\p{L}+/gu) ?? []).filter((word) => !isOfCalendar(word)).join(' ');

export const formsBesideDays = (values: Values): CellForm[] =>
	formsByName(
		Array.from(values, ([value, count]) => [besideDay(value), count] as const).filter(([words]) => words !== ''),
		formOf,
	);

/** A number of one digit can be a code; so can an option of Dataverse, by its publisher's number. */
const CODE = /^\s*[+-]?\d(?:[.,]0+)?\s*$|^[1-9]\d{4}000\d$/;

export const isCode = (text: string): boolean => CODE.test(text);

export const isWholeNumber = (text: string): boolean => /^\s*[+-]?\d+(?:[.,]0+)?\s*$/.test(text);

const LONGEST = 2_000;
const MOST_WORDS = 6;

/** “21,98 €”, “$ 5”. */
const AMOUNT = /^(?:\p{Sc}|\p{Lu}{3})?\s?\d[\d.,]*\s?(?:\p{Sc}|\p{Lu}{3})?$/u;

/** Nobody answers with one of these, however often it comes. */
const ADDRESS = /@|:\/\/|^www\./;

/** A formula that fails in a sheet, in its language: “#REF!”, “#N/A”, “#NV”. */
const SHEET_ERROR = /^#\p{Lu}[\p{Lu}\d/]*[!?]?$/u;

/** A text that comes again can be the whole sentence of a box in a form, and the ID of an option. */
export function canBeAnswer({ text, count }: CellForm): boolean {
	if (isNumeric(text)) return isCode(text) || (count > 1 && isWholeNumber(text));
	if (AMOUNT.test(text) || ADDRESS.test(text) || SHEET_ERROR.test(text) || text.length > LONGEST) return false;
	return count > 1 || (text.length <= LONGEST_ONCE && text.split(/\s+/).length <= MOST_WORDS && !/\d{3}/.test(text));
}

/** Three words that are written out; a cookie and the name of a program have marks and digits. */
const SENTENCE = /(?:(?:^|\s)\p{L}[\p{L}'’-]*[,.;:!?]*(?=\s|$).*?){3}/su;

const UNREAD = /[^\p{Script=Latin}\P{L}]{8}/u;

/** In a script of which no word is in the tables. */
export const isUnreadText = (value: Scalar): boolean =>
	typeof value === 'string' && UNREAD.test(value.replace(/\P{L}/gu, ''));

export const isSentence = (value: Scalar): boolean =>
	typeof value === 'string' && value.length <= LONGEST && (SENTENCE.test(value) || isUnreadText(value));

/** A word without what encloses it: quotes, brackets, dots. */
const WITHIN = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su;

function formOf(value: Scalar): string {
	if (isNumeric(value)) {
		const number = Number(String(value).replace(',', '.'));
		return Number.isNaN(number) ? String(value).trim() : String(number);
	}
	const word = consentWord(String(value));
	return WITHIN.exec(word)?.[0] ?? (word || String(value));
}

export const formsOf = (values: Values): CellForm[] => formsByName([...values], formOf);

/** Where a remark begins: “no, moved away”, “no (by phone)”, “no: 4711”. */
const REMARK = /[,;:#(|–—]|\s-\s/;

/** The words before a remark; those of a time of day are none. */
export function headsOf(values: Values): CellForm[] {
	const heads = [...values].flatMap(([value, count]): Array<[Scalar, number]> => {
		const text = String(value).trim();
		const at = text.search(REMARK);
		const head = at < 0 ? text : text.slice(0, at).trim();
		const isHead = head !== '' && at > 0 && !ADDRESS.test(text) && !(isNumeric(head) && /[:#]/.test(text.charAt(at)));
		return isHead ? [[head, count]] : [];
	});
	return formsByName(heads, formOf);
}

/** The parts of texts that join several: “news; offers”. */
export function cellParts(values: Values): CellForm[] {
	const parts = [...values].flatMap(([value, count]): Array<[Scalar, number]> =>
		String(value)
			.split(/[,;|]/)
			.filter((part) => part.trim() !== '')
			.map((part) => [part.trim(), count]),
	);
	return formsByName(parts, formOf);
}

function formsByName(values: ReadonlyArray<readonly [Scalar, number]>, nameOf: (value: Scalar) => string): CellForm[] {
	const forms = new Map<string, CellForm>();
	for (const [value, count] of values) {
		const name = nameOf(value);
		const form = forms.get(name);
		if (form === undefined) forms.set(name, { text: String(value).trim() || String(value), count });
		else form.count += count;
	}
	return [...forms.values()];
}
