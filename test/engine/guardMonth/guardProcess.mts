import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

import { cloneDeep, get, isEqual, isPlainObject, mapValues, memoize, once, pick } from 'lodash';
import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Emulator } from '../../../emulator/http/server.mts';
import { MetaAdsApi } from '../../../credentials/MetaAdsApi.credentials.ts';
import { MetaAds } from '../../../nodes/MetaAds/MetaAds.node.ts';
import { MetaBudgetGuard } from '../../../nodes/MetaBudgetGuard/MetaBudgetGuard.node.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { emulatorCredential } from '../support/harness.mts';

/**
 * The guard, and Rotate, as n8n's worker processes run them, without n8n's engine and without a network: some hundred thousand runs make a
 * month. Each worker has a memory of its own, and the workflow's static data is read when a run begins and stored as a
 * whole when it has ended, so that of two runs at once the later one's stays.
 */

const guard = new MetaBudgetGuard();
const ads = new MetaAds();
const node = { id: 'node', name: 'Node', type: 'node', typeVersion: 1, position: [0, 0] } as unknown as INode;
const sign = new MetaAdsApi().authenticate as (
	data: object,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;
let executions = 0;

/** What n8n has stored of one workflow. */
export interface Stored {
	staticData: string;
}

/** How a request comes to Meta: the emulator's own way, or one that lags. */
export type Ask = Emulator['ask'];

export interface Execution {
	readonly url: string;
	readonly ask: Ask;
	readonly stored: Stored;
	/** Parameters by item; the first item's hold for those of the input that have none. */
	readonly items: readonly IDataObject[];
	/** The input; an empty item for each parameters. */
	readonly input?: readonly IDataObject[];
	/** The name of the workflow, which rows and marks may tell. */
	readonly workflow?: string;
	/** The name of the node. */
	readonly name?: string;
}

/** @returns items by output */
export const runGuard = async (execution: Execution): Promise<INodeExecutionData[][]> =>
	await runOnce(guard, execution);

/** @returns items by output */
export const runAds = async (execution: Execution): Promise<INodeExecutionData[][]> => await runOnce(ads, execution);

/** Of each form that a life has used: the next hour's run mostly has the same. */
const shown = new Map<string, IDataObject>();
const MOST_SHOWN = 500;

/** What n8n makes of a form: defaults where nothing was set, and nothing that is not shown. The run may change its copy. */
function shownParameters(description: INodeTypeDescription, form: IDataObject): IDataObject {
	const key = `${description.name} ${JSON.stringify(form)}`;
	const known = shown.get(key);
	if (known !== undefined) return cloneDeep(known);
	const { properties } = description;
	const made = NodeHelpers.getNodeParameters(properties, form as never, true, false, node, description) as IDataObject;
	if (shown.size >= MOST_SHOWN) shown.clear();
	shown.set(key, made);
	return cloneDeep(made);
}

/** Names of parameters on which it depends what is shown. */
const deciding = memoize(
	({ properties }: INodeTypeDescription) =>
		new Set([...JSON.stringify(properties).matchAll(/"\/?(\w+)(?:\.\w+)*":\[/g)].map(([, name]) => name)),
);

/** The same of all items: what differs between them mostly decides nothing, such as the figures of a report’s rows. */
function allShown(description: INodeTypeDescription, [first = {}, ...others]: readonly IDataObject[]): IDataObject[] {
	const firstShown = shownParameters(description, first);
	return [
		firstShown,
		...others.map((one) => {
			const differing = Object.keys({ ...first, ...one }).filter((name) => !isEqual(first[name], one[name]));
			const isAlike = differing.every((name) => name in first && name in one && !deciding(description).has(name));
			return isAlike ? { ...cloneDeep(firstShown), ...pick(one, differing) } : shownParameters(description, one);
		}),
	];
}

/** Runs the node once and stores what it left. */
async function runOnce(
	{ description, execute }: Pick<MetaBudgetGuard, 'description' | 'execute'>,
	{ url, ask, stored, items, input = items.map(() => ({})), workflow = 'Workflow', name = node.name }: Execution,
): Promise<INodeExecutionData[][]> {
	const before = stored.staticData;
	const data = JSON.parse(before) as IDataObject;
	const parameters = allShown(description, items);
	executions += 1;
	const id = `execution-${executions}`;
	const outputs = await execute.call(contextOf({ url, ask, parameters, input, data, id, workflow, name }));
	const after = JSON.stringify(data);
	if (after !== before) stored.staticData = after;
	return outputs;
}

interface Begun {
	readonly url: string;
	readonly ask: Ask;
	readonly parameters: readonly IDataObject[];
	readonly input: readonly IDataObject[];
	readonly data: IDataObject;
	readonly id: string;
	readonly workflow: string;
	readonly name: string;
}

/** The parameters as a workflow holds them: only an expression gives items different values. */
function asStored([first, ...others]: readonly IDataObject[]): IDataObject {
	return mapValues(first, (value, name) => {
		const further = others.map((one) => one[name]);
		if (further.every((one) => isEqual(one, value))) return value;
		const isNested = [value, ...further].every(isPlainObject);
		return isNested ? asStored([value, ...further] as IDataObject[]) : '={{ $json }}';
	});
}

function contextOf({ url, ask, parameters, input, data, id, workflow, name }: Begun): IExecuteFunctions {
	const credential = emulatorCredential(url);
	const request = async (_type: string, options: IHttpRequestOptions): Promise<unknown> => {
		const { method = 'GET', url: to, body, headers } = await sign(credential, options);
		const address = new URL(to);
		const answer = await ask({
			method,
			url: address.pathname + address.search,
			headers: {
				host: address.host,
				authorization: String(headers?.Authorization),
				...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
			},
			body: Buffer.from(body === undefined ? '' : String(body as URLSearchParams)),
		});
		return { statusCode: answer.status, headers: answer.headers, body: Readable.from([Buffer.from(answer.body)]) };
	};
	const stored = once(() => asStored(parameters));
	return {
		// What is remembered of limits is remembered by credential: of one life, nothing for the next.
		getNode: () => ({ ...node, name, credentials: { metaAdsApi: { id: url, name: url } }, parameters: stored() }),
		getInputData: () => input.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number, otherwise?: unknown) =>
			get(parameters[index] ?? parameters[0], name, otherwise) as unknown,
		getCredentials: async () => credential,
		getMode: () => 'trigger',
		getExecutionId: () => id,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getInstanceId: () => 'instance',
		getWorkflow: () => ({ id: workflow, name: workflow }),
		getWorkflowStaticData: () => (data.global ??= {}),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => true,
		isToolExecution: () => false,
		addExecutionHints: () => undefined,
		customData: { set: () => undefined },
		helpers: { httpRequestWithAuthentication: request },
	} as unknown as IExecuteFunctions;
}

/** Which worker acts; ended with the file, for Node hands it on with every promise of the process. */
const current = new AsyncLocalStorage<number>();
afterAll(() => current.disable());

/** Worker processes, each with a memory of its own. */
export class Workers {
	private readonly memories: Array<Map<string, never>>;

	constructor(count: number) {
		this.memories = Array.from({ length: count }, () => new Map<string, never>());
		const memory = () => this.memories[current.getStore() ?? 0]!;
		// No spies of Jest: they would keep each call of a month.
		Object.assign(ownWrites, {
			recall: (key: string) => memory().get(key),
			remember: (key: string, steps: unknown) => void memory().set(key, steps as never),
		});
	}

	async on<T>(worker: number, act: () => Promise<T>): Promise<T> {
		return await current.run(worker, act);
	}

	restart(worker: number): void {
		this.memories[worker]?.clear();
	}

	/** The class's own again. */
	end(): void {
		for (const name of ['recall', 'remember'] as const) Reflect.deleteProperty(ownWrites, name);
	}
}
