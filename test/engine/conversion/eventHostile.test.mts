import fc from 'fast-check';

import '../support/lives/fakeTime.mts';
import { order, useConversionBench } from '../support/conversions.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();

/** Whatever stands in a cell: no run ends by a mistake of ours, and each row has one verdict. */
const cell = fc.oneof(
	fc.string(),
	fc.constantFrom(
		null,
		'',
		0,
		-1,
		Number.MAX_SAFE_INTEGER + 10,
		true,
		[],
		{},
		[[]],
		[{}],
		{ value: null },
		'__proto__',
		'1e999',
		'NaN',
	),
	fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
	fc.dictionary(fc.constantFrom('id', 'value', 'constructor', 'state', 'price'), fc.oneof(fc.string(), fc.integer())),
);
const columns = [
	...[
		'email',
		'phone',
		'first_name',
		'birth_date',
		'country',
		'zip',
		'state',
		'order_id',
		'event_time',
		'value',
		'currency',
	],
	...[
		'line_items',
		'fbclid',
		'fbc',
		'fbp',
		'ip',
		'user_agent',
		'page_url',
		'lead_id',
		'stage',
		'external_id',
		'__proto__',
		'constructor',
	],
];

it('strange cells: every row has one verdict, and nothing else goes wrong', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.dictionary(fc.constantFrom(...columns), cell), { minLength: 1, maxLength: 4 }),
			async (strange) => {
				const items = [order(1, bench.now()), ...strange].map((item) => JSON.parse(JSON.stringify(item)));
				const result = await bench.send(items, {}, { onError: 'continueRegularOutput' });
				const rows = result.outputs.flat().map(({ json }) => json);
				const failures = rows.filter(({ error }) => error !== undefined);
				for (const { details } of failures) expect((details as { kind: string }).kind).not.toBe('unexpected');
				if (failures.length === 0)
					expect(rows.map(({ row }) => Number(row)).sort((one, other) => one - other)).toEqual(
						items.map((_, index) => index + 1),
					);
			},
		),
		{ numRuns: 40 },
	);
}, 120_000);

it('no items, items of two datasets and a dataset that is none', async () => {
	expect((await bench.send([])).error).toBeUndefined();
	const now = bench.now();
	const dataset = { __rl: true, mode: 'id', value: '={{ $json.dataset }}' };
	const items = ['3002000000000001', '3002000000000002', 'x'].map((one, index) => order(index, now, { dataset: one }));
	const { outputs } = await bench.send(items, { dataset }, { onError: 'continueRegularOutput' });
	expect(outputs.flat().map(({ json }) => json.verdict ?? (json.details as { kind: string }).kind)).toEqual([
		'sent',
		'sent',
		'invalidParameter',
	]);
	expect(bench.received()).toHaveLength(1);
});
