import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { newAdSet, picked, useAdSets } from '../support/adSets.mts';
import { pairs } from '../support/campaigns.mts';
import { byId, runNode, emulatorCredential } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useAdSets();
const { run, writes } = bench;
const count = () => bench.emulator.world.all('AdSet').length;
const newest = () => bench.emulator.world.all('AdSet').at(-1)!;
const edge = `${ACCOUNTS.usd}/adsets`;

describe('ad set: answers that are lost', () => {
	it('finds an ad set whose answer was lost, and never sends it twice', async () => {
		const before = count();
		bench.emulator.control.addFault({ match: { method: 'POST', path: edge }, fault: { kind: 'reset', applied: true } });
		const { rows } = await run('create', newAdSet());
		expect(rows).toEqual([expect.objectContaining({ id: newest().id, created: true })]);
		expect([count() - before, writes().length]).toEqual([1, 1]);
	});

	it('does not take one of the same name in another campaign, or with another goal, for the lost one', async () => {
		await run('create', newAdSet({ optimizationGoal: 'REACH' }));
		await run('create', newAdSet({ campaign: byId(CAMPAIGNS.usdLegacy) }));
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge },
			fault: { kind: 'reset', applied: false },
		});
		const { rows } = await run('create', newAdSet(), { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			{
				error: 'It is unknown whether Meta created the ad set “Broad US”',
				details: expect.objectContaining({ kind: 'outcomeUnknown' }),
			},
		]);
		expect(writes()).toHaveLength(3);
	});

	it.each(['reset', 'truncated'] as const)('tells two of one name apart by their budgets (%s)', async (kind) => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: edge }, fault: { kind, applied: true } });
		const { rows } = await run('create', newAdSet({ dailyBudget: '={{ $json.budget }}' }), {
			items: [{ budget: 20 }, { budget: 30 }],
		});
		expect(rows.map(({ dailyBudget }) => dailyBudget)).toEqual([20, 30]);
		expect(writes()).toHaveLength(2);
	});

	it('sends a lost change once more, from what the ad set shows by then', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: AD_SETS.usdNoBudgetA, times: 1 },
			fault: { kind: 'reset', applied: false },
		});
		const { rows } = await run('update', { adSet: byId(AD_SETS.usdNoBudgetA), targeting: { countries: ['CA'] } });
		expect(rows).toEqual([expect.objectContaining({ changed: true, changes: 'Countries: US → CA' })]);
	});

	it('a refused item does not hold back the others', async () => {
		const items = ['3847', '1', '3886'].map((region) => ({ region }));
		const targeting = { regions: picked('region', '={{ $json.region }}') };
		const result = await run('create', newAdSet({ countries: [], targeting }), {
			items,
			onError: 'continueRegularOutput',
		});
		expect(result.rows.map(({ created, error }) => created ?? error)).toEqual([
			true,
			expect.stringMatching(/^Countries, Regions/),
			true,
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, 1, { item: 2 }]);
	});
});

describe('ad set: as an agent’s tool', () => {
	const asTool = async (allowChanges: boolean) =>
		await runNode({
			node: 'metaAdsTool',
			credential: emulatorCredential(bench.emulator.url),
			parameters: {
				resource: 'adSet',
				operation: 'update',
				adAccount: byId(ACCOUNTS.usd),
				adSet: byId(AD_SETS.usdNoBudgetA),
				targeting: { ageMin: 25 },
				allowChanges,
			},
		});

	it('only checks until a person allows changes', async () => {
		const { rows } = await asTool(false);
		expect([rows[0].validated, rows[0].changes, writes()]).toEqual([true, 'Minimum Age: 18 → 25', []]);
		const allowed = await asTool(true);
		expect([allowed.rows[0].changed, writes().length]).toEqual([true, 1]);
	});
});
