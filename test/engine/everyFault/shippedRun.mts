import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IConnections, IDataObject, INode, INodeTypes } from 'n8n-workflow';

import { emulatorCredential, execute, helperNode, makeWorkflow, nodeTypes, type NodeRun } from '../support/harness.mts';
import { asker, isAsker, standIn, type NotedOutside, type OutsideMemory } from './outsideSteps.mts';
import { PolledTrigger } from './polledTrigger.mts';
import type { ShippedWorkflow } from './shippedWorkflows.mts';

/** A shipped workflow in n8n's engine. */

interface ShippedFile {
	readonly nodes: readonly INode[];
	readonly connections: IConnections;
}

/** How a run of a workflow ended, and all that it says anywhere. */
export interface WorkflowEnd {
	readonly status: string;
	readonly said: string;
	readonly noted: readonly NotedOutside[];
}

const OWN = 'n8n-nodes-meta-ads.';

const readShipped = (name: string): ShippedFile =>
	JSON.parse(readFileSync(join(__dirname, '../../../workflows', name), 'utf8')) as ShippedFile;

/** Steps that a workflow is played with, and that its file does not have any longer. */
export function lackingSteps({ file: name, start, differences, given }: ShippedWorkflow): string[] {
	const { nodes } = readShipped(name);
	const steps = [start, ...Object.keys(differences), ...Object.keys(given?.() ?? {})];
	return steps.filter((step) => !nodes.some((node) => node.name === step));
}

/** The file with what differs. */
function fileOf({ file: name, differences }: ShippedWorkflow): ShippedFile {
	const shipped = readShipped(name);
	const nodes = shipped.nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map((node): INode => ({
			...node,
			parameters: { ...node.parameters, ...(differences[node.name] as INode['parameters']) },
			...(node.type.startsWith(OWN) && { credentials: { metaAdsApi: { id: '1', name: 'Emulator' } } }),
		}));
	return { ...shipped, nodes };
}

/** The trigger of a workflow that begins with a look of its own; it has looked once. */
export async function polledTriggerOf(workflow: ShippedWorkflow, url: string): Promise<PolledTrigger | undefined> {
	if (workflow.happens === undefined) return undefined;
	const { parameters } = fileOf(workflow).nodes.find(({ name }) => name === workflow.start)!;
	const trigger = new PolledTrigger({ parameters: parameters as IDataObject, credential: emulatorCredential(url) });
	await trigger.look();
	return trigger;
}

/** What outlasts a run: what steps outside remember, and a trigger of its own. */
export interface WorkflowMemory {
	readonly outside: OutsideMemory;
	readonly trigger?: PolledTrigger;
}

export async function runShipped(
	workflow: ShippedWorkflow,
	url: string,
	{ outside, trigger }: WorkflowMemory,
	more: Partial<NodeRun> = {},
): Promise<WorkflowEnd> {
	const before = outside.noted.length;
	const noted = (): NotedOutside[] => outside.noted.slice(before);
	try {
		const items = await trigger?.look(more.onCall);
		if (items === null) return { status: 'success', said: '', noted: [] };
		// By hand, Lead → Remove Duplicates lets each through.
		const published = workflow.eachOnce === true ? ({ mode: 'trigger' } as const) : {};
		const run = items === undefined ? { ...more, ...published } : ({ items, mode: 'trigger' } as const);
		return { ...(await carriedOut(workflow, url, outside, run)), noted: noted() };
	} catch (error) {
		if (trigger === undefined) throw error;
		return { status: 'error', said: JSON.stringify(wordsOf(error as Error)), noted: [] };
	}
}

async function carriedOut(
	shipped: ShippedWorkflow,
	url: string,
	memory: OutsideMemory,
	more: Partial<NodeRun>,
): Promise<Omit<WorkflowEnd, 'noted'>> {
	const { nodes, connections } = fileOf(shipped);
	const outside = standIn(shipped.given?.() ?? {}, memory);
	const types: INodeTypes = {
		...nodeTypes,
		getByName: (type: string) => types.getByNameAndVersion(type),
		getByNameAndVersion: (type: string) => {
			if (type === 'source' || type.startsWith(OWN)) return nodeTypes.getByNameAndVersion(type);
			return isAsker(type) ? asker : outside;
		},
	};
	const { start } = shipped;
	const workflow = makeWorkflow(
		[helperNode('Source', 'source'), ...nodes],
		{ Source: { main: [[{ node: start, type: 'main', index: 0 }]] }, ...connections },
		types,
	);
	const { data, status } = await execute(workflow, start, {
		credential: emulatorCredential(url),
		parameters: {},
		...more,
	});
	const { runData, error } = data.resultData;
	const ends = Object.values(runData).flatMap((runs) =>
		runs.map(({ data: output, error: failure }) => [output?.main ?? [], failure && wordsOf(failure)]),
	);
	return { status, said: JSON.stringify([ends, error && wordsOf(error)]) };
}

const wordsOf = (error: object): unknown[] => {
	const { message, description, failure } = error as Record<string, unknown>;
	return [message, description, failure, { ...error }];
};
