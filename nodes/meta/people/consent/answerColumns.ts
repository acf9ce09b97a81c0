import { sumBy } from 'lodash';

import { country } from '../normalise/country';
import { gender } from '../normalise/gender';
import { isStateName } from '../normalise/state';
import { isRefusedValue } from '../normalise/value';
import {
	canBeAnswer,
	formsOf,
	headsOf,
	isAnswer,
	isBit,
	isBoolean,
	isCode,
	isDayOrTime,
	isCurtText,
	isDenial,
	isNoDay,
	isSentence,
	isUnreadText,
	formsBesideDays,
	isRefusalText,
	isNumeric,
	isWholeNumber,
	cellParts,
	type CellForm,
	type Values,
} from './cellForms';
import { wordsIn } from '../words';
import { isObjectionName } from './consentNames';
import type { ColumnSeen, Scalar } from './columnTally';
import { MOST_VALUES } from './columnTally';
import { areOtherAnswers, isCountName, isDataName, isFirmName, isIdName, isTimeName } from './otherMeanings';

/**
 * Which columns a person is asked about before anybody is sent. A column that nobody has understood looks like an answer where
 * 1. it holds true or false, a plain no, or a tenth of its values are words of a yes or a no;
 * 2. few values come again, alone, before a remark or joined: at most 12. They are at most 7 where they are codes of one digit. They
 *    are at most 4 where they are other numbers, or the name speaks of something else.
 * 3. it holds days that some rows lack: most rows, where every record has such a time. A day that stands for none is lacking.
 * 4. a text in it refuses, whatever its name, or in a short run a sentence stands in it that nobody has read.
 * Numbers of a column that counts by its name (orders_count) are no answers.
 * Addresses, links, amounts and texts that do not come again are no answers. Words that all answer something else, such as
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

function looksLikeAnswer(column: ColumnSeen): boolean {
	const { path, rows, values, sample } = column;
	const name = nameOf(path);
	if (some(sample, isRefusalText) || (!isFirmName(name) && some(sample, isCurtText))) return true;
	if (some(sample, isBoolean) || shareOf(sample, isAnswer) >= A_TENTH) return true;
	if (isObjectionName(name) && isAboutLeaving(column)) return true;
	if (rows < SHORT_RUN && some(sample, isDataName(name) ? isUnreadOf(name) : isSentence)) return true;
	if (!isObjectionName(name) && isCountName(name) && every(sample, isNumeric)) return false;
	if (!isDataName(name) && some(sample, isDenial)) return true;
	if (shareOf(sample, isDayOrTime) > MOST) return isAnsweringDay(column) || areFew(formsBesideDays(sample), name);
	const forms = formsOf(sample);
	return (
		areFew(formsOf(values), name) ||
		areFew(forms, name) ||
		areFewAmongOthers(forms, name) ||
		areHeads(headsOf(sample), name, totalOf(sample)) ||
		areJoined(cellParts(sample), name, totalOf(sample))
	);
}

/** Whether few answers are most of what stands there. */
function areFew(forms: readonly CellForm[], name: string): boolean {
	const short = forms.filter((form) => canBeAnswer(form) && !(form.count === 1 && isOwn(name, form.text)));
	const cells = sumBy(short, 'count');
	if (short.length === 0 || cells * 2 < sumBy(forms, 'count')) return false;
	if (short.length === 1 && isIdName(name) && short.every(({ text }) => /\d{2}/.test(text))) return false;
	const comesAgain = short.length <= FEW || cells >= 2 * short.length;
	return short.length <= mostOf(short, name) && comesAgain && !areOtherAnswers(short.map(({ text }) => text));
}

function mostOf(forms: readonly CellForm[], name: string): number {
	if (isDataName(name)) return FEW;
	if (!forms.every(({ text }) => isNumeric(text))) return MOST_VALUES;
	return forms.every(({ text }) => isCode(text)) ? MOST_CODES : FEW;
}

/** Whether a few words come again and again, and all else stands once: an answer in some rows, and a note in the others. */
function areFewAmongOthers(forms: readonly CellForm[], name: string): boolean {
	const again = forms.filter((form) => form.count >= AGAIN);
	const isWord = (form: CellForm): boolean => !isWholeNumber(form.text) && canBeAnswer({ ...form, count: 1 });
	return (
		!isDataName(name) &&
		again.length > 0 &&
		again.length <= FEW &&
		again.every(isWord) &&
		sumBy(again, 'count') >= A_TENTH * sumBy(forms, 'count') &&
		!areOtherAnswers(again.map(({ text }) => text))
	);
}

/** Whether most cells begin with one of few words, and a remark follows. */
const areHeads = (heads: readonly CellForm[], name: string, cells: number): boolean =>
	heads.length > 1 && sumBy(heads, 'count') >= cells / 2 && comeAgain(heads, name);

/** Whether cells join few words in many ways. */
const areJoined = (parts: readonly CellForm[], name: string, cells: number): boolean =>
	sumBy(parts, 'count') > cells && comeAgain(parts, name);

