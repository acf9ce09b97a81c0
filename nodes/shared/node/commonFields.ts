import { z } from 'zod';

import { collection, type Entries } from '../form/collections';
import { assumeDefault, field, rewordField, runWide, shownWhen, type Field, type Holding } from '../form/field';
import { choice, decimal, text, toggle } from '../form/kinds';
import { problem } from '../form/words';
import { DEFAULT_MAX_WAIT } from './session/openGraph';

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

const simplifyField = toggle({
	displayName: 'Simplify',
	name: 'simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const outputField = choice({
	displayName: 'Output',
	name: 'output',
	options: [
		{
			name: 'Raw',
			value: 'raw',
			description: 'Everything Meta sends, with amounts in the smallest unit (cents). Uses many times more tokens.',
		},
		{ name: 'Selected Fields', value: 'selected', description: 'Only the columns you name of the simplified rows' },
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'One flat row per result, amounts in the account’s currency',
		},
	],
	default: 'simplified',
	description: 'How much of each result the agent gets',
});

const columnsField = text(
	{
		displayName: 'Fields',
		name: 'outputFields',
		placeholder: 'e.g. name, status',
		description: 'Columns of the simplified rows, separated by commas. Execute the step once to see their names.',
	},
	z
		.string()
		.transform((names) => names.split(',').flatMap((name) => name.trim() || []))
		.superRefine(([first], context) =>
			first === undefined ? problem(context, [], 'names no column', 'Enter columns, separated by commas.') : undefined,
		),
);

const inTools = { '@tool': [true] };

/** As an agent's choice it decides the same: simplified or not. */
const outputAsSimplify: Field<'simplify', boolean> = {
	...outputField,
	name: 'simplify',
	read: (raw, at, form) => outputField.read(raw, at, form) !== 'raw',
};

/**
 * What a read gives: in a workflow simplified rows or Meta's own, to an agent also chosen columns of the simplified ones,
 * so that an answer does not fill up its model's context (n8n's UX guidelines, "Simplify").
 */
export const outputFields = [
	rewordField(simplifyField, { displayOptions: { hide: inTools } }),
	shownWhen(inTools, outputAsSimplify) as typeof outputAsSimplify,
	shownWhen({ ...inTools, output: ['selected'] }, columnsField),
] as const;

/** For simplified rows with more than people read at once. */
export const allColumnsOption = assumeDefault(
	toggle({
		displayName: 'All Columns',
		name: 'allColumns',
		default: false,
		description: 'Whether a simplified row has every column, instead of the twelve most important ones',
	}),
);

export const maxWaitOption = assumeDefault(
	runWide(
		decimal({
			displayName: 'Rate Limit Wait (Seconds)',
			name: 'maxWait',
			default: String(DEFAULT_MAX_WAIT),
			least: 0,
			most: 900,
			description: 'How long a call waits when Meta limits calls. Then the item fails.',
		}),
	),
);

type MaxWait = typeof maxWaitOption;

export const validateOnlyOption = assumeDefault(
	toggle({
		displayName: 'Validate Only',
		name: 'validateOnly',
		default: false,
		description: 'Whether to let Meta check the values without changing anything',
	}),
);

/**
 * The Options collection that closes every form, with Rate Limit Wait among them, unless they explain it in their own words.
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
