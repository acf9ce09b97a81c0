import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { interpret } from '../../altered/alterations.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { APPLIED, giveAds, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, emulatorCredential, type NodeResult, type NodeRun } from '../../support/harness.mts';

/** What a plan for a whole account does not know of its budgets, or leaves to other items of the run. */

const bench = useGuard();
const { run, sent, writes, changes } = bench;
const range = { planPeriod: 'range', planSince: dayAgo(10), planUntil: dayAgo(-19) };
/** An account with a campaign that has the budget, and four ad sets that have theirs. */
const usd = { adAccount: byId(ACCOUNTS.usd), ceiling: 1000, guards: { actOnUnknownLearning: true } };
const plan = async (form: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult> =>
	await run({ objectType: 'account', change: 'plan', plan: '100000', ...range, ...form }, more);
const all = (result: NodeResult): IDataObject[] => [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
const written = (): string[] => changes().map(({ path }) => path);

beforeEach(() => {
	const kept: string[] = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdNoBudget, CAMPAIGNS.usdSharing];
	for (const campaign of bench.emulator.world.all('Campaign'))
		if (campaign.account.id === ACCOUNTS.usd && !kept.includes(campaign.id)) campaign.status = 'PAUSED';
});

describe('a budget of which something is unknown', () => {
	it('raises no other where it cannot be read', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: CAMPAIGNS.usdCbo },
			fault: { kind: 'graph', code: 200 },
		});
		const rows = all(await plan(usd));
		expect(writes()).toEqual([]);
		const held = rows.filter(({ verdict }) => verdict === 'held');
		expect(held.length).toBeGreaterThan(2);
		for (const row of held)
			expect(row.reason).toBe(`The spend of “${CAMPAIGNS.usdCbo}” in the plan is unknown: it could not be read.`);
	});

	it.each(['{}', 'null', '"some"'])('touches nothing where a list has a budget whose ID is %s', async (id) => {
		const between = await interpret(bench.emulator);
		between.alter = (text) => text.replace(`"id":"${CAMPAIGNS.usdCbo}"`, `"id":${id}`);
		const result = await plan(usd, { credential: emulatorCredential(between.url), onError: 'continueRegularOutput' });
		await between.close();
		expect(JSON.stringify(all(result))).toContain('Meta answered with a list in which a row has no ID');
		expect(writes()).toEqual([]);
	});

	it('raises no other where Meta does not tell what is left of it', async () => {
		const between = await interpret(bench.emulator);
		between.alter = (text) => text.replace(/"budget_remaining":"\d+",?/g, '').replace(/,\}/g, '}');
		const rows = all(await plan({}, { credential: emulatorCredential(between.url) }));
		await between.close();
		expect(rows[0]?.reason).toMatch(/^The spend of “Bürozeiten” in the plan is unknown: what is left of its lifetime/);
		expect(writes()).toEqual([]);
	});

	it('counts once where an ad set shows a budget beside that of its campaign', async () => {
		const { world } = bench.emulator;
		world.get('AdSet', AD_SETS.usdCboA).dailyBudget = 1_000;
		const result = await plan({ ...usd, dryRun: true });
		const rows = all(result).filter(({ objectId }) => objectId === CAMPAIGNS.usdCbo);
		expect(rows.map(guardsOf)).toEqual([['learning'], ['sameValue']]);
	});
});

describe('what another item is about', () => {
	const both = { objectType: '={{ $json.of }}', campaign: byId('={{ $json.campaign }}'), plan: '={{ $json.plan }}' };
	const items = (own: IDataObject): IDataObject[] => [
		{ of: 'account', campaign: '', plan: '100000' },
		{ of: 'campaign', ...own },
	];

	test.each<[string, IDataObject, string, RegExp]>([
		[
			'an item that cannot be used',
			{ campaign: CAMPAIGNS.usdNoBudget, plan: '1.000' },
			AD_SETS.usdNoBudgetA,
			/Item 2 of this run is for its campaign\. The account’s plan counts it but doesn’t change it/,
		],
		[
			'one about a campaign whose ad sets have the budgets',
			{ campaign: CAMPAIGNS.usdNoBudget, plan: '1500' },
			AD_SETS.usdNoBudgetA,
			/Item 2 of this run is for its campaign\. The account’s plan counts it but doesn’t change it/,
		],
		[
			'one that names no campaign',
			{ campaign: 'Brand', plan: '1500' },
			AD_SETS.usdNoBudgetA,
			/Item 2 of this run may be about it, and cannot be read: it stays/,
		],
	])('is left to that: %s', async (_, own, id, reason) => {
		const result = await plan({ ...usd, ...both }, { items: items(own), onError: 'continueRegularOutput' });
		expect(written()).not.toContain(id);
		expect(all(result).find(({ objectId }) => objectId === id)?.reason).toMatch(reason);
	});

	it('moves the others', async () => {
		const own = { campaign: CAMPAIGNS.usdNoBudget, plan: '1.000' };
		await plan({ ...usd, ...both }, { items: items(own), onError: 'continueRegularOutput' });
		expect(written().sort()).toEqual([AD_SETS.usdSharingA, AD_SETS.usdSharingB]);
	});
});

it('adds the budgets up once after the steps, however many there are', async () => {
	const lists = (): number => sent().filter(({ path }) => path === `${ACCOUNTS.eur}/campaigns`).length;
	await plan({});
	const without = lists();
	expect(written().length).toBeGreaterThan(1);
	bench.emulator.control.reset();
	giveAds(bench.emulator);
	ownWrites.clear();
	await plan({ accountCeiling: '1000' });
	expect(lists()).toBe(without + 1);
});
