import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData, INodeType, INodeTypes } from 'n8n-workflow';

import {
	execute,
	helperNode,
	makeWorkflow,
	nodeTypes,
	nodeUnderTest,
	type NodeResult,
	type NodeRun,
} from '../support/harness.mts';

/** One of several steps that run one after the other in one execution. */
export interface Step {
	name: string;
	node: string;
	parameters: IDataObject;
}

/** A step between two of ours that changes each row, as people do with Edit Fields; its `node` is `edit`. */
const editing = (edit: (row: IDataObject) => IDataObject): INodeType =>
	({
		description: {
			...{ displayName: 'Edit', name: 'edit', group: [], version: 1, description: '', defaults: {} },
			...{ inputs: ['main'], outputs: ['main'], properties: [] },
		},
		async execute(this: IExecuteFunctions) {
			return [this.getInputData().map(({ json }, item) => ({ json: edit(json), pairedItem: { item } }))];
		},
	}) as unknown as INodeType;

/** Runs steps in one execution of n8n's engine; each of them has the result that a single node would have. */
export async function runSteps(
	steps: Step[],
	run: Omit<NodeRun, 'parameters' | 'node'>,
	edit: (row: IDataObject) => IDataObject = (row) => row,
): Promise<Record<string, NodeResult>> {
	const nodes = steps.map(({ name, node, parameters }): INode => ({
		...nodeUnderTest({ ...run, node, parameters }),
		id: name,
		name,
	}));
	const chain = ['Source', ...steps.map(({ name }) => name)];
	const connections = Object.fromEntries(
		chain
			.slice(0, -1)
			.map((name, index) => [name, { main: [[{ node: chain[index + 1]!, type: 'main' as const, index: 0 }]] }]),
	);
	const types: INodeTypes = {
		...nodeTypes,
		getByNameAndVersion: (type) => (type.endsWith('.edit') ? editing(edit) : nodeTypes.getByNameAndVersion(type)),
	};
	const workflow = makeWorkflow([helperNode('Source', 'source'), ...nodes], connections, types);
	const full = await execute(workflow, steps[0]!.name, { ...run, parameters: {} });
	const { runData, error } = full.data.resultData;
	return Object.fromEntries(
		steps.map(({ name }): [string, NodeResult] => {
			const last = runData[name]?.at(-1);
			const outputs = (last?.data?.main ?? []).map((items): INodeExecutionData[] => items ?? []);
			return [
				name,
				{
					outputs,
					rows: (outputs[0] ?? []).map(({ json }) => json),
					hints: last?.hints ?? [],
					error: (last?.error ?? (last === undefined ? error : undefined)) as NodeResult['error'],
					status: full.status,
					run: full,
				},
			];
		}),
	);
}
