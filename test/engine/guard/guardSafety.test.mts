import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../emulator/http/server.mts';
import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { decoded, pairs } from '../support/campaigns.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { run, writes, sent } = bench;
const adSet = (id: string = AD_SETS.eurNoBudget) => bench.emulator.world.get('AdSet', id);
const one = { adSet: byId(AD_SETS.eurNoBudget) };
const ofItem = { adSet: byId('={{ $json.adSet }}') };
const learned = (...ids: string[]) => ids.forEach((id) => bench.emulator.control.setLearning(id, 'SUCCESS'));
const strike = (match: FaultRule['match'], fault: FaultRule['fault']) =>
	bench.emulator.control.addFault({ match, fault });

describe('lost answers', () => {
	it.each<FaultRule['fault']>([
		{ kind: 'reset', applied: true },
		{ kind: 'reset', applied: false },
		{ kind: 'truncated', applied: true },
		{ kind: 'http', status: 503 },
	])('a write without an answer is looked up and ends at the one value (%j)', async (fault) => {
		strike({ method: 'POST', path: AD_SETS.eurNoBudget, times: 1 }, fault);
		expect(rowsOf(await run(one), APPLIED)).toEqual([
			expect.objectContaining({ verdict: 'applied', before: 10, after: 11 }),
		]);
		expect(adSet().dailyBudget).toBe(1100);
		expect(new Set(writes().map(({ params }) => params.daily_budget))).toEqual(new Set(['1100']));
	});

	it('a write that may have happened and cannot be read is an error, and the next run holds', async () => {
		strike({ method: 'POST', path: AD_SETS.eurNoBudget, times: 1 }, { kind: 'reset', applied: true });
		strike({ method: 'GET', path: AD_SETS.eurNoBudget, nth: 3 }, { kind: 'graph', code: 10 });
		const { error } = await run(one);
		expect(error?.message).toBe('It is unknown whether Meta carried out the change');
		bench.emulator.control.clearFaults();
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['cooldown']);
		expect(adSet().dailyBudget).toBe(1100);
	});

	it('Retry On Fail sends nothing twice', async () => {
		learned(AD_SETS.eurBidCap, AD_SETS.eurMinRoas);
		bench.emulator.control.advanceClock(DAY);
		const ids = [AD_SETS.eurNoBudget, AD_SETS.eurBidCap, AD_SETS.eurMinRoas];
		strike({ method: 'POST', path: AD_SETS.eurBidCap, times: 1 }, { kind: 'graph', code: 368 });
		const result = await run(ofItem, { items: ids.map((id) => ({ adSet: id })), retryOnFail: true, maxTries: 3 });
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED).map(({ before, after }) => [before, after])).toEqual([
			[10, 11],
			[15, 16.5],
			[30, 33],
		]);
		expect(writes().map(({ path }) => path)).toEqual([...ids, AD_SETS.eurBidCap]);
	});
});