const comeAgain = (forms: readonly CellForm[], name: string): boolean =>
	forms.length <= mostOf(forms, name) &&
	forms.every(canBeAnswer) &&
	sumBy(forms, 'count') >= 2 * forms.length &&
	!areOtherAnswers(forms.map(({ text }) => text));

/** Of a run this short, nothing can be said by how often a value comes. */
const SHORT_RUN = 5;

function isAnsweringDay({ path, rows, filled, values, sample }: ColumnSeen): boolean {
	const isEverybodys = isTimeName(nameOf(path));
	// “9999-12-31” for “never” would make a column look full.
	const days = filled * (1 - shareOf(sample, isNoDay));
	if (days < (isEverybodys ? rows / 2 : rows)) return true;
	const comesAgain = values.size > 1 && values.size <= FEW && totalOf(values) >= 2 * values.size;
	return !isEverybodys && (rows < SHORT_RUN || comesAgain);
}

/** When, why or how often somebody has left, and some have not. Only a link to leave by stands in every row. */
const isAboutLeaving = ({ rows, filled, sample }: ColumnSeen): boolean =>
	filled < rows || (rows < SHORT_RUN && !every(sample, isLink));

const isLink = (value: Scalar): boolean => /:\/\//.test(String(value));

const isUnreadOf =
	(name: string) =>
	(value: Scalar): boolean =>
		!isFirmName(name) && isUnreadText(value);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** A column by this name, and its values are answers: “Email: yes, no” in a sheet that has the addresses elsewhere. */
function isMisused(seenColumn: SeenColumn, column: string): boolean {
	const { sample } = seenColumn;
	const isOf = CONTACTS.find(([name]) => name.test(column))?.[1];
	const isAnswering = (value: Scalar): boolean =>
		(isAnswer(value) || (isBit(value) && isOf !== undefined)) && !isOfKind(String(value).trim(), column);
	if (shareOf(sample, isAnswering) >= HALF || some(sample, isRefusalText)) return true;
	// The first order of a shop is 1, and so is the customer's number: only a 0 beside it makes an answer of that.
	if (shareOf(sample, isBit) === 1 && (!NUMBERED_COLUMN.has(column) || formsOf(sample).length > 1)) return true;
	if (isOf === undefined || shareOf(sample, (value) => isOf.test(String(value))) >= HALF) return false;
	// What stands once in the place of an address is a slip: its row says so.
	return totalOf(sample) >= 2 * formsOf(sample).length && looksLikeAnswer(seenColumn);
}

/** Columns of numbers, in which a lone 0 or 1 is one. */
const NUMBERED_COLUMN: ReadonlySet<string> = new Set(
	wordsIn('value orderId orderSource eventId leadId subscriptionId externalId contents'),
);

/** What hardly any cell of a column of contacts lacks. */
const CONTACTS: ReadonlyArray<readonly [RegExp, RegExp]> = [
	[/^email/, /@|\p{L}\.\p{L}|[\da-f]{32}/u],
	[/^phone/, /^(?!\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d))(?:\P{Nd}*\p{Nd}){5}/u],
];

/** Whether a word of a yes or a no is a value of such a column as well: Norway, Ontario, a woman. */
const isOfKind = (text: string, column: string): boolean =>
	column === 'country'
		? /^[A-Z]{2}$/.test(text) && !isRefusedValue(country(text))
		: column === 'state'
			? /^[A-Z]{2}$/.test(text) && isStateName(text)
			: column === 'gender' && gender(text) !== '';

const A_TENTH = 0.1;
const HALF = 0.5;
const MOST = 0.8;

/** Different values of a column that speaks of something else by its name: a yes and a no in two ways are as many. */
const FEW = 4;

/** Different codes of one digit; how many orders somebody has has more. */
const MOST_CODES = 7;

/** How often a word comes that comes again by no chance. */
const AGAIN = 3;

const some = (values: Values, test: (value: Scalar) => boolean): boolean => [...values.keys()].some(test);

const every = (values: Values, test: (value: Scalar) => boolean): boolean => [...values.keys()].every(test);

function totalOf(values: Values): number {
	let total = 0;
	for (const count of values.values()) total += count;
	return total;
}

function shareOf(values: Values, test: (value: Scalar) => boolean): number {
	let [fitting, all] = [0, 0];
	for (const [value, count] of values) {
		all += count;
		if (test(value)) fitting += count;
	}
	return all === 0 ? 0 : fitting / all;
}

/** Of an ID or a firm, no two rows have the same. */
const isOwn = (name: string, text: string): boolean =>
	(isIdName(name) && /\d/.test(text) && !isBit(text)) || (isFirmName(name) && PROPER_NAME.test(text));

/** “Acme Works”, “12 Oak Lane”. */
const PROPER_NAME = /^[\p{Lu}\d].*\s\p{Lu}/u;
