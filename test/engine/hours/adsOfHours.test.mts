import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, type NodeResult } from '../support/harness.mts';
import { daysOf, keep, later, local } from './hoursOfOne.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Run on a Schedule (Dayparting) of ads: their ad set counts as on, and their mornings and evenings are no changes of it. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const guards = { actOnUnknownLearning: true };
const byHand = (id: string, status: string): void => bench.emulator.control.editOutside(id, { status });
const rowIn = (result: NodeResult): IDataObject | undefined =>
	[...rowsOf(result, APPLIED), ...rowsOf(result, HELD)].find(({ objectId }) => objectId === LOSS);

let ids: string[] = [];
beforeEach(() => {
	const own = bench.emulator.world.all('Ad').filter(({ adSet }) => adSet.id === LOSS);
	ids = own.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
	later(bench, 48);
});

const stop = async () => {
	const form = { operation: 'stopLoss', action: 'pause', target: '10', guards: {} };
	const adSet = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
	return rowIn(await bench.run({ ...form, adSet }, { items: [...daysOf(bench, LOSS, 0), ...daysOf(bench, FINE, 2)] }));
};
const raise = async () => rowIn(await bench.run({ adSet: byId(LOSS), dryRun: true, guards }));

/** Two nights, and it is on again. */
async function nights(): Promise<void> {
	for (let night = 0; night < 2; night++) {
		await keep(bench, 'ad', ids, false);
		later(bench, 12);
		await keep(bench, 'ad', ids, true);
		later(bench, 12);
	}
}

it('Stop Loss stops a loss at night as well', async () => {
	expect(await keep(bench, 'ad', ids, false)).toMatchObject(ids.map(() => ({ action: 'pause', changed: true })));
	later(bench, 5);
	expect(await stop()).toMatchObject({ verdict: 'applied' });
});

it('but not where a person has paused the ads, even if they still have marks', async () => {
	await nights();
	await keep(bench, 'ad', ids, false);
	for (const status of ['ACTIVE', 'PAUSED']) {
		later(bench, 1);
		for (const id of ids) byHand(id, status);
	}
	later(bench, 1);
	expect((await stop())?.reason).toMatch(/none of its ads is switched on/);
});

it('an account’s plan counts at night what they spend by day', async () => {
	const day = (days: number): string => local(bench).plus({ days }).toFormat('yyyy-MM-dd');
	const range = { planPeriod: 'range', planSince: day(-10), planUntil: day(19) };
	const expectedSpend = async (): Promise<number> => {
		const form = { objectType: 'account', change: 'plan', plan: '100000', dryRun: true, guards, ...range };
		const reason = String(rowIn(await bench.run(form))?.reason);
		return Number(/and ([\d,.]+) EUR expected/.exec(reason)?.[1]?.replace(/,/g, ''));
	};
	const before = await expectedSpend();
	await keep(bench, 'ad', ids, false);
	later(bench, 1);
	expect(Math.abs((await expectedSpend()) / before - 1)).toBeLessThan(0.01);
});

describe('a raise', () => {
	it('waits after none of their mornings and evenings, by day and by night', async () => {
		await nights();
		const byDay = await raise();
		await keep(bench, 'ad', ids, false);
		later(bench, 1);
		expect([byDay, await raise()]).toMatchObject([{ verdict: 'wouldApply' }, { verdict: 'wouldApply' }]);
	});

	it.each(['ACTIVE', 'PAUSED'])('waits after a person who switches one of them, at last to %s', async (last) => {
		await nights();
		for (const status of last === 'ACTIVE' ? ['PAUSED', 'ACTIVE'] : ['PAUSED']) byHand(ids[0]!, status);
		later(bench, 1);
		expect(guardsOf(await raise())).toContain('cooldown');
	});
});
