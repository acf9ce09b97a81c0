import { z } from 'zod';

import { labelList, moment, money, text } from '../form/kinds';
import { problem } from '../form/words';

/** Fields that read the same wherever they stand. */

/** Meta documents 400 characters for ad sets and no limit for the others; longer names are mistakes. */
const LONGEST_NAME = 400;

const shortEnough = z.string().superRefine((name, context) => {
	if (name.length > LONGEST_NAME)
		problem(context, [], `has ${name.length} characters`, `Shorten it to at most ${LONGEST_NAME} characters.`);
});

export const nameField = (placeholder: string, noun: string, where = 'Ads Manager') =>
	text(
		{ displayName: 'Name', name: 'name', placeholder, description: `What the ${noun} is called in ${where}` },
		shortEnough,
	);

export const dailyBudgetField = money({
	displayName: 'Daily Budget',
	name: 'dailyBudget',
	required: true,
	placeholder: 'e.g. 20.50',
	description:
		'In the account’s currency, e.g. 20.50 or 20,50 for 20 dollars and 50 cents. Meta may spend up to 75 % more on a single day, never more than seven times this in a week.',
});

export const startTimeField = moment({
	displayName: 'Start Time',
	name: 'startTime',
	description: 'In the ad account’s time zone, unless the value has a time zone of its own',
});

export const labelsField = labelList({
	displayName: 'Labels',
	name: 'labels',
	placeholder: 'e.g. spring, shop',
	description: 'Names of ad labels, separated by commas',
});
