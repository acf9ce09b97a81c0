import type { Workflow, WorkflowNode } from '../../demo/n8n/workflowFile.mts';

/** A start, one item a campaign (both by n8n's own nodes, without its task runner), and the node under test. */
export function pauseWorkflow(
	node: Pick<WorkflowNode, 'name' | 'type' | 'parameters' | 'credentials'> & { typeVersion: number },
	ids: string[],
): Workflow {
	const chain = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Campaigns',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ campaigns: ids.map((id) => ({ id })) }), options: {} },
		},
		{
			name: 'One item each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'campaigns', options: {} },
		},
		node,
	];
	const links = chain
		.slice(1)
		.map(({ name }, index) => [chain[index]?.name ?? '', { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	return {
		id: 'bench',
		name: 'Bench',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: chain.map((one, index) => ({ id: `node${index}`, position: [index * 200, 0], ...one })),
		connections: Object.fromEntries(links) as Record<string, unknown>,
	};
}
