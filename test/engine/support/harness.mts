import { memoize, upperFirst } from 'lodash';
import { ExecutionLifecycleHooks, LoadOptionsContext, PollContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { MetaAdsApi } from '../../../credentials/MetaAdsApi.credentials.ts';
import { MetaAdsOAuth2Api } from '../../../credentials/MetaAdsOAuth2Api.credentials.ts';
import './processedData.mts';
import { GRAPH_URL } from '../../../nodes/shared/graph/access.ts';

/**
 * Runs one node in n8n's own engine, in this process: real expressions, error modes, retries, pairing and cancellation.
 * Only what lies outside the engine is stood in for: the credential store, and whoever listens for the end.
 */

const credentialTypes: Record<string, ICredentialType> = {
	metaAdsApi: new MetaAdsApi(),
	metaAdsOAuth2Api: new MetaAdsOAuth2Api(),
};

/** A node of the package. It is loaded when it is first asked for: a test of audiences does without the hundreds of modules of other nodes. */
function makeNode(type: string): INodeType {
	const name = upperFirst(type);
	const file = `../../../nodes/${name}/${name}.node.ts`;
	return new (jest.requireActual<Record<string, new () => INodeType>>(file)[name])();
}

const loaded: Record<string, INodeType> = {};

const PACKAGE = 'n8n-nodes-meta-ads';

/** The node as an agent's tool: n8n renames the type and gives it a tool's output. */
function asTool(node: INodeType): INodeType {
	node.description = { ...node.description, name: `${node.description.name}Tool`, inputs: [], outputs: ['ai_tool'] };
	return node;
}

/** Stands before the node under test, so that its items have a source to be paired with. */
const source = {
	description: {
		displayName: 'Source',
		name: 'source',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
} as unknown as INodeType;

export const nodeTypes: INodeTypes = {
	getByName: (type: string) => nodeTypes.getByNameAndVersion(type),
	getByNameAndVersion: (type: string): INodeType => {
		if (type === 'source') return source;
		const name = type.replace(`${PACKAGE}.`, '');
		// n8n keeps one of each type, too.
		return (loaded[name] ??= name.endsWith('Tool') ? asTool(makeNode(name.replace(/Tool$/, ''))) : makeNode(name));
	},
	getKnownTypes: () => ({}),
};

class Credentials extends ICredentialsHelper {
	constructor(
		private readonly data: ICredentialDataDecryptedObject,
		/** Signs with this instead of the credential's token: the emulator's other users. */
		private readonly bearer?: string,
		private readonly graphAt?: string,
		private readonly onCall?: NodeRun['onCall'],
	) {
		super();
	}
	getParentTypes = (name: string) => credentialTypes[name]?.extends ?? [];
	isCredentialUsableByNode = () => true;
	preAuthentication = async () => undefined;
	runPreAuthentication = async () => undefined;
	authenticate = async (data: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions) => {
		await this.onCall?.(options);
		const sign = credentialTypes[type].authenticate;
		const forMeta = typeof sign === 'function' ? await sign(data, options) : options;
		const signed =
			this.graphAt === undefined ? forMeta : { ...forMeta, url: forMeta.url.replace(GRAPH_URL, this.graphAt) };
		return this.bearer === undefined
			? signed
			: { ...signed, headers: { ...signed.headers, Authorization: `Bearer ${this.bearer}` } };
	};
	getDecrypted = async () => ({ ...this.data });
	getCredentials = async () => ({}) as never;
	updateCredentials = async () => {};
	updateCredentialsOauthTokenData = async () => {};
	getCredentialsProperties = () => [];
	getOAuth2Options = () => undefined;
}

export interface NodeRun {
	/** `metaAds` by default; with `Tool` at the end it runs as the engine runs an agent's tool. */
	node?: string;
	parameters: IDataObject;
	/** JSON of the input items; one empty item by default. */
	items?: IDataObject[];
	/** Items with which the same node runs once more in the same execution, as in a loop. */
	laterItems?: IDataObject[];
	/** Files of the input items, by item. */
	files?: IBinaryKeyData[];
	/** Credential data; `emulatorUrl` makes it an emulator credential. */
	credential: ICredentialDataDecryptedObject;
	bearer?: string;
	/** By which n8n knows the credential. */
	credentialId?: string;
	/** Where calls go that the credential has signed for Meta: an emulator that stands in for graph.facebook.com. */
	graphAt?: string;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	maxTries?: number;
	/** Milliseconds after which the execution is cancelled. */
	cancelAfter?: number;
	/** The execution is cancelled when this is fulfilled. */
	cancelOn?: Promise<unknown>;
	/** Told of each call to Meta that is about to leave, and waited for; one that throws lets none leave. */
	onCall?: (call: IHttpRequestOptions) => void | Promise<void>;
	/** Hears what a step answers to the call that n8n's Webhook node took. */
	onResponse?: (response: IN8nHttpFullResponse) => void;
	/** Told how the execution can be cancelled, and of the signal by which its nodes hear of it. */
	onStart?: (cancel: () => void, cancelled: AbortSignal) => void;
	executionId?: string;
	/** What n8n has stored of the workflow's static data; a run that is not a manual one stores it when it has ended. */
	stored?: { staticData: string };
	/** Manual by default. */
	mode?: 'manual' | 'trigger';
	/** The workflow and the step in it, where a test has several of them. */
	workflow?: { readonly id: string; readonly name: string; readonly nodeId?: string };
}

export interface NodeResult {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	/** JSON of the first output's items. */
	rows: IDataObject[];
	hints: NodeExecutionHint[];
	error?: Error & { description?: string; httpCode?: string; context?: IDataObject; failure?: unknown };
	status: string;
	/** The whole run, as n8n stores it. */
	run: IRun;
}

let executions = 0;

/** Credential of an emulator, as the demo sets it up. */
export const emulatorCredential = (url: string): ICredentialDataDecryptedObject => ({
	environment: 'emulator',
	emulatorUrl: url,
	apiVersion: 'v26.0',
});

/** A resource locator's value, chosen by ID. */
export const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });

