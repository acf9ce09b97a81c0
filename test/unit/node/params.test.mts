import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import * as fc from 'fast-check';
import { z } from 'zod';

import { operations } from '../../../nodes/MetaAds/operations.ts';
import { adAccountId, objectId } from '../../../nodes/shared/node/locators.ts';
import { defineOperation } from '../../../nodes/shared/node/operation.ts';
import { labelOf, problem, readParams } from '../../../nodes/shared/node/params.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';

const field = (name: string, displayName: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

const rows: INodeProperties = {
	...field('rules', 'Rules', { type: 'fixedCollection' }),
	options: [{ name: 'rule', displayName: 'Rule', values: [field('amount', 'Amount')] }],
};
const fields = [
	field('adAccount', 'Ad Account', { type: 'resourceLocator' }),
	field('name', 'Name'),
	field('more', 'Additional Fields', { type: 'collection', options: [field('stopTime', 'Stop Time')] }),
	rows,
	field('note', 'Note', { type: 'notice' }),
];

describe('labelOf', () => {
	it.each([
		[['name'], 'Name'],
		[['more', 'stopTime'], 'Additional Fields → Stop Time'],
		[['rules', 'rule', 1, 'amount'], 'Rules → Rule → row 2 → Amount'],
		[['more', 'unknown'], 'Additional Fields'],
		[['unknown'], 'unknown'],
		[[], 'Parameters'],
	])('%j is %s', (path, label) => {
		expect(labelOf(fields, path)).toBe(label);
	});
});

/** Values as a form gives them: a hidden field has none, a locator has a mode and a value. */
function formOf(values: Record<string, unknown>): IExecuteFunctions {
	const getNodeParameter = (
		name: string,
		_index: number,
		fallback: unknown,
		options?: { extractValue?: boolean },
	): unknown => {
		if (!(name in values)) return fallback;
		if (name === 'note') throw new Error('A notice has no value');
		const value = values[name] as { value?: unknown };
		return options?.extractValue ? value.value : value;
	};
	return { getNodeParameter } as unknown as IExecuteFunctions;
}

const params = z
	.object({
		adAccount: adAccountId,
		name: z.string().trim().min(1).max(5),
		more: z.object({ stopTime: z.string().optional() }).strict().default({}),
		rules: z.object({ rule: z.array(z.object({ amount: z.number().min(1) })) }).optional(),
		kind: z.enum(['one', 'two']).default('one'),
	})
	.superRefine(({ name }, context) => {
		if (name === 'odd') problem(context, ['name'], 'is odd', 'Make it even.');
	});
const operation = defineOperation({
	value: 'x',
	name: 'X',
	action: 'x',
	description: 'x',
	effect: 'read',
	fields: [...fields, field('kind', 'Kind')],
	params,
	perform: async () => [],
});

const account = { __rl: true, mode: 'id', value: '123456' };

function problemOf(values: Record<string, unknown>): [string, string, string] {
	try {
		readParams(formOf({ adAccount: account, name: 'Name', ...values }), operation, 0);
	} catch (thrown) {
		if (thrown instanceof InputProblem) return [labelOf(operation.fields, thrown.field), thrown.message, thrown.advice];
		throw thrown;
	}
	throw new Error('No problem');
}

const checkExpression =
	'Enter a value, or check the expression that fills this field: it may have come out empty for this item.';

describe('readParams', () => {
	it('reads what the form shows, locators by their value, and leaves hidden fields to their defaults', () => {
		const values = { adAccount: account, name: ' Name ', note: 'never read', more: { stopTime: 'x' } };
		expect(readParams(formOf(values), operation, 0)).toEqual({
			adAccount: 'act_123456',
			name: 'Name',
			more: { stopTime: 'x' },
			kind: 'one',
		});
	});

	it.each<[Record<string, unknown>, string, string, string]>([
		[{ name: undefined }, 'Name', 'is empty', checkExpression],
		[{ name: null }, 'Name', 'is empty', checkExpression],
		[{ name: '   ' }, 'Name', 'is empty', checkExpression],
		[{ name: 5 }, 'Name', 'must be a string', checkExpression],
		[{ name: 'too long' }, 'Name', 'is longer than 5 characters', 'Shorten it.'],
		[{ name: 'odd' }, 'Name', 'is odd', 'Make it even.'],
		[
			{ more: { stoptime: 'x' } },
			'Additional Fields',
			'has an unknown entry: stoptime',
			'Remove it or correct its spelling.',
		],
		[{ more: 'x' }, 'Additional Fields', 'must be an object', checkExpression],
		[
			{ rules: { rule: [{ amount: 1 }, { amount: 0 }] } },
			'Rules → Rule → row 2 → Amount',
			'must be at least 1',
			checkExpression,
		],
		[{ kind: 'three' }, 'Kind', 'cannot be “three”', 'Use one of: one, two.'],
	])('%j: %s %s', (values, ...told) => {
		expect(problemOf(values)).toEqual(told);
	});

	it('passes on what n8n throws for an expression', () => {
		const thrown = new Error('expression');
		const context = {
			getNodeParameter: () => {
				throw thrown;
			},
		} as unknown as IExecuteFunctions;
		expect(() => readParams(context, operation, 0)).toThrow(thrown);
	});
});

describe('ids', () => {
	it('take digits of any length, as text or exact number, and never a number that lost some', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 10_000n, max: 10n ** 25n }), (id) => {
				expect(objectId.parse(` ${id} `)).toBe(String(id));
				for (const given of [`${id}`, `act_${id}`, `ACT_${id}`]) expect(adAccountId.parse(given)).toBe(`act_${id}`);
				const asNumber = Number(id);
				const read = objectId.safeParse(asNumber);
				if (Number.isSafeInteger(asNumber)) expect(read.data).toBe(String(id));
				else if (read.success) expect(read.data).toBe(String(id));
			}),
		);
	});

	it.each(['', '  ', '1234', '12a45', '1.2021e17', '-12345', '12345.0', 'act_12345', '12 345'])(
		'refuse %p for an object',
		(id) => {
			expect(objectId.safeParse(id).success).toBe(false);
		},
	);
});

describe('every operation of the node', () => {
	const all = operations.flatMap((resource) =>
		resource.operations.map((one) => ({ name: `${resource.value}: ${one.value}`, one })),
	);

	it.each(all)('$name names a field of its form for whatever is wrong', ({ one }) => {
		const values = fc.dictionary(
			fc.constantFrom(...one.fields.map(({ name }) => name)),
			fc.oneof(fc.jsonValue(), fc.constantFrom('', '123456789', 0, true)),
			{ noNullPrototype: true },
		);
		const labels = one.fields.map(({ displayName }) => displayName);
		fc.assert(
			fc.property(values, (given) => {
				try {
					readParams(formOf(given), one, 0);
				} catch (thrown) {
					if (!(thrown instanceof InputProblem)) throw thrown;
					expect(labels).toContain(labelOf(one.fields, thrown.field).split(' → ')[0]);
					expect(thrown.message).not.toMatch(/expected|received|invalid input|required/i);
					expect(thrown.advice).toMatch(/\.$/);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
