import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, ADS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

/** What is around an object: the account with its sum and its status, the ads below, what is protected. */

const bench = useGuard();
const { run, writes } = bench;
const usd = { adAccount: byId(ACCOUNTS.usd), adSet: byId(AD_SETS.usdNoBudgetA) };
const known: IDataObject = { actOnUnknownLearning: true };
const sumOf = async (): Promise<number> => {
	const [row] = rowsOf(await run({ ...usd, guards: known, dryRun: true }), APPLIED);
	return Number(row?.accountBefore);
};

describe('the account’s sum', () => {
	it('stands in every row, without a ceiling too, step by step', async () => {
		const sum = await sumOf();
		const items = [AD_SETS.usdNoBudgetA, AD_SETS.usdSharingA].map((adSet) => ({ adSet }));
		const result = await run({ ...usd, adSet: byId('={{ $json.adSet }}'), guards: known }, { items });
		let before = sum;
		for (const row of rowsOf(result, APPLIED)) {
			const after = before + Number(row.after) - Number(row.before);
			expect(row).toMatchObject({ accountBefore: before, accountUnknown: null });
			expect(row.accountAfter).toBeCloseTo(after, 6);
			before = Number(row.accountAfter);
		}
		expect(rowsOf(result, APPLIED).length).toBeGreaterThan(0);
	});

	it('is null with the reason where it cannot be read, and without a ceiling that holds nothing', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${ACCOUNTS.usd}/campaigns` },
			fault: { kind: 'graph', code: 10 },
		});
		const [row] = rowsOf(await run({ ...usd, guards: known }), APPLIED);
		expect(row).toMatchObject({ accountBefore: null, accountAfter: null });
		expect(row?.accountUnknown).toMatch(/^The budgets of the account could not be added up: /);
	});

	it('a bid changes nothing of it', async () => {
		const form = { operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas) };
		const [row] = rowsOf(await run(form), APPLIED);
		expect(row).toMatchObject({ accountBefore: null, accountUnknown: 'Only budget changes are added up.' });
	});

	it('a ceiling whose expression comes out blank is refused: left empty there would be none', async () => {
		const form = { ...usd, guards: known, accountCeiling: '={{ $json.cell }}' };
		const { error } = await run(form, { items: [{ cell: ' ' }] });
		expect(error?.message).toMatch(/^Account Maximum \(per Day\)/);
		expect(writes()).toEqual([]);
	});

	it('the ceiling holds', async () => {
		const sum = await sumOf();
		const [row] = rowsOf(await run({ ...usd, accountCeiling: sum + 1, guards: known }), APPLIED);
		expect(guardsOf(row)).toEqual(['accountCeiling']);
		expect(row).toMatchObject({ after: 16, accountBefore: sum, accountAfter: sum + 1 });
	});

	it('a model cannot fill the ceiling', async () => {
		const filled = '={{ /*n8n-auto-generated-fromAI-override*/ $fromAI ? 100 : 100 }}';
		const form = { ...usd, allowChanges: true, accountCeiling: filled };
		const { rows } = await run(form, { node: 'metaBudgetGuardTool' });
		expect(rows).toEqual([expect.objectContaining({ verdict: 'failed' })]);
	});
});

describe('what delivers nothing is left alone', () => {
	const one = { adSet: byId(AD_SETS.eurNoBudget) };

	it('an ad set whose only ad is paused', async () => {
		bench.emulator.control.editOutside(ADS.eurNoBudget1, { status: 'PAUSED' });
		const [row] = rowsOf(await run(one), HELD);
		expect(guardsOf(row)).toContain('delivering');
		expect(row?.reason).toContain('It isn’t running: none of its ads is switched on.');
		expect(writes()).toEqual([]);
	});

	it('anything of a disabled account', async () => {
		bench.emulator.world.get('AdAccount', ACCOUNTS.eur).status = 2;
		const [row] = rowsOf(await run(one), HELD);
		expect(row?.reason).toContain('It isn’t running: the ad account is disabled.');
		expect(writes()).toEqual([]);
	});
});

it('a protected ad set protects the budget of its campaign', async () => {
	const guards = { protected: AD_SETS.usdCboB };
	const form = { adAccount: byId(ACCOUNTS.usd), objectType: 'campaign', campaign: byId(CAMPAIGNS.usdCbo), guards };
	expect(guardsOf(rowsOf(await run(form), HELD)[0])).toContain('protected');
	expect(writes()).toEqual([]);
});

describe('numbers that are no evidence', () => {
	const day = (daysAgo: number): string =>
		new Date(bench.emulator.world.clock.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
	const rows = (from: number, until: number): IDataObject[] =>
		Array.from({ length: from - until + 1 }, (_, index) => {
			const date = day(from - index);
			return { adset_id: AD_SETS.eurNoBudget, spend: 50 + index / 100, results: 10, date_start: date, date_stop: date };
		});
	const toward = async (items: IDataObject[]) =>
		await run(
			{
				adSet: byId('={{ $json.adset_id }}'),
				change: 'target',
				targetKind: 'cost',
				target: '10',
				numbersFrom: 'own',
				cost: '={{ $json.spend }}',
				results: '={{ $json.results }}',
				since: '={{ $json.date_start }}',
				until: '={{ $json.date_stop }}',
				reportComplete: '',
			},
			{ items },
		);

	it('lead to a step where they are sound', async () => {
		expect(rowsOf(await toward(rows(20, 5)), APPLIED)).toHaveLength(1);
	});

	it('the same days given twice', async () => {
		const list = rows(20, 5);
		const [row] = rowsOf(await toward([...list, ...list]), HELD);
		expect(row?.reason).toMatch(/^It has more than one row for the same days/);
		expect(writes()).toEqual([]);
	});

	it('a report that is 60 to 80 days old', async () => {
		const [row] = rowsOf(await toward(rows(80, 60)), HELD);
		expect(row?.reason).toMatch(/^The days that count end on .+: they do not show how it is now/);
		expect(writes()).toEqual([]);
	});
});
