import { DateTime } from 'luxon';
import { z } from 'zod';

import { wantedSet, wantedText, type Wanted } from '../../../shared/adObject/change/wanted';
import { rows } from '../../../shared/form/collections';
import { choice, listedChoice, listedChoices, turned } from '../../../shared/form/kinds';
import { InputProblem } from '../../../shared/form/problem';
import { problem } from '../../../shared/form/words';

/** Hours of the week in which the ads run: `adset_schedule` (Marketing API, Ad Set reference; spec object DayPart). */
export interface DayPart {
	readonly days: readonly number[];
	readonly start_minute: number;
	readonly end_minute: number;
	/** Whose clock: the viewer's, or the ad account's. */
	readonly timezone_type: 'USER' | 'ADVERTISER';
}

/** Days as Meta numbers them, from Monday on. */
const days = [
	{ name: 'Monday', value: 1 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Friday', value: 5 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 0 },
];

const nameOfDay = (day: number): string => days.find(({ value }) => value === day)?.name.slice(0, 3) ?? String(day);

/** Full hours of a day, 00:00 to 24:00. */
const hours = Array.from({ length: 25 }, (_, hour) => {
	const value = hour === 24 ? '24:00' : DateTime.utc(2000, 1, 1, hour).toFormat('HH:mm');
	return { name: value, value };
});

/** Minutes since midnight; 24:00 ends the day. */
const minutes = z
	.string()
	.trim()
	.superRefine((text, context) => {
		if (/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)) return;
		problem(context, [], `cannot be “${text}”`, 'Write a time of day as 09:00; 24:00 is the end of the day.');
	})
	.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** Days as numbers or as text that is one; what an expression leaves empty is no Sunday. */
const dayNumbers = z
	.array(z.union([z.number(), z.string().trim().min(1)]).pipe(z.coerce.number().int().min(0).max(6)))
	.superRefine((chosen, context) => {
		if (chosen.length === 0) problem(context, [], 'is empty', 'Choose the days on which these hours hold.');
	})
	.transform((chosen) => [...new Set(chosen)].sort());

const hour = <const Name extends string>(displayName: string, name: Name, start: string) =>
	listedChoice({ displayName, name, default: start, options: hours }, minutes);

const hoursField = rows(
	{
		displayName: 'Ad Schedule',
		name: 'adSchedule',
		placeholder: 'Add Hours',
		description: 'Hours of the week in which the ads run. Only with a lifetime budget.',
		row: { name: 'rows', displayName: 'Hours' },
	},
	[
		listedChoices({ displayName: 'Days', name: 'days', options: days }, dayNumbers),
		hour('From', 'from', '09:00'),
		hour('To', 'to', '18:00'),
		choice({
			displayName: 'Whose Time',
			name: 'timeZone',
			options: [
				{ name: 'Ad Account', value: 'ADVERTISER', description: 'The clock of the ad account' },
				{ name: 'Viewer', value: 'USER', description: 'The clock of whoever sees the ad' },
			],
			default: 'USER',
		}),
	],
);

export const adScheduleField = turned(hoursField, (list, at): DayPart[] => {
	if (list.length === 0)
		throw new InputProblem(at, 'has no row', 'Add the hours in which the ads run, or remove the field.');
	return list.map(({ days: chosen, from, to, timeZone }, row) => {
		if (from >= to) {
			const advice = 'For hours over midnight add one row until 24:00 and one from 00:00.';
			throw new InputProblem([...at, 'rows', row, 'to'], 'is not after From', advice);
		}
		return { days: chosen, start_minute: from, end_minute: to, timezone_type: timeZone };
	});
});

const clock = (minute: unknown): string => {
	const at = Number(minute);
	return `${String(Math.trunc(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
};

/** The schedule an ad set shows, as rows of this type. */
const dayParts = (schedule: unknown): DayPart[] =>
	(Array.isArray(schedule) ? (schedule as Array<Partial<DayPart>>) : []).map((part) => ({
		days: (part.days ?? []).map(Number).sort(),
		start_minute: Number(part.start_minute ?? 0),
		end_minute: Number(part.end_minute ?? 0),
		timezone_type: part.timezone_type ?? 'USER',
	}));

const partInWords = ({ days: chosen, start_minute: from, end_minute: to, timezone_type: zone }: DayPart): string =>
	`${chosen.map(nameOfDay).join(', ')} ${clock(from)}–${clock(to)} (${zone === 'USER' ? 'viewer’s' : 'account’s'} time)`;

export const adScheduleInWords = (schedule: unknown): string => dayParts(schedule).map(partInWords).join('; ');

const sameParts = (list: readonly DayPart[], other: readonly DayPart[]): boolean => {
	const keyOf = (part: DayPart): string =>
		JSON.stringify([part.days, part.start_minute, part.end_minute, part.timezone_type]);
	const sorted = (parts: readonly DayPart[]): string => JSON.stringify(parts.map(keyOf).sort());
	return sorted(list) === sorted(other);
};

export const wantedSchedule = (parts: readonly DayPart[]): Wanted[] => [
	{
		...wantedText('adset_schedule', 'Ad Schedule', parts),
		shownBy: ({ adset_schedule: shown }) => sameParts(dayParts(shown), parts),
		inWords: ({ adset_schedule: shown }) => adScheduleInWords(shown) || 'none',
	},
	wantedSet('pacing_type', 'Pacing', ['day_parting']),
];
