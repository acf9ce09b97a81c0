import { CREDENTIAL_TYPE, emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import {
	executeWorkflow,
	importCredentials,
	importWorkflows,
	type Execution,
	type NodeRun,
} from '../../../demo/n8n/n8nCli.mts';
import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';
import { FIRST_WORKFLOW, readWorkflow, withCredential, type Workflow } from '../../../demo/n8n/workflowFile.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { freshInstallation, removeInstallation, tell } from '../places/installation.mts';
import { databasePlaces, dumpDatabase, findLeaks } from '../places/leaks.mts';

jest.setTimeout(120_000);

const ACCOUNT = 'act_1001000000000001';
/** Sent to the emulator instead of a token. */
const SENT_TOKEN = 'EMULATOR';
/** Kept in the same credential, as by someone who goes back and forth: these must never leave it. */
const REAL_TOKEN = 'EAAGplantedRealTokenZC1';
const APP_SECRET = '0123456789planted9876543210';

let place: N8nPlace;
let emulator: Emulator;
let shipped: Workflow;
let execution: Execution;
const credentialData = () => ({
	...emulatorCredential(emulator.url).data,
	accessToken: REAL_TOKEN,
	appSecret: APP_SECRET,
});

const steps = (): Record<string, NodeRun[]> => execution.run?.data.resultData.runData ?? {};
const rows = (step: string) => steps()[step]?.[0]?.data?.main[0]?.map(({ json }) => json) ?? [];

beforeAll(async () => {
	tell('installing the packed package into a real n8n');
	// Debug logs are searched for secrets below.
	place = await freshInstallation({ N8N_LOG_LEVEL: 'debug' });
	emulator = await startEmulator();
	shipped = await readWorkflow(FIRST_WORKFLOW);
	const credential = { ...emulatorCredential(emulator.url), data: credentialData() };
	await importCredentials(place, [credential]);

	const { workflow, differences } = withCredential(shipped, CREDENTIAL_TYPE, {
		id: credential.id,
		name: credential.name,
	});
	tell(`workflows/${FIRST_WORKFLOW}, changed only in:`);
	for (const difference of differences) tell(`    ${difference}`);
	await importWorkflows(place, [workflow]);
	execution = await executeWorkflow(place, workflow.id);
	tell(`it ran: ${execution.run?.status ?? 'no result'}`);
});

afterAll(async () => {
	await emulator?.close();
	await removeInstallation(place);
});

/** Calls and parts of batches, without the batches around them. */
const calls = () => emulator.log.filter(({ path }) => path !== '');
const writes = () => calls().filter(({ method }) => method !== 'GET');

describe('workflows/first-campaign.json in a real n8n', () => {
	test('differs from the shipped file in credentials only', () => {
		const { workflow } = withCredential(shipped, CREDENTIAL_TYPE, { id: 'x', name: 'y' });
		const without = (nodes: Workflow['nodes']) => nodes.map((node) => ({ ...node, credentials: undefined }));
		expect(without(workflow.nodes)).toEqual(without(shipped.nodes));
		expect({ ...workflow, nodes: [] }).toEqual({ ...shipped, nodes: [] });
	});

	test('ends well, every step of it', () => {
		expect(execution.ok).toBe(true);
		const runnable = shipped.nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
		expect(Object.keys(steps()).sort()).toEqual(runnable.sort());
		expect(Object.values(steps()).map(([first]) => first?.executionStatus)).toEqual(runnable.map(() => 'success'));
	});

	test('shows a person what each step did', () => {
		expect(rows('Check access')).toEqual([
			expect.objectContaining({ ok: true, accountId: ACCOUNT, currency: 'USD', problems: 'none' }),
		]);
		const [created] = rows('Create paused campaign');
		expect(created).toMatchObject({ name: 'My first campaign', status: 'PAUSED', dailyBudget: 20, currency: 'USD' });
		expect(created?.adsManagerUrl).toContain(String(created?.id));
		expect(rows('List campaigns').map(({ id }) => id)).toContain(created?.id);
		expect(rows('Update budget')).toEqual([expect.objectContaining({ dailyBudget: 25, changed: true })]);
		expect(rows('Activate campaign')).toEqual([expect.objectContaining({ id: created?.id, status: 'ACTIVE' })]);
		expect(rows('Pause campaign')).toEqual([expect.objectContaining({ id: created?.id, status: 'PAUSED' })]);
		expect(rows('Delete campaign')).toEqual([expect.objectContaining({ id: created?.id, deleted: true })]);
	});

	test('sends Meta each write once, in order, with amounts in cents', () => {
		const id = String(rows('Create paused campaign')[0]?.id);
		expect(
			writes().map(({ method, path, params, status }) => ({
				method,
				path,
				params,
				status,
			})),
		).toEqual([
			{
				method: 'POST',
				path: `${ACCOUNT}/campaigns`,
				params: expect.objectContaining({
					name: 'My first campaign',
					status: 'PAUSED',
					daily_budget: '2000',
				}) as unknown,
				status: 200,
			},
			{ method: 'POST', path: id, params: { daily_budget: '2500' }, status: 200 },
			{ method: 'POST', path: id, params: { status: 'ACTIVE' }, status: 200 },
			{ method: 'POST', path: id, params: { status: 'PAUSED' }, status: 200 },
			{ method: 'DELETE', path: id, params: {}, status: 200 },
		]);
		expect(emulator.world.get('Campaign', id)).toMatchObject({ status: 'DELETED', dailyBudget: 2500 });
	});

	test('speaks the default API version everywhere', () => {
		// A batch itself has no version: its parts do.
		expect([...new Set(calls().map(({ version }) => version))]).toEqual(['v26.0']);
	});
});

describe('secrets', () => {
	const everywhere = async () => ({
		...databasePlaces(await dumpDatabase(place)),
		'addresses at Meta': emulator.log.map(({ url }) => url).join('\n'),
		'parameters at Meta': JSON.stringify(emulator.log.map(({ params }) => params)),
		'debug log and output': execution.output,
	});
	/** The dummy is a plain word, so it is looked for as a token would be written. */
	const secrets = [REAL_TOKEN, APP_SECRET, `access_token=${SENT_TOKEN}`, `Bearer ${SENT_TOKEN}`, `"${SENT_TOKEN}"`];

	test('stand nowhere: not in addresses, not in what n8n keeps, not in debug logs', async () => {
		expect(execution.output).toMatch(/\bdebug\b/);
		expect(emulator.log.length).toBeGreaterThan(5);
		expect(emulator.log.map(({ tokenIn }) => tokenIn).filter((where) => where !== 'header')).toEqual([]);
		expect(findLeaks(await everywhere(), secrets)).toEqual([]);
	});

	test('that are planted are found, in each of these places', async () => {
		await fetch(`${emulator.url}/v26.0/me?access_token=${SENT_TOKEN}`);
		const start = shipped.nodes.find(({ type }) => type.endsWith('.manualTrigger'));
		if (!start) throw new Error('The workflow has no start');
		const planted = {
			...start,
			id: 'planted',
			name: 'Planted',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ token: REAL_TOKEN }), options: {} },
		};
		const { id } = { id: 'planted' };
		const connections = { [start.name]: { main: [[{ node: planted.name, type: 'main', index: 0 }]] } };
		await importWorkflows(place, [{ ...shipped, id, name: 'Planted', nodes: [start, planted], connections }]);
		execution = await executeWorkflow(place, id);
		const leaks = findLeaks(await everywhere(), secrets);
		expect(leaks).toEqual(
			expect.arrayContaining([
				`table execution_data: ${REAL_TOKEN}`,
				`addresses at Meta: access_token=${SENT_TOKEN}`,
				`debug log and output: ${REAL_TOKEN}`,
			]),
		);
	});
});
