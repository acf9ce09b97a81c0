import { DateTime } from 'luxon';
import { z } from 'zod';

import type { TimeInput } from '../../../shared/accountTime';
import { rows } from '../../../shared/form/collections';
import { field, reworded, shownWhen, type Field } from '../../../shared/form/field';
import { choice, choices, listedChoices, toggle, wholeNumber } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { simplifyField } from '../../../shared/node/commonFields';
import { idTexts, objectId } from '../../../shared/node/ids';
import { adAccountLocator, adLocator, adSetLocator, campaignLocator } from '../../../shared/node/locators';
import { adsInsightsSpec } from '../../../shared/spec';
import { removedBreakdowns } from '../breakdowns/table';
import { fieldSets, startingSets } from '../facts/fieldSets';
import { fromList, knownNames } from './nameLists';

const scopeField = choice({
	displayName: 'Report On',
	name: 'scope',
	options: [
		{ name: 'Ad', value: 'ad', description: 'One ad, also a deleted one' },
		{ name: 'Ad Account', value: 'account', description: 'Everything in the ad account' },
		{ name: 'Ad Set', value: 'adSet', description: 'One ad set and its ads' },
		{ name: 'Campaign', value: 'campaign', description: 'One campaign and what is in it' },
		{ name: 'List of IDs', value: 'list', description: 'Several campaigns, ad sets or ads' },
	],
	default: 'account',
	description: 'Whose numbers to report',
});

const idLevelField = choice({
	displayName: 'IDs Of',
	name: 'idLevel',
	options: [
		{ name: 'Ad', value: 'ad' },
		{ name: 'Ad Set', value: 'adset' },
		{ name: 'Campaign', value: 'campaign' },
	],
	default: 'campaign',
	description: 'What the IDs stand for',
});

const idsField = field(
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 120210000000101, 120210000000102',
		description: 'Separated by commas, or a list from an expression. Switch on Include Deleted and Archived in Options to get numbers of archived and deleted ones too.',
	},
	idTexts.superRefine((ids, context) => {
		const bad = ids.find((id) => !objectId.safeParse(id).success);
		if (ids.length === 0) problem(context, [], 'is empty', 'Enter the IDs, separated by commas. If an expression fills the field, it came out empty for this item.');
		if (bad !== undefined) problem(context, [], `“${bad}” is not an ID`, 'An ID has only digits, as in Ads Manager’s address.');
	}),
);

const levelField = choice({
	displayName: 'Level',
	name: 'level',
	options: [
		{ name: 'Ad', value: 'ad', description: 'A row for each ad' },
		{ name: 'Ad Account', value: 'account', description: 'Everything in one row' },
		{ name: 'Ad Set', value: 'adset', description: 'A row for each ad set, its ads added up' },
		{ name: 'Campaign', value: 'campaign', description: 'A row for each campaign, its ad sets and ads added up' },
	],
	default: 'campaign',
	description: 'What one row stands for',
});

const dateRangeField = choice({
	displayName: 'Date Range',
	name: 'dateRange',
	options: [
		{ name: 'Between Dates', value: 'custom', description: 'From one day to another, both included' },
		{ name: 'Last Days', value: 'lastDays', description: 'A number of days up to yesterday, or today with the option Include Today' },
		{ name: 'Last Month', value: 'lastMonth' },
		{ name: 'Last Quarter', value: 'lastQuarter' },
		{ name: 'Last Week', value: 'lastWeek' },
		{ name: 'Last Year', value: 'lastYear' },
		{ name: 'Maximum', value: 'maximum', description: 'The 37 months Meta keeps, but for their first three days' },
		{ name: 'Settling Window', value: 'settling', description: 'The last 28 days, whose numbers Meta still changes, and the day before them, which has just become final: read them again every day and replace the rows by row_key' },
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

const daysField = wholeNumber({ displayName: 'Days', name: 'days', default: '7', least: 1, most: 1126, description: 'How many days' });

/**
 * Date objects stay what they are until the account is known: which day one means hangs on whether it is the midnight of
 * a zone of its own (`toInstant`), and as text a plain `Date` would always be at midnight in UTC.
 */
const day = z.union([z.string().trim().min(1), z.custom<Date | DateTime>((value) => value instanceof Date || DateTime.isDateTime(value))]);

const dayField = <const Name extends string>(displayName: string, name: Name, description: string): Field<Name, TimeInput> =>
	field({ displayName, name, type: 'dateTime', default: '', description }, day);

const sinceField = dayField('Since', 'since', 'First day, by the calendar of the ad account');
const untilField = dayField('Until', 'until', 'Last day, by the calendar of the ad account; it belongs to the report');

const rangesField = rows({ displayName: 'Ranges', name: 'ranges', placeholder: 'Add Range', row: { name: 'values', displayName: 'Range' } }, [sinceField, untilField]);

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

const fieldSetsField = choices({
	displayName: 'Field Sets',
	name: 'fieldSets',
	options: fieldSets.map(({ name, value, description }) => ({ name, value, description })),
	default: startingSets,
	description: 'Which numbers to report. Single fields can be added in Options.',
});

const breakdownsField = listedChoices(
	{
		displayName: 'Breakdowns',
		name: 'breakdowns',
		description: 'Divide every row further. Combinations Meta does not offer are refused before anything is sent.',
		...fromList('getBreakdowns'),
	},
	knownNames(adsInsightsSpec.Breakdowns, removedBreakdowns),
);

const compareField = toggle({
	displayName: 'Compare With Previous Period',
	name: 'compare',
	default: false,
	description: 'Whether to add the values of the period before, and the change in percent, beside every number',
});

/** What Get and Start ask for alike, but for the options. */
export const reportFields = [
	adAccountLocator,
	scopeField,
	shownWhen({ scope: ['campaign'] }, reworded(campaignLocator, { description: 'The campaign to report on' })),
	shownWhen({ scope: ['adSet'] }, reworded(adSetLocator, { description: 'The ad set to report on' })),
	shownWhen({ scope: ['ad'] }, reworded(adLocator, { description: 'The ad to report on' })),
	shownWhen({ scope: ['list'] }, idLevelField),
	shownWhen({ scope: ['list'] }, idsField),
	levelField,
	dateRangeField,
	shownWhen({ dateRange: ['lastDays'] }, daysField),
	shownWhen({ dateRange: ['custom'] }, reworded(sinceField, { required: true })),
	shownWhen({ dateRange: ['custom'] }, reworded(untilField, { required: true })),
	shownWhen({ dateRange: ['ranges'] }, rangesField),
	timeIncrementField,
	shownWhen({ timeIncrement: ['days'] }, incrementDaysField),
	fieldSetsField,
	breakdownsField,
	compareField,
	simplifyField,
] as const;
