import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionsField, optionsParams } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { pickedField, pickedId } from '../asset/pickedId';
import type { Copied } from './copied';

const STATUSES = ['PAUSED', 'INHERITED_FROM_SOURCE', 'ACTIVE'] as const;

const waitOption: INodeProperties = {
	displayName: 'Wait Up To (Minutes)',
	name: 'waitUpTo',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 15 },
	default: 5,
	description: 'How long to wait for a copy of more than three objects, which Meta makes in the background',
};

const deepFields: INodeProperties[] = [
	{
		displayName: 'Copy What Is Inside',
		name: 'deepCopy',
		type: 'boolean',
		default: true,
		description: 'Whether to copy what is inside as well (ad sets, ads), up to 51 ads',
	},
	{
		displayName: 'Rename What Is Inside',
		name: 'deepRename',
		type: 'boolean',
		default: false,
		description: 'Whether everything that is copied gets the prefix and suffix, not only the first',
		displayOptions: { show: { deepCopy: [true] } },
	},
];

const targetField = ({ label, parameter, search, noun }: NonNullable<Copied['target']>): INodeProperties =>
	pickedField({ label, parameter, description: `The ${noun} to copy into, of the same ad account; its own when empty`, search, idExample: '120210000000000' });

export function duplicateFields({ kind, target, children }: Copied): INodeProperties[] {
	return [
		adAccountLocator,
		kind.locator,
		...(target ? [targetField(target)] : []),
		...(children.length > 0 ? deepFields : []),
		{ displayName: 'Name Prefix', name: 'namePrefix', type: 'string', default: '', placeholder: 'e.g. Spring – ', description: 'What the copy’s name begins with, before the name of the original' },
		{ displayName: 'Name Suffix', name: 'nameSuffix', type: 'string', default: ' - Copy', description: 'What the copy’s name ends with' },
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Spends as soon as Meta approves it' },
				{ name: 'As the Original', value: 'INHERITED_FROM_SOURCE' },
				{ name: 'Paused', value: 'PAUSED', description: 'Spends nothing until you activate it' },
			],
			default: 'PAUSED',
			description: 'Whether the copy may run',
		},
		optionsField(...(children.length > 0 ? [waitOption] : [])),
	];
}

/** An empty picker hands over an object without a value. */
const optionalId = z.preprocess((picked) => {
	const value = typeof picked === 'object' && picked !== null && 'value' in picked ? picked.value : picked;
	return value === '' ? undefined : value;
}, pickedId.optional());

export const duplicateParams = ({ kind, target }: Copied) =>
	z
		.object({
			adAccount: adAccountId,
			[kind.locator.name]: pickedId,
			[target?.parameter ?? 'target']: optionalId,
			deepCopy: z.boolean().default(true),
			deepRename: z.boolean().default(false),
			namePrefix: z.string().default(''),
			nameSuffix: z.string().default(' - Copy'),
			status: z.enum(STATUSES).default('PAUSED'),
			options: optionsParams({ waitUpTo: z.number().min(0).max(15).default(5) }),
		})
		.transform((params) => ({
			adAccount: params.adAccount as string,
			id: params[kind.locator.name] as string,
			target: params[target?.parameter ?? 'target'] as string | undefined,
			deepCopy: params.deepCopy as boolean,
			deepRename: params.deepRename as boolean,
			namePrefix: params.namePrefix as string,
			nameSuffix: params.nameSuffix as string,
			status: params.status as (typeof STATUSES)[number],
			waitUpTo: (params.options as { waitUpTo?: number }).waitUpTo ?? 5,
		}));

export type DuplicateParams = z.output<ReturnType<typeof duplicateParams>>;
