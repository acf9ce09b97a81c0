import { z } from 'zod';

import { problem } from '../node/params';
import { bidStrategies } from './bidStrategies';

/** Checks that values pass before anything is sent; amounts and times are checked once the account is known. */

/** Meta documents 400 characters for ad sets and no limit for the others; longer names are mistakes. */
const LONGEST_NAME = 400;

export const nameParam = z
	.string()
	.trim()
	.min(1)
	.superRefine((name, context) => {
		if (name.length > LONGEST_NAME) {
			problem(context, [], `has ${name.length} characters`, `Shorten it to at most ${LONGEST_NAME} characters.`);
		}
	});

export const valuesOf = (choices: ReadonlyArray<{ value: string }>): readonly string[] => choices.map(({ value }) => value);

/** A choice from a list; the message says what can be chosen, in the words of the form. */
export const choice = (choices: ReadonlyArray<{ name: string; value: string }>) =>
	z.string().superRefine((value, context) => {
		if (valuesOf(choices).includes(value)) return;
		const options = choices.map(({ name, value: known }) => `${known} (${name})`).join(', ');
		problem(context, [], value === '' ? 'is empty' : `cannot be “${value}”`, `Use one of: ${options}.`);
	});

export const bidStrategyParam = choice(bidStrategies);

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
