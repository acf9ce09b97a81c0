import { z } from 'zod';

import { problem } from '../../shared/node/params';
import { nameOfDay } from './choices';

/** Hours of the week in which the ads run: `adset_schedule` (Marketing API, Ad Set reference; spec object DayPart). */
export interface DayPart {
	readonly days: readonly number[];
	readonly start_minute: number;
	readonly end_minute: number;
	/** Whose clock: the viewer's, or the ad account's. */
	readonly timezone_type: 'USER' | 'ADVERTISER';
}

const DAY = 24 * 60;

/** Minutes since midnight; 24:00 ends the day. */
const minutes = z
	.string()
	.trim()
	.superRefine((text, context) => {
		if (!/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)) problem(context, [], `cannot be “${text}”`, 'Write a time of day as 09:00; 24:00 is the end of the day.');
	})
	.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const row = z
	.object({
		days: z.array(z.coerce.number().int().min(0).max(6)),
		from: minutes,
		to: minutes,
		timeZone: z.enum(['USER', 'ADVERTISER']).default('USER'),
	})
	.superRefine(({ days, from, to }, context) => {
		if (days.length === 0) problem(context, ['days'], 'is empty', 'Choose the days on which these hours hold.');
		if (from >= to) problem(context, ['to'], 'is not after From', 'For hours over midnight add one row until 24:00 and one from 00:00.');
	})
	.transform(({ days, from, to, timeZone }): DayPart => ({ days: [...new Set(days)].sort(), start_minute: from, end_minute: Math.min(to, DAY), timezone_type: timeZone }));

export const adScheduleParam = z
	.object({ rows: z.array(row).default([]) })
	.superRefine(({ rows }, context) => {
		if (rows.length === 0) problem(context, [], 'has no row', 'Add the hours in which the ads run, or remove the field.');
	})
	.transform(({ rows }) => rows);

const clock = (minute: unknown): string => {
	const at = Number(minute);
	return `${String(Math.trunc(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
};

/** The schedule an ad set shows, as rows of this type. */
export const dayParts = (schedule: unknown): DayPart[] =>
	(Array.isArray(schedule) ? (schedule as Array<Partial<DayPart>>) : []).map(({ days = [], start_minute = 0, end_minute = 0, timezone_type = 'USER' }) => ({
		days: days.map(Number).sort(),
		start_minute: Number(start_minute),
		end_minute: Number(end_minute),
		timezone_type,
	}));

export const adScheduleInWords = (schedule: unknown): string =>
	dayParts(schedule)
		.map(({ days, start_minute: from, end_minute: to, timezone_type: zone }) => `${days.map(nameOfDay).join(', ')} ${clock(from)}–${clock(to)} (${zone === 'USER' ? 'viewer’s' : 'account’s'} time)`)
		.join('; ');
