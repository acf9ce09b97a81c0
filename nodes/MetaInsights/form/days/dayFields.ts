import { DateTime } from 'luxon';
import { z } from 'zod';

import type { TimeInput } from '../../../shared/accountTime';
import { rows } from '../../../shared/form/collections';
import { field, notice, rewordField, shownWhen, type Field } from '../../../shared/form/field';
import { choice, toggle, wholeNumber } from '../../../shared/form/kinds';

const UP_TO_YESTERDAY = 'Up to yesterday, or today with the option Include Today';

const SUNDAY_WEEKS = '. With the option Week Starts On, a week can also start on Sunday.';

const dateRangeField = choice({
	displayName: 'Date Range',
	name: 'dateRange',
	options: [
		{ name: 'Between Dates', value: 'custom', description: 'From one day to another, both included' },
		{ name: 'Last 14 Days', value: 'last14Days', description: UP_TO_YESTERDAY },
		{ name: 'Last 28 Days', value: 'last28Days', description: UP_TO_YESTERDAY },
		{
			name: 'Last 28 Days, for Daily Sync',
			value: 'settling',
			description:
				'The days whose numbers Meta still changes, and the day that just became final. Run daily and replace rows by row_key.',
		},
		{ name: 'Last 30 Days', value: 'last30Days', description: UP_TO_YESTERDAY },
		{ name: 'Last 7 Days', value: 'last7Days', description: UP_TO_YESTERDAY },
		{ name: 'Last 90 Days', value: 'last90Days', description: UP_TO_YESTERDAY },
		{ name: 'Last Month', value: 'lastMonth' },
		{ name: 'Last Quarter', value: 'lastQuarter' },
		{ name: 'Last Week', value: 'lastWeek', description: `Monday to Sunday${SUNDAY_WEEKS}` },
		{ name: 'Last X Days', value: 'lastDays', description: UP_TO_YESTERDAY },
		{ name: 'Last Year', value: 'lastYear' },
		{ name: 'Maximum', value: 'maximum', description: 'The 37 months Meta keeps, except their first three days' },
		{ name: 'Several Ranges', value: 'ranges', description: 'Two or more ranges in one report; they must not overlap' },
		{ name: 'This Month', value: 'thisMonth' },
		{ name: 'This Quarter', value: 'thisQuarter' },
		{ name: 'This Week', value: 'thisWeek', description: `Monday to today${SUNDAY_WEEKS}` },
		{ name: 'This Year', value: 'thisYear' },
		{ name: 'Today', value: 'today', description: 'So far, and still incomplete' },
		{ name: 'Yesterday', value: 'yesterday' },
	],
	default: 'yesterday',
	description: 'Days in the ad account’s time zone, not n8n’s',
});

const daysField = wholeNumber({
	displayName: 'Days',
	name: 'days',
	default: '7',
	least: 1,
	most: 1126,
	description: 'How many days',
});

const endDaysAgoField = wholeNumber({
	displayName: 'Ending Days Ago',
	name: 'endDaysAgo',
	default: '1',
	least: 0,
	most: 1126,
	description: 'How many days ago the last of these days is: 1 is yesterday, 0 is today',
});

/**
 * Date objects stay what they are until the account is known. Which day one means depends on whether it is the midnight
 * of a zone of its own (`toInstant`). As text a plain `Date` would always be at midnight in UTC.
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

const sinceField = dayField('Since', 'since', 'First day, in the ad account’s time zone');
const untilField = dayField('Until', 'until', 'Last day, included, in the ad account’s time zone');

const rangesField = rows(
	{ displayName: 'Ranges', name: 'ranges', placeholder: 'Add Range', row: { name: 'values', displayName: 'Range' } },
	[sinceField, untilField],
);

/** Whoever reports daily into a table needs it, and nobody else. */
const tableNotice = notice({
	name: 'tableNotice',
	text: 'For a Data Table: run the step once, then add a column in the table for each name you see. In the next step, choose Upsert where row_key equals row_key.',
});

const timeIncrementField = choice({
	displayName: 'Time Increment',
	name: 'timeIncrement',
	options: [
		{
			name: 'Automatic (Day or Month)',
			value: 'auto',
			description:
				'Day for up to three months, Month for longer ranges. Yesterday is one day: one row for each campaign, or what Level says.',
		},
		{ name: 'Day', value: 'day' },
		{ name: 'Every X Days', value: 'days', description: 'Starts on the first day of the range' },
		{ name: 'Month', value: 'month', description: 'Calendar months; the first and last may be shorter' },
		{ name: 'Total', value: 'total', description: 'One row for the whole range' },
		{ name: 'Week', value: 'week', description: 'Calendar weeks; the first and last may be shorter' },
	],
	default: 'auto',
	hint: 'Automatic = a row for each day. For one row over the whole range, choose Total.',
	description:
		'The time one row covers. Automatic has a row for each month where the range is longer than three months.',
});

const incrementDaysField = wholeNumber({
	displayName: 'Days per Row',
	name: 'incrementDays',
	default: '14',
	least: 2,
	most: 90,
	description: 'How many days a row covers, counted from the first day of the range; the last row may cover fewer',
});

const compareField = toggle({
	displayName: 'Compare With Previous Period',
	name: 'compare',
	default: false,
	description: 'Whether to add the previous period’s value and the change in percent to every number',
});

const compareWithField = choice({
	displayName: 'Compare With',
	name: 'compareWith',
	options: [
		{ name: 'Between Dates', value: 'dates', description: 'Days that you choose' },
		{ name: 'Last Year, Same Dates', value: 'previousYear', description: 'The same dates a year earlier' },
		{
			name: 'Last Year, Same Weekdays',
			value: 'previousYearWeekday',
			description: '52 weeks earlier, so that a Tuesday is compared with a Tuesday',
		},
		{
			name: 'Preceding Days',
			value: 'previous',
			description:
				'The same number of days before. For weeks, months, quarters and years, the same days of the previous one.',
		},
	],
	default: 'previous',
	description: 'What the report is compared with',
});

const comparedWithDates = { compare: [true], compareWith: ['dates'] };

/** Whether and with what the report is compared. */
export const compareFields = [
	compareField,
	shownWhen({ compare: [true] }, compareWithField),
	shownWhen(
		comparedWithDates,
		dayField('Compare Since', 'compareSince', 'First day to compare with, in the ad account’s time zone'),
	),
	shownWhen(comparedWithDates, dayField('Compare Until', 'compareUntil', 'Last day to compare with, included')),
] as const;

/** The days to report, and those that one row covers. */
export const dayFields = [
	dateRangeField,
	shownWhen({ dateRange: ['lastDays'] }, daysField),
	shownWhen({ dateRange: ['lastDays'] }, endDaysAgoField),
	shownWhen({ dateRange: ['custom'] }, rewordField(sinceField, { required: true })),
	shownWhen({ dateRange: ['custom'] }, rewordField(untilField, { required: true })),
	shownWhen({ dateRange: ['ranges'] }, rangesField),
	shownWhen({ dateRange: ['settling'] }, tableNotice),
	timeIncrementField,
	shownWhen({ timeIncrement: ['days'] }, incrementDaysField),
] as const;
