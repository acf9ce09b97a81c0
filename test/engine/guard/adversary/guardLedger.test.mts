import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { addAdSet, APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

/**
 * A campaign's budget of which Meta's log tells nothing: only what n8n has stored of the workflow knows of its own step
 * once the process is another one.
 */

const bench = useGuard();
const budgetWrites = () => bench.writes().filter(({ params }) => params.daily_budget !== undefined);
let stored: { staticData: string };

beforeEach(() => {
	stored = { staticData: '{}' };
	bench.emulator.control.setActivityLag(0, { dropEvery: 1 });
	learned();
});

const learned = (): void => {
	for (const { id } of bench.emulator.world.all('AdSet')) bench.emulator.control.setLearning(id, 'SUCCESS');
};
const later = (days: number): void => {
	bench.emulator.control.advanceClock(days * DAY);
	learned();
};
/** n8n starts again: what its processes remembered is gone, what it has stored is not. */
const restart = (): void => ownWrites.clear();

const run = async (more: IDataObject = {}, mode: 'manual' | 'trigger' = 'trigger', cancelOn?: Promise<void>) =>
	await bench.run(
		{
			adAccount: byId(ACCOUNTS.usd),
			objectType: 'campaign',
			campaign: byId(CAMPAIGNS.usdCbo),
			ceiling: 5_000,
			...more,
			guards: { cooldownLoosen: 0, actOnUnknownLearning: true, ...((more.guards ?? {}) as IDataObject) },
		},
		{ stored, mode, cancelOn },
	);

const released = (value: string) => ({ guards: { releasedValue: value } });

it('after a restart its own step still holds, and goes on after a day', async () => {
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 50, after: 55 })]);
	restart();
	later(0.1);
	const [row] = rowsOf(await run(), HELD);
	expect(guardsOf(row)).toEqual(['ownChangeNotLogged']);
	expect(row?.reason).toContain('Confirm Current Value 55.00 USD');
	restart();
	later(100);
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 55, after: 60.5 })]);
	expect(budgetWrites()).toHaveLength(2);
});

it('a raise of a campaign that a person took back rests as that person’s change, while the log is late', async () => {
	const usual = { guards: { cooldownLoosen: 24 } };
	await run(usual);
	bench.emulator.control.setActivityLag(1_200);
	later(0.002);
	bench.emulator.control.editOutside(CAMPAIGNS.usdCbo, { daily_budget: 5_000 });
	const [row] = rowsOf(await run(usual), HELD);
	expect(guardsOf(row)).toEqual(['cooldown']);
	expect(row?.reason).toContain('by this n8n and back again, changed on');
	expect(budgetWrites()).toHaveLength(1);
});

it('a released value lets one step through, and it is kept in its turn', async () => {
	await run();
	restart();
	later(0.5);
	expect(rowsOf(await run(released('55')), APPLIED)).toEqual([expect.objectContaining({ before: 55, after: 60.5 })]);
	restart();
	later(0.5);
	expect(guardsOf(rowsOf(await run(released('55')), HELD)[0])).toContain('ownChangeNotLogged');
	expect(budgetWrites()).toHaveLength(2);
});

it('caps reckon with steps that only n8n has stored', async () => {
	await run({ percent: 15 });
	restart();
	later(0.1);
	// +30 % of 50.00 is 65.00, which 15 % of 57.50 would go beyond.
	const [second] = rowsOf(await run({ percent: 15, ...released('57.5') }), APPLIED);
	expect(second).toMatchObject({ before: 57.5, after: 65 });
	restart();
	later(0.1);
	expect(guardsOf(rowsOf(await run({ percent: 15, ...released('65') }), HELD)[0])).toEqual(['dayCap']);
});

it('once the log shows the step it is forgotten, and the budget moves on', async () => {
	bench.emulator.control.setActivityLag(7_200);
	await run();
	expect(JSON.parse(stored.staticData)).toEqual({
		global: { metaBudgetGuard: { [`${CAMPAIGNS.usdCbo} dailyBudget`]: [[expect.any(Number), '5000', '5500']] } },
	});
	restart();
	later(2);
	expect(rowsOf(await run({ dryRun: true }), APPLIED)).toHaveLength(1);
	expect(JSON.parse(stored.staticData)).toEqual({ global: { metaBudgetGuard: {} } });
});

it.each([35, 80])('a step that the log shows is found there also %d days later', async (days) => {
	bench.emulator.control.setActivityLag(0);
	await run();
	later(days);
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 55, after: 60.5 })]);
});

it.each([
	['the whole', JSON.stringify({ global: { metaBudgetGuard: 'x' } })],
	['a list', JSON.stringify({ global: { metaBudgetGuard: [] } })],
	[
		'the steps of this value',
		JSON.stringify({ global: { metaBudgetGuard: { [`${CAMPAIGNS.usdCbo} dailyBudget`]: [[1, 2]] } } }),
	],
])('what cannot be read (%s) holds until a person releases the value', async (_what, staticData) => {
	stored.staticData = staticData;
	const [row] = rowsOf(await run(), HELD);
	expect(guardsOf(row)).toEqual(['ownChangesUnreadable']);
	expect(row?.reason).not.toContain('until the log shows it');
	expect(rowsOf(await run(released('50')), APPLIED)).toHaveLength(1);
	restart();
	later(0.01);
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangeNotLogged']);
});

