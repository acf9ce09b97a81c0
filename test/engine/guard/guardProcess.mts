import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

import { get } from 'lodash';
import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Emulator } from '../../../emulator/http/server.mts';
import { MetaAdsApi } from '../../../credentials/MetaAdsApi.credentials.ts';
import { MetaBudgetGuard } from '../../../nodes/MetaBudgetGuard/MetaBudgetGuard.node.ts';
import { operations } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/ownWrites.ts';
import { run } from '../../../nodes/shared/node/run.ts';
import { emulatorCredential } from '../support/harness.mts';

/**
 * The guard as n8n's worker processes run it, without n8n's engine and without a network: some hundred thousand runs make a
 * month. Each worker has a memory of its own, and the workflow's static data is read when a run begins and stored as a
 * whole when it has ended, so that of two runs at once the later one's stays.
 */

const { description } = new MetaBudgetGuard();
const node = {
	id: 'guard',
	name: 'Guard',
	type: 'metaBudgetGuard',
	typeVersion: 1,
	position: [0, 0],
} as unknown as INode;
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
	/** Parameters by item; the first item's hold where an item says nothing else. */
	readonly items: readonly IDataObject[];
}

/** Runs the node once and stores what it left. @returns items by output */
export async function runGuard({ url, ask, stored, items }: Execution): Promise<INodeExecutionData[][]> {
	const before = stored.staticData;
	const data = JSON.parse(before) as IDataObject;
	const parameters = items.map((one) =>
		NodeHelpers.getNodeParameters(description.properties, one as never, true, false, node, description)!,
	);
	executions += 1;
	const outputs = await run(
		contextOf(url, ask, parameters as IDataObject[], data, `execution-${executions}`),
		operations,
	);
	const after = JSON.stringify(data);
	if (after !== before) stored.staticData = after;
	return outputs;
}

function contextOf(
	url: string,
	ask: Ask,
	parameters: readonly IDataObject[],
	data: IDataObject,
	execution: string,
): IExecuteFunctions {
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
	return {
		getNode: () => ({ ...node, parameters: parameters[0] }),
		getInputData: () => parameters.map(() => ({ json: {} })),
		getNodeParameter: (name: string, index: number, otherwise?: unknown) =>
			get(parameters[index], name, otherwise) as unknown,
		getCredentials: async () => credential,
		getExecutionId: () => execution,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getWorkflowStaticData: () => (data.global ??= {}),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => true,
		isToolExecution: () => false,
		addExecutionHints: () => undefined,
		customData: { set: () => undefined },
		helpers: { httpRequestWithAuthentication: request },
	} as unknown as IExecuteFunctions;
}

/** Worker processes, each with a memory of its own. */
export class Workers {
	private readonly current = new AsyncLocalStorage<number>();
	private readonly memories: Array<Map<string, never>>;
	private readonly spies: jest.SpyInstance[];

	constructor(count: number) {
		this.memories = Array.from({ length: count }, () => new Map<string, never>());
		const memory = () => this.memories[this.current.getStore() ?? 0]!;
		this.spies = [
			jest.spyOn(ownWrites, 'recall').mockImplementation((key) => memory().get(key)),
			jest.spyOn(ownWrites, 'remember').mockImplementation((key, steps) => void memory().set(key, steps as never)),
		];
	}

	async on<T>(worker: number, act: () => Promise<T>): Promise<T> {
		return await this.current.run(worker, act);
	}

	restart(worker: number): void {
		this.memories[worker]?.clear();
	}

	end(): void {
		for (const spy of this.spies) spy.mockRestore();
	}
}
