import { MINUTE_MS } from '../../shared/durations';

/** Hours of the week, as a row of the form says them. */
export interface WeekHours {
	/** On which they begin, as Meta numbers days: 0 is Sunday. */
	readonly days: readonly number[];
	/** Minutes since midnight; where `to` is not after `from`, they end on the next day. */
	readonly from: number;
	readonly to: number;
}

/** A minute of the week, as the clock on the wall shows it: its day, 0 to 6 from Sunday on, and minutes since midnight. */
export interface WallMinute {
	readonly day: number;
	readonly minute: number;
}

const DAY_MINUTES = 24 * 60;

/**
 * Whether one of the rows holds at that minute, by what the clock on the wall shows. An hour that a change of clocks
 * leaves out has none of it. One that comes twice counts twice.
 */
export const isInHours = (rows: readonly WeekHours[], { day, minute }: WallMinute): boolean =>
	rows.some(({ days, from, to }) => {
		if (from < to) return days.includes(day) && minute >= from && minute < to;
		return (days.includes(day) && minute >= from) || (days.includes((day + 6) % 7) && minute < to);
	});

/** No clock changes within a quarter of an hour of UTC. */
const QUARTER = 15 * MINUTE_MS;

/** Quarters looked at: a week, and another one where a change of clocks leaves out the only hours of the first. */
const QUARTERS = (15 * 24 * 60) / 15;

/** What the clock on the wall shows at a moment, milliseconds since 1970. */
type ClockAt = (at: number) => WallMinute;

/** @returns milliseconds since 1970; null where there is none within two weeks */
function nextMinute(after: number, clockAt: ClockAt, isWanted: (wall: WallMinute) => boolean): number | null {
	const first = Math.floor(after / QUARTER) * QUARTER;
	for (let quarter = 0; quarter <= QUARTERS; quarter++) {
		const start = first + quarter * QUARTER;
		const { day, minute } = clockAt(start);
		for (let more = 0; more < 15; more++) {
			const at = start + more * MINUTE_MS;
			const wallMinute = minute + more;
			const wall = { day: (day + Math.floor(wallMinute / DAY_MINUTES)) % 7, minute: wallMinute % DAY_MINUTES };
			if (at > after && isWanted(wall)) return at;
		}
	}
	return null;
}

/** The first full minute after a moment at which one of the rows holds; null where none does within two weeks. */
export const nextOpening = (rows: readonly WeekHours[], after: number, clockAt: ClockAt): number | null =>
	nextMinute(after, clockAt, (wall) => isInHours(rows, wall));

/** The end of the hours that hold then, or of the next ones; null where none end within two weeks. */
export function nextClosing(rows: readonly WeekHours[], after: number, clockAt: ClockAt): number | null {
	const opening = isInHours(rows, clockAt(after)) ? after : nextOpening(rows, after, clockAt);
	return opening === null ? null : nextMinute(opening, clockAt, (wall) => !isInHours(rows, wall));
}

const isMinute = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= DAY_MINUTES;

/** Whether every row has days, and two different times of a day. */
export const areHours = (rows: readonly WeekHours[]): boolean =>
	rows.length > 0 &&
	rows.every(
		({ days, from, to }) =>
			days.length > 0 &&
			days.every((day) => Number.isInteger(day) && day >= 0 && day <= 6) &&
			isMinute(from) &&
			isMinute(to) &&
			from !== to,
	);

/** Days as Meta numbers them, from Monday on. */
export const weekDays = [
	{ name: 'Monday', value: 1 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Friday', value: 5 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 0 },
];

/** Three letters of a day's name. */
export const nameOfDay = (day: number): string =>
	weekDays.find(({ value }) => value === day)?.name.slice(0, 3) ?? String(day);

/** "Mon–Fri", "Mon, Thu": in the order of the week; "daily" for all seven. */
const daysInWords = (chosenDays: readonly number[]): string => {
	const isChosen = weekDays.map(({ value }) => chosenDays.includes(value));
	if (isChosen.every(Boolean)) return 'daily';
	const runs = weekDays.flatMap(({ value }, first) => {
		if (isChosen[first] !== true || isChosen[first - 1] === true) return [];
		const end = isChosen.indexOf(false, first);
		const days = weekDays.slice(first, end === -1 ? undefined : end).map((day) => nameOfDay(day.value));
		return days.length > 2 ? `${nameOfDay(value)}–${days.at(-1)}` : days;
	});
	return runs.join(', ');
};

/** Minutes since midnight as people write them: 90 is 01:30. */
export function clock(minute: number): string {
	return `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** "Mon–Fri 08:00–20:00; Sat 22:00–06:00". */
export const hoursInWords = (rows: readonly WeekHours[]): string =>
	rows.map(({ days, from, to }) => `${daysInWords(days)} ${clock(from)}–${clock(to)}`).join('; ');
