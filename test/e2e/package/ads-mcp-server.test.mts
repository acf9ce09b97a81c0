import { setTimeout as sleep } from 'node:timers/promises';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';

// The shipped workflow as an assistant meets it: by MCP's own client, over HTTP, with the token.

jest.setTimeout(240_000);

/** What the test needs of MCP's own client, which is loaded as an assistant would: its types are many. */
interface McpClient {
	connect(transport: object): Promise<void>;
	close(): Promise<void>;
	listTools(): Promise<{
		tools: Array<{ name: string; description?: string; inputSchema: { properties?: Record<string, unknown> } }>;
	}>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<{ content: unknown }>;
}

const { Client } = jest.requireActual<{ Client: new (self: { name: string; version: string }) => McpClient }>(
	'@modelcontextprotocol/sdk/client/index.js',
);
const { StreamableHTTPClientTransport } = jest.requireActual<{
	StreamableHTTPClientTransport: new (url: URL, options: object) => object;
}>('@modelcontextprotocol/sdk/client/streamableHttp.js');

const TOKEN = 'a-long-random-token';
let bench: Workbench;
let client: McpClient;

const connect = async (token: string): Promise<McpClient> => {
	const connecting = new Client({ name: 'test', version: '1.0.0' });
	const requestInit = { headers: { authorization: `Bearer ${token}` } };
	await connecting.connect(new StreamableHTTPClientTransport(new URL(`${bench.url}/mcp/meta-ads`), { requestInit }));
	return connecting;
};

/** n8n registers the address of a workflow a moment after it was published. */
async function connectOncePublished(token: string): Promise<McpClient> {
	for (const until = Date.now() + 30_000; ; await sleep(500)) {
		try {
			return await connect(token);
		} catch (thrown) {
			if (Date.now() > until) throw new Error(`${String(thrown)}\n${bench.output.slice(-3_000)}`);
		}
	}
}

beforeAll(async () => {
	bench = await Workbench.open();
	await bench.credential('httpBearerAuth', { token: TOKEN });
	await bench.activate(await bench.bring('ads-mcp-server.json'));
	client = await connectOncePublished(TOKEN);
});

afterAll(async () => {
	await client?.close();
	await bench?.close();
});

/** What the model reads: the rows of the tool's answer. */
async function call(name: string, given: Record<string, unknown> = {}): Promise<Array<Record<string, unknown>>> {
	const { content } = await client.callTool({ name, arguments: given });
	const [{ text }] = content as Array<{ text: string }>;
	const answer: unknown = JSON.parse(text);
	return (Array.isArray(answer) ? answer : [answer]) as Array<Record<string, unknown>>;
}

const changes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) => method !== 'GET' && path !== '' && !JSON.stringify(params).includes('validate_only'),
	);

describe('workflows/ads-mcp-server.json in a real n8n', () => {
	it('offers seven tools, each with what a model needs to know, and no field for a limit', async () => {
		const { tools } = await client.listTools();
		expect(tools.map(({ name }) => name).sort()).toEqual([
			'Check_access',
			'Get_recent_changes',
			'Get_report',
			'List_ads',
			'List_campaigns',
			'Preview_pause',
			'Propose_budget_change',
		]);
		const fields = tools.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}));
		expect([...new Set(fields)].sort()).toEqual(['campaignId', 'days', 'percent']);
		expect(tools.find(({ name }) => name === 'List_campaigns')?.description).toContain('not cents');
	});

	it('answers by all seven', async () => {
		expect(await call('Check_access')).toEqual([expect.objectContaining({ accountId: ACCOUNTS.usd, currency: 'USD' })]);
		const campaigns = await call('List_campaigns');
		expect(campaigns).toContainEqual(
			expect.objectContaining({ id: CAMPAIGNS.usdCbo, status: 'ACTIVE', dailyBudget: 50, currency: 'USD' }),
		);
		expect(Object.keys(campaigns[0])).toHaveLength(9);
		const campaignId = CAMPAIGNS.usdCbo;
		expect(await call('List_ads', { campaignId })).toContainEqual(
			expect.objectContaining({ reviewState: expect.any(String) }),
		);
		expect(await call('Get_report', { days: 7 })).toContainEqual(
			expect.objectContaining({ campaign_id: campaignId, spend: expect.any(Number) }),
		);
		const changed = await call('Get_recent_changes');
		for (const row of changed) expect(row).toMatchObject({ verdict: 'done', eventTime: expect.any(String) });
		expect(await call('Preview_pause', { campaignId })).toEqual([expect.objectContaining({ verdict: 'checked' })]);
		expect(await call('Propose_budget_change', { campaignId, percent: 10 })).toEqual([
			expect.objectContaining({ verdict: 'held', before: 50, dryRun: true }),
		]);
	});

	it('changes nothing, whatever a model sends along', async () => {
		const campaignId = CAMPAIGNS.usdCbo;
		const pushed = {
			campaignId,
			percent: 15,
			allowChanges: true,
			dryRun: false,
			ceiling: 1e6,
			adAccount: ACCOUNTS.eur,
		};
		await call('Preview_pause', pushed);
		await call('Propose_budget_change', pushed);
		expect(changes()).toEqual([]);
		expect(bench.emulator.world.get('Campaign', campaignId)).toMatchObject({ dailyBudget: 5_000, status: 'ACTIVE' });
	});

	it('answers nobody without the token', async () => {
		await expect(connect('another-token')).rejects.toThrow('Authorization data is wrong');
	});
});
