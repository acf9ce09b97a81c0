import { z } from 'zod';

import { problem } from '../../shared/node/params';
import { campaignSpec } from '../../shared/spec';
import { bidStrategies, LONGEST_NAME, objectives, retiredCategories, specialAdCategories } from './choices';

/** The checks a campaign's values pass before anything is sent; amounts and times are checked once the account is known. */

export const nameParam = z
	.string()
	.trim()
	.min(1)
	.superRefine((name, context) => {
		if (name.length > LONGEST_NAME) {
			problem(context, [], `has ${name.length} characters`, `Shorten it to at most ${LONGEST_NAME} characters.`);
		}
	});

const valuesOf = (choices: ReadonlyArray<{ value: string }>): readonly string[] => choices.map(({ value }) => value);

/** A choice from a list; the message says what can be chosen, in the words of the form. */
const choice = (choices: ReadonlyArray<{ name: string; value: string }>) =>
	z.string().superRefine((value, context) => {
		if (valuesOf(choices).includes(value)) return;
		const options = choices.map(({ name, value: known }) => `${known} (${name})`).join(', ');
		problem(context, [], value === '' ? 'is empty' : `cannot be “${value}”`, `Use one of: ${options}.`);
	});

export const objectiveParam = choice(objectives);

export const bidStrategyParam = choice(bidStrategies);

/** One or more categories; `NONE` only by itself. */
export const specialAdCategoriesParam = z.array(z.string()).superRefine((categories, context) => {
	const known = valuesOf(specialAdCategories);
	const unknown = categories.find((category) => !known.includes(category));
	if (categories.length === 0) {
		problem(context, [], 'is empty', 'Choose None of These if the ads are about none of them; Meta wants it declared.');
	} else if (unknown !== undefined && retiredCategories[unknown] !== undefined) {
		problem(context, [], `cannot be ${unknown} any more`, `Meta has replaced it by ${retiredCategories[unknown]}.`);
	} else if (unknown !== undefined) {
		problem(context, [], `cannot be “${unknown}”`, `Use one or more of: ${known.join(', ')}.`);
	} else if (categories.length > 1 && categories.includes('NONE')) {
		problem(context, [], 'has None of These beside another category', 'Remove None of These.');
	}
});

export const countriesParam = z.array(z.enum(campaignSpec.SpecialAdCategoryCountry)).default([]);

/** An amount as the form or an expression gives it; whether it fits the currency is checked with the account. */
export const amountParam = z.union([z.number(), z.string().trim().min(1)]);

export const momentParam = z.union([z.string().trim().min(1), z.date().transform((date) => date.toISOString())]);

/** Comma-separated names. */
export const labelsParam = z.string().transform((text) =>
	text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== ''),
);
