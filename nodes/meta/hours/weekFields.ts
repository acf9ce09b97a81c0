import { z } from 'zod';

import { rows } from '../../shared/form/collections';
import { listedChoice, listedChoices, turnValue } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import { clock, weekDays, type WeekHours } from './week';

/** Fields for hours of the week, wherever they are asked for. */

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
	.superRefine((chosenDays, context) => {
		if (chosenDays.length === 0) problem(context, [], 'is empty', 'Choose the days for these hours.');
	})
	.transform((chosenDays) => [...new Set(chosenDays)].sort());

const hour = <const Name extends string>(displayName: string, name: Name, start: string) =>
	listedChoice({ displayName, name, default: start, options: hours }, minutes);

/** Days, from, to: what a row of hours begins with, office hours unless one chooses others. */
export const weekFields = [
	listedChoices({ displayName: 'Days', name: 'days', default: [1, 2, 3, 4, 5], options: weekDays }, dayNumbers),
	hour('From', 'from', '09:00'),
	hour('To', 'to', '18:00'),
] as const;

/**
 * Hours of the week by the clock of the ad account; they may go over midnight.
 *
 * @param description what happens in these hours, a sentence
 * @param advice what to do where no row was added
 */
export const weekHoursField = <const Name extends string>(
	displayName: string,
	name: Name,
	description: string,
	advice: string,
) =>
	turnValue(
		rows(
			{
				displayName,
				name,
				placeholder: 'Add Hours',
				description: `${description} If an end is not after its start, it is on the next day.`,
				row: { name: 'rows', displayName: 'Hours' },
			},
			weekFields,
		),
		(list, at): readonly WeekHours[] => {
			if (list.length === 0) throw new InputProblem(at, 'has no row', advice);
			for (const [row, { from, to }] of list.entries()) {
				if (from !== to) continue;
				throw new InputProblem([...at, 'rows', row, 'to'], 'is the same as From', 'A whole day is 00:00 to 24:00.');
			}
			return list;
		},
	);
