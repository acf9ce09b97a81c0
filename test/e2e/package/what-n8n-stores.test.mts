import { existsSync, type Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { mapValues } from 'lodash';

import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS, AUDIENCES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { dumpDatabase, type DatabaseDump } from '../places/leaks.mts';
import { startPostgres, type Postgres } from '../places/postgres.mts';
import { startScriptedModel, type ScriptedModel } from '../outside/scriptedModel.mts';
import { WITH_ALL_MODULES, Workbench } from '../browser/workbench.mts';

jest.setTimeout(300_000);

/** docs/what-n8n-stores.md, sentence by sentence, in a real n8n on each of its databases. */

type Node = Workflow['nodes'][number];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const node = (name: string, type: string, typeVersion: number, parameters: object, more: object = {}): Node =>
	({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more }) as unknown as Node;
const chain = (...names: string[]): Workflow['connections'] =>
	Object.fromEntries(
		names.slice(0, -1).map((name, index) => [name, { main: [[{ node: names[index + 1], type: 'main', index: 0 }]] }]),
	) as Workflow['connections'];

const webhook = (path: string): Node =>
	node(
		'Webhook',
		'n8n-nodes-base.webhook',
		2,
		{ path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
		{ webhookId: path },
	);
const split = node('People', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people', options: {} });
const toFile = node('To File', 'n8n-nodes-base.convertToFile', 1.1, { operation: 'csv', options: {} });
const fromFile = node('From File', 'n8n-nodes-base.extractFromFile', 1, { operation: 'csv', options: {} });

const member = (name: string, type: string, credential: object, parameters: object): Node =>
	node(
		name,
		`n8n-nodes-meta-ads.${type}`,
		1,
		{
			resource: 'member',
			operation: 'add',
			adAccount: byId(ACCOUNTS.usd),
			audience: byId(AUDIENCES.usdNewsletter),
			columns: { mappingMode: 'autoMapInputData', value: null },
			consent: 'everybody',
			...parameters,
		},
		{ credentials: { metaAdsApi: credential } },
	);

const NOT_SAVED = { saveDataSuccessExecution: 'none', saveManualExecutions: false };

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** n8n may delete a folder while its parent is listed: then the list begins again. */
async function listOf(root: string): Promise<Dirent[]> {
	for (;;) {
		try {
			return await readdir(root, { recursive: true, withFileTypes: true });
		} catch (error) {
			if (!isGone(error) || !existsSync(root)) throw error;
		}
	}
}

/** Text of every file that n8n keeps beside its database, by path. */
async function files({ userFolder }: N8nPlace): Promise<Record<string, string>> {
	const kept = (await listOf(join(userFolder, '.n8n')))
		.filter((entry) => entry.isFile() && !/database\.sqlite|\.log$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !path.includes('node_modules'));
	// n8n may delete one in this very moment: then it is gone.
	const text = async (path: string): Promise<string> =>
		await readFile(path, 'utf8').catch((error: unknown) => {
			if (isGone(error)) return '';
			throw error;
		});
	return Object.fromEntries(await Promise.all(kept.map(async (path) => [path, await text(path)] as const)));
}

async function dumpPostgres(database: Postgres): Promise<DatabaseDump> {
	const tables = await database.query<{ name: string }>(
		"select table_name as name from information_schema.tables where table_schema = 'public'",
	);
	const dump: DatabaseDump = {};
	for (const { name } of tables) {
		dump[name] = (await database.query(`select * from "${name}"`)).map((row) =>
			mapValues(row, (value) => (Buffer.isBuffer(value) ? value.toString('utf8') : value)),
		);
	}
	return dump;
}

const holding = (places: Record<string, unknown>, text: string): string[] =>
	Object.entries(places).flatMap(([place, value]) => (JSON.stringify(value).includes(text) ? [place] : []));

describe.each(['SQLite', 'PostgreSQL'])('n8n on %s', (kind) => {
	let bench: Workbench;
	let database: Postgres | undefined;
	let model: ScriptedModel;

	beforeAll(async () => {
		database = kind === 'PostgreSQL' ? await startPostgres() : undefined;
		model = await startScriptedModel();
		// n8n looks for what to delete every 15 minutes; here every twelve seconds.
		bench = await Workbench.open({
			env: { ...WITH_ALL_MODULES, ...database?.env, EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '0.2' },
		});
		await bench.credential('openAiApi', model.credential);
	});
	afterAll(async () => {
		await bench?.close();
		await model?.close();
		await database?.close();
	});

	const tables = async (): Promise<DatabaseDump> =>
		database ? await dumpPostgres(database) : await dumpDatabase(bench.place);
	const meta = (): { id: string; name: string } => bench.credentialOf('metaAdsApi');

	/** Runs a workflow by its own webhook, as in production, with two people of this name. */
	async function send(name: string, nodes: Node[], settings: object): Promise<number> {
		const path = name.toLowerCase();
		const all = [webhook(path), ...nodes];
		const id = await bench.bringWorkflow({
			name,
			nodes: all,
			connections: chain(...all.map((one) => one.name)),
			settings: settings as Workflow['settings'],
		});
		await bench.activate(id);
		let status = await post(path);
		// n8n publishes a workflow some time after it was told to.
		for (let tries = 0; status === 404 && tries < 30; tries++) status = await post(path);
		return status;
	}

	/** With a moment for n8n to store the run. */
	async function post(path: string): Promise<number> {
		const people = [1, 2].map((number) => ({ email: `${path}.${number}@example.com` }));
		const { status } = await fetch(`${bench.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ people }),
		});
		await sleep(1_000);
		return status;
	}
	const throughFile = (): Node[] => [split, toFile, fromFile, member('Add', 'metaAudiences', meta(), {})];
	const uploads = (): number =>
		bench.emulator.log.filter(({ path, method }) => method === 'POST' && /users$/.test(path)).length;

	test('saved, contacts stand in the execution’s data', async () => {
		expect(await send('Zebra', [split, member('Add', 'metaAudiences', meta(), {})], {})).toBe(200);
		expect(holding(await tables(), 'zebra.1@')).toEqual(['execution_data']);
	});

	test('a failed run is saved with its contacts, also where good ones are not', async () => {
		const failing = member('Add', 'metaAudiences', meta(), { audience: byId(AUDIENCES.usdVisitors) });
		expect(await send('Quagga', [split, failing], NOT_SAVED)).toBe(500);
		expect(holding(await tables(), 'quagga.1@')).toEqual(['execution_data']);
	});

	test('a file of contacts is kept in plain beside the database, with an execution that is saved', async () => {
		expect(await send('Tapir', throughFile(), {})).toBe(200);
		expect(holding(await tables(), 'tapir.1@')).toEqual(['execution_data']);
		expect(holding(await files(bench.place), 'tapir.1@')).toHaveLength(1);
	});

	test('what is not to be saved stays, file and all, until n8n deletes the next time', async () => {
		const before = uploads();
		expect(await send('Gnu', throughFile(), NOT_SAVED)).toBe(200);
		expect(uploads()).toBe(before + 1);
		const inTables = async (): Promise<string[]> => holding(await tables(), 'gnu.1@');
		const inFiles = async (): Promise<string[]> => holding(await files(bench.place), 'gnu.1@');
		// Files first, which n8n deletes before the rows: to read its tables takes a process of its own.
		const isKept = async (): Promise<boolean> => (await inFiles()).length > 0 || (await inTables()).length > 0;
		const untilGone = async (): Promise<void> => {
			for (const until = Date.now() + 60_000; (await isKept()) && Date.now() < until;) await sleep(500);
		};
		await untilGone();
		// It has just deleted, and will again in a while.
		expect(await post('gnu')).toBe(200);
		expect([await inTables(), await inFiles()]).toEqual([['execution_data'], [expect.stringContaining('binary_data')]]);
		await untilGone();
		expect([await inTables(), await inFiles()]).toEqual([[], []]);
		// What is to be saved is still there.
		expect(holding(await files(bench.place), 'tapir.1@')).toHaveLength(1);
	});

	test('what an agent gives a tool is in the execution’s data', async () => {
		model.play((answers) => {
			const [tool] = model.tools();
			if (answers.length > 0 || tool === undefined) return 'Done.';
			return [{ name: tool.name, arguments: { email: 'civet.1@example.com' } }];
		});
		const agent = node('Agent', '@n8n/n8n-nodes-langchain.agent', 2.2, {
			promptType: 'define',
			text: 'Check this contact.',
			options: {},
		});
		const chat = node(
			'Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			1.2,
			{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
			{ credentials: { openAiApi: bench.credentialOf('openAiApi') } },
		);
		const tool = member('Contacts', 'metaAudiencesTool', meta(), {
			columns: { mappingMode: 'defineBelow', value: { email: "={{ $fromAI('email', 'the address', 'string') }}" } },
		});
		const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
		const id = await bench.bringWorkflow({
			name: 'Civet',
			nodes: [start, agent, chat, tool],
			connections: {
				Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
				Contacts: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			} as Workflow['connections'],
		});
		const { status, error } = await bench.run(id, 'Start');
		expect([status, error]).toEqual(['success', undefined]);
		expect(holding(await tables(), 'civet.1@')).toEqual(['execution_data']);
	});

	test('events that were sent leave hashes alone, in the workflow’s static data and in the table of processed data', async () => {
		const value = { email: '={{ $json.email }}', eventTime: '={{ $now.toISO() }}' };
		const event = node(
			'Send',
			'n8n-nodes-meta-ads.metaConversions',
			1,
			{
				resource: 'event',
				operation: 'send',
				dataset: byId(PIXELS.usd),
				eventName: 'Lead',
				consent: 'everybody',
				columns: { mappingMode: 'defineBelow', value },
			},
			{ credentials: { metaAdsApi: meta() } },
		);
		expect(await send('Okapi', [split, event], {})).toBe(200);
		const all = await tables();
		expect(holding(all, 'okapi.1@')).toEqual(['execution_data']);
		const ofWorkflow = all.workflow_entity?.find(({ name }) => name === 'Okapi');
		expect(JSON.stringify(ofWorkflow).replace(/\\/g, '')).toMatch(
			/"metaOnce":\{"Send":\{"days":\{"[\d-]{10}":"[\w-]{16}"\}/,
		);
		expect(JSON.stringify(all.processed_data)).toContain(String(ofWorkflow?.id));
	});

	test('what is pinned stands in the workflow itself', async () => {
		const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
		const pinData = { Start: [{ json: { email: 'dingo.1@example.com' } }] };
		await bench.bringWorkflow({ name: 'Dingo', nodes: [start], pinData });
		expect(holding(await tables(), 'dingo.1@')).toContain('workflow_entity');
	});
});
