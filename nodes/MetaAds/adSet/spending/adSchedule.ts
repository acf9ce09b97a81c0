import { clock, nameOfDay } from '../../../meta/hours/week';
import { weekFields } from '../../../meta/hours/weekFields';
import { wantedSet, wantedText, type WantedValue } from '../../../shared/adObject/change/wanted';
import { rows } from '../../../shared/form/collections';
import { choice, turnValue } from '../../../shared/form/kinds';
import { InputProblem } from '../../../shared/form/problem';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { countOf } from '../../../shared/reading/numbers';
import { showsWanted } from '../../../shared/reading/shown';
import { entryOf } from '../../../shared/record';
import { sayable } from '../../../shared/words';

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
			displayName: 'Time Zone',
			name: 'timeZone',
			options: [
				{ name: 'Ad Account', value: 'ADVERTISER', description: 'The clock of the ad account' },
				{ name: 'Viewer', value: 'USER', description: 'The time zone of the person who sees the ad' },
			],
			default: 'USER',
		}),
	],
);

export const adScheduleField = turnValue(hoursField, (list, at): DayPart[] => {
	if (list.length === 0)
		throw new InputProblem(at, 'has no row', 'Add the hours in which the ads run, or remove the field.');
	return list.map(({ days: dayNumbers, from, to, timeZone }, row) => {
		if (from >= to) {
			const advice = 'For hours over midnight add one row until 24:00 and one from 00:00.';
			throw new InputProblem([...at, 'rows', row, 'to'], 'is not after From', advice);
		}
		return { days: dayNumbers, start_minute: from, end_minute: to, timezone_type: timeZone };
	});
});

/** Hours as an ad set shows them; null where something cannot be read. */
interface ShownPart {
	readonly days: ReadonlyArray<number | null>;
	readonly start_minute: number | null;
	readonly end_minute: number | null;
	readonly timezone_type: string;
}

const minute = (value: unknown): number | null => (value === undefined ? 0 : countOf(value));

const shownParts = (schedule: unknown): ShownPart[] =>
	entriesOf(schedule)
		.map(recordOf)
		.map((part) => ({
			days: entriesOf(part.days).map(countOf).sort(),
			start_minute: minute(part.start_minute),
			end_minute: minute(part.end_minute),
			timezone_type: part.timezone_type === undefined ? 'USER' : sayable(part.timezone_type),
		}));

const clocks: Readonly<Record<string, string>> = { USER: 'viewer’s', ADVERTISER: 'account’s' };

const clockOrUnknown = (minutes: number | null): string => (minutes === null ? 'unknown' : clock(minutes));

const partInWords = ({
	days: dayNumbers,
	start_minute: from,
	end_minute: to,
	timezone_type: zone,
}: ShownPart): string =>
	`${dayNumbers.map((day) => (day === null ? 'unknown' : nameOfDay(day))).join(', ')} ` +
	`${clockOrUnknown(from)}–${clockOrUnknown(to)} (${entryOf(clocks, zone) ?? 'unknown'} time)`;

export const adScheduleInWords = (schedule: unknown): string => shownParts(schedule).map(partInWords).join('; ');

export const wantedSchedule = (parts: readonly DayPart[]): WantedValue[] => [
	{
		...wantedText('adset_schedule', 'Ad Schedule', parts),
		shownBy: ({ adset_schedule: schedule }) => showsWanted(shownParts(schedule), parts, 'anyOrder'),
		inWords: ({ adset_schedule: schedule }) => adScheduleInWords(schedule) || 'none',
	},
	wantedSet('pacing_type', 'Pacing', ['day_parting']),
];
