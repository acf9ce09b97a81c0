import { DateTime } from 'luxon';

import type { DateOrder } from '../../../meta/people/normalise/birth';
import { isRefusedValue, refuse, cellText, type RefusedValue } from '../../../meta/people/normalise/value';
import { toInstant } from '../../../shared/accountTime';

/** A time as a cell says it: an instant, or what a clock shows somewhere. */
export type WrittenTime = { readonly seconds: number } | { readonly clock: string };

const noTime = refuse('is not a time that can be read');

const clock = String.raw`(?:[T ,]{1,3}(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?\s{0,3}(?<half>[ap]\.?m\.?)?)?`;
const offset = String.raw`\s{0,3}(?<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`;

const yearFirst = new RegExp(
	String.raw`^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})${clock}${offset}$`,
	'i',
);
/** Dots are read day first, as everywhere they are used. */
const dotted = new RegExp(String.raw`^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})${clock}${offset}$`, 'i');
const doubtful = new RegExp(String.raw`^(?<one>\d{1,2})[-/](?<other>\d{1,2})[-/](?<year>\d{4})${clock}${offset}$`, 'i');

/** With the names of months, as mails and American exports write them. */
const formatsWithWords = [
	'MMM d, yyyy h:mm a',
	'MMM d, yyyy, h:mm a',
	'MMM d, yyyy HH:mm',
	'd MMM yyyy HH:mm',
	'MMM d, yyyy',
	'd MMM yyyy',
];

/** Longer texts are no dates, and patterns take long over them. */
const LONGEST = 60;

const two = (part: string | number): string => String(part).padStart(2, '0');

/**
 * Reads what CRMs, shops and tills write: ISO with or without an offset, seconds and milliseconds since 1970, day first,
 * month first, a date alone (its midnight). A number that is none of these is refused: a spreadsheet's count of days has no zone
 * and no year that can be known.
 */
export function writtenTime(raw: unknown, order: DateOrder): WrittenTime | RefusedValue {
	if (raw instanceof Date || DateTime.isDateTime(raw)) return inSeconds(raw.valueOf());
	const text = cellText(raw);
	if (isRefusedValue(text)) return text;
	if (text === '') return refuse('is blank');
	if (text.length > LONGEST) return noTime;
	if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(text);
	const clear = yearFirst.exec(text)?.groups ?? dotted.exec(text)?.groups;
	if (clear) return timeIn(clear, clear.month, clear.day);
	const groups = doubtful.exec(text)?.groups;
	if (groups) return inOrder(groups, order);
	return fromWords(text);
}

function fromNumber(text: string): WrittenTime | RefusedValue {
	const number = Number(text);
	if (/^\d{13}(?:\.\d+)?$/.test(text)) return inSeconds(number);
	if (/^\d{10}(?:\.\d+)?$/.test(text)) return inSeconds(number * 1000);
	return refuse('is a number, and no seconds or milliseconds since 1970');
}

const inSeconds = (milliseconds: number): WrittenTime | RefusedValue =>
	Number.isFinite(milliseconds) ? { seconds: Math.floor(milliseconds / 1000) } : noTime;

type Groups = Readonly<Record<string, string | undefined>>;

function inOrder(groups: Groups, order: DateOrder): WrittenTime | RefusedValue {
	const { one = '', other = '' } = groups;
	const isClear = Number(one) > 12 || Number(other) > 12 || Number(one) === Number(other);
	if (!isClear && order === '') return refuse('can be read day first or month first: set Date Order');
	const isDayFirst = isClear ? Number(other) <= 12 : order === 'dayFirst';
	return isDayFirst ? timeIn(groups, other, one) : timeIn(groups, one, other);
}

function timeIn(groups: Groups, month: string | undefined, day: string | undefined): WrittenTime | RefusedValue {
	const { year = '', hour, minute = '00', second = '00', half, offset: zone } = groups;
	const hours = hour === undefined ? 0 : half === undefined ? Number(hour) : inHalf(Number(hour), half);
	if (hours === undefined) return noTime;
	const date = `${year}-${two(month ?? '')}-${two(day ?? '')}`;
	const text = hour === undefined ? date : `${date} ${two(hours)}:${minute}:${second}`;
	if (zone === undefined) return exists(`${text}`, 'UTC') === undefined ? noTime : { clock: text };
	const seconds = exists(
		hour === undefined ? `${date} 00:00:00Z` : `${text}${/^(?:UTC|GMT)$/i.test(zone) ? 'Z' : zone}`,
		'UTC',
	);
	return seconds === undefined ? noTime : { seconds };
}

/** "12:05 AM" is five past midnight. */
function inHalf(hour: number, half: string): number | undefined {
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

function fromWords(text: string): WrittenTime | RefusedValue {
	const mail = DateTime.fromRFC2822(text);
	if (mail.isValid) return inSeconds(mail.toMillis());
	for (const format of formatsWithWords) {
		const local = DateTime.fromFormat(text, format, { locale: 'en', zone: 'UTC' });
		if (local.isValid) return { clock: local.toFormat('yyyy-MM-dd HH:mm:ss') };
	}
	return noTime;
}

/** What a clock of a zone shows, in seconds since 1970; undefined where there is no such day. */
function exists(text: string, zone: string): number | undefined {
	try {
		return Math.floor(toInstant(text, zone).toMillis() / 1000);
	} catch {
		// It throws for what is no time, or no zone, and for nothing else.
		return undefined;
	}
}

/** @param zone IANA name of the zone whose clock was written down */
export function secondsOf(time: WrittenTime, zone: string): number | RefusedValue {
	if ('seconds' in time) return time.seconds;
	return exists(time.clock, zone) ?? refuse('needs a time zone that is known here');
}
