import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { execute, helperNode, makeWorkflow, nodeTypes, nodeUnderTest, type NodeRun } from './harness.mts';

/**
 * An agent that has the node under test as a tool, in n8n's own engine. It has no model: it makes the calls it is told.
 * `supplied`: as agents up to version 2 get their tools; `requested`: as newer ones ask the engine to run them.
 */
export type AgentStyle = 'supplied' | 'requested';

interface Tool {
	invoke(input: IDataObject): Promise<string>;
}

async function callSupplied(context: IExecuteFunctions, calls: readonly IDataObject[]): Promise<unknown[]> {
	const [tool] = (await context.getInputConnectionData('ai_tool', 0)) as Tool[];
	const answers: unknown[] = [];
	for (const call of calls) answers.push(JSON.parse(await tool.invoke(call)));
	return answers;
}

const request = (calls: readonly IDataObject[]): EngineRequest => ({
	actions: calls.map((input, index) => ({
		actionType: 'ExecutionNodeAction',
		nodeName: 'Node',
		input,
		type: 'ai_tool',
		id: `call-${index}`,
		metadata: {},
	})),
	metadata: {},
});

/** What the newer agents show their model: the json of the items on the first output. */
const answersIn = ({ actionResponses }: EngineResponse): unknown[] =>
	actionResponses.map(
		({ data }) => (data.data?.ai_tool ?? data.data?.main)?.[0]?.map(({ json }) => json) ?? data.error?.message,
	);

function agent(style: AgentStyle, calls: readonly IDataObject[]): INodeType {
	async function act(
		this: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		if (style === 'supplied') return [[{ json: { answers: (await callSupplied(this, calls)) as never } }]];
		if (!response || response.actionResponses.length === 0) return request(calls);
		return [[{ json: { answers: answersIn(response) as never } }]];
	}
	const texts = { displayName: 'Agent', name: 'agent', group: [], version: 1, description: '', defaults: {} };
	return {
		description: { ...texts, inputs: ['main', 'ai_tool'], outputs: ['main'], properties: [] },
		execute: act,
	} as unknown as INodeType;
}

/** Lets an agent call the tool once for each of `calls`; each answer is what its model would read. */
export async function runAgent(
	style: AgentStyle,
	calls: readonly IDataObject[],
	run: NodeRun,
): Promise<{ answers: IDataObject[][]; error?: Error }> {
	const caller = agent(style, calls);
	const getByNameAndVersion = (type: string): INodeType =>
		type === 'agent' ? caller : nodeTypes.getByNameAndVersion(type);
	const types = { ...nodeTypes, getByNameAndVersion, getByName: getByNameAndVersion };
	const workflow = makeWorkflow(
		[
			helperNode('Source', 'source'),
			helperNode('Agent', 'agent'),
			nodeUnderTest({ ...run, node: run.node ?? 'metaAdsTool' }),
		],
		{
			Source: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Node: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		types,
	);
	const { data } = await execute(workflow, 'Agent', run);
	const answers = data.resultData.runData.Agent?.at(-1)?.data?.main?.[0]?.[0]?.json.answers;
	return { answers: (answers ?? []) as IDataObject[][], error: data.resultData.error };
}
