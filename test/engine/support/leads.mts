import type { IDataObject } from 'n8n-workflow';

import { PAGES } from '../../../emulator/world/seedIds.mts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { useBench, type Bench } from './campaigns.mts';
import { byId, type NodeResult, type NodeRun } from './harness.mts';

export interface LeadBench extends Bench {
	/** Runs Meta Leads on the page of the USD account, unless the parameters say otherwise. */
	lead(what: `${string}.${string}`, parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
}

/** The emulator of a file; this process begins without tokens of pages. */
export function useLeads(): LeadBench {
	const bench = useBench() as LeadBench;
	beforeEach(() => pageTokens.clear());
	bench.lead = async (what, parameters = {}, more = {}) => {
		const [resource, operation] = what.split('.');
		return await bench.run(
			operation,
			{ resource, page: byId(PAGES.usd), ...parameters },
			{ node: 'metaLeads', ...more },
		);
	};
	return bench;
}
