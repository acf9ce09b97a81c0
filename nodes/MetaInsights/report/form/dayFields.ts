import { DateTime } from 'luxon';
import { z } from 'zod';

import type { TimeInput } from '../../../shared/accountTime';
import { rows } from '../../../shared/form/collections';
import { field, reworded, shownWhen, type Field } from '../../../shared/form/field';
import { choice, wholeNumber } from '../../../shared/form/kinds';

const dateRangeField = choice({
	displayName: 'Date Range',
	name: 'dateRange',
	options: [
		{ name: 'Between Dates', value: 'custom', description: 'From one day to another, both included' },
		{
			name: 'Last Days',
			value: 'lastDays',
			description: 'A number of days up to yesterday, or today with the option Include Today',
		},
		{ name: 'Last Month', value: 'lastMonth' },
		{ name: 'Last Quarter', value: 'lastQuarter' },
		{ name: 'Last Week', value: 'lastWeek' },
		{ name: 'Last Year', value: 'lastYear' },
		{ name: 'Maximum', value: 'maximum', description: 'The 37 months Meta keeps, but for their first three days' },
		{
			name: 'Settling Window',
			value: 'settling',
			description:
				'The last 28 days, whose numbers Meta still changes, and the day before them, which has just become final: read them again every day and replace the rows by row_key',
		},
		{ name: 'Several Ranges', value: 'ranges', description: 'Some ranges in one report, which share no day' },
		{ name: 'This Month', value: 'thisMonth' },
		{ name: 'This Quarter', value: 'thisQuarter' },
		{ name: 'This Week', value: 'thisWeek' },
		{ name: 'This Year', value: 'thisYear' },
		{ name: 'Today', value: 'today', description: 'So far, and still incomplete' },
		{ name: 'Yesterday', value: 'yesterday' },
	],
	default: 'yesterday',
	description: 'Days on the calendar of the ad account, whatever the time zone of n8n',
});

const daysField = wholeNumber({
	displayName: 'Days',
	name: 'days',
	default: '7',
	least: 1,
	most: 1126,
	description: 'How many days',
});

/**
 * Date objects stay what they are until the account is known: which day one means hangs on whether it is the midnight of
 * a zone of its own (`toInstant`), and as text a plain `Date` would always be at midnight in UTC.
 */
const day = z.union([
	z.string().trim().min(1),
	z.custom<Date | DateTime>((value) => value instanceof Date || DateTime.isDateTime(value)),
]);

const dayField = <const Name extends string>(
	displayName: string,
	name: Name,
	description: string,
): Field<Name, TimeInput> => field({ displayName, name, type: 'dateTime', default: '', description }, day);

const sinceField = dayField('Since', 'since', 'First day, by the calendar of the ad account');
const untilField = dayField('Until', 'until', 'Last day, by the calendar of the ad account; it belongs to the report');

const rangesField = rows(
	{ displayName: 'Ranges', name: 'ranges', placeholder: 'Add Range', row: { name: 'values', displayName: 'Range' } },
	[sinceField, untilField],
);

const timeIncrementField = choice({
	displayName: 'Time Increment',
	name: 'timeIncrement',
	options: [
		{ name: 'Day', value: 'day' },
		{ name: 'Month', value: 'month', description: 'Calendar months; the first and last may be shorter' },
		{ name: 'Several Days', value: 'days', description: 'Counted from the first day of the range' },
		{ name: 'Total', value: 'total', description: 'One row for the whole range' },
		{ name: 'Week', value: 'week', description: 'Calendar weeks; the first and last may be shorter' },
	],
	default: 'day',
	description: 'The time one row covers',
});

const incrementDaysField = wholeNumber({
	displayName: 'Days per Row',
	name: 'incrementDays',
	default: '14',
	least: 2,
	most: 90,
	description: 'How many days a row covers, counted from the first day of the range; the last row may cover fewer',
});

/** The days to report, and those that one row covers. */
export const dayFields = [
	dateRangeField,
	shownWhen({ dateRange: ['lastDays'] }, daysField),
	shownWhen({ dateRange: ['custom'] }, reworded(sinceField, { required: true })),
	shownWhen({ dateRange: ['custom'] }, reworded(untilField, { required: true })),
	shownWhen({ dateRange: ['ranges'] }, rangesField),
	timeIncrementField,
	shownWhen({ timeIncrement: ['days'] }, incrementDaysField),
] as const;
