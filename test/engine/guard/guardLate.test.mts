import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { passTime, tellOfWaits } from '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { eurNoBudget: id } = AD_SETS;
const usage = [{ type: 'ads_management', call_count: 100, estimated_time_to_regain_access: 5 }];
const headers = { 'x-business-use-case-usage': JSON.stringify({ 1: usage }) };

/** The next such call is refused for a limit that ends in five minutes. */
const limit = (path: string) =>
	bench.emulator.control.addFault({
		match: { method: 'POST', path, times: 1 },
		fault: { kind: 'graph', code: 17, subcode: 2446079, headers },
	});

/** A person's change in the first wait. */
function meanwhile(change: () => void): void {
	tellOfWaits(() => {
		tellOfWaits();
		change();
		return false;
	});
}

afterEach(() => tellOfWaits());

describe('a change that waits for Meta’s call limit', () => {
	const run = async () => await bench.run({ adSet: byId(id), options: { maxWait: 900 } });

	it('is not made over what a person has changed meanwhile', async () => {
		limit(id);
		meanwhile(() => bench.emulator.control.editOutside(id, { daily_budget: 500 }));
		expect(rowsOf(await run(), HELD).map(guardsOf)).toEqual([['changedMeanwhile']]);
		expect(bench.emulator.world.get('AdSet', id).dailyBudget).toBe(500);
	});

	it('is not made where the object cannot be read again', async () => {
		limit(id);
		meanwhile(() =>
			bench.emulator.control.addFault({ match: { method: 'GET', path: id }, fault: { kind: 'graph', code: 10 } }),
		);
		const { error } = await run();
		expect(error).toBeDefined();
		expect(bench.emulator.world.get('AdSet', id).dailyBudget).toBe(1_000);
	});

	it('is made after the wait where nothing has changed', async () => {
		limit(id);
		expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 10, after: 11, warning: null })]);
		expect(bench.emulator.world.get('AdSet', id).dailyBudget).toBe(1_100);
	});

	it('is taken back by its undo all the same, and another change is not', async () => {
		limit(id);
		const [row] = rowsOf(await run(), APPLIED);
		const { undo } = row ?? {};
		const takeBack = async () =>
			await bench.run({ adSet: byId(id), change: 'undo', undo: '={{ $json.undo }}' }, { items: [{ undo }] });
		expect(rowsOf(await takeBack(), APPLIED)).toEqual([expect.objectContaining({ before: 11, after: 10 })]);
		passTime(3 * 60_000);
		bench.emulator.control.editOutside(id, { daily_budget: 1_100 });
		expect(rowsOf(await takeBack(), HELD)[0]?.reason).toContain('was made by someone else');
	});

	const { usdCbo } = CAMPAIGNS;
	const runCampaign = async () =>
		await bench.run({
			adAccount: byId(ACCOUNTS.usd),
			objectType: 'campaign',
			campaign: byId(usdCbo),
			guards: { actOnUnknownLearning: true },
			options: { maxWait: 900 },
		});
	const labels = () => bench.emulator.world.get('Campaign', usdCbo).labels.length;

	it.each([usdCbo, `${usdCbo}/adlabels`])('at %s leaves a campaign without the mark of a step', async (path) => {
		for (const adSet of [AD_SETS.usdCboA, AD_SETS.usdCboB]) bench.emulator.control.setLearning(adSet, 'SUCCESS');
		limit(path);
		meanwhile(() => bench.emulator.control.editOutside(usdCbo, { daily_budget: 4_000 }));
		expect(rowsOf(await runCampaign(), HELD).map(guardsOf)).toEqual([['changedMeanwhile']]);
		expect([bench.emulator.world.get('Campaign', usdCbo).dailyBudget, labels()]).toEqual([4_000, 0]);
	});
});
