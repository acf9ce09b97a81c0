import { HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';
import { plainDay } from './plainDay';
import { shortText } from './words';

/** What a date says, before it is known where: dates and times as people and Meta write them. */

export type TimeProblemCode = 'notATime' | 'noSuchDate' | 'unknownZone';

/** A time that cannot be used: `message` says what is wrong, `advice` how to mend it. Both are plain sentences. */
export class TimeProblem extends Error {
	constructor(
		readonly code: TimeProblemCode,
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'TimeProblem';
	}
}

const DATE = String.raw`(?<date>\d{4}-\d{2}-\d{2})`;
const CLOCK = String.raw`(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?`;
const OFFSET = String.raw`(?<offset>Z|[+-]\d{2}(?::?\d{2})?)`;
const TIME_TEXT = new RegExp(`^${DATE}(?:[T ]${CLOCK}${OFFSET}?)?$`, 'i');

export interface WallClock {
	/** The wall-clock time as if it were UTC, in ms. */
	readonly asUtc: number;
	/** What the text itself says about its offset from UTC, in minutes. */
	readonly offset?: number;
	readonly hasClock: boolean;
}

/** @throws TimeProblem */
export function readText(text: string): WallClock {
	const parts = TIME_TEXT.exec(text)?.groups;
	if (!parts) throw notATime(text);

	const part = (name: string) => Number(parts[name] ?? 0);
	const midnight = plainDay(parts.date ?? '');
	const clock = part('hour') * HOUR_MS + part('minute') * MINUTE_MS + part('second') * SECOND_MS;
	const offset = parts.offset === undefined ? undefined : offsetMinutes(parts.offset);
	// Hour 24 is more likely a slip than the next midnight.
	const isClock = part('hour') < 24 && part('minute') < 60 && part('second') < 60;
	if (Number.isNaN(midnight) || !isClock || (offset !== undefined && Math.abs(offset) > 14 * 60)) {
		throw new TimeProblem(
			'noSuchDate',
			`"${text}" is not a date and time that exists.`,
			'Check the day, the month (second number) and the time.',
		);
	}
	return { asUtc: midnight + clock, offset, hasClock: parts.hour !== undefined };
}

function offsetMinutes(text: string): number {
	if (text.toUpperCase() === 'Z') return 0;
	const sign = text.startsWith('-') ? -1 : 1;
	return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', '') || 0));
}

export function notATime(text: string): TimeProblem {
	return new TimeProblem(
		'notATime',
		text === '' ? 'The date is empty.' : `"${shortText(text)}" is not a date.`,
		"Write it as 2026-05-12 or 2026-05-12T10:45:00 in the ad account's time. An offset is possible: 2026-05-12T10:45:00+02:00.",
	);
}
