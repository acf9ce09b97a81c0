import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeResult } from '../support/harness.mts';

// One Rotate for the ad sets of clients in several currencies: a target is a number without a currency.

const bench = useBench();

const CLIENTS = [
	{ account: ACCOUNTS.eur, adSet: AD_SETS.eurNoBudget, target: 20 },
	{ account: ACCOUNTS.jpy, adSet: AD_SETS.jpyNoBudget, target: 3000 },
];

const run = async (parameters: IDataObject, items: IDataObject[] = CLIENTS): Promise<NodeResult> =>
	await bench.run(
		'rotate',
		{
			resource: 'ad',
			reportFrom: 'meta',
			adAccount: byId('={{ $json.account }}'),
			adSet: byId('={{ $json.adSet }}'),
			...parameters,
		},
		{ items, onError: 'continueRegularOutput' },
	);

const errors = ({ outputs }: NodeResult): unknown[] => outputs[0].flatMap(({ json }) => json.error ?? []);

it.each([20, '={{ 4 * 5 }}'])('refuses one target for all of them: %s', async (targetCost) => {
	const several = /^Target Cost per Result is the same for all items, and their accounts are in EUR and JPY$/;
	const result = await run({ targetCost, dryRun: false });
	expect(errors(result)).toEqual([expect.stringMatching(several), expect.stringMatching(several)]);
	expect(bench.writes()).toEqual([]);
});

it.each([
	['a target of each item', { targetCost: '={{ $json.target }}' }],
	['a rate, which has no currency', { judgeBy: 'rate', targetRate: 2 }],
])('takes %s', async (_title, judged) => {
	const result = await run(judged);
	expect(result.error).toBeUndefined();
	expect(errors(result)).toEqual([]);
});

it('takes one target for clients in one currency', async () => {
	const items = [AD_SETS.usdCboA, AD_SETS.usdCboB].map((adSet) => ({ account: ACCOUNTS.usd, adSet }));
	const result = await run({ targetCost: 20 }, items);
	expect(result.error).toBeUndefined();
	expect(errors(result)).toEqual([]);
});
