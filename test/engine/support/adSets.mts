import type { IDataObject } from 'n8n-workflow';

import { CAMPAIGNS, PIXELS } from '../../../emulator/world/seedIds.mts';
import { useBench, type Bench } from './campaigns.mts';
import { byId, type NodeResult, type NodeRun } from './harness.mts';

/** What tests of ad sets share. */

export interface AdSetBench extends Omit<Bench, 'run'> {
	/** Runs Meta Ads → Ad Set in the USD account, unless the parameters say otherwise. */
	run(operation: string, parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
}

export function useAdSets(): AdSetBench {
	const bench = useBench();
	const run = bench.run;
	bench.run = async (operation, parameters = {}, more = {}) =>
		await run(operation, { resource: 'adSet', ...parameters }, more);
	return bench;
}

/** The smallest ad set the form can create: 20.00 a day in a traffic campaign that leaves the budget to its ad sets. */
export const newAdSet = (more: IDataObject = {}): IDataObject => ({
	campaign: byId(CAMPAIGNS.usdNoBudget),
	name: 'Broad US',
	optimizationGoal: 'LINK_CLICKS',
	budgetType: 'daily',
	dailyBudget: 20,
	countries: ['US'],
	...more,
});

/** Conversions on a website, with the pixel of the account. */
export const conversions: IDataObject = { optimizationGoal: 'OFFSITE_CONVERSIONS', pixel: byId(PIXELS.usd) };

/** Rows of a repeating field, each with one picker. */
export const picked = (name: string, ...ids: string[]): IDataObject => ({
	rows: ids.map((id) => ({ [name]: byId(id) })),
});
