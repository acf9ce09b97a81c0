import { clock, nameOfDay } from '../../../meta/hours/week';
import { weekFields } from '../../../meta/hours/weekFields';
import { wantedSet, wantedText, type Wanted } from '../../../shared/adObject/change/wanted';
import { rows } from '../../../shared/form/collections';
import { choice, turned } from '../../../shared/form/kinds';
import { InputProblem } from '../../../shared/form/problem';

/** Hours of the week in which the ads run: `adset_schedule` (Marketing API, Ad Set reference; spec object DayPart). */
export interface DayPart {
	readonly days: readonly number[];
	readonly start_minute: number;
	readonly end_minute: number;
	/** Whose clock: the viewer's, or the ad account's. */
	readonly timezone_type: 'USER' | 'ADVERTISER';
}

const hoursField = rows(
	{
		displayName: 'Ad Schedule',
		name: 'adSchedule',
		placeholder: 'Add Hours',
		description: 'Hours of the week in which the ads run. Only with a lifetime budget.',
		row: { name: 'rows', displayName: 'Hours' },
	},
	[
		...weekFields,
		choice({
			displayName: 'Whose Time',
			name: 'timeZone',
			options: [
				{ name: 'Ad Account', value: 'ADVERTISER', description: 'The clock of the ad account' },
				{ name: 'Viewer', value: 'USER', description: 'The time zone of the person who sees the ad' },
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