describe('state', () => {
	it('an object that changes between decision and write is left alone', async () => {
		bench.emulator.control.setBarrier({ path: AD_SETS.eurNoBudget, parties: 2, patience: 300 });
		const running = run(one);
		// Everything has been read when the budgets are added up; the last look waits.
		while (!sent().some(({ path }) => path === `${ACCOUNTS.eur}/adsets`))
			await new Promise((resolve) => setTimeout(resolve, 5));
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_500 });
		const [row] = rowsOf(await running, HELD);
		expect(guardsOf(row)).toEqual(['changedMeanwhile']);
		expect([writes(), adSet().dailyBudget]).toEqual([[], 1_500]);
	});

	it('a log that is behind holds, and goes on when it has caught up', async () => {
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_100 });
		bench.emulator.control.advanceClock(2 * DAY);
		bench.emulator.control.setActivityLag(600);
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_150 });
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['changeLogBehind', 'cooldown']);
		bench.emulator.control.advanceClock(3_600);
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['cooldown']);
	});

	it('flat and nested entries are read alike', async () => {
		bench.emulator.control.setActivityLag(0, { flatEvery: 2 });
		for (const budget of [1_010, 1_020])
			bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: budget });
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['cooldown']);
	});

	it('an entry that cannot be read holds', async () => {
		const { world } = bench.emulator;
		world.activities.write(adSet().account, world.tokens.get('EMULATOR')!.user, adSet(), 'update_ad_set_budget', {
			something: 'else',
		});
		bench.emulator.control.advanceClock(2 * DAY);
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['readableLog']);
	});

	it('a change of targeting, of the campaign or of an ad rests as well', async () => {
		const edits: Array<[string, IDataObject]> = [
			[AD_SETS.eurNoBudget, { targeting: JSON.stringify({ ...adSet().targeting, age_min: 20 }) }],
			[CAMPAIGNS.eurNoBudget, { spend_cap: 1_000_000 }],
			['120212000000000021', { creative: JSON.stringify({ creative_id: '120213000000000022' }) }],
		];
		for (const [id, params] of edits) {
			bench.emulator.control.reset();
			bench.emulator.control.editOutside(id, params);
			learned(AD_SETS.eurNoBudget);
			expect([id, guardsOf(rowsOf(await run(one), HELD)[0])]).toEqual([id, ['cooldown']]);
		}
	});

	it('our own change that the log does not show yet holds the next run', async () => {
		bench.emulator.control.setActivityLag(600);
		expect(rowsOf(await run(one), APPLIED)).toEqual([expect.objectContaining({ logConfirmed: false })]);
		expect(guardsOf(rowsOf(await run(one), HELD)[0])).toEqual(['ownChangeNotLogged', 'changeNotLogged', 'cooldown']);
		expect(adSet().dailyBudget).toBe(1100);
	});
});

