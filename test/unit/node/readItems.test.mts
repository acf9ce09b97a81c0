import type { IExecuteFunctions } from 'n8n-workflow';

import { replace } from '../../../nodes/MetaAudiences/member/replace.ts';
import { readItems } from '../../../nodes/shared/node/readItems.ts';

const parameters: Record<string, unknown> = {
	adAccount: '1001000000000001',
	audience: '2002000000000002',
	'columns.mappingMode': 'autoMapInputData',
	'columns.value': null,
	consent: 'everybody',
	whatColumnsSay: {},
	defaultCountry: '',
	result: 'totals',
	keepAtLeast: 50,
	options: {},
};

const EXPRESSION = '={{ $json.least }}';

/**
 * @param stored what the workflow holds of the field whose values these are
 * @param asked called with each parameter's name
 */
const contextOf = (
	minimumRows: readonly number[],
	stored: number | string,
	asked: (name: string) => void = () => undefined,
): IExecuteFunctions =>
	({
		getNodeParameter: (name: string, item: number, otherwise: unknown) => {
			asked(name);
			return name === 'minimumRows' ? minimumRows[item] : name in parameters ? parameters[name] : otherwise;
		},
		getExecutionCancelSignal: () => undefined,
		getInputData: () => minimumRows.map(() => ({ json: {} })),
		getNode: () => ({
			parameters: { minimumRows: stored, options: { inside: [{ one: '={{ $json.one }}' }] } },
		}),
	}) as unknown as IExecuteFunctions;

it('a wrong value that all items share is looked at once', async () => {
	const { failures } = await readItems(contextOf([-3, -3, -3], -3), replace, 3);
	const [first, ...others] = [...failures.values()].map(({ failure }) => failure);
	expect(first?.message).toBe('cannot be -3');
	expect(others).toHaveLength(2);
	// The same object: it was not worked out for each.
	for (const other of others) expect(other).toBe(first);
});

it('a wrong value of its own is named for its item', async () => {
	const { failures } = await readItems(contextOf([-3, 5, -4], EXPRESSION), replace, 3);
	expect([...failures].map(([index, { failure }]) => [index, failure?.message])).toEqual([
		[0, 'cannot be (what its expression gives)'],
		[2, 'cannot be (what its expression gives)'],
	]);
});

it('what holds no expression is asked of n8n once, and the rest for every item', async () => {
	const askedNames: string[] = [];
	await readItems(
		contextOf([1, 2, 3], EXPRESSION, (name) => void askedNames.push(name)),
		replace,
		3,
	);
	const times = (wanted: string): number => askedNames.filter((name) => name === wanted).length;
	expect(['minimumRows', 'options', 'consent', 'columns.mappingMode'].map(times)).toEqual([3, 3, 1, 1]);
});
