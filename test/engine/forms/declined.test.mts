import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, AUDIENCES, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

/** What a person has declined, or what nobody can read as a yes, is carried out by no switch and deletes nothing. */

const bench = useBench();

/** Each step of the page on proposals that a no beats, with all that it needs. */
const steps: Array<[string, NodeRun['node'], string, IDataObject]> = [
	[
		'Allow Large Change of a campaign',
		'metaAds',
		'update',
		{ campaign: byId(CAMPAIGNS.usdCbo), updateFields: { dailyBudget: 500 }, options: { allowLargeChange: true } },
	],
	[
		'Remove Spending Limit',
		'metaAds',
		'update',
		{ campaign: byId(CAMPAIGNS.usdHousing), updateFields: { removeSpendCap: true } },
	],
	[
		'Emergency of the guard',
		'metaBudgetGuard',
		'adjustBudget',
		{
			resource: undefined,
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			adSet: byId(AD_SETS.eurNoBudget),
			change: 'percent',
			percent: -10,
			ceiling: 100,
			dryRun: false,
			guards: { emergency: true },
		},
	],
	[
		'Delete Even if Used',
		'metaAudiences',
		'delete',
		{ resource: 'audience', audience: byId(AUDIENCES.usdNewsletter), options: { evenIfUsed: true } },
	],
	['Delete of an audience', 'metaAudiences', 'delete', { resource: 'audience', audience: byId(AUDIENCES.usdRegulars) }],
	['Delete of an image of the library', 'metaAds', 'delete', { resource: 'image', imageHash: 'a'.repeat(32) }],
	['Delete of a video of the library', 'metaAds', 'delete', { resource: 'video', video: byId('3006000000000001') }],
	['Delete of a campaign', 'metaAds', 'delete', { resource: 'campaign', campaign: byId(CAMPAIGNS.usdLifetime) }],
	['Delete of an ad set', 'metaAds', 'delete', { resource: 'adSet', adSet: byId(AD_SETS.usdCboA) }],
	['Delete of an ad', 'metaAds', 'delete', { resource: 'ad', ad: byId(ADS.usdCboA1) }],
	['Delete of a creative', 'metaAds', 'delete', { resource: 'creative', creative: byId(CREATIVES.usdCup) }],
];

describe.each(steps)('%s', (_title, node, operation, parameters) => {
	it.each([false, 'no', null, 'later', ''])('the answer %p is refused, and nothing is sent', async (approved) => {
		const items = [{ data: { approved: approved as string } }];
		const { error } = await bench.run(operation, parameters, { node, items });
		expect(error?.message).toMatch(/ is (?:on|Delete), and the answer in the input is not a yes \(data\.approved\)$/);
		expect(bench.writes()).toEqual([]);
	});

	it.each([[{ data: { approved: true } }], [{}], [{ data: {} }]])('%j stops nothing', async (item) => {
		const { error } = await bench.run(operation, parameters, { node, items: [item as IDataObject] });
		expect(error?.message ?? '').not.toContain('the answer in the input');
	});
});

it('of several items only those are refused whose person has declined', async () => {
	const items = [true, false, true].map((approved) => ({ data: { approved } }));
	const target = { resource: 'ad', ad: byId(ADS.usdCboA1) };
	const { rows } = await bench.run('delete', target, { items, onError: 'continueRegularOutput' });
	expect(rows.map((row) => (row.error === undefined ? 'deleted' : 'refused'))).toEqual([
		'deleted',
		'refused',
		'deleted',
	]);
});