describe('the account’s ceiling', () => {
	const sum = {
		adAccount: byId(ACCOUNTS.usd),
		adSet: byId(AD_SETS.usdNoBudgetA),
		guards: { actOnUnknownLearning: true },
	};
	const dailySum = () => {
		const { world } = bench.emulator;
		const active = [...world.all('Campaign'), ...world.all('AdSet')].filter(
			(node) => node.account.id === ACCOUNTS.usd && node.status === 'ACTIVE',
		);
		return active.reduce((total, node) => total + (node.dailyBudget ?? 0), 0);
	};

	it('counts all active budgets and lets a raise use what is left', async () => {
		const ceiling = (dailySum() + 100) / 100;
		const [row] = rowsOf(await run({ ...sum, accountCeiling: ceiling }), APPLIED);
		expect(row).toMatchObject({ before: 15, requested: 16.5, after: 16 });
		expect(guardsOf(row)).toEqual(['accountCeiling']);
	});

	it('counts budgets with issues and those in process: they can spend', async () => {
		const ceiling = (dailySum() + 100) / 100;
		bench.emulator.world.get('AdSet', AD_SETS.usdSharingA).issues.push({
			level: 'AD_SET',
			errorCode: 1,
			errorSummary: 'Issue',
			errorMessage: 'Issue',
			errorType: 'SOFT_ERROR',
		} as never);
		const [row] = rowsOf(await run({ ...sum, accountCeiling: ceiling }), APPLIED);
		expect(row).toMatchObject({ before: 15, requested: 16.5, after: 16 });
		const asked = sent()
			.filter(({ path, params }) => params.effective_status !== undefined && !path.endsWith('/ads'))
			.map(({ params }) => JSON.parse(params.effective_status));
		expect(asked.length).toBeGreaterThan(0);
		for (const statuses of asked)
			expect(statuses).toEqual(expect.arrayContaining(['ACTIVE', 'IN_PROCESS', 'WITH_ISSUES']));
	});

	it.each([
		['what is left of it', { lifetime_budget: '100000', end_time: '2030-01-01T00:00:00+0000' }],
		['its budget', { daily_budget: 'much' }],
	])('holds where a budget does not tell %s', async (what, budget) => {
		const body = JSON.stringify({ data: [{ id: '77', name: 'Spring', effective_status: 'ACTIVE', ...budget }] });
		strike(
			{ method: 'GET', path: `${ACCOUNTS.usd}/adsets` },
			{ kind: 'http', status: 200, body, contentType: 'application/json' },
		);
		const [row] = rowsOf(await run({ ...sum, accountCeiling: 100_000 }), HELD);
		expect(guardsOf(row)).toEqual(['accountCeiling']);
		expect(row?.reason).toContain(`“Spring” does not show ${what}`);
		expect(writes()).toEqual([]);
	});

	it('holds with the reason where a budget schedule cannot be read', async () => {
		const { world } = bench.emulator;
		const account = world.get('AdAccount', ACCOUNTS.usd);
		const [timeStart, timeEnd] = [world.clock.now() + 3_600_000, world.clock.now() + 14_400_000];
		world.add({
			kind: 'HighDemandPeriod',
			id: '32001',
			account,
			ownerId: CAMPAIGNS.usdCbo,
			budgetValue: 3_000,
			budgetValueType: 'ABSOLUTE',
			timeStart,
			timeEnd,
		});
		const body = JSON.stringify({ data: [{ id: '32001', budget_value: 'a lot', budget_value_type: 'ABSOLUTE' }] });
		strike(
			{ method: 'GET', path: `${CAMPAIGNS.usdCbo}/budget_schedules` },
			{ kind: 'http', status: 200, body, contentType: 'application/json' },
		);
		const [row] = rowsOf(await run({ ...sum, accountCeiling: 100_000 }), HELD);
		expect(row?.reason).toContain('does not show how much its budget schedule adds');
	});

	describe('counts what a budget schedule adds', () => {
		const ceilingBelowIt = (): number => {
			const { world } = bench.emulator;
			const now = world.clock.now();
			world.add({
				kind: 'HighDemandPeriod',
				id: '32001',
				account: world.get('AdAccount', ACCOUNTS.usd),
				ownerId: CAMPAIGNS.usdCbo,
				budgetValue: 3_000,
				budgetValueType: 'ABSOLUTE',
				timeStart: now + 3_600_000,
				timeEnd: now + 14_400_000,
			});
			return (dailySum() + 2_000) / 100;
		};

		it('to a budget', async () => {
			const [row] = rowsOf(await run({ ...sum, accountCeiling: ceilingBelowIt() }), HELD);
			expect(guardsOf(row)).toEqual(['accountCeiling']);
		});

		it('where the list does not tell whether there is one', async () => {
			const accountCeiling = ceilingBelowIt();
			const campaigns = bench.emulator.world.all('Campaign').filter(({ account }) => account.id === ACCOUNTS.usd);
			const data = campaigns
				.filter(({ status }) => status === 'ACTIVE')
				.map(({ id, name, status, dailyBudget }) => ({
					id,
					name,
					effective_status: status,
					daily_budget: dailyBudget,
				}));
			strike(
				{ method: 'GET', path: `${ACCOUNTS.usd}/campaigns` },
				{ kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
			);
			const [row] = rowsOf(await run({ ...sum, accountCeiling }), HELD);
			expect(guardsOf(row)).toEqual(['accountCeiling']);
		});
	});

	it('takes its raise back when another worker has used the room meanwhile', async () => {
		const ceiling = (dailySum() + 200) / 100;
		const { world } = bench.emulator;
		// Somebody raises another budget in the moment between our look and our write.
		const other = world.get('AdSet', AD_SETS.usdSharingA);
		const note = world.budgetChanges.note.bind(world.budgetChanges);
		const spy = jest.spyOn(world.budgetChanges, 'note').mockImplementation((id, now) => {
			note(id, now);
			other.dailyBudget = 2_150;
		});
		const [row] = rowsOf(await run({ ...sum, accountCeiling: ceiling }), HELD);
		spy.mockRestore();
		expect(row).toMatchObject({ verdict: 'takenBack', before: 15, after: 15 });
		expect(adSet(AD_SETS.usdNoBudgetA).dailyBudget).toBe(1_500);
		expect(writes().map(decoded)).toEqual([{ daily_budget: '1650' }, { daily_budget: '1500' }]);
	});
});

describe('several items', () => {
	it('the same wish for one budget is carried out once, different wishes not at all', async () => {
		const same = await run(ofItem, { items: [{ adSet: AD_SETS.eurNoBudget }, { adSet: AD_SETS.eurNoBudget }] });
		expect(rowsOf(same, APPLIED)).toHaveLength(1);
		expect(guardsOf(rowsOf(same, HELD)[0])).toEqual(['sameValue']);
		bench.emulator.control.reset();
		const opposite = await run(
			{ ...ofItem, percent: '={{ $json.percent }}' },
			{
				items: [
					{ adSet: AD_SETS.eurNoBudget, percent: 10 },
					{ adSet: AD_SETS.eurNoBudget, percent: -10 },
				],
			},
		);
		expect(rowsOf(opposite, HELD).map(guardsOf)).toEqual([['conflict'], ['conflict']]);
		expect(pairs(opposite, HELD)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(writes()).toEqual([]);
	});

	it('two ad sets of one campaign budget with different wishes hold each other', async () => {
		learned(AD_SETS.usdCboA);
		const usd = { ...ofItem, adAccount: byId(ACCOUNTS.usd), percent: '={{ $json.percent }}' };
		const result = await run(usd, {
			items: [
				{ adSet: AD_SETS.usdCboA, percent: 10 },
				{ adSet: AD_SETS.usdCboB, percent: 5 },
			],
		});
		expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['conflict'], ['conflict']]);
		expect(writes()).toEqual([]);
	});

	it('items in several currencies are held', async () => {
		const items = [
			{ adSet: AD_SETS.eurNoBudget, account: ACCOUNTS.eur },
			{ adSet: AD_SETS.jpyNoBudget, account: ACCOUNTS.jpy },
		];
		const result = await run({ ...ofItem, adAccount: byId('={{ $json.account }}') }, { items });
		expect(rowsOf(result, HELD).map(guardsOf)).toEqual([['mixedCurrencies'], ['mixedCurrencies']]);
		expect(writes()).toEqual([]);
	});

	it('tells counts in hints and in the execution’s own data', async () => {
		const result = await run(ofItem, { items: [{ adSet: AD_SETS.eurNoBudget }, { adSet: AD_SETS.eurPaused }] });
		expect(result.hints.map(({ message }) => message)).toEqual(
			expect.arrayContaining([
				'1 of 2 applied.',
				expect.stringMatching(/^1 of 2 blocked: \p{Lu}.*\. The output Blocked has the reasons\.$/u),
			]),
		);
		expect(result.hints.map(({ message }) => message).join(' ')).not.toMatch(
			/delivering|unknownLearning|unknown learning/,
		);
		expect(result.run.data.resultData.metadata).toEqual({ metaApplied: '1', metaHeld: '1' });
	});
});

