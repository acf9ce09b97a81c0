import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import type { NodeRun, Run } from '../../../demo/n8n/n8nCli.mts';
import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';
import { N8nRest } from '../../../demo/n8n/n8nRest.mts';
import { startN8n, startN8nWorker, type N8nServer } from '../../../demo/n8n/n8nServer.mts';
import { ENDED, runOnce, startRun } from '../../../demo/n8n/runs.mts';
import { freePort } from '../../../demo/machine/ports.mts';
import { readWorkflow, withCredential, type Workflow } from '../../../demo/n8n/workflowFile.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { removeInstallation, startFresh, tell } from '../places/installation.mts';
import { startPostgres } from '../places/postgres.mts';
import { startRedis } from '../places/redis.mts';
import { peakInWords } from '../places/smallServer.mts';
import { furnish, LOGIN, sharedN8n, type Surroundings } from '../places/sharedN8n.mts';

export interface Outcome {
	id: string;
	/** success, error, waiting (a Wait step or an approval), canceled … */
	status: string;
	error?: string;
	/** By the step's name, one entry each time it ran. */
	steps: Record<string, NodeRun[]>;
	/** What a step gave, of all its runs, by default of its first output. */
	rows: (step: string, output?: number) => Array<Record<string, unknown>>;
}

type Closing = () => Promise<void>;

/**
 * Without what no step here needs, n8n starts for half of what it costs: the editor's thousand files, which it writes anew
 * each time, what companies have a licence for and assistants of its own, and the process that carries out Code steps.
 */
const LEAN = {
	N8N_DISABLE_UI: 'true',
	N8N_DISABLED_MODULES: [
		...['dynamic-credentials', 'external-secrets', 'ldap', 'log-streaming', 'oauth-jwe', 'otel', 'provisioning'],
		...['source-control', 'sso-oidc', 'sso-saml', 'token-exchange', 'workflow-reviews'],
		...['agents', 'chat-hub', 'instance-ai', 'mcp', 'mcp-registry', 'oauth-server', 'workflow-builder'],
		...['breaking-changes', 'insights', 'n8n-packages', 'quick-connect', 'runtime-credentials'],
	].join(','),
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'nobody',
};

/** For a test of what n8n keeps: with everything that could keep it. */
export const WITH_ALL_MODULES = { N8N_DISABLED_MODULES: '' };

/** For Code steps. */
export const WITH_CODE = { N8N_RUNNERS_MODE: 'internal' };

export interface WorkbenchOptions {
	/** Hosts whose place something else takes: requests to them go to these addresses. */
	hosts?: Record<string, string>;
	/** Settings of every n8n process. */
	env?: Record<string, string>;
	/** With workers: queue mode, with a PostgreSQL and a Redis of their own; runs go to the workers. */
	workers?: number;
	/** Runs that each worker has under way at once. */
	places?: number;
	/** For a test that ends n8n. Others share one. Settings and workers always come with one of their own. */
	own?: boolean;
}

/**
 * A real n8n server with the packed package and an emulator beside it, for running shipped workflows as a person would:
 * imported, given credentials, and started from their own trigger.
 */
export class Workbench {
	private readonly credentials = new Map<string, { id: string; name: string }>();

	readonly workers: N8nServer[] = [];

	private constructor(
		private readonly surroundings: Surroundings,
		private world: Emulator,
		private server: N8nServer,
		private rest: N8nRest,
		private readonly closing: Closing[],
	) {}

	static async open({
		hosts = {},
		env,
		workers = 0,
		places = 5,
		own = false,
	}: WorkbenchOptions = {}): Promise<Workbench> {
		const closing: Closing[] = [];
		try {
			const emulator = await startEmulator();
			closing.push(async () => await emulator.close());
			const bench =
				own || env || workers > 0
					? await Workbench.alone(emulator, closing, { env, workers, places })
					: await Workbench.among(emulator, closing);
			await bench.surroundings.redirect(hosts);
			await bench.credential('metaAdsApi', emulatorCredential(emulator.url).data);
			return bench;
		} catch (error) {
			await closeAll(closing);
			throw error;
		}
	}

	private static async among(emulator: Emulator, closing: Closing[]): Promise<Workbench> {
		const { server, rest, ...surroundings } = await sharedN8n();
		return new Workbench(surroundings, emulator, server, rest, closing);
	}

