import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

/** Two workers that write labels of one object at the same moment: each sends all of them. */

const bench = useGuard({ app: 'new' });
const LOSS = AD_SETS.eurNoBudget;
const adSet = () => bench.emulator.world.get('AdSet', LOSS);
const labels = (): string[] => adSet().labels.map(({ name }) => name);

async function keepOff(): Promise<IDataObject> {
	const now = new Date(bench.emulator.world.clock.now());
	const clock = (hours: number): string =>
		new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(
			now.getTime() + hours * 3_600_000,
		);
	const { outputs, error } = await runNode({
		node: 'metaAds',
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			...{
				resource: 'adSet',
				operation: 'keepToHours',
				dryRunInEditor: false,
				adAccount: byId(ACCOUNTS.eur),
				adSet: byId(LOSS),
			},
			hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from: clock(2), to: clock(3) }] },
		},
	});
	expect(error).toBeUndefined();
	return outputs[0][0]?.json ?? {};
}

const day = (ago: number): string =>
	new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(
		bench.emulator.world.clock.now() - ago * 86_400_000,
	);

const stop = async () => {
	const days = Array.from({ length: 14 }, (_, index) => ({
		...{ adset_id: LOSS, spend: 60, results: 0, date_start: day(14 - index), date_stop: day(14 - index) },
	}));
	return await bench.run(
		{
			...{ operation: 'stopLoss', adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' } },
			...{ action: 'pause', target: '10', guards: { keepLive: 0 } },
		},
		{ items: days },
	);
};

/** Both have read it before either writes. */
const atOneMoment = async () => {
	bench.emulator.control.setBarrier({ method: 'POST', path: LOSS, parties: 2, patience: 4_000 });
	const [, stopped] = await Promise.all([keepOff(), stop()]);
	bench.emulator.control.setBarrier();
	return stopped;
};

it('a stop whose mark is overwritten by the hours at the same moment says so, and the next run stops it', async () => {
	bench.emulator.control.advanceClock(24 * 3_600);
	ownWrites.clear();
	const stopped = await atOneMoment();
	expect(adSet().status).toBe('PAUSED');
	const isMarked = labels().includes(`n8n off stop-loss ${LOSS}`);
	const isSaid = stopped.error?.message.includes('still shows another status') === true;
	// Whoever writes last has the labels: the stop stands, or its step fails.
	expect([isMarked, isSaid]).toContain(true);
	bench.emulator.control.advanceClock(1_800);
	const again = await stop();
	expect(again.error).toBeUndefined();
	expect(rowsOf(again, isMarked ? HELD : APPLIED)).toHaveLength(1);
	expect(labels()).toEqual(expect.arrayContaining([`n8n off stop-loss ${LOSS}`]));
	expect(adSet().status).toBe('PAUSED');
});
