import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { leadSingles } from '../../engine/faults/leadSingles.mts';
import { audienceSingles } from '../../engine/faults/audienceSingles.mts';
import { conversionSingles } from '../../engine/faults/conversionSingles.mts';
import { BEARER, startAnew } from '../../engine/faults/faultRun.mts';
import { singles, type Single } from '../../engine/faults/faultSingles.mts';
import type { Bench } from '../../engine/support/campaigns.mts';
import { giveAds } from '../../engine/support/guards.mts';
import { byId, type NodeResult } from '../../engine/support/harness.mts';

/** What is fuzzed: one step of a workflow, with a form that works while nothing is altered. */
export interface FuzzStep extends Omit<Single, 'node'> {
	readonly node?: string;
	/** What the step is about has to be done by another one first, whose first row is its item. */
	readonly after?: Omit<FuzzStep, 'after'>;
}

const audiences = [
	...audienceSingles.map((single) => ({ ...single, node: 'metaAudiences' })),
	...conversionSingles.map((single) => ({ ...single, node: 'metaConversions' })),
];
const leads = leadSingles.map((single) => ({ ...single, node: 'metaLeads' }));
const read = { struck: { method: 'GET', path: '' } } as const;

/** Carried out when the step before it is no longer. */
const isBack =
	(times: Single['times']): Single['times'] =>
	(world) =>
		1 - (times?.(world) ?? 0);

/** A step that goes back where the guard's own came from. */
const undone = (operation: string, more: IDataObject = {}): FuzzStep[] =>
	singles
		.filter(({ name }) => name === `step.${operation}`)
		.map((step) => ({
			...step,
			name: `${step.name}, undo`,
			form: { ...step.form, change: 'undo', undo: '={{ $json.undo }}', ...more },
			times: isBack(step.times),
			prepare: (world) => giveAds({ world }),
			after: step,
		}));

const rules: FuzzStep[] = ['target', 'amount'].map((change) => ({
	...read,
	name: `step.adjustBudget, ${change}`,
	node: 'metaBudgetGuard',
	form: {
		adAccount: byId(ACCOUNTS.eur),
		objectType: 'adSet',
		adSet: byId(AD_SETS.eurNoBudget),
		change,
		dryRun: false,
		ceiling: 100,
		...(change === 'amount' ? { amount: '1' } : { target: '10' }),
	},
}));

export const steps: readonly FuzzStep[] = [
	...singles,
	...audiences,
	...leads,
	...undone('adjustBudget'),
	...undone('adjustBid'),
	// The way back from a raised floor is a loosening, which has a bound.
	...undone('adjustRoasFloor', { ceiling: 1 }),
	...rules,
	...['get', 'getMany'].map((operation) => ({
		...read,
		name: `campaign.${operation}`,
		form: operation === 'get' ? { campaign: byId('={{ $json.id }}') } : { limit: 5 },
	})),
	...['campaign', 'ad'].map((level) => ({
		...read,
		name: 'report.get',
		form: { level, columns: 'all', fieldSets: ['delivery', 'ecommerce'], compare: level === 'campaign' },
		node: 'metaInsights',
	})),
];

/** A step with a form, run by the node it belongs to. */
export const runOf =
	(bench: Bench, { name, form, node = 'metaAds' }: FuzzStep, options: Parameters<Bench['run']>[2]) =>
	async (): Promise<NodeResult> => {
		const [resource, operation] = name.split(',')[0].split('.');
		return await bench.run(operation, { resource, ...form }, { node, bearer: BEARER, ...options });
	};

/** A fresh world in which the step has something to do; the items it gets. */
export async function begin(bench: Bench, { prepare, after }: FuzzStep): Promise<IDataObject[] | undefined> {
	startAnew(bench);
	prepare?.(bench.emulator.world);
	if (after === undefined) return undefined;
	const { rows } = await runOf(bench, after, {})();
	return [rows[0]];
}
