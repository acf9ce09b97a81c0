import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { EmulatorOptions } from '../../../emulator/http/server.mts';
import { useBench, type Bench } from './campaigns.mts';
import { byId, type NodeResult, type NodeRun } from './harness.mts';

export interface AudienceBench extends Omit<Bench, 'run'> {
	/** Runs Meta Audiences in the USD account, unless the parameters say otherwise. */
	run(
		resource: 'audience' | 'lookalike' | 'member',
		operation: string,
		parameters?: IDataObject,
		more?: Partial<NodeRun>,
	): Promise<NodeResult>;
}

/** The emulator of a file; every test starts from the seed. */
export function useAudienceBench(options?: EmulatorOptions): AudienceBench {
	const bench = useBench(options);
	return Object.assign(Object.create(bench) as Bench, {
		run: async (resource: string, operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
			await bench.run(
				operation,
				{ resource, adAccount: byId(ACCOUNTS.usd), ...parameters },
				{ node: 'metaAudiences', ...more },
			),
	}) as unknown as AudienceBench;
}
