import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { useBench } from '../../support/campaigns.mts';
import { byId, type NodeResult } from '../../support/harness.mts';

// An amount in the form is a number without a currency: one for accounts in several would mean something else in each.

const bench = useBench();

const ITEMS = [
	{ account: ACCOUNTS.usd, campaign: CAMPAIGNS.usdCbo, budget: 52 },
	{ account: ACCOUNTS.jpy, campaign: CAMPAIGNS.jpyCbo, budget: 5_100 },
];

const run = async (operation: string, parameters: IDataObject, items: IDataObject[] = ITEMS): Promise<NodeResult> =>
	await bench.run(
		operation,
		{ adAccount: byId('={{ $json.account }}'), campaign: byId('={{ $json.campaign }}'), ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);

const errors = ({ outputs }: NodeResult): unknown[] => outputs[0].flatMap(({ json }) => json.error ?? []);

const increase = {
	resource: 'budgetSchedule',
	...{ ownerKind: 'campaign', startTime: '2026-12-05T00:00', endTime: '2026-12-06T00:00', increase: 20 },
};

it.each<[string, string, string, IDataObject]>([
	['Daily Budget', 'a new campaign', 'create', { name: 'Spring', budgetLevel: 'daily', dailyBudget: '3000' }],
	['Daily Budget', 'an update', 'update', { updateFields: { dailyBudget: '=3000' } }],
	['Spending Limit', 'an update', 'update', { updateFields: { spendCap: '={{ 30 * 100 }}' } }],
	['Increase', 'extra budget for a day', 'create', increase],
])('refuses one %s for accounts in several currencies: %s', async (label, _title, operation, parameters) => {
	const several = expect.stringMatching(
		new RegExp(`${label} is the same for all items, and their accounts are in USD and JPY$`),
	);
	expect(errors(await run(operation, parameters))).toEqual([several, several]);
	expect(bench.writes()).toEqual([]);
});

it.each<[string, IDataObject]>([
	['a budget of each item', { updateFields: { dailyBudget: '={{ $json.budget }}' } }],
	['what is no amount', { updateFields: { name: 'Spring' } }],
])('takes %s', async (_title, parameters) => {
	expect(errors(await run('update', parameters))).toEqual([]);
	expect(bench.writes()).not.toEqual([]);
});

it('takes one budget for campaigns of one account', async () => {
	const items = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdCbo].map((campaign) => ({ account: ACCOUNTS.usd, campaign }));
	const { outputs } = await run('update', { updateFields: { dailyBudget: '52' } }, items);
	expect(JSON.stringify(outputs)).not.toContain('is the same for all items');
});