	private static async alone(
		emulator: Emulator,
		closing: Closing[],
		{ env, workers, places }: { env: Record<string, string> | undefined; workers: number; places: number },
	): Promise<Workbench> {
		tell('installing the packed package into a real n8n');
		const queueEnv = workers > 0 ? await startQueue(closing) : {};
		const port = await freePort();
		const surroundings = await furnish(port, { ...LEAN, ...queueEnv, ...env });
		const { place } = surroundings;
		closing.push(async () => await removeInstallation(place));
		const server = await startFresh(place, port);
		const bench = new Workbench(surroundings, emulator, server, new N8nRest(server.url), closing);
		closing.push(async () => await bench.server.stop());
		// They find a database that the server has set up.
		await Promise.all(
			Array.from({ length: workers }, async () => {
				const worker = await startN8nWorker(place, places);
				bench.workers.push(worker);
				closing.push(worker.stop);
			}),
		);
		tell(workers > 0 ? `n8n and ${workers} workers run` : 'n8n runs');
		await bench.rest.setUp(LOGIN);
		return bench;
	}

	/** Of the world that has begun last. */
	get emulator(): Emulator {
		return this.world;
	}

	get place(): N8nPlace {
		return this.surroundings.place;
	}

	/** The folder that its steps may read files of. */
	get files(): string {
		return this.surroundings.files;
	}

	get login() {
		return LOGIN;
	}

	get url(): string {
		return this.server.url;
	}

	/** Of the n8n server. */
	get pid(): number {
		return this.server.pid;
	}

	/** The credential that imported workflows get for this type. */
	credentialOf(type: string): { id: string; name: string } {
		const credential = this.credentials.get(type);
		if (!credential) throw new Error(`The workbench has no credential of type ${type}`);
		return credential;
	}

	get output(): string {
		return [this.server, ...this.workers].map(({ output }) => output()).join('\n');
	}

	/** From now on imported workflows use this one where they need a credential of its type. */
	async credential(type: string, data: Record<string, unknown>): Promise<{ id: string; name: string }> {
		const name = `Workbench ${type}`;
		const { id } = await this.rest.call<{ id: string }>('POST', '/credentials', { name, type, data });
		this.credentials.set(type, { id, name });
		return { id, name };
	}

	/** Imports a shipped workflow, changed in its credentials only (and by `change`); prints each difference. */
	async bring(file: string, change: (workflow: Workflow) => Workflow = (workflow) => workflow): Promise<string> {
		let workflow = change(await readWorkflow(file));
		tell(`workflows/${file}, changed only in:`);
		for (const [type, credential] of this.credentials) {
			const replaced = withCredential(workflow, type, credential);
			workflow = replaced.workflow;
			for (const difference of replaced.differences) tell(`    ${difference}`);
		}
		return await this.bringWorkflow(workflow);
	}

	/** A workflow as it is, e.g. one made by a test. */
	async bringWorkflow(workflow: Partial<Workflow>): Promise<string> {
		const { name, nodes = [], connections = {}, settings = {}, pinData } = workflow;
		const content = { name, nodes, connections, settings, pinData };
		return (await this.rest.call<{ id: string }>('POST', '/workflows', content)).id;
	}

	/**
	 * Starts a workflow from the named trigger step, as the editor's button does, and waits until it ends or waits.
	 * `said`: what the trigger gives, for one that waits for somebody, such as a chat.
	 */
	async run(workflowId: string, trigger: string, withinMs = 120_000, said?: Record<string, unknown>): Promise<Outcome> {
		const { executionId } = await this.start(workflowId, trigger, said);
		return await this.outcome(executionId, [...ENDED, 'waiting'], withinMs);
	}

	async start(workflowId: string, trigger: string, said?: Record<string, unknown>): Promise<{ executionId: string }> {
		return await startRun(this.rest, workflowId, trigger, said);
	}

	/** As the editor's Stop button does. */
	async stop(executionId: string): Promise<void> {
		await this.rest.call('POST', `/executions/${executionId}/stop`, {});
	}

	/** Waits until an execution has one of these states; by default until it ended (a waiting one goes on later). */
	async outcome(executionId: string, states: readonly string[] = ENDED, withinMs = 120_000): Promise<Outcome> {
		const run = await runOnce(this.rest, executionId, states, withinMs).catch((error: Error) => {
			throw new Error(`${error.message}:\n${this.output.slice(-3_000)}`);
		});
		return toOutcome(executionId, run);
	}

