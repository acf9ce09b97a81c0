import { refuse, type Normalised, type Refused } from './value';

/** Which of two numbers below 13 is the day; '' where the form does not say. */
export type DateOrder = 'dayFirst' | 'monthFirst' | '';

/** A birth date in Meta's three keys. */
export interface BirthDate {
	readonly year: string;
	readonly month: string;
	readonly day: string;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const EARLIEST = 1900;
const LATEST = 2099;

const two = (value: number): string => String(value).padStart(2, '0');

const notADate = refuse('is not a date that can be read');

/** Languages whose names of months are understood; Intl brings the names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'ro', 'tr'];

const bare = (word: string): string => word.normalize('NFD').replace(/[^\p{L}]/gu, '').toLowerCase();

let months: ReadonlyMap<string, number> | undefined;

/** Names as they stand in a date and by themselves, long and short: Polish and Czech have different ones. */
function monthNames(): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	const doubtful = new Set<string>();
	for (const language of LANGUAGES) {
		for (const style of ['long', 'short'] as const) {
			const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
			const inDate = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
			for (let month = 0; month < 12; month++) {
				const day = new Date(Date.UTC(2000, month, 5));
				const named = inDate.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
				for (const word of [bare(alone.format(day)), bare(named)]) {
					if (word.length < 3) continue;
					const known = found.get(word);
					if (known !== undefined && known !== month + 1) doubtful.add(word);
					found.set(word, month + 1);
				}
			}
		}
	}
	// A word that is a different month in another language says nothing.
	for (const word of doubtful) found.delete(word);
	return found;
}

function monthNamed(word: string): number | undefined {
	months ??= monthNames();
	return months.get(bare(word));
}

/** DOBY: four digits (Meta: "Customer file custom audiences": YYYY from 1900). */
export function birthYear(text: string): Normalised {
	const year = /^(\d{4})(?:\.0)?$/.exec(text)?.[1];
	if (year === undefined) return refuse('is not a year of four digits');
	return Number(year) >= EARLIEST && Number(year) <= LATEST ? year : refuse('is not a year of birth');
}

/** DOBM: 01 to 12 (Meta: "Customer file custom audiences"); names of months are understood. */
export function birthMonth(text: string): Normalised {
	const month = /^\d{1,2}$/.test(text) ? Number(text) : monthNamed(text);
	return month !== undefined && month >= 1 && month <= 12 ? two(month) : refuse('is not a month');
}

/** DOBD: 01 to 31 (Meta: "Customer file custom audiences"). */
export function birthDay(text: string): Normalised {
	const day = /^(\d{1,2})(?:\.|st|nd|rd|th)?$/i.exec(text)?.[1];
	return day !== undefined && Number(day) >= 1 && Number(day) <= 31 ? two(Number(day)) : refuse('is not a day of a month');
}

/** What may follow a date: a time of day, which a birthday does not have. */
const time = String.raw`(?:[T ,]+\d{1,2}:\d{2}.*)?$`;

/** Midnight and noon are what dates become when they are stored with a time; any other hour was a midnight somewhere else. */
const timeOfDay = /[T ,](?!(?:00|0|12):00(?!:\d*[1-9]))\d{1,2}:\d{2}/;

const isoDate = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}`);
const compactDate = /^(\d{4})(\d{2})(\d{2})$/;
const numericDate = new RegExp(String.raw`^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})${time}`);
const dayThenName = new RegExp(String.raw`^(?:\p{L}+\.?,? +)?(\d{1,2})(?:\.|st|nd|rd|th|er|º)?[\s-]*(?:de |of )?[\s-]*(\p{L}{3,}\.?)[\s,-]*(?:de |del )?[\s-]*(\d{4})${time}`, 'iu');
const nameThenDay = new RegExp(String.raw`^(?:\p{L}+, +)?(\p{L}{3,}\.?) +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})${time}`, 'iu');

/**
 * A whole birth date in any common way of writing, as DOBY, DOBM and DOBD.
 *
 * "03/04/1990" is two dates, and without `order` it is refused; dots are read day first, as everywhere they are used.
 * Years of two digits are refused: their century would be a guess.
 */
export function birthDate(text: string, order: DateOrder): BirthDate | Refused {
	if (timeOfDay.test(text)) return refuse('has a time of day, so a time zone may have moved it to another day: send the date alone, as text');
	const iso = isoDate.exec(text) ?? compactDate.exec(text);
	if (iso) return checked(iso[1], Number(iso[2]), Number(iso[3]));
	const numeric = numericDate.exec(text);
	if (numeric) return fromNumbers(numeric, order);
	const named = dayThenName.exec(text);
	if (named) return checked(named[3], monthNamed(named[2]), Number(named[1]));
	const american = nameThenDay.exec(text);
	if (american) return checked(american[3], monthNamed(american[1]), Number(american[2]));
	return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/.test(text) ? refuse('has a year of two digits, and its century is unknown') : notADate;
}

function fromNumbers([, first, separator, second, year]: RegExpExecArray, order: DateOrder): BirthDate | Refused {
	const [one, other] = [Number(first), Number(second)];
	const ambiguous = one <= 12 && other <= 12 && one !== other && separator !== '.';
	if (ambiguous && order === '') return refuse('can be read day first or month first: set Birth Date Order');
	const monthFirst = ambiguous ? order === 'monthFirst' : separator !== '.' && one <= 12 && other > 12;
	return monthFirst ? checked(year, one, other) : checked(year, other, one);
}

function checked(year: string, month: number | undefined, day: number): BirthDate | Refused {
	if (month === undefined || month < 1 || month > 12) return notADate;
	const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
	const last = month === 2 && !leap ? 28 : DAYS[month - 1];
	if (day < 1 || day > last) return notADate;
	const known = birthYear(year);
	return typeof known === 'string' ? { year, month: two(month), day: two(day) } : known;
}
