import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { decoded } from '../../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, type NodeResult, type NodeRun } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { run, writes, changes, sent } = bench;
const { eurNoBudget, eurBidCap, eurLifetimeBudget, eurMinRoas } = AD_SETS;

/** Ten days over, twenty to come with today. */
const range = { planPeriod: 'range', planSince: dayAgo(10), planUntil: dayAgo(-19) };
const plan = async (form: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult> =>
	await run({ objectType: 'account', change: 'plan', ...range, ...form }, more);
const all = (result: NodeResult): IDataObject[] => {
	expect(result.error).toBeUndefined();
	return [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
};
const rowOf = (rows: readonly IDataObject[], id: string): IDataObject => {
	const row = rows.find(({ objectId }) => objectId === id);
	expect(row).toBeDefined();
	return row ?? {};
};
const MESSAGE = 2;

describe('to a plan for a whole account', () => {
	it('gives each budget that can be spent its row, and moves those that may by the same percent', async () => {
		const rows = all(await plan({ plan: '100000' }));
		expect(rowOf(rows, eurNoBudget)).toMatchObject({ verdict: 'applied', before: 10, after: 11.5 });
		expect(rowOf(rows, eurMinRoas)).toMatchObject({ verdict: 'applied' });
		expect(rowOf(rows, eurBidCap)).toMatchObject({ verdict: 'held', reason: expect.stringMatching(/learning phase/) });
		expect(rowOf(rows, eurLifetimeBudget)).toMatchObject({
			verdict: 'held',
			reason: expect.stringMatching(
				/^The account: .+ by lifetime budgets.+ The plan counts it but doesn’t change it\.$/,
			),
		});
		expect(rows.every(({ objectId }) => objectId !== AD_SETS.eurPaused)).toBe(true);
		const written = changes().map(decoded);
		expect(written).not.toEqual([]);
		expect(written.every((one) => 'daily_budget' in one)).toBe(true);
	});

	it('reads the spend of all of it, and of each budget, by lists', async () => {
		await plan({ plan: '100000', dryRun: true });
		const reports = sent().filter(({ path }) => path === `${ACCOUNTS.eur}/insights`);
		const time_range = { since: dayAgo(28), until: dayAgo(0) };
		expect(reports.map(decoded)).toEqual([
			expect.objectContaining({ level: 'campaign', fields: 'campaign_id,spend,date_start', time_range }),
			expect.objectContaining({ level: 'adset', fields: 'adset_id,spend,date_start', time_range }),
			{ fields: 'spend,date_start', time_range, time_increment: '1', limit: '500' },
		]);
		expect(writes()).toEqual([]);
	});

	it('comes out even: what it says it comes to is a plan that needs no step', async () => {
		// Otherwise what the ads given to this test spend today begins between the two looks: late in the day, it is much.
		bench.emulator.world.noteStatuses();
		const [row] = all(await plan({ plan: '100000', dryRun: true }));
		const [, coming = ''] = /and ([\d.,]+) EUR expected/.exec(String(row?.reason)) ?? [];
		const held = all(await plan({ plan: coming.replace(/,/g, ''), dryRun: true }));
		expect(held.every(({ verdict }) => verdict === 'held')).toBe(true);
		expect(held[0]?.reason).toMatch(/As planned, so nothing changes\./);
		expect(guardsOf(held[0])).toEqual(['plan']);
	});

	it.each([
		['failed', { kind: 'graph', code: 368 }],
		['unknown', { kind: 'http', status: 500 }],
	] as const)('tells of a budget that its change is %s, beside those that are made', async (verdict, fault) => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: eurNoBudget }, fault });
		const rows = all(await plan({ plan: '100000' }));
		expect(rowOf(rows, eurNoBudget)).toMatchObject({ verdict, before: null });
		expect(rowOf(rows, eurMinRoas)).toMatchObject({ verdict: 'applied' });
	});

	it('proposes all steps in one message', async () => {
		const result = await plan({ plan: '100000', dryRun: true });
		const [message, ...more] = rowsOf(result, MESSAGE);
		expect(more).toEqual([]);
		expect(message?.subject).toMatch(/^Approve \d+ budget changes, \+/);
		expect(writes()).toEqual([]);
	});

	it('says that there is nothing to step, and goes on with other accounts', async () => {
		for (const one of [...bench.emulator.world.all('Campaign'), ...bench.emulator.world.all('AdSet')])
			if (one.account.id === ACCOUNTS.eur) one.status = 'PAUSED';
		expect(all(await plan({ plan: '100' }))).toEqual([
			expect.objectContaining({
				...{ verdict: 'held', objectType: 'ad account', objectId: ACCOUNTS.eur, before: null },
				reason: expect.stringMatching(/No campaign or ad set .+ has a budget/),
			}),
		]);
	});

	it('changes nothing where the spend of the account, or of one of its budgets, cannot be read', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${ACCOUNTS.eur}/insights` },
			fault: { kind: 'graph', code: 200 },
		});
		expect((await plan({ plan: '100' })).error).toBeDefined();
		expect(writes()).toEqual([]);
	});

	it('holds the same account’s plan twice in one run', async () => {
		const items = [{ plan: '100000' }, { plan: '90000' }];
		const rows = all(await plan({ plan: '={{ $json.plan }}' }, { items }));
		const daily = rows.filter(({ what }) => what === 'daily budget');
		expect(daily.length).toBeGreaterThan(1);
		for (const row of daily) expect(guardsOf(row)).toContain('conflict');
		expect(rows[0]?.reason).toMatch(
			/Items 1 and 2 of this run both have a plan for this ad account\. Give it one plan\./,
		);
		expect(writes()).toEqual([]);
	});

	it('leaves a budget with a plan of its own to that, and says so', async () => {
		const items = [
			{ of: 'account', plan: '100000' },
			{ of: 'adSet', plan: '0.01' },
		];
		const form = { objectType: '={{ $json.of }}', adSet: byId(eurNoBudget), plan: '={{ $json.plan }}' };
		const rows = all(await plan(form, { items }));
		const [own, left, ...more] = rows.filter(({ objectId }) => objectId === eurNoBudget);
		expect(more).toEqual([]);
		expect(own).toMatchObject({ verdict: 'applied', after: 8.5 });
		expect(left).toMatchObject({
			verdict: 'held',
			reason: expect.stringMatching(/Item 2 of this run is for this budget alone\. .+ doesn’t change it\.$/),
		});
		expect(rowOf(rows, eurMinRoas)).toMatchObject({ verdict: 'applied' });
	});

	it('moves a campaign’s own budget, and leaves protected ones', async () => {
		const form = { adAccount: byId(ACCOUNTS.usd), ceiling: 1000, plan: '100000' };
		const rows = all(await plan({ ...form, guards: { actOnUnknownLearning: true, protected: CAMPAIGNS.usdCbo } }));
		expect(rowOf(rows, CAMPAIGNS.usdCbo)).toMatchObject({
			verdict: 'held',
			reason: expect.stringMatching(/It is protected, and counts as it is\.$/),
		});
		expect(rowOf(rows, AD_SETS.usdNoBudgetA)).toMatchObject({ verdict: 'applied' });
	});

	test.each<[IDataObject, RegExp]>([
		[{ change: 'percent' }, /Change is not for a whole ad account/],
		[{ guards: { expectedValue: '10' } }, /Expected Current Value is the value of one budget/],
		[{ guards: { releasedValue: '10' } }, /Confirm Current Value is the value of one budget/],
		[{ plan: '' }, /Budget to Spend is empty/],
	])('refuses %j', async (form, message) => {
		expect((await plan({ plan: '100', ...form })).error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});
});
