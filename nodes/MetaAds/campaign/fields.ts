import { z } from 'zod';

import { labelsField, nameField as nameOf, startTimeField } from '../../shared/adObject/fields';
import { choice, listedChoices, moment, money } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { campaignSpec } from '../../shared/spec';
import { newStatusField } from '../adObjects/statusFields';
import { objectives, retiredCategories, specialAdCategories } from './choices';
import { entryOf } from '../../shared/record';

export const campaignNameField = nameOf('e.g. Autumn sale', 'campaign');

export const objectiveField = choice({
	displayName: 'Objective',
	name: 'objective',
	options: objectives,
	default: 'OUTCOME_TRAFFIC',
	description: 'The goal of the campaign. It cannot be changed later.',
});

const knownCategories: readonly string[] = specialAdCategories.map(({ value }) => value);

/** One or more categories; `NONE` only by itself. */
const categories = z.array(z.string()).superRefine((chosenCategories, context) => {
	const unknown = chosenCategories.find((category) => !knownCategories.includes(category));
	const replacement = entryOf(retiredCategories, unknown);
	if (chosenCategories.length === 0) {
		problem(context, [], 'is empty', 'Choose None of These if the ads are about none of them; Meta wants it declared.');
	} else if (replacement !== undefined) {
		problem(context, [], `can no longer be ${unknown}`, `Meta has replaced it by ${replacement}.`);
	} else if (unknown !== undefined) {
		problem(context, [], `cannot be “${unknown}”`, `Use one or more of: ${knownCategories.join(', ')}.`);
	} else if (chosenCategories.length > 1 && chosenCategories.includes('NONE')) {
		problem(context, [], 'combines None of These with another category', 'Remove None of These.');
	}
});

export const specialAdCategoriesField = listedChoices(
	{
		displayName: 'Special Ad Categories',
		name: 'specialAdCategories',
		options: specialAdCategories,
		required: true,
		description:
			'Whether the ads are about one of these. Meta wants this declared for every campaign, and rejects ads whose category is missing.',
	},
	categories,
);

export const specialAdCategoryCountryField = listedChoices(
	{
		displayName: 'Special Category Countries',
		name: 'specialAdCategoryCountry',
		description: 'Countries in which the special category applies. Expressions take two-letter codes.',
		...fromLongList('getCountries'),
	},
	z.array(z.enum(campaignSpec.SpecialAdCategoryCountry)),
);

export const campaignLifetimeBudgetField = money({
	displayName: 'Lifetime Budget',
	name: 'lifetimeBudget',
	required: true,
	placeholder: 'e.g. 600',
	description: 'For the whole campaign, in the account’s currency, e.g. 600 for 600 dollars',
});

export const stopTimeField = moment({
	displayName: 'Stop Time',
	name: 'stopTime',
	description:
		'In the ad account’s time zone, unless the value has a time zone of its own. A date alone means the end of that day.',
});

const spendCapField = money({
	displayName: 'Spending Limit',
	name: 'spendCap',
	placeholder: 'e.g. 600',
	description:
		'The most the campaign may ever spend, in the account’s currency. Meta asks for a minimum, about 100 dollars.',
});

/** Fields that a campaign can be created with and changed in alike. */
export const campaignEntries = [labelsField, spendCapField, startTimeField, stopTimeField] as const;

/** Amounts among them, and what Graph calls them: all that requests, comparisons and reads need to know of one. */
export const sharedAmounts = { spendCap: { graph: 'spend_cap', label: spendCapField.property.displayName } } as const;

export const statusField = newStatusField(
	'Starts to spend as soon as its ads are approved',
	'Whether the campaign may spend right away',
);