	/** The executions of a workflow that ran by themselves or by hand, oldest first. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest.call<{ results: Array<{ id: string; status: string; mode: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results.reverse();
	}

	/** How many executions of a workflow are in one of these states. */
	async count(workflowId: string, status: readonly string[]): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
		return (await this.rest.call<{ count: number }>('GET', `/executions?filter=${filter}&limit=1`)).count;
	}

	/** Publishes a workflow, so that its own trigger starts it. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.rest.call<{ versionId: string }>('GET', `/workflows/${workflowId}`);
		await this.rest.call('POST', `/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.rest.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	private async tablesPath(): Promise<string> {
		const { id } = await this.rest.call<{ id: string }>('GET', '/projects/personal');
		return `/projects/${id}/data-tables`;
	}

	/** A Data Table of the owner. */
	async createTable(name: string, columns: Record<string, 'string' | 'number' | 'boolean' | 'date'>): Promise<string> {
		const { id } = await this.rest.call<{ id: string }>('POST', await this.tablesPath(), {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		});
		return id;
	}

	/** Puts rows into a Data Table of the owner. */
	async addRows(table: string, rows: ReadonlyArray<Record<string, unknown>>): Promise<void> {
		await this.rest.call('POST', `${await this.tablesPath()}/${table}/insert`, { data: rows });
	}

	/** Takes all rows out of a Data Table of the owner. */
	async emptyTable(table: string): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gte', value: 0 }] };
		const path = `${await this.tablesPath()}/${table}/rows?filter=${encodeURIComponent(JSON.stringify(filter))}`;
		await this.rest.call('DELETE', path);
	}

	/** All rows of the owner's Data Table of that name, in their order; none if there is no such table. */
	async tableRows(name: string): Promise<Array<Record<string, unknown>>> {
		const path = await this.tablesPath();
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data } = await this.rest.call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			`${path}?filter=${filter}`,
		);
		const table = data.find((found) => found.name === name);
		if (!table) return [];
		const rows: Array<Record<string, unknown>> = [];
		for (let skip = 0; ; skip += 100) {
			const page = await this.rest.call<{ count: number; data: Array<Record<string, unknown>> }>(
				'GET',
				`${path}/${table.id}/rows?skip=${skip}&take=100`,
			);
			rows.push(...page.data);
			if (page.data.length < 100) return rows;
		}
	}

	/** n8n's end without warning, as by a power cut, and its start afterwards with what it had stored; for one of its `own`. */
	async crashAndRestart(): Promise<void> {
		await this.server.kill();
		// With it n8n only says that it crashed, and waits ten seconds before it does anything (n8n 2.41, crash-journal).
		await rm(join(this.place.userFolder, '.n8n', 'crash.journal'), { force: true });
		this.server = await startN8n(this.place, Number(new URL(this.url).port));
		this.rest = new N8nRest(this.server.url);
		await this.rest.logIn(LOGIN);
	}

	/** The end without warning of the worker that has this run, and the start of another one. */
	async crashWorkerOf(executionId: string): Promise<void> {
		const at = this.workers.findIndex(({ output }) => new RegExp(`execution ${executionId}\\b`, 'i').test(output()));
		const worker = this.workers[at];
		if (worker === undefined) throw new Error(`No worker has execution ${executionId}`);
		await worker.kill();
		const next = await startN8nWorker(this.place, 5);
		this.workers[at] = next;
		this.closing.push(next.stop);
	}

	/**
	 * The emulated world as it began, in an emulator of its own, for workflows that are brought from now on. n8n remembers the
	 * steps of its own in the one before: after a reset, each would look like one that a person took back.
	 */
	async beginWorld(): Promise<void> {
		const emulator = await startEmulator();
		this.closing.push(async () => await emulator.close());
		this.world = emulator;
		await this.credential('metaAdsApi', emulatorCredential(emulator.url).data);
	}

	async close(): Promise<void> {
		const peak = await peakInWords(this.pid);
		if (peak !== null) tell(peak);
		await closeAll(this.closing);
	}
}

/** Last started, first ended. */
async function closeAll(closing: Closing[]): Promise<void> {
	for (const close of closing.splice(0).reverse()) await close();
}

/** What queue mode needs, and the settings by which n8n finds it. */
async function startQueue(closing: Closing[]): Promise<Record<string, string>> {
	const postgres = await startPostgres();
	closing.push(postgres.close);
	const redis = await startRedis();
	closing.push(redis.close);
	return {
		...postgres.env,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
}

function toOutcome(id: string, { status, data: { resultData } }: Run): Outcome {
	const steps = resultData.runData ?? {};
	return {
		id,
		status,
		error: resultData.error?.message,
		steps,
		rows: (step, output = 0) =>
			(steps[step] ?? []).flatMap(({ data: given }) => (given?.main[output] ?? []).map(({ json }) => json)),
	};
}
