import { z } from 'zod';

import { chosenConversion, conversionColumn, type ChosenConversion } from '../../../meta/assets/chosenConversion';
import { assumeDefault, field } from '../../../shared/form/field';
import { listedChoice, listedChoices, toggle } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { adsInsightsSpec } from '../../../shared/spec';
import { quoteValue } from '../../../shared/words';
import { removedFields } from '../../facts/removedFields';
import { countingWindow, knownWindows, windowOptions } from '../attributionWindows';
import { fromList, knownNames } from '../nameLists';

const actionBreakdowns = listedChoices(
	{
		displayName: 'Action Breakdowns',
		name: 'actionBreakdowns',
		description: 'Split the counts of actions further; the columns then follow what Meta returns',
		...fromList('getActionBreakdowns'),
	},
	knownNames(adsInsightsSpec.ActionBreakdowns),
);

const actionTypes = field(
	{
		displayName: 'Action Types',
		name: 'actionTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. link_click, omni_purchase',
		description:
			'Which types of actions get columns, separated by commas; if empty, those of the Metric Groups. A custom conversion is named offsite_conversion.custom. and its ID, such as offsite_conversion.custom.1234567890.',
	},
	// In one text, or as a list from an expression.
	z
		.union([z.string().transform((text) => text.split(',')), z.array(z.string())])
		.transform((types) => types.map((type) => type.trim()).filter((type) => type !== '')),
);

const adDetails = toggle({
	displayName: 'Add Thumbnail and Link',
	name: 'adDetails',
	default: false,
	description: 'Whether to add the link to Ads Manager and, for rows of ads, the creative’s ID and thumbnail',
});

const allActionTypes = toggle({
	displayName: 'All Action Types',
	name: 'allActionTypes',
	default: false,
	description: 'Whether every type of action Meta returns gets a column. The columns then differ from run to run.',
});

const allBreakdowns = toggle({
	displayName: 'All Breakdowns',
	name: 'allBreakdowns',
	default: false,
	description: 'Whether the list of Breakdowns also shows rarely used ones',
});

const attributionWindows = listedChoices(
	{
		displayName: 'Attribution Windows',
		name: 'attributionWindows',
		options: windowOptions,
		description:
			'Adds columns with the counts of these windows. Without any, counts follow the attribution setting of each ad set.',
	},
	knownWindows,
);

const conversionWindow = listedChoice(
	{
		displayName: 'Conversion Window',
		name: 'conversionWindow',
		options: [
			{ name: 'Attribution Setting of Each Ad Set', value: 'value' },
			...windowOptions.filter(({ value }) => value !== 'default'),
		],
		default: 'value',
		description: 'By which window results, purchases, leads and link clicks count, their values and costs, and ROAS',
	},
	countingWindow,
);

/** Each with a column of its own. */
const chosenConversions = z.array(chosenConversion).transform((conversions, context): ChosenConversion[] => {
	const byColumn = new Map<string, ChosenConversion>();
	for (const [index, conversion] of conversions.entries()) {
		const column = conversionColumn(conversion);
		const other = byColumn.get(column);
		if (other !== undefined && other.id !== conversion.id) {
			problem(
				context,
				[index],
				`“${quoteValue(conversion.name)}” would share the column ${column} with another one`,
				'Give one of them by its ID alone.',
			);
			return z.NEVER;
		}
		byColumn.set(column, conversion);
	}
	return [...byColumn.values()];
});

const customConversions = listedChoices(
	{
		displayName: 'Custom Conversions',
		name: 'customConversions',
		description: 'Adds two columns for each: the number and the cost. Their names contain the name you choose here.',
		...fromList('getCustomConversions', ['adAccount.value']),
	},
	chosenConversions,
);

const moreFields = listedChoices(
	{
		displayName: 'Fields',
		name: 'moreFields',
		description: 'Fields in addition to those of the Metric Groups',
		...fromList('getInsightsFields'),
	},
	knownNames(adsInsightsSpec.Fields, removedFields),
);

const readable = toggle({
	displayName: 'Readable Names',
	name: 'readableNames',
	default: false,
	description:
		'Whether to name columns as in Ads Manager and to round costs, for sheets and messages. Data Tables, databases and the other Meta nodes need the plain names.',
});

/** Options that decide which columns rows have, and what is in them. */
export const columnOptions = [
	assumeDefault(actionBreakdowns),
	assumeDefault(actionTypes),
	assumeDefault(adDetails),
	assumeDefault(allActionTypes),
	assumeDefault(allBreakdowns),
	assumeDefault(attributionWindows),
	assumeDefault(conversionWindow),
	assumeDefault(customConversions),
	assumeDefault(moreFields),
	assumeDefault(readable),
] as const;
