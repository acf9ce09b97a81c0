import { AD_SETS, CAMPAIGNS, ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { decoded, lines } from '../../support/campaigns.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

const bench = useGuard();
const { run, writes, sent } = bench;
const adSet = (id: string) => bench.emulator.world.get('AdSet', id);

describe('adjustBudget', () => {
	it('raises a budget, reads it back and finds it in the log', async () => {
		const result = await run({ adSet: byId(AD_SETS.eurNoBudget) });
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				object: 'Deutschland',
				objectId: AD_SETS.eurNoBudget,
				objectType: 'ad set',
				what: 'daily budget',
				verdict: 'applied',
				before: 10,
				requested: 11,
				after: 11,
				currency: 'EUR',
				reason: 'As requested. No guard blocked it.',
				guards: [],
				logConfirmed: true,
				learningReset: false,
				undo: { object: AD_SETS.eurNoBudget, from: '1000', to: '1100', at: expect.any(Number), by: expect.any(String) },
			}),
		]);
		expect(rowsOf(result, HELD)).toEqual([]);
		expect(adSet(AD_SETS.eurNoBudget).dailyBudget).toBe(1100);
		expect(writes().map(decoded)).toEqual([{ daily_budget: '1100' }]);
		expect(lines(sent())).toEqual([
			`GET ${ACCOUNTS.eur}`,
			`GET ${AD_SETS.eurNoBudget}`,
			`GET ${ACCOUNTS.eur}`,
			`GET ${ACCOUNTS.eur}/ads`,
			`GET ${ACCOUNTS.eur}/activities`,
			`GET ${ACCOUNTS.eur}/minimum_budgets`,
			`GET ${ACCOUNTS.eur}/campaigns`,
			`GET ${ACCOUNTS.eur}/adsets`,
			`GET ${AD_SETS.eurNoBudget}`,
			`POST ${AD_SETS.eurNoBudget}`,
			`GET ${AD_SETS.eurNoBudget}`,
			`GET ${ACCOUNTS.eur}/activities`,
		]);
	});

	it('does nothing in a dry run, but lets Meta check', async () => {
		const result = await run({ adSet: byId(AD_SETS.eurNoBudget), dryRun: true });
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				verdict: 'wouldApply',
				before: 10,
				after: 11,
				dryRun: true,
				validated: true,
				undo: null,
				logConfirmed: null,
			}),
		]);
		expect(decoded(sent().at(-1)!)).toEqual({ daily_budget: '1100', execution_options: ['validate_only'] });
		expect([writes(), adSet(AD_SETS.eurNoBudget).dailyBudget]).toEqual([[], 1000]);
	});

	it('holds the second step of a day by Meta’s own log', async () => {
		await run({ adSet: byId(AD_SETS.eurNoBudget) });
		const result = await run({ adSet: byId(AD_SETS.eurNoBudget) });
		expect(rowsOf(result, APPLIED)).toEqual([]);
		const [row] = rowsOf(result, HELD);
		expect(row).toMatchObject({
			verdict: 'held',
			before: 11,
			requested: 12.1,
			after: 11,
			reason: expect.stringMatching(
				/^The budget of “Deutschland” changed on .+\. The daily budget is raised about 24 hours after that at the earliest\.$/,
			),
		});
		expect(guardsOf(row)).toEqual(['cooldown']);
		bench.emulator.control.advanceClock(DAY);
		expect(rowsOf(await run({ adSet: byId(AD_SETS.eurNoBudget) }), APPLIED)).toEqual([
			expect.objectContaining({ before: 11, after: 12.1 }),
		]);
	});

	it('finds a campaign’s budget from its ad set and tells the worst stage of learning', async () => {
		const usd = { adAccount: byId(ACCOUNTS.usd), adSet: byId(AD_SETS.usdCboA) };
		const [held] = rowsOf(await run(usd), HELD);
		expect(held).toMatchObject({ objectId: CAMPAIGNS.usdCbo, objectType: 'campaign', before: 50 });
		expect(guardsOf(held)).toEqual(['learning']);
		bench.emulator.control.setLearning(AD_SETS.usdCboA, 'SUCCESS');
		bench.emulator.control.advanceClock(DAY);
		expect(rowsOf(await run(usd), APPLIED)).toEqual([
			expect.objectContaining({ objectId: CAMPAIGNS.usdCbo, before: 50, after: 55, learningReset: false }),
		]);
		expect(writes().map(({ path }) => path)).toEqual([`${CAMPAIGNS.usdCbo}/adlabels`, CAMPAIGNS.usdCbo]);
	});
});
