import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { EMULATOR_BEARER } from '../../../nodes/shared/graph/access.ts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

const FILE = 'call-what-the-nodes-lack.json';

let bench: Workbench;
/** Somebody else's machine. */
let stranger: Server;
const heard: IncomingMessage[] = [];

beforeAll(async () => {
	bench = await Workbench.open();
	stranger = createServer((request, reply) => {
		heard.push(request);
		reply.setHeader('content-type', 'application/json');
		reply.end('{"data":[]}');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	stranger?.close();
	await bench?.close();
});

/** As a person fills in Your settings. */
const toward =
	(api: string) =>
	(workflow: Workflow): Workflow =>
		JSON.parse(JSON.stringify(workflow).replace('http://127.0.0.1:7080', api)) as Workflow;

test('reads an edge that the nodes do not offer, with the credential of the nodes', async () => {
	const { url, log } = bench.emulator;
	const made = await fetch(`${url}/v26.0/${ACCOUNTS.usd}/adlabels`, {
		method: 'POST',
		headers: { authorization: `Bearer ${EMULATOR_BEARER}` },
		body: new URLSearchParams({ name: 'Spring' }),
	});
	expect(made.status).toBe(200);
	const outcome = await bench.run(await bench.bring(FILE, toward(url)), 'Start');
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	expect(outcome.rows('Split into rows')).toEqual(
		expect.arrayContaining([expect.objectContaining({ id: expect.stringMatching(/^\d+$/), name: 'Spring' })]),
	);
	expect(log.filter(({ path }) => path.endsWith('/adlabels')).at(-1)).toMatchObject({
		method: 'GET',
		tokenIn: 'header',
	});
	expect(JSON.stringify(outcome.steps)).not.toMatch(/access_token/);
});

test.each(['127.0.0.1', 'localhost'])('a stranger at %s is not called at all', async (host) => {
	const { port } = stranger.address() as AddressInfo;
	heard.length = 0;
	const outcome = await bench.run(await bench.bring(FILE, toward(`http://${host}:${port}`)), 'Start');
	expect(outcome.status).toBe('error');
	expect(outcome.error).toContain('only signs calls to its Emulator URL');
	expect(heard).toEqual([]);
});