describe('undo', () => {
	const undo = (row: IDataObject | undefined, more: IDataObject = {}) =>
		run(
			{ ...one, change: 'undo', undo: '={{ $json.undo }}', ...more },
			{ items: [{ undo: (row?.undo ?? '') as IDataObject }] },
		);

	it('takes a change back at once, and an undo cannot be undone', async () => {
		const [applied] = rowsOf(await run(one), APPLIED);
		const back = await undo(applied);
		expect(rowsOf(back, APPLIED)).toEqual([
			expect.objectContaining({ verdict: 'applied', before: 11, after: 10, undo: null }),
		]);
		expect(adSet().dailyBudget).toBe(1_000);
		const again = {
			object: AD_SETS.eurNoBudget,
			from: '1100',
			to: '1000',
			at: bench.emulator.world.clock.now(),
			by: null,
		};
		expect(guardsOf(rowsOf(await undo({ undo: again }), HELD)[0])).toEqual(['undo', 'cooldown']);
	});

	it('is not held by learning that the raise itself began again', async () => {
		const [applied] = rowsOf(await run(one), APPLIED);
		bench.emulator.control.setLearning(AD_SETS.eurNoBudget, 'LEARNING');
		expect(rowsOf(await undo(applied), APPLIED)).toEqual([expect.objectContaining({ before: 11, after: 10 })]);
	});

	it('is not held where Meta does not tell the learning phase', async () => {
		const known = { adAccount: byId(ACCOUNTS.usd), adSet: byId(AD_SETS.usdNoBudgetA) };
		const [applied] = rowsOf(await run({ ...known, guards: { actOnUnknownLearning: true } }), APPLIED);
		expect(rowsOf(await undo(applied, known), APPLIED)).toEqual([expect.objectContaining({ before: 16.5, after: 15 })]);
	});

	it('works from text, as a table stores it', async () => {
		const [applied] = rowsOf(await run(one), APPLIED);
		expect(rowsOf(await undo({ undo: JSON.stringify(applied.undo) }), APPLIED)).toHaveLength(1);
	});

	it('is held after somebody else’s change, and by the floor', async () => {
		const [applied] = rowsOf(await run(one), APPLIED);
		expect(guardsOf(rowsOf(await undo(applied, { guards: { floor: 11 } }), HELD)[0])).toEqual(['floor']);
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_300 });
		expect(guardsOf(rowsOf(await undo(applied), HELD)[0])).toContain('undo');
		expect(adSet().dailyBudget).toBe(1_300);
	});
});

