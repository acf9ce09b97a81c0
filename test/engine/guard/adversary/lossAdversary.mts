import type { IDataObject } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../../../../emulator/http/server.mts';
import { ACCOUNTS, AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { addAdSet, loseAnswers } from '../../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../../support/harness.mts';
import { uniform } from '../../../../bench/uniform.mts';

/**
 * Stop Loss on two workers at once, over the ad sets of one campaign, while results go unknown or silent, the log is late,
 * answers get lost, and a person switches on again what was paused, or pauses others. What became of the ad sets is read from
 * the emulator itself.
 */

export interface Campaign {
	readonly days: number;
	readonly everyMinutes: number;
	readonly seed: number;
}

export interface Tally {
	readonly rounds: number;
	/** Pauses that the node made. */
	pauses: number;
	/** Of them, of ad sets that do well. */
	ofGood: number;
	/** Pauses in rounds whose results were unknown, or silent for all. */
	blind: number;
	/** Rounds after which nothing of the campaign delivered, although something had before. */
	dark: number;
	/** Ad sets that a person had switched on again, paused once more by the same numbers. */
	again: number;
	/** How often a person switched one on. */
	switchedOn: number;
}

const LOSERS = ['120211000000720001', '120211000000720002', '120211000000720003'];
const GOOD = ['120211000000720004', '120211000000720005'];
const ALL = [...LOSERS, ...GOOD];

type Round = 'told' | 'unknown' | 'silent';

const results = (id: string, round: Round): string =>
	round === 'unknown' ? '' : round === 'silent' || LOSERS.includes(id) ? '0' : '60';

export async function lossAdversary({ days, everyMinutes, seed }: Campaign): Promise<Tally> {
	const emulator = await startEmulator();
	// Workers of one machine would remember each other's changes: here nobody knows anything but what the log tells.
	const memory = jest.spyOn(ownWrites, 'recall').mockReturnValue(undefined);
	try {
		return await play(emulator, Math.floor((days * 1440) / everyMinutes), everyMinutes, uniform(seed));
	} finally {
		memory.mockRestore();
		await emulator.close();
	}
}

async function play(emulator: Emulator, rounds: number, everyMinutes: number, chance: () => number): Promise<Tally> {
	const { world, control } = emulator;
	const tally: Tally = { rounds, pauses: 0, ofGood: 0, blind: 0, dark: 0, again: 0, switchedOn: 0 };
	for (const id of ALL) addAdSet(emulator, id, { name: `Ad set ${id.slice(-1)}` });
	const isOn = (id: string): boolean => world.get('AdSet', id).status === 'ACTIVE';
	const wanted = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		person(emulator, wanted, chance, tally);
		control.advanceClock(30 * 60);
		strike(emulator, chance);
		const told: Round = chance() < 0.2 ? 'unknown' : chance() < 0.25 ? 'silent' : 'told';
		const before = new Set(ALL.filter(isOn));
		await Promise.all([work(emulator, told), work(emulator, told)]);
		const paused = [...before].filter((id) => !isOn(id));
		tally.pauses += paused.length;
		tally.ofGood += paused.filter((id) => GOOD.includes(id)).length;
		if (told !== 'told') tally.blind += paused.length;
		tally.again += paused.filter((id) => wanted.has(id)).length;
		if (before.size > 0 && !ALL.some(isOn)) tally.dark += 1;
		control.advanceClock(everyMinutes * 60 - 30 * 60);
	}
	return tally;
}

/** Switches on what was paused, or pauses what does well: then it is hers. */
function person({ world, control }: Emulator, wanted: Set<string>, chance: () => number, tally: Tally): void {
	for (const id of ALL) {
		const on = world.get('AdSet', id).status === 'ACTIVE';
		if (!on && chance() < 0.15) {
			control.editOutside(id, { status: 'ACTIVE' });
			wanted.add(id);
			tally.switchedOn += 1;
		} else if (on && chance() < 0.08) {
			control.editOutside(id, { status: 'PAUSED' });
			wanted.delete(id);
		}
	}
}

function strike({ control }: Emulator, chance: () => number): void {
	loseAnswers(control, chance, 0.3);
	if (chance() < 0.2)
		control.addFault({
			match: { method: 'GET', path: chance() < 0.5 ? '.*activities' : '.*adsets', times: 1 + Math.floor(chance() * 3) },
			fault: { kind: 'http', status: 503 },
		});
}

async function work(emulator: Emulator, round: Round): Promise<unknown> {
	const day = (ago: number): string =>
		new Date(emulator.world.clock.now() - ago * 86_400_000).toISOString().slice(0, 10);
	const items = ALL.map((id): IDataObject => ({
		adset_id: id,
		spend: '500',
		results: results(id, round),
		date_start: day(20),
		date_stop: day(1),
	}));
	return await runNode({
		node: 'metaBudgetGuard',
		credential: emulatorCredential(emulator.url),
		retryOnFail: true,
		maxTries: 3,
		items,
		parameters: {
			operation: 'stopLoss',
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' },
			action: 'pause',
			target: '10',
			numbersFrom: 'own',
			cost: '={{ $json.spend }}',
			results: '={{ $json.results }}',
			clicks: '',
			since: '={{ $json.date_start }}',
			until: '={{ $json.date_stop }}',
			reportComplete: '',
			dryRun: false,
			guards: { protected: AD_SETS.eurNoBudget },
			options: { maxWait: 0 },
		},
	});
}

/** What must hold whatever happened. */
export function checkLosses({ pauses, switchedOn, ofGood, blind, dark, again }: Tally): void {
	// One that never pauses proves nothing, nor does one whom nobody gainsays.
	expect(pauses).toBeGreaterThan(0);
	expect(switchedOn).toBeGreaterThan(0);
	expect({ ofGood, blind, dark, again }).toEqual({ ofGood: 0, blind: 0, dark: 0, again: 0 });
}
