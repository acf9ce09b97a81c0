import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import type { Outcome, Workbench } from './workbench.mts';

/** Runs of steps at the same moment, on worker processes of n8n's queue mode. */

/** A step that a workflow runs for each of some values. */
export interface StepOfValues {
	readonly name: string;
	/** Of this package, without its prefix. */
	readonly type: string;
	readonly parameters: Record<string, unknown>;
	/** Field in which each item has its value. */
	readonly field: string;
	readonly values: readonly unknown[];
}

const PLAIN = 'n8n-nodes-base.';

/** Start, a list, an item for each of its values, and the step. */
export async function bringStepOfValues(bench: Workbench, workflowName: string, step: StepOfValues): Promise<string> {
	const { name, type, parameters, field, values } = step;
	const list = { assignments: [{ id: '1', name: field, type: 'array', value: values }] };
	const nodes = [
		{ name: 'Start', type: `${PLAIN}manualTrigger`, typeVersion: 1, parameters: {} },
		{ name: 'List', type: `${PLAIN}set`, typeVersion: 3.4, parameters: { assignments: list, options: {} } },
		{ name: 'Each', type: `${PLAIN}splitOut`, typeVersion: 1, parameters: { fieldToSplitOut: field, options: {} } },
		{
			...{ name, type: `n8n-nodes-meta-ads.${type}`, typeVersion: 1, parameters },
			credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
		},
	].map((node, index) => ({ ...node, id: String(index + 1), position: [index * 220, 0] }));
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const connections = { Start: to('List'), List: to('Each'), Each: to(name) };
	const workflow = { name: workflowName, nodes, connections, settings: { executionOrder: 'v1' } };
	return await bench.bringWorkflow(workflow as unknown as Partial<Workflow>);
}

/** Starts workflows at the same moment, and waits until each run has ended well. */
export async function runTogether(bench: Workbench, workflowIds: readonly string[]): Promise<Outcome[]> {
	const started = await Promise.all(workflowIds.map(async (id) => await bench.start(id, 'Start')));
	const outcomes = await Promise.all(started.map(async ({ executionId }) => await bench.outcome(executionId)));
	for (const { status, error } of outcomes) expect([status, error]).toEqual(['success', undefined]);
	return outcomes;
}

/** Which worker has carried out a run, by what it has logged. */
export const workerOf = ({ workers }: Workbench, { id }: Outcome): number =>
	workers.findIndex(({ output }) => new RegExp(`execution ${id}\\b`, 'i').test(output()));