describe('lifetime budgets', () => {
	it('are stepped by what is left', async () => {
		const result = await run({ adSet: byId(AD_SETS.eurLifetimeBudget), percent: 10 });
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({ what: 'lifetime budget', before: 600, requested: 645, after: 645 }),
		]);
		expect(writes().map(decoded)).toEqual([{ lifetime_budget: '64500' }]);
	});
});

describe('as a tool', () => {
	const tool = { node: 'metaBudgetGuardTool' };

	it('only proposes until a person allows changes, and a held step reaches the agent', async () => {
		const result = await run(one, tool);
		expect(result.rows).toEqual([expect.objectContaining({ verdict: 'wouldApply', dryRun: true })]);
		expect((await run({ adSet: byId(AD_SETS.eurPaused) }, tool)).rows).toEqual([
			expect.objectContaining({ verdict: 'held' }),
		]);
		expect(writes()).toEqual([]);
		await run({ ...one, allowChanges: true }, tool);
		expect(writes()).toHaveLength(1);
	});

	it.each([
		['adjustBid', { adSet: byId(AD_SETS.eurCostCap), ceiling: 50 }, 'bid_amount'],
		['adjustRoasFloor', { adSet: byId(AD_SETS.eurMinRoas) }, 'bid_constraints'],
	])('%s only proposes as well, and a model cannot fill its bound', async (operation, form, param) => {
		expect((await run({ operation, ...form }, tool)).rows).toEqual([
			expect.objectContaining({ verdict: 'wouldApply', dryRun: true }),
		]);
		const filled = await run(
			{
				operation,
				...form,
				allowChanges: true,
				ceiling: '={{ /*n8n-auto-generated-fromAI-override*/ $fromAI ? 100 : 100 }}',
			},
			tool,
		);
		expect(filled.rows).toEqual([expect.objectContaining({ verdict: 'failed' })]);
		expect(writes()).toEqual([]);
		await run({ operation, ...form, allowChanges: true }, tool);
		expect(writes().map(({ params }) => Object.keys(params))).toEqual([[param]]);
	});

	it.each(['ceiling', 'dryRun', 'guards'])('a model cannot fill %s', async (field) => {
		const filled = '={{ /*n8n-auto-generated-fromAI-override*/ $fromAI ? 100 : 100 }}';
		const result = await run(
			{ ...one, allowChanges: true, [field]: field === 'guards' ? { largestStep: filled } : filled },
			tool,
		);
		expect(result.rows).toEqual([expect.objectContaining({ verdict: 'failed' })]);
		expect(sent()).toEqual([]);
	});
});
