import { parse } from 'flatted';

import { emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { createPeople, hashesOf, insertPeople, person, sha256 } from '../outside/crm.mts';
import { databasePlaces, dumpDatabase, findLeaks, type DatabaseDump } from '../places/leaks.mts';
import { startPostgres, type Postgres } from '../places/postgres.mts';
import { WITH_ALL_MODULES, Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

/**
 * Both workflows that upload contacts, in a real n8n with debug logs: run well, refused by Meta, and refused with the error
 * going on as an item. Afterwards everything n8n has kept is searched.
 */

const REAL_TOKEN = 'EAAGplantedRealTokenQ7';
const APP_SECRET = '0123456789planted9876543210';
const people = Array.from({ length: 120 }, (_, index) => person(index + 1));
const hashes = [...new Set(people.flatMap(hashesOf))];
/** What stands in the contacts, in the spelling of the database or of Meta. */
const plain = ['Okapi.', 'okapi.', '(555) 201-', '1555201', 'Zebra', 'zebra', 'Quagga', 'quagga', 'Tapir', 'tapir'];
/** Of the bodies that left for Meta. */
const payload = ['last_batch_flag', 'batch_seq', '"schema":["', 'estimated_num_total'];

let bench: Workbench;
let database: Postgres;
let dump: DatabaseDump;

const meta = 'n8n-nodes-meta-ads.';
const goingOn = (workflow: Workflow): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.type.startsWith(meta) ? { ...node, onError: 'continueErrorOutput' } : node,
	),
});

beforeAll(async () => {
	[database, bench] = await Promise.all([
		startPostgres(),
		Workbench.open({ env: { ...WITH_ALL_MODULES, N8N_LOG_LEVEL: 'debug' } }),
	]);
	await bench.credential('postgres', database.credential);
	await bench.credential('metaAdsApi', {
		...emulatorCredential(bench.emulator.url).data,
		accessToken: REAL_TOKEN,
		appSecret: APP_SECRET,
	});
	await createPeople(database, 'contacts');
	await insertPeople(database, 'contacts', people);
	await database.query("create table buyers as select *, now() - interval '3 days' as last_order_at from contacts");
	for (const file of ['crm-to-audience.json', 'nightly-suppression-replace.json']) {
		const workflow = await bench.bring(file);
		expect((await bench.run(workflow, 'Every night')).status).toBe('success');
		bench.emulator.control.advanceClock(24 * 3600);
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `[0-9]+/users(replace)?` },
			fault: { kind: 'graph', code: 100, message: hashes[1], userMsg: `Bad row ${hashes[0]} of okapi.1@example.com` },
		});
		expect((await bench.run(workflow, 'Every night')).status).toBe('error');
		await bench.run(await bench.bring(file, goingOn), 'Every night');
		bench.emulator.control.clearFaults();
		bench.emulator.control.advanceClock(24 * 3600);
	}
	dump = await dumpDatabase(bench.place);
});

afterAll(async () => {
	await bench?.close();
	await database?.close();
});

interface Stored {
	resultData: { runData?: Record<string, unknown>; error?: unknown };
}

/** What the executions hold of this package's own steps, and the errors they ended with. */
function ownData({ execution_data: rows = [] }: DatabaseDump): Record<string, string> {
	return Object.fromEntries(
		rows.map(({ executionId, data, workflowData }) => {
			const { nodes } = (typeof workflowData === 'string' ? JSON.parse(workflowData) : workflowData) as Workflow;
			const ours = nodes.filter(({ type }) => type.startsWith(meta)).map(({ name }) => name);
			const { runData = {}, error } = (parse(String(data)) as Stored).resultData;
			return [`execution ${String(executionId)}`, JSON.stringify([error, ours.map((name) => runData[name])])];
		}),
	);
}

const kept = (): Record<string, string> => ({
	...databasePlaces(dump),
	log: bench.output,
	addresses: bench.emulator.log.map(({ url }) => url).join('\n'),
});

test('hashes, what was sent, token and app secret are nowhere: not in the database, not in the debug log, not in an address', () => {
	expect(findLeaks(kept(), [...hashes, ...payload, REAL_TOKEN, APP_SECRET])).toEqual([]);
	// They did travel, and all of this was searched.
	expect(bench.emulator.log.some(({ params }) => JSON.stringify(params).includes(hashes[0] ?? ''))).toBe(true);
	expect(bench.output).toContain('debug');
	expect(dump.execution_data).toHaveLength(6);
});

test('contacts stand in the executions because the database step gives them out; in what our own steps store they do not', () => {
	const own = ownData(dump);
	for (const text of ['"received":120', 'Bad row (hash) of (address)'])
		expect([text, Object.values(own).join().includes(text)]).toEqual([text, true]);
	expect(findLeaks(own, [...plain, ...hashes])).toEqual([]);
	const { 'table execution_data': executions = '', ...others } = kept();
	expect(findLeaks({ executions }, plain)).not.toEqual([]);
	expect(findLeaks(others, plain)).toEqual([]);
});

test('a planted hash, address and token are found', async () => {
	const audience = bench.emulator.world.get('CustomAudience', AUDIENCES.usdEmpty);
	audience.name = `Of okapi.1@example.com, ${sha256('okapi.1@example.com')}, ${REAL_TOKEN}`;
	const workflow = await bench.bring('nightly-suppression-replace.json');
	await bench.run(workflow, 'Every night');
	const planted = await dumpDatabase(bench.place);
	const found = findLeaks(databasePlaces(planted), [...hashes, REAL_TOKEN]);
	expect(found).toEqual(
		expect.arrayContaining([
			`table execution_data: ${sha256('okapi.1@example.com')}`,
			`table execution_data: ${REAL_TOKEN}`,
		]),
	);
	expect(findLeaks(ownData(planted), plain)).not.toEqual([]);
});