/** The node under test, as a workflow holds it. */
export function nodeUnderTest(run: NodeRun): INode {
	return {
		id: run.workflow?.nodeId ?? 'node-under-test',
		name: 'Node',
		type: `${PACKAGE}.${run.node ?? 'metaAds'}`,
		typeVersion: 1,
		position: [200, 0],
		parameters: run.parameters,
		credentials: {
			metaAdsApi: { id: run.credentialId ?? '1', name: 'Emulator' },
			metaAdsOAuth2Api: { id: '2', name: 'OAuth2' },
		},
		onError: run.onError ?? 'stopWorkflow',
		retryOnFail: run.retryOnFail ?? false,
		maxTries: run.maxTries ?? 3,
		waitBetweenTries: 1, // 0 would be n8n's default of a second
	} as INode;
}

/** A node of a type that is not the package's: what stands before or around the node under test. */
export const helperNode = (name: string, type: string): INode => ({
	id: type,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

export function makeWorkflow(
	nodes: INode[],
	connections: IConnections,
	types: INodeTypes = nodeTypes,
	staticData?: IDataObject,
	{ id, name }: { readonly id: string; readonly name?: string } = { id: 'workflow' },
): Workflow {
	return new Workflow({
		id,
		name,
		nodes,
		connections,
		active: false,
		nodeTypes: types,
		settings: { executionOrder: 'v1' },
		staticData,
	});
}

const alone = (run: NodeRun): Workflow =>
	makeWorkflow(
		[helperNode('Source', 'source'), nodeUnderTest(run)],
		{ Source: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		nodeTypes,
		JSON.parse(run.stored?.staticData ?? '{}') as IDataObject,
		run.workflow,
	);

function makeAdditionalData(run: NodeRun, hooks: ExecutionLifecycleHooks): IWorkflowExecuteAdditionalData {
	return {
		hooks,
		credentialsHelper: new Credentials(run.credential, run.bearer, run.graphAt, run.onCall),
		executionId: run.executionId ?? `execution-${++executions}`,
		currentNodeParameters: undefined,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: 'http://localhost',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		setExecutionStatus() {},
		externalSecretsProxy: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Executes the node on the items and tells how it ended. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	const workflow = alone(run);
	const full = await execute(workflow, 'Node', run);
	// As n8n does: of a run that is not a manual one, once it has ended, and all of it.
	if (run.stored !== undefined && run.mode === 'trigger' && workflow.staticData.__dataChanged === true)
		run.stored.staticData = JSON.stringify(workflow.staticData);
	const { data: result, status } = full;
	const taken = result.resultData.runData.Node?.at(-1);
	const outputs = (taken?.data?.main ?? Object.values(taken?.data ?? {})[0] ?? []).map((items) => items ?? []);
	return {
		outputs,
		rows: (outputs[0] ?? []).map(({ json }) => json),
		hints: taken?.hints ?? [],
		error: (result.resultData.error ?? taken?.error) as NodeResult['error'],
		status,
		run: full,
	};
}

/** Lets n8n's engine run a workflow, from the node that the source's items have just reached. */
export async function execute(workflow: Workflow, start: string, run: NodeRun): Promise<IRun> {
	const mode = run.mode ?? 'manual';
	const hooks = new ExecutionLifecycleHooks(mode, '1', {} as never);
	const ended = new Promise<IRun>((resolve) => hooks.addHandler('workflowExecuteAfter', async (full) => resolve(full)));
	hooks.addHandler('sendResponse', async (response) => run.onResponse?.(response as IN8nHttpFullResponse));
	const input = (run.items ?? [{}]).map((json, index): INodeExecutionData => ({
		json,
		...(run.files?.[index] ? { binary: run.files[index] } : {}),
	}));
	const later = run.laterItems === undefined ? [] : [run.laterItems.map((json) => ({ json }))];
	const data = createRunExecutionData({
		resultData: {
			runData: {
				Source: [
					{
						startTime: 0,
						executionTime: 0,
						executionIndex: 0,
						source: [],
						executionStatus: 'success',
						data: { main: [input] },
					},
				],
			},
		},
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [input, ...later].map((items) => ({
				node: workflow.getNode(start)!,
				data: { main: [items] },
				source: { main: [{ previousNode: 'Source' }] },
			})),
		},
	} as never);
	const engine = new WorkflowExecute(makeAdditionalData(run, hooks), mode, data);
	const { signal } = (engine as unknown as { abortController: AbortController }).abortController;
	const execution = engine.processRunExecutionData(workflow);
	const cancel = () => (execution as unknown as { cancel(): void }).cancel();
	run.onStart?.(cancel, signal);
	if (run.cancelAfter !== undefined) setTimeout(cancel, run.cancelAfter);
	void run.cancelOn?.then(cancel);
	await execution.catch(() => undefined); // a cancelled execution rejects; how it ended comes through the hook
	return await ended;
}

/** The editor's side of a node whose form is being filled in. */
function editing(run: Omit<NodeRun, 'items'>): {
	context: LoadOptionsContext;
	methods: NonNullable<INodeType['methods']>;
} {
	const workflow = alone({ ...run, items: [] });
	const additionalData = makeAdditionalData(
		{ ...run, items: [] },
		new ExecutionLifecycleHooks('manual', '1', {} as never),
	);
	const node = workflow.getNode('Node')!;
	const type = nodeTypes.getByNameAndVersion(node.type);
	const parameters = NodeHelpers.getNodeParameters(
		type.description.properties,
		run.parameters as never,
		true,
		false,
		node,
		null,
	);
	return {
		context: new LoadOptionsContext(
			workflow,
			node,
			{ ...additionalData, currentNodeParameters: parameters } as never,
			'',
		),
		methods: type.methods!,
	};
}

/** Asks a locator's list as the editor does. */
export async function searchList(
	method: string,
	run: Omit<NodeRun, 'items'>,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { context, methods } = editing(run);
	return await methods.listSearch![method].call(context, filter, paginationToken);
}

/** Asks for the entries of a menu as the editor does. */
export async function loadMenu(method: string, run: Omit<NodeRun, 'items'>): Promise<INodePropertyOptions[]> {
	const { context, methods } = editing(run);
	return await methods.loadOptions![method].call(context);
}

/** Asks for the columns of a mapping as the editor does. */
export async function loadColumns(method: string, run: Omit<NodeRun, 'items'>): Promise<ResourceMapperFields> {
	const { context, methods } = editing(run);
	return await methods.resourceMapping![method].call(context);
}

/** An active workflow with one polling trigger, which remembers between polls as n8n has it remember. */
export interface Poller {
	/** What n8n has stored: the trigger's static data as of the last poll that brought something. */
	stored(): string;
	/** One poll; null when it brought nothing. */
	poll(mode?: 'trigger' | 'manual'): Promise<IDataObject[] | null>;
	/** n8n starts again with what it has stored. @param type the node's class, loaded anew by the new process */
	restarted(type: INodeType, stored?: string): Poller;
}

/** One context from then on, as n8n has it. It stores static data when a workflow is switched on and when a poll brings something; not when it brings nothing. */
export function pollerOf(
	run: Omit<NodeRun, 'items'>,
	type: INodeType = makeNode('metaAdsTrigger'),
	stored = '{}',
): Poller {
	const node = { ...nodeUnderTest({ ...run, items: [] }), name: 'Trigger' };
	const types = { ...nodeTypes, getByNameAndVersion: () => type, getByName: () => type } as INodeTypes;
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: types,
		staticData: JSON.parse(stored) as IDataObject,
	});
	const additionalData = makeAdditionalData(
		{ ...run, items: [] },
		new ExecutionLifecycleHooks('trigger', '1', {} as never),
	);
	let [saved, activated] = [stored, false];
	const contextOf = memoize(
		(mode: 'trigger' | 'manual') =>
			new PollContext(workflow, workflow.getNode('Trigger')!, additionalData, mode, 'activate'),
	);
	return {
		stored: () => saved,
		poll: async (mode = 'trigger') => {
			const brought = await type.poll!.call(contextOf(mode));
			if (mode === 'trigger' && (brought !== null || !activated)) saved = JSON.stringify(workflow.staticData);
			activated = true;
			return brought === null ? null : brought[0].map(({ json }) => json);
		},
		restarted: (next, from = saved) => pollerOf(run, next, from),
	};
}
