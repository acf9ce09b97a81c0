import type { IDataObject } from 'n8n-workflow';

import type { AdSet } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { evidenceNames } from '../../../nodes/MetaBudgetGuard/form/evidence.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { useBench, type Bench } from './campaigns.mts';
import { byId, emulatorCredential, runNode, type NodeResult, type NodeRun } from './harness.mts';
import type { Emulator, EmulatorOptions } from '../../../emulator/http/server.mts';

/** What tests of the budget guard share. */

export interface GuardBench extends Omit<Bench, 'run'> {
	/** What was written beside the labels that say whose a budget is. */
	changes: Bench['writes'];
	/** Runs Adjust Budget, +10 % with a high ceiling and Dry Run off in the EUR account, unless the parameters say otherwise. */
	run(parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
}

export const DAY = 86_400;

export function useGuard(options?: EmulatorOptions): GuardBench {
	const bench = useBench(options);
	beforeEach(() => {
		ownWrites.clear();
		giveAds(bench.emulator);
	});
	return {
		...bench,
		get emulator() {
			return bench.emulator;
		},
		changes: () => bench.writes().filter(({ path }) => !path.endsWith('/adlabels')),
		run: async (parameters = {}, more = {}) =>
			await runNode({
				node: 'metaBudgetGuard',
				credential: emulatorCredential(bench.emulator.url),
				...more,
				parameters: {
					operation: 'adjustBudget',
					adAccount: byId(ACCOUNTS.eur),
					objectType: 'adSet',
					change: 'percent',
					percent: 10,
					ceiling: 100,
					dryRun: false,
					// Numbers a test names are its own.
					...(evidenceNames.some((name) => name in parameters) ? { numbersFrom: 'own' } : {}),
					...parameters,
				},
			}),
	};
}

/** A copy of the ad set “Deutschland” with an ad that delivers. */
export function addAdSet(emulator: Emulator, id: string, more: Partial<AdSet> = {}): AdSet {
	const { world } = emulator;
	const model = world.get('AdSet', AD_SETS.eurNoBudget);
	const adSet = world.add({ ...model, id, learning: { ...model.learning! }, ...more });
	addAd(emulator, adSet);
	return adSet;
}

/** From now on the log may be late, and the answer of a write or two is lost as often as said: most were carried out. */
export function loseAnswers(control: Emulator['control'], chance: () => number, often: number): void {
	control.setActivityLag(Math.floor(chance() * 2) * 1_200);
	control.clearFaults();
	if (chance() < often)
		control.addFault({
			match: { method: 'POST', times: 1 + Math.floor(chance() * 2) },
			fault: { kind: 'reset', applied: chance() < 0.7 },
		});
}

/** Not all ad sets of the seed have an ad that is switched on, and without one nothing is stepped. */
export function giveAds({ world }: Pick<Emulator, 'world'>): void {
	const on = new Set(world.all('Ad').flatMap((ad) => (ad.status === 'ACTIVE' ? [ad.adSet.id] : [])));
	for (const adSet of world.all('AdSet'))
		if (!on.has(adSet.id) || adSet.id === AD_SETS.eurBidCap) addAd({ world }, adSet);
}

/** An ad that delivers. */
export function addAd({ world }: Pick<Emulator, 'world'>, adSet: AdSet): void {
	const ad = world.get('Ad', ADS.eurNoBudget1);
	const added = world.add({
		...ad,
		id: adSet.id.replace(/^12021/, '12921'),
		account: adSet.account,
		campaign: adSet.campaign,
		adSet,
		review: { ...ad.review },
	});
	// It has spent, so that more budget would be spent as well.
	world.activeSpans.assume([added]);
}

export const APPLIED = 0;
export const HELD = 1;

export const rowsOf = ({ outputs }: NodeResult, output: number): IDataObject[] =>
	(outputs[output] ?? []).map(({ json }) => json);

/** Names of the guards that held or clamped a row. */
export const guardsOf = (row: IDataObject | undefined): string[] =>
	((row?.guards ?? []) as Array<{ guard: string }>).map(({ guard }) => guard);