it.each(['x', 5, null, [], true].map((global) => [JSON.stringify(global), JSON.stringify({ global })]))(
	'static data that is no object (%s) holds, and a released step has its row',
	async (_what, staticData) => {
		stored.staticData = staticData;
		expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangesUnreadable']);
		expect(rowsOf(await run(released('50')), APPLIED)).toEqual([expect.objectContaining({ before: 50, after: 55 })]);
		restart();
		expect(guardsOf(rowsOf(await run(), HELD)[0])).toContain('ownChangesUnreadable');
		expect(budgetWrites()).toHaveLength(1);
	},
);

it('a time that no date has is not read', async () => {
	stored.staticData = JSON.stringify({
		global: { metaBudgetGuard: { [`${CAMPAIGNS.usdCbo} dailyBudget`]: [[9e15, '4500', '5000']] } },
	});
	const [row] = rowsOf(await run(), HELD);
	expect(guardsOf(row)).toEqual(['ownChangesUnreadable']);
	expect(row?.reason).not.toContain('NaN');
});

it('forgetting what the log has shown does not put in order what cannot be read', async () => {
	bench.emulator.control.setActivityLag(0);
	await run();
	later(2);
	stored.staticData = JSON.stringify({
		global: { metaBudgetGuard: { [`${CAMPAIGNS.usdCbo} dailyBudget`]: [[1, 2]] } },
	});
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangesUnreadable']);
	expect(stored.staticData).toContain('[[1,2]]');
});

it('a step that the log only goes on from counts for the caps, and is kept as long as they look back', async () => {
	await run({ percent: 15 });
	later(0.1);
	bench.emulator.control.setActivityLag(0);
	bench.emulator.control.editOutside(CAMPAIGNS.usdCbo, { daily_budget: 5_800 });
	later(0.1);
	restart();
	// +30 % of 50.00; of the 57.50 that the log begins with it were more than 66.70.
	const [row] = rowsOf(await run({ percent: 15, dryRun: true }), APPLIED);
	expect(row).toMatchObject({ before: 58, after: 65 });
	for (const [days, kept] of [
		[20, 1],
		[20, 0],
	] as const) {
		later(days);
		restart();
		await run({ dryRun: true });
		expect(JSON.stringify(stored).split('5750')).toHaveLength(kept + 1);
	}
});

it('a ledger that cannot be read goes on to hold the values nothing else is kept of', async () => {
	stored.staticData = JSON.stringify({ global: { metaBudgetGuard: 7 } });
	await run(released('50'));
	const other = { adAccount: byId(ACCOUNTS.eur), objectType: 'adSet', adSet: byId('120211000000700009') };
	addAdSet(bench.emulator, '120211000000700009');
	expect(guardsOf(rowsOf(await run(other), HELD)[0])).toContain('ownChangesUnreadable');
});

it('what others keep in the workflow stays', async () => {
	stored.staticData = JSON.stringify({ global: { mine: 1 }, 'node:Trigger': { memory: 2 } });
	await run();
	expect(JSON.parse(stored.staticData)).toMatchObject({ global: { mine: 1 }, 'node:Trigger': { memory: 2 } });
});

describe('a run that is stopped while its step is under way', () => {
	/** Stopped, or over its time, before Meta's answer to the write is there. */
	const stopped = async (applied: boolean): Promise<void> => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: CAMPAIGNS.usdCbo, times: 1 },
			fault: { kind: 'timeout', applied },
		});
		const underWay = new Promise<void>((resolve) => {
			const watch = setInterval(() => {
				if (budgetWrites().length === 0) return;
				clearInterval(watch);
				resolve();
			}, 5);
		});
		const { status } = await run({}, 'trigger', underWay);
		expect([status, stored.staticData]).toEqual(['canceled', '{}']);
		bench.emulator.control.clearFaults();
		later(0.1);
	};

	it('holds the next one: the log will not tell, and what n8n has stored neither', async () => {
		await stopped(true);
		const [row] = rowsOf(await run(), HELD);
		expect(row).toMatchObject({ before: 55, guards: [expect.objectContaining({ guard: 'ownChangeNotLogged' })] });
		expect(budgetWrites()).toHaveLength(1);
	});

	it('holds nothing where the step did not happen', async () => {
		await stopped(false);
		expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 50, after: 55 })]);
	});
});

it('a step that Meta refused is not remembered: the next one is taken', async () => {
	const refusal = { kind: 'graph', code: 100 } as const;
	bench.emulator.control.addFault({ match: { method: 'POST', path: CAMPAIGNS.usdCbo, times: 2 }, fault: refusal });
	expect((await run()).error).toBeDefined();
	expect(JSON.stringify(stored)).not.toContain('5500');
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 50, after: 55 })]);
});

it('a manual run stores nothing: after a restart the mark at Meta holds after its step', async () => {
	await run({}, 'manual');
	expect(stored.staticData).toBe('{}');
	later(0.01);
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangeNotLogged']);
	restart();
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangeNotLogged']);
});
