import { z } from 'zod';

import { collection, type Entries } from '../form/collections';
import { assumed, field, runWide, shownWhen, type Field, type Holding } from '../form/field';
import { choice, decimal, toggle } from '../form/kinds';
import { problem } from '../form/words';
import { DEFAULT_MAX_WAIT } from './openGraph';

export const authenticationField = choice({
	displayName: 'Authentication',
	name: 'authentication',
	noDataExpression: true,
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'A system-user or long-lived token, or the local emulator',
		},
		{ name: 'OAuth2', value: 'oAuth2', description: 'Sign in with Facebook' },
	],
	default: 'accessToken',
});

const returnAllField = toggle({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

/** A number field, as n8n's guidelines want it for this one. */
export const limitField = field(
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	z
		.number()
		.superRefine((limit, context) =>
			Number.isInteger(limit) ? undefined : problem(context, [], `cannot be ${limit}`, 'Enter a whole number.'),
		)
		.pipe(z.number().min(1)),
);

/** How many rows to read: all, or up to a limit. */
export const limitFields = [returnAllField, shownWhen({ returnAll: [false] }, limitField)] as const;

/** @param limit absent where all are returned */
export const mostRows = ({ limit }: { limit?: number }): number => limit ?? Infinity;

export const simplifyField = toggle({
	displayName: 'Simplify',
	name: 'simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

export const maxWaitOption = assumed(
	runWide(
		decimal({
			displayName: 'Max Wait (Seconds)',
			name: 'maxWait',
			default: String(DEFAULT_MAX_WAIT),
			least: 0,
			most: 900,
			description:
				'How long one call may wait in all when Meta limits calls or is busy. Beyond it the item fails and tells when to try again.',
		}),
	),
);

type MaxWait = typeof maxWaitOption;

export const validateOnlyOption = assumed(
	toggle({
		displayName: 'Validate Only',
		name: 'validateOnly',
		default: false,
		description: 'Whether to let Meta check the values without changing anything',
	}),
);

/**
 * The Options collection that closes every form, with Max Wait among them, unless they explain it in their own words.
 */
export function optionsField<const F extends readonly Field[]>(
	...options: F
): Field<'options', Entries<F[number]>> & Holding<readonly [...F, MaxWait]> {
	const all = options.some(({ name }) => name === maxWaitOption.name) ? options : [...options, maxWaitOption];
	return collection({ displayName: 'Options', name: 'options', placeholder: 'Add option' }, all) as unknown as Field<
		'options',
		Entries<F[number]>
	> &
		Holding<readonly [...F, MaxWait]>;
}
