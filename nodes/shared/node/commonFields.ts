import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { DEFAULT_MAX_WAIT } from './openGraph';

export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How many rows to read: the limit, or all. */
export const limitParams = {
	returnAll: z.boolean().default(false),
	limit: z.number().int().min(1).default(50),
};

export const mostRows = ({ returnAll, limit }: { returnAll: boolean; limit: number }): number => (returnAll ? Infinity : limit);

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const maxWaitOption: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 900 },
	default: DEFAULT_MAX_WAIT,
	description: 'How long one call may wait in all when Meta limits calls or is busy. Beyond it the item fails and tells when to try again.',
};

export const validateOnlyOption: INodeProperties = {
	displayName: 'Validate Only',
	name: 'validateOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to let Meta check the values without changing anything',
};

/** Options with Max Wait among them, unless they explain it in their own words. */
const withMaxWait = (options: readonly INodeProperties[]): INodeProperties[] =>
	options.some(({ name }) => name === maxWaitOption.name) ? [...options] : [...options, maxWaitOption];

/** The Options collection that closes every form. */
export const optionsField = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: withMaxWait(options).sort((one, other) => one.displayName.localeCompare(other.displayName)),
});

/** Shape of the Options collection; Max Wait itself is read by `run`. */
export const optionsParams = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.object({ maxWait: z.number().min(0).max(900).optional(), ...shape }).default({} as never);
