import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../emulator/http/server.mts';
import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What happened is told by what was written: nothing that fails afterwards takes a row, its value or its undo away. */

const bench = useGuard();
const { run, writes } = bench;
const strike = (match: FaultRule['match'], fault: FaultRule['fault'] = { kind: 'graph', code: 10 }) =>
	bench.emulator.control.addFault({ match, fault });

describe('a look after the write that fails', () => {
	const capped = (accountCeiling: number): IDataObject => ({
		adAccount: byId(ACCOUNTS.usd),
		adSet: byId(AD_SETS.usdNoBudgetA),
		guards: { actOnUnknownLearning: true },
		accountCeiling,
	});
	const undoOf = { object: AD_SETS.usdNoBudgetA, from: '1500', to: '1650' };

	it('leaves the row with its value, its undo and a warning', async () => {
		strike({ method: 'GET', path: `${ACCOUNTS.usd}/campaigns`, nth: 2 });
		const result = await run(capped(10_000));
		expect(result.error).toBeUndefined();
		const [row] = rowsOf(result, APPLIED);
		expect(row).toMatchObject({ verdict: 'applied', before: 15, after: 16.5, undo: undoOf });
		expect(row?.warning).toContain('it is unknown whether the account’s maximum is still kept');
		expect(writes()).toHaveLength(1);
	});

	it('takes a raise back also where it delivers no more', async () => {
		const { world } = bench.emulator;
		const note = world.budgetChanges.note.bind(world.budgetChanges);
		const raised = world.get('AdSet', AD_SETS.usdNoBudgetA);
		const spy = jest.spyOn(world.budgetChanges, 'note').mockImplementation((id, now) => {
			note(id, now);
			world.get('AdSet', AD_SETS.usdSharingA).dailyBudget = 900_000;
			raised.status = 'PAUSED';
		});
		const [row] = rowsOf(await run(capped(5_000)), HELD);
		spy.mockRestore();
		expect([row?.verdict, raised.dailyBudget]).toEqual(['takenBack', 1_500]);
	});

	it.each([
		['once', 1, 'takenBack'],
		['each time', 9, 'applied'],
	])('does not go by a list that still shows the value from before (%s)', async (_often, times, verdict) => {
		const list = `${ACCOUNTS.usd}/adsets`;
		await run({ ...capped(5_000), dryRun: true });
		const look = bench.sent().find(({ path }) => path === list);
		const headers = { authorization: 'Bearer EMULATOR' };
		const lagging = await (await fetch(`${bench.emulator.url}${look?.url ?? ''}`, { headers })).text();
		const { world } = bench.emulator;
		const note = world.budgetChanges.note.bind(world.budgetChanges);
		const spy = jest.spyOn(world.budgetChanges, 'note').mockImplementation((id, now) => {
			note(id, now);
			if (world.get('AdSet', AD_SETS.usdSharingA).dailyBudget === 900_000) return;
			world.get('AdSet', AD_SETS.usdSharingA).dailyBudget = 900_000;
			strike(
				{ method: 'GET', path: list, times },
				{ kind: 'http', status: 200, body: lagging, contentType: 'application/json' },
			);
		});
		const result = await run(capped(5_000));
		spy.mockRestore();
		const [row] = rowsOf(result, verdict === 'applied' ? APPLIED : HELD);
		expect(row?.verdict).toBe(verdict);
		if (verdict === 'applied') expect(row?.warning).toContain('Meta’s list of them does not show the change yet');
	});

	it('tells of a raise that could not be taken back where it is, with its undo', async () => {
		const { world } = bench.emulator;
		const note = world.budgetChanges.note.bind(world.budgetChanges);
		const spy = jest.spyOn(world.budgetChanges, 'note').mockImplementation((id, now) => {
			note(id, now);
			world.get('AdSet', AD_SETS.usdSharingA).dailyBudget = 900_000;
		});
		strike({ method: 'POST', path: AD_SETS.usdNoBudgetA, nth: 2 });
		const result = await run(capped(5_000));
		spy.mockRestore();
		expect(result.error).toBeUndefined();
		const [row] = rowsOf(result, APPLIED);
		expect(row).toMatchObject({ verdict: 'applied', before: 15, after: 16.5, undo: undoOf });
		expect(row?.warning).toContain('above its maximum');
	});
});

describe('Retry On Fail', () => {
	it('makes no second step of one value, whatever the cooldown', async () => {
		for (const id of [AD_SETS.usdCboA, AD_SETS.usdCboB]) bench.emulator.control.setLearning(id, 'SUCCESS');
		strike({ method: 'GET', path: AD_SETS.usdCboB, times: 1 });
		const form = {
			adAccount: byId(ACCOUNTS.usd),
			adSet: byId('={{ $json.adSet }}'),
			ceiling: 1_000,
			guards: { cooldownLoosen: 0, actOnUnknownLearning: true },
		};
		const items = [{ adSet: AD_SETS.usdCboA }, { adSet: AD_SETS.usdCboB }];
		const result = await run(form, { items, retryOnFail: true, maxTries: 3 });
		expect(writes().filter(({ params }) => params.daily_budget !== undefined)).toHaveLength(1);
		expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['movedInThisRun']]);
	});
});

describe('between decision and write', () => {
	const three = [AD_SETS.eurNoBudget, AD_SETS.eurBidCap, AD_SETS.eurMinRoas];
	const list = `${ACCOUNTS.eur}/adsets`;
	const runThree = async (more: IDataObject = {}) =>
		await run({ adSet: byId('={{ $json.adSet }}'), ...more }, { items: three.map((adSet) => ({ adSet })) });
	const isThere = async (path: string): Promise<void> => {
		while (!bench.sent().some((request) => request.path === path))
			await new Promise((resolve) => setTimeout(resolve, 5));
	};

	it('a person’s cut stands although a list still shows the old value, also among several items', async () => {
		for (const id of three) bench.emulator.control.setLearning(id, 'SUCCESS');
		bench.emulator.control.advanceClock(DAY);
		await runThree({ dryRun: true });
		const look = bench.sent().find(({ path }) => path === list);
		const headers = { authorization: 'Bearer EMULATOR' };
		const lagging = await fetch(`${bench.emulator.url}${look?.url ?? ''}`, { headers }).then(
			async (answer) => await answer.text(),
		);
		bench.emulator.log.length = 0;
		// The last look by a list would still get the state before the cut.
		strike(
			{ method: 'GET', path: list, nth: 2 },
			{ kind: 'http', status: 200, body: lagging, contentType: 'application/json' },
		);
		bench.emulator.control.setBarrier({ path: `${ACCOUNTS.eur}/minimum_budgets`, parties: 2, patience: 500 });
		const running = runThree();
		await isThere(`${ACCOUNTS.eur}/activities`);
		bench.emulator.control.editOutside(AD_SETS.eurBidCap, { daily_budget: 1_200 });
		const result = await running;
		expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['changedMeanwhile']]);
		expect(bench.emulator.world.get('AdSet', AD_SETS.eurBidCap).dailyBudget).toBe(1_200);
		expect(rowsOf(result, APPLIED)).toHaveLength(2);
	});
});
