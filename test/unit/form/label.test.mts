import type { INodeProperties } from 'n8n-workflow';

import { labelOf } from '../../../nodes/shared/form/label.ts';

const field = (name: string, displayName: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

const fields = [
	field('adAccount', 'Ad Account', { type: 'resourceLocator' }),
	field('name', 'Name'),
	field('more', 'Additional Fields', { type: 'collection', options: [field('stopTime', 'Stop Time')] }),
	{
		...field('rules', 'Rules', { type: 'fixedCollection' }),
		options: [{ name: 'rule', displayName: 'Rule', values: [field('amount', 'Amount')] }],
	},
	{
		...field('cards', 'Cards', { type: 'fixedCollection' }),
		options: [{ name: 'rows', displayName: 'Cards', values: [field('link', 'Link')] }],
	},
	field('note', 'Note', { type: 'notice' }),
] as INodeProperties[];

it.each([
	[['name'], 'Name'],
	[['more', 'stopTime'], 'Additional Fields → Stop Time'],
	[['rules', 'rule', 1, 'amount'], 'Rules → Rule → row 2 → Amount'],
	[['cards', 'rows', 0, 'link'], 'Cards → row 1 → Link'],
	[['more', 'unknown'], 'Additional Fields'],
	[['unknown'], 'unknown'],
	[[], 'Parameters'],
])('%j is %s', (path, label) => {
	expect(labelOf(fields, path)).toBe(label);
});
