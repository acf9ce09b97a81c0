import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { startAnew } from '../../engine/faults/faultRun.mts';
import { byId, emulatorCredential, pollerOf, type NodeResult, type Poller } from '../../engine/support/harness.mts';
import { Chance } from './chance.mts';
import { timed, type Tally } from './findings.mts';
import type { Surroundings } from './fuzzers.mts';

const MINUTE = 60;

const parameters: IDataObject = {
	events: ['budgetChanged', 'deliveryIssue', 'reviewChanged', 'spendThreshold', 'statusChanged'],
	adAccount: byId(ACCOUNTS.eur),
	thresholds: { dueAbove: '1', leftBelow: '1000000', spentTodayAbove: '1' },
};

/** A poll as the end of a step: a trigger has no items of its own to fail. */
async function endOf(poller: Poller): Promise<NodeResult> {
	const brought = await poller.poll().catch((error: Error) => error);
	const rows = brought instanceof Error || brought === null ? [] : brought;
	const error = brought instanceof Error ? brought : undefined;
	return { rows, outputs: [rows.map((json) => ({ json }))], hints: [], error, status: '', run: {} as never };
}

/**
 * A trigger that polls while answers are altered. Whatever it made of them, afterwards it polls on, and tells the next
 * change.
 */
export const polls =
	(surroundings: Surroundings) =>
	async (tally: Tally, seed: number): Promise<void> => {
		const { bench, meta } = surroundings;
		const chance = new Chance(seed);
		startAnew(bench);
		const { control, world, url } = bench.emulator;
		const change = async (id: string, values: Record<string, string>): Promise<void> => {
			const headers = { authorization: `Bearer ${TOKENS.full}` };
			await fetch(`${url}/v26.0/${id}`, { method: 'POST', headers, body: new URLSearchParams(values) });
		};
		const wrong = (what: string): void => void tally.findings.push({ kind: 'wrong successes', seed, what });
		const poller = pollerOf({ node: 'metaAdsTrigger', credential: emulatorCredential(meta.url), parameters });
		if (chance.is(0.7)) await poller.poll();
		control.advanceClock(MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		control.setReview({ state: 'DISAPPROVED', seconds: 0, feedback: { global: { Alcohol: 'No.' } } }, ADS.eurNoBudget1);
		control.advanceClock(MINUTE);
		meta.alterBy(chance);
		await timed(tally, seed, 'poll', async () => await endOf(poller));
		meta.alterBy(null);
		control.advanceClock(MINUTE);
		const { error } = await endOf(poller);
		if (error) wrong(`the poll after it fails: ${error.message}`);
		control.advanceClock(61 * MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '4100' });
		control.advanceClock(MINUTE);
		const { rows } = await endOf(poller);
		const budget = world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget;
		if (budget !== 4_100 || !rows.some(({ event, newValue }) => event === 'budgetChanged' && newValue === 41))
			wrong('the next change is not told');
	};
