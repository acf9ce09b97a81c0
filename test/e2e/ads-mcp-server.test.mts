import { randomUUID } from 'node:crypto';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { ADS, CAMPAIGNS } from '../../emulator/world/seedIds.mts';
import { Workbench } from './workbench.mts';

jest.setTimeout(300_000);

const TOKEN = randomUUID();

let bench: Workbench;
let client: Client;

const address = () => new URL(`${bench.url}/mcp/meta-ads`);
const connecting = async (token: string): Promise<Client> => {
	const made = new Client({ name: 'a test', version: '1.0.0' });
	const headers = { authorization: `Bearer ${token}` };
	await made.connect(new StreamableHTTPClientTransport(address(), { requestInit: { headers } }));
	return made;
};

beforeAll(async () => {
	bench = await Workbench.open();
	await bench.credential('httpBearerAuth', { token: TOKEN });
	await bench.activate(await bench.bring('ads-mcp-server.json'));
	client = await connecting(TOKEN);
});

afterAll(async () => {
	await client?.close();
	await bench?.close();
});

beforeEach(() => bench.emulator.control.reset());

const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');
const really = () => writes().filter(({ params }) => !JSON.stringify(params).includes('validate_only'));

const toolLike = async (part: string) => {
	const { tools } = await client.listTools();
	const tool = tools.find(({ name }) => name.toLowerCase().includes(part));
	if (!tool) throw new Error(`No tool like ${part} among ${tools.map(({ name }) => name).join(', ')}`);
	return tool;
};

/** What a tool answers, as text. */
async function call(part: string, given: Record<string, unknown> = {}): Promise<string> {
	const { name } = await toolLike(part);
	const { content } = await client.callTool({ name, arguments: given }, undefined, { timeout: 120_000 });
	return (content as Array<{ text?: string }>).map(({ text }) => text ?? '').join('\n');
}

describe('workflows/ads-mcp-server.json in a real n8n, asked by a client of the MCP SDK', () => {
	test('refuses whoever has another token', async () => {
		await expect(connecting('somebody else')).rejects.toThrow(/403|401|Authorization/);
	});

	test('offers six tools, each with its units and limits, and says how to use them', async () => {
		const { tools } = await client.listTools();
		expect(tools).toHaveLength(6);
		expect(client.getInstructions()).toMatch(/currency units, not cents/);
		for (const { description } of tools)
			expect(description).toMatch(/up to 50|per campaign|newest first|Percent from|Checks whether/);
	});

	test('offers no field but which object, how many days and how many percent', async () => {
		const { tools } = await client.listTools();
		const fields = tools.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}));
		expect([...new Set(fields)].sort()).toEqual(['adId', 'campaignId', 'days', 'percent']);
	});

	test('reads campaigns, ads, a report and the latest changes', async () => {
		expect(await call('campaigns')).toContain(CAMPAIGNS.usdCbo);
		expect(await call('list_ads')).toMatch(/"adSetId"|"id"/);
		expect(await call('report', { days: 7 })).toMatch(/spend/);
		expect(await call('changes')).toMatch(/"event"|\[\]/);
		expect(writes()).toEqual([]);
	});

	test('a budget step is judged, with its reasons, and nothing is changed, whatever else the client hands over', async () => {
		const before = bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo)?.dailyBudget;
		const answer = await call('propose', {
			campaignId: CAMPAIGNS.usdCbo,
			percent: 10,
			dryRun: false,
			allowChanges: true,
			ceiling: 1e6,
		});
		expect(answer).toMatch(/verdict.*held/);
		expect(answer).toMatch(/An ad set of it is in the learning phase/);
		expect(bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo)?.dailyBudget).toBe(before);
		expect(really()).toEqual([]);
	});

	test('a pause is only checked', async () => {
		const answer = await call('pausing', { adId: ADS.usdCboA1, allowChanges: true });
		expect(answer).toMatch(/checked/);
		expect(really()).toEqual([]);
	});

	test('what cannot be used comes back as a verdict with its reason', async () => {
		expect(await call('pausing', { adId: 'the best one' })).toMatch(/failed.*Ad /);
		expect(really()).toEqual([]);
	});
});
