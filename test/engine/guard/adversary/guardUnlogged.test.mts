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

it('without any entry one step is taken, then it is held: here, and in another process', async () => {
	silent();
	expect(rowsOf(await run(), APPLIED)).toEqual([expect.objectContaining({ before: 10, after: 11 })]);
	for (const days of [0.1, 2, 20]) {
		later(days);
		expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['ownChangeNotLogged', 'changeNotLogged']);
	}
	elsewhere();
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toEqual(['changeNotLogged']);
	expect(writes()).toHaveLength(1);
});

it('this process holds its own step also after 30 days', async () => {
	silent();
	await run();
	later(45);
	expect(guardsOf(rowsOf(await run(), HELD)[0])).toContain('ownChangeNotLogged');
});

it('a released value lets one step through', async () => {
	silent();
	await run();
	later(1);
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
