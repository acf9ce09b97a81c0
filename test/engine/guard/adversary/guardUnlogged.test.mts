import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

/** A log that tells nothing, or not all: what is unknown holds, whichever process asks and however long. */

const bench = useGuard();
const { writes } = bench;
const run = async (more: IDataObject = {}) =>
	await bench.run({
		adSet: byId(AD_SETS.eurNoBudget),
		...more,
		guards: { cooldownLoosen: 0, ...((more.guards ?? {}) as IDataObject) },
	});
const silent = (): void => bench.emulator.control.setActivityLag(0, { dropEvery: 1 });
const later = (days: number): void => {
	bench.emulator.control.advanceClock(days * DAY);
	bench.emulator.control.setLearning(AD_SETS.eurNoBudget, 'SUCCESS');
};
/** Another process remembers nothing of ours. */
const elsewhere = (): void => ownWrites.clear();

it('without any entry one step is taken, then it rests for a day: another process holds for a week', async () => {
	silent();
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 10, after: 11 })]);
	later(0.1);
	const [row] = rowsOf(await run(), HELD);
	expect(guardsOf(row)).toEqual(['ownChangeNotLogged', 'changeNotLogged']);
	expect(row?.reason).toMatch(
		/This n8n instance set this exact value, so changes are allowed again from .+, or at once with /,
	);
	expect(row?.earliestNextTry).toEqual(expect.any(String));
	elsewhere();
	for (const days of [0.1, 2, 4]) {
		later(days);
		expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['changeNotLogged']);
	}
	expect(writes()).toHaveLength(1);
	later(1);
	expect(rowsOf(await run(), APPLIED)).toHaveLength(1);
});

it('a time that moves each day, without an entry, holds for a week and not for ever', async () => {
	const stored = { staticData: '{}' };
	const days: string[] = [];
	for (let day = 0; day < 10; day++) {
		const adSet = bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget);
		adSet.updatedTime = bench.emulator.world.clock.now();
		later(0.5);
		elsewhere();
		const result = await bench.run({ adSet: byId(AD_SETS.eurNoBudget), percent: 10 }, { stored, mode: 'trigger' });
		days.push(rowsOf(result, APPLIED).length === 1 ? 'applied' : guardsOf(rowsOf(result, HELD)[0]).join(' '));
		later(0.5);
	}
	expect(days.slice(0, 7).every((held) => held.includes('changeNotLogged'))).toBe(true);
	expect(days.slice(7)).toContain('applied');
});

it('lost entries freeze nothing: its own value goes on once a day, and no cap is passed', async () => {
	silent();
	const budgets: unknown[] = [];
	for (let day = 0; day < 7; day++) {
		const [row] = rowsOf(await run({ percent: 15 }), APPLIED);
		budgets.push(row?.after ?? null);
		later(0.99);
	}
	expect(budgets).toEqual([11.5, 13, 14.95, 15, null, null, null]);
	later(45);
	expect(rowsOf(await run({ percent: 15 }), APPLIED)).toEqual([expect.objectContaining({ before: 15, after: 17.25 })]);
});

it('what a person set in its place is held as before: nothing tells what it was', async () => {
	silent();
	await run();
	later(1);
	bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_150 });
	later(5);
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangeNotLogged', 'changeNotLogged']);
});

it('a released value lets one step through', async () => {
	silent();
	await run();
	later(0.5);
	const released = { guards: { releasedValue: '11,00' } };
	expect(rowsOf(await run(released), APPLIED)).toEqual([expect.objectContaining({ before: 11, after: 12.1 })]);
	expect(guardsOf(rowsOf(await run(released), HELD)[0])).toContain('ownChangeNotLogged');
	expect(writes()).toHaveLength(2);
});

it('cooldown runs from a change that only the ad set tells of', async () => {
	bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_000 + 50 });
	later(3);
	silent();
	bench.emulator.control.editOutside(AD_SETS.eurNoBudget, {
		bid_amount: 300,
		bid_strategy: 'LOWEST_COST_WITH_BID_CAP',
	});
	bench.emulator.control.setLearning(AD_SETS.eurNoBudget, 'SUCCESS');
	const [row] = rowsOf(await run({ guards: { cooldownLoosen: 24 } }), HELD);
	expect(guardsOf(row)).toEqual(['cooldown']);
	expect(row?.reason).toMatch(/^Something of “Deutschland”, untold by Meta’s log, changed on /);
	later(1.1);
	expect(rowsOf(await run({ guards: { cooldownLoosen: 24 } }), APPLIED)).toHaveLength(1);
});
