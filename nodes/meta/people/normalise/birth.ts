import { range } from 'lodash';

import { isRefusedValue, refuse, type NormalizedValue, type RefusedValue } from './value';

/** Which of two numbers below 13 is the day; '' where the form does not say. */
export type DateOrder = 'dayFirst' | 'monthFirst' | '';

/** A birth date in Meta's three keys. */
export interface BirthDate {
	readonly year: string;
	readonly month: string;
	readonly day: string;
}

const EARLIEST = 1900;

/** The latest year where today's is not told. */
const LATEST = 2099;

/** Longer than a date in words with its time zone: the patterns below take long over long texts. */
const LONGEST = 100;

const two = (value: number): string => String(value).padStart(2, '0');

const notADate = refuse('is not a date that can be read');

/** Languages whose names of months are understood; Intl brings the names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'ro', 'tr'];

const bare = (word: string): string =>
	word
		.normalize('NFD')
		.replace(/[^\p{L}]/gu, '')
		.toLowerCase();

let months: ReadonlyMap<string, number> | undefined;

/** A language's names of months, as they stand in a date and by themselves: Polish and Czech have different ones. */
function namesIn(language: string): Array<readonly [name: string, month: number]> {
	return (['long', 'short'] as const).flatMap((style) => {
		const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
		const inDate = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
		return range(1, 13).flatMap((month) => {
			const day = new Date(Date.UTC(2000, month - 1, 5));
			const monthName = inDate.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
			return [alone.format(day), monthName].map((name) => [bare(name), month] as const);
		});
	});
}

function monthNames(): ReadonlyMap<string, number> {
	const monthNumbers = new Map<string, number>();
	const doubtful = new Set<string>();
	for (const [name, month] of LANGUAGES.flatMap(namesIn)) {
		if (name.length < 3) continue;
		if ((monthNumbers.get(name) ?? month) !== month) doubtful.add(name);
		monthNumbers.set(name, month);
	}
	// A word that is a different month in another language says nothing.
	for (const name of doubtful) monthNumbers.delete(name);
	return monthNumbers;
}

function monthNamed(word: string): number | undefined {
	months ??= monthNames();
	return months.get(bare(word));
}

/**
 * DOBY: four digits (Meta: "Customer file custom audiences": YYYY from 1900).
 *
 * @param thisYear nobody is born later
 */
export function birthYear(text: string, thisYear = LATEST): NormalizedValue {
	const year = /^(\d{4})(?:\.0)?$/.exec(text)?.[1];
	if (year === undefined) return refuse('is not a year of four digits');
	return Number(year) >= EARLIEST && Number(year) <= thisYear ? year : refuse('is not a year of birth');
}

/** DOBM: 01 to 12 (Meta: "Customer file custom audiences"); names of months are understood. */
export function birthMonth(text: string): NormalizedValue {
	const month = /^\d{1,2}$/.test(text) ? Number(text) : monthNamed(text);
	return month !== undefined && month >= 1 && month <= 12 ? two(month) : refuse('is not a month');
}

/** DOBD: 01 to 31 (Meta: "Customer file custom audiences"). */
export function birthDay(text: string): NormalizedValue {
	const day = /^(\d{1,2})(?:\.|st|nd|rd|th)?$/i.exec(text)?.[1];
	return day !== undefined && Number(day) >= 1 && Number(day) <= 31
		? two(Number(day))
		: refuse('is not a day of a month');
}

/** What may follow a date: a time of day, which a birthday does not have. */
const time = String.raw`(?:[T ,]+\d{1,2}:\d{2}.*)?$`;

/** Midnight and noon are what dates become when they are stored with a time; any other hour was a midnight somewhere else. */
const timeOfDay = /[T ,](?!(?:00|0|12):00(?!:\d*[1-9]))\d{1,2}:\d{2}/;

const isoDate = new RegExp(String.raw`^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})${time}`);
const compactDate = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/;
/** Dots are read day first, as everywhere they are used; with hyphens and strokes it depends. */
const dottedDate = new RegExp(String.raw`^(?<day>\d{1,2})\s?\.\s?(?<month>\d{1,2})\s?\.\s?(?<year>\d{4})${time}`);
const otherDate = new RegExp(
	String.raw`^(?<day>\d{1,2})\s?(?<mark>[-/])\s?(?<month>\d{1,2})\s?\k<mark>\s?(?<year>\d{4})${time}`,
);
const dayThenName = new RegExp(
	String.raw`^(?:\p{L}+\.?,? +)?(?<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]*(?:(?:de|of) [\s-]*)?` +
		String.raw`(?<month>\p{L}{3,}\.?)[\s,-]*(?:(?:de|del) [\s-]*)?(?<year>\d{4})${time}`,
	'iu',
);
const nameThenDay = new RegExp(
	String.raw`^(?:\p{L}+, +)?(?<month>\p{L}{3,}\.?) +(?<day>\d{1,2})(?:st|nd|rd|th)?,? +(?<year>\d{4})${time}`,
	'iu',
);

/** A date as it is written; where the order is not certain, day first. */
function writtenIn(text: string, ...patterns: readonly RegExp[]): BirthDate | null {
	for (const pattern of patterns) {
		const { year, month, day } = pattern.exec(text)?.groups ?? {};
		if (year !== undefined && month !== undefined && day !== undefined) return { year, month, day };
	}
	return null;
}

/**
 * A whole birth date in any common way of writing, as DOBY, DOBM and DOBD.
 *
 * "03/04/1990" is two dates, and without `order` it is refused. Years of two digits are refused: their century would be a
 * guess.
 */
export function birthDate(text: string, order: DateOrder, thisYear = LATEST): BirthDate | RefusedValue {
	if (text.length > LONGEST) return notADate;
	const date = dateIn(text, order);
	const year = isRefusedValue(date) ? date : birthYear(date.year, thisYear);
	return isRefusedValue(year) ? year : date;
}

function dateIn(text: string, order: DateOrder): BirthDate | RefusedValue {
	if (timeOfDay.test(text)) {
		return refuse('has a time of day, so a time zone may have moved it to another day: send the date alone, as text');
	}
	const clear = writtenIn(text, isoDate, compactDate, dottedDate);
	if (clear) return checkDate(clear.year, Number(clear.month), Number(clear.day));
	const doubtful = writtenIn(text, otherDate);
	if (doubtful) return inOrder(doubtful, order);
	const namedDate = writtenIn(text, dayThenName, nameThenDay);
	if (namedDate) return checkDate(namedDate.year, monthNamed(namedDate.month), Number(namedDate.day));
	return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/.test(text)
		? refuse('has a year of two digits, and its century is unknown')
		: notADate;
}

function inOrder({ year, month, day }: BirthDate, order: DateOrder): BirthDate | RefusedValue {
	const [first, second] = [Number(day), Number(month)];
	const isAmbiguous = first <= 12 && second <= 12 && first !== second;
	if (isAmbiguous && order === '') return refuse('can be read day first or month first: set Birth Date Order');
	const isMonthFirst = isAmbiguous ? order === 'monthFirst' : first <= 12 && second > 12;
	return isMonthFirst ? checkDate(year, first, second) : checkDate(year, second, first);
}

function checkDate(year: string, month: number | undefined, day: number): BirthDate | RefusedValue {
	if (month === undefined || month < 1 || month > 12) return notADate;
	if (day < 1 || day > daysIn(Number(year), month)) return notADate;
	return { year, month: two(month), day: two(day) };
}

function daysIn(year: number, month: number): number {
	if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return isLeap ? 29 : 28;
}
