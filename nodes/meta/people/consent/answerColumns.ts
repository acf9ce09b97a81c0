import { sum } from 'lodash';

import { country } from '../normalise/country';
import { gender } from '../normalise/gender';
import { isRefusedValue } from '../normalise/value';
import type { ColumnSeen, Scalar } from './columnTally';
import { MOST_VALUES } from './columnTally';
import { isAnswerWord, isDateLike, wordIn } from './consentWords';
import { areOtherAnswers, isDataName, isIdName, isTimeName } from './otherMeanings';

/**
 * Which columns a person is asked about before anybody is sent. A column that nobody has understood looks like an answer where
 * 1. it holds true or false, or a tenth of its values are words of a yes or a no;
 * 2. few short values come again: at most 12, or 4 where they are numbers or the name speaks of something else;
 * 3. it holds days that some rows lack: most rows, where every record has such a time.
 * Addresses, links, IDs, amounts and texts that do not come again are no answers. Words that all answer something else, such as
 * countries and sources, are none either. A column that is used (City) is asked about where its values are yes and no instead.
 */

/** What was seen of a column that no table understands. */
export interface SeenColumn extends ColumnSeen {
	/** What it is used for, such as `city`; undefined where it is for nothing. */
	readonly column: string | undefined;
}

/** The columns that look like an answer. */
export const questionsIn = <C extends SeenColumn>(columns: readonly C[]): C[] =>
	columns.filter((one) => (one.column === undefined ? looksLikeAnswer(one) : isMisused(one, one.column)));

type Values = ReadonlyMap<Scalar, number>;

function looksLikeAnswer({ path, rows, filled, values, sample }: SeenColumn): boolean {
	const name = path.slice(path.lastIndexOf('.') + 1);
	if (some(sample, isBoolean) || shareOf(sample, isAnswer) >= A_TENTH) return true;
	if (shareOf(sample, isDayOrTime) > MOST) return isAnsweringDay({ name, rows, filled, values });
	const short = [...values].filter(
		([value, count]) => canBeAnswer(value, count) && !(count === 1 && isOwn(name, String(value))),
	);
	const cells = sum(short.map(([, count]) => count));
	if (cells * 2 < sum([...values.values()]) || short.length === 0) return false;
	const isOfNumbers = short.every(([value]) => isNumeric(value));
	const most = isOfNumbers || isDataName(name) ? FEW : MOST_VALUES;
	const comesAgain = short.length <= FEW || cells >= 2 * short.length;
	return short.length <= most && comesAgain && !areOtherAnswers(short.map(([value]) => String(value)));
}

/** Of a run this short, nothing can be said by how often a value comes. */
const SHORT_RUN = 5;

function isAnsweringDay({
	name,
	rows,
	filled,
	values,
}: Pick<SeenColumn, 'rows' | 'filled' | 'values'> & { name: string }): boolean {
	const isEverybodys = isTimeName(name);
	if (filled < (isEverybodys ? rows / 2 : rows)) return true;
	const comesAgain = values.size > 1 && values.size <= FEW && sum([...values.values()]) >= 2 * values.size;
	return !isEverybodys && (rows < SHORT_RUN || comesAgain);
}

/** A column by this name, and its values are answers: “Email: yes, no” in a sheet that has the addresses elsewhere. */
function isMisused({ sample }: SeenColumn, column: string): boolean {
	const isAnswering = (value: Scalar): boolean =>
		(isAnswer(value) || (isBit(value) && CONTACTS.test(column))) && !isOfKind(String(value).trim(), column);
	return shareOf(sample, isAnswering) >= HALF || shareOf(sample, isBit) === 1;
}

const CONTACTS = /^(?:email|phone)/;

/** Whether a word of a yes or a no is a value of such a column as well: Norway, Ontario, a woman. */
const isOfKind = (text: string, column: string): boolean =>
	column === 'country'
		? /^[A-Z]{2}$/.test(text) && !isRefusedValue(country(text))
		: column === 'state'
			? /^[A-Z]{2}$/.test(text)
			: column === 'gender' && gender(text) !== '';

const A_TENTH = 0.1;
const HALF = 0.5;
const MOST = 0.8;

/** Different values of a column that speaks of something else by its name: a yes and a no in two ways are as many. */
const FEW = 4;

const some = (values: Values, test: (value: Scalar) => boolean): boolean => [...values.keys()].some(test);

function shareOf(values: Values, test: (value: Scalar) => boolean): number {
	let [fitting, all] = [0, 0];
	for (const [value, count] of values) {
		all += count;
		if (test(value)) fitting += count;
	}
	return all === 0 ? 0 : fitting / all;
}

const isBoolean = (value: Scalar): boolean => typeof value === 'boolean';

const isNumeric = (value: Scalar): boolean =>
	typeof value !== 'boolean' && /^\s*[+-]?\d+(?:[.,]\d+)*\s*$/.test(String(value));

const isBit = (value: Scalar): boolean => typeof value !== 'boolean' && /^\s*[01](?:[.,]0+)?\s*$/.test(String(value));

export const isAnswer = (value: Scalar): boolean =>
	isBoolean(value) || (!isNumeric(value) && isAnswerWord(wordIn(value) ?? ''));

/** Seconds or milliseconds since 1970. */
const TIME_STAMP = /^1\d{9}(?:\d{3})?$/;

/** “12 Mar 2026” as well. */
const HAS_YEAR = /\b(?:19|20)\d{2}\b/;

export function isDayOrTime(value: Scalar): boolean {
	const text = String(value).trim();
	if (isNumeric(value) && !/[.,]/.test(text)) return TIME_STAMP.test(text);
	return typeof value === 'string' && text.length <= LONGEST_ONCE && (isDateLike(text) || HAS_YEAR.test(text));
}

/** A number of one digit can be a code; others are amounts and IDs. */
const CODE = /^\s*[+-]?\d(?:[.,]0+)?\s*$/;

const LONGEST = 500;
const LONGEST_ONCE = 40;
const MOST_WORDS = 6;

/** “21,98 €”, “$ 5”. */
const AMOUNT = /^(?:\p{Sc}|\p{Lu}{3})?\s?\d[\d.,]*\s?(?:\p{Sc}|\p{Lu}{3}|%)?$/u;

/** An address, a link, a number of a telephone or a record. */
const IDENTIFIER = /@|:\/\/|^www\.|\d{3}/;

/** Of an ID or a firm, no two rows have the same. */
const isOwn = (name: string, text: string): boolean =>
	(isIdName(name) && /\d/.test(text) && !isBit(text)) || (isDataName(name) && PROPER_NAME.test(text));

/** “Acme Works”, “12 Oak Lane”. */
const PROPER_NAME = /^[\p{Lu}\d].*\s\p{Lu}/u;

/** A text that comes again can be the whole sentence of a box in a form. */
function canBeAnswer(value: Scalar, count: number): boolean {
	if (isNumeric(value)) return CODE.test(String(value));
	const text = String(value).trim();
	if (AMOUNT.test(text)) return false;
	if (text.length > LONGEST || IDENTIFIER.test(text)) return text.includes('"') && text.length <= LONGEST;
	return count > 1 || (text.length <= LONGEST_ONCE && text.split(/\s+/).length <= MOST_WORDS);
}
