import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { campaignOfItem, newCampaign, pairs, useBench } from '../support/campaigns.mts';

const bench = useBench();
const { run, writes } = bench;
const EMAIL = 'ada.lovelace@example.com';

/** Each operation on five items, of which the second and the fourth cannot be done. */
const UNKNOWN = '120219999999999999';
const ids = [CAMPAIGNS.usdCbo, UNKNOWN, CAMPAIGNS.usdHousing, AD_SETS.usdCboA, CAMPAIGNS.usdNoBudget];
const changing = (parameters: IDataObject = {}) => ({
	parameters: { campaign: campaignOfItem, ...parameters },
	items: ids.map((campaign, index) => ({ campaign, email: EMAIL, number: index })),
	errors: [
		'No such object, or this token has no access to it',
		'Campaign is not a campaign: the ID belongs to an ad set',
	],
});

const operations = {
	get: changing(),
	update: changing({ updateFields: { name: '=Renamed {{ $json.number }}' } }),
	activate: { ...changing(), there: 2 },
	pause: { ...changing(), there: 1 },
	delete: changing(),
	create: {
		parameters: newCampaign({ name: '={{ $json.name }}', dailyBudget: '={{ $json.budget }}' }),
		items: [25, 0, 25, '1,5050', 25].map((budget, index) => ({ budget, name: `New ${index}`, email: EMAIL })),
		errors: [
			'Daily Budget: The amount 0 is not above zero.',
			'Daily Budget: The amount 1.5050 has too many decimals: an amount in USD has at most 2 decimals.',
		],
	},
	getMany: {
		parameters: { adAccount: { __rl: true, mode: 'id', value: '={{ $json.account }}' }, limit: 1 },
		items: ['1001000000000001', '', '1002000000000002', '1009000000000009', '1003000000000003'].map((account) => ({
			account,
			email: EMAIL,
		})),
		errors: ['Ad Account is empty', 'The token may not do this on this ad account'],
	},
};

const table = Object.entries(operations).map(([operation, value]) => ({ operation, ...value }));
const good = [0, 2, 4];
const bad = [1, 3];

describe.each(table)('campaign: $operation with two bad items of five', ({ operation, parameters, items, errors }) => {
	const isRead = operation.startsWith('get');

	it('stopWorkflow: the first bad item speaks and nothing is passed on', async () => {
		const { error, outputs, status } = await run(operation, parameters as IDataObject, { items });
		expect(status).toBe('error');
		expect(error).toMatchObject({ message: errors[0], context: { itemIndex: 1 } });
		// What cannot be created is found before anything is sent; the others are not begun then.
		const notBegun = operation === 'create';
		const fate = notBegun
			? /^Nothing was changed\. 1 more failed\.$/m
			: /^3 of 5 items were carried out\. 1 more failed\.$/m;
		if (operation !== 'getMany') expect(error?.description).toMatch(isRead ? /^1 more failed\.$/m : fate);
		expect(outputs.flat()).toEqual([]);
		// The sentence is true, but for campaigns that were as wanted already.
		const { there = 0 } = operations[operation as keyof typeof operations] as { there?: number };
		expect(writes().filter(({ status: http }) => http === 200)).toHaveLength(isRead || notBegun ? 0 : 3 - there);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: every item has its verdict, in its place',
		async (onError) => {
			const result = await run(operation, parameters as IDataObject, { items, onError });
			const [regular, wrong = []] = result.outputs;
			expect([result.status, result.error]).toEqual(['success', undefined]);
			const failures = onError === 'continueErrorOutput' ? wrong : regular.filter(({ json }) => 'error' in json);
			expect(failures.map(({ json }) => json.error)).toEqual(errors);
			const rows = regular.filter(({ json }) => !('error' in json));
			expect(rows.map(({ pairedItem }) => pairedItem)).toEqual(good.map((item) => ({ item })));
			if (onError === 'continueErrorOutput') expect(regular).toEqual(rows);
			else expect(pairs(result)).toEqual([{ item: 0 }, 1, { item: 2 }, 3, { item: 4 }]);
			for (const [position, { json, pairedItem }] of failures.entries()) {
				expect(Object.keys(json)).toEqual(['error', 'details']);
				expect(pairedItem).toEqual(bad[position]);
				expect((json.details as IDataObject).advice).toMatch(/\.$/);
			}
			// The input item holds a person's address; neither error items nor rows repeat it.
			expect(JSON.stringify(result.outputs)).not.toContain(EMAIL);
		},
	);

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: no items, no calls',
		async (onError) => {
			const result = await run(operation, parameters as IDataObject, { items: [], onError });
			expect([result.error, result.outputs.flat(), bench.emulator.log]).toEqual([undefined, [], []]);
		},
	);
});

describe('a run in the mode that stops', () => {
	it('changes nothing when an item cannot even be read', async () => {
		const items = [{ name: 'Fine' }, { name: '' }, { name: 'Fine too' }];
		const { error } = await run('create', newCampaign({ name: '={{ $json.name }}' }), { items });
		expect(error).toMatchObject({ message: 'Name is empty', context: { itemIndex: 1 } });
		expect(error?.description).toContain('Nothing was changed.');
		expect(bench.emulator.log).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: without a usable credential every item fails, none passes through',
		async (onError) => {
			const items = [{ email: EMAIL }, { email: EMAIL }];
			const credential = { environment: 'emulator', emulatorUrl: 'http://example.com', apiVersion: 'v26.0' };
			const result = await run('create', newCampaign(), { items, onError, credential });
			const failures = result.outputs.flat();
			expect(failures.map(({ json }) => json.error)).toEqual(
				Array(2).fill('The credential’s Emulator URL is not an address of this machine'),
			);
			expect(JSON.stringify(result.outputs)).not.toContain(EMAIL);
		},
	);

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: an expression that cannot be evaluated is its item’s failure alone',
		async (onError) => {
			const items = [{ name: 'One' }, {}, { name: 'Three' }];
			const result = await run('create', newCampaign({ name: '={{ $json.name.trim() }}' }), { items, onError });
			const all = result.outputs.flat();
			expect(all.filter(({ json }) => 'error' in json)).toHaveLength(1);
			expect(writes().map(({ params }) => params.name)).toEqual(['One', 'Three']);
		},
	);
});
