import { z } from 'zod';

import { listedChoice, listedChoices } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';

/** Fields for hours of the week, wherever they are asked for. */

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

/** Three letters of a day's name. */
export const nameOfDay = (day: number): string =>
	days.find(({ value }) => value === day)?.name.slice(0, 3) ?? String(day);

/** "Mon, Tue": in the order of the week. */
export const daysInWords = (chosen: readonly number[]): string =>
	days
		.filter(({ value }) => chosen.includes(value))
		.map(({ value }) => nameOfDay(value))
		.join(', ');

/** Minutes since midnight as people write them: 90 is 01:30. */
export function clock(minute: number): string {
	return `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Full hours of a day, 00:00 to 24:00. */
const hours = Array.from({ length: 25 }, (_, hour) => {
	const value = clock(hour * 60);
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

/** Days, from, to: what a row of hours begins with, office hours unless one chooses others. */
export const weekFields = [
	listedChoices({ displayName: 'Days', name: 'days', default: [1, 2, 3, 4, 5], options: days }, dayNumbers),
	hour('From', 'from', '09:00'),
	hour('To', 'to', '18:00'),
] as const;
