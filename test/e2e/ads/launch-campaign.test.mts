import { CREDENTIAL_TYPE } from '../../../demo/n8n/emulatorCredential.mts';
import type { NodeRun } from '../../../demo/n8n/n8nCli.mts';
import { readWorkflow, withCredential, type Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';

jest.setTimeout(180_000);

const FILE = 'launch-campaign.json';
/** The interest that is chosen in the file. */
const COFFEE = '6003000000001';

let bench: Workbench;
let emulator: Emulator;
let shipped: Workflow;
let execution: Outcome;

const steps = (): Record<string, NodeRun[]> => execution.steps;
const rows = (step: string) => execution.rows(step);
const idFrom = (step: string) => String(rows(step)[0]?.id);

/** Imports the workflow as it is, but for the credential and what is replaced in its text, and runs it. */
async function run(replace: (text: string) => string = (text) => text): Promise<void> {
	const replaced = (workflow: Workflow) => JSON.parse(replace(JSON.stringify(workflow))) as Workflow;
	execution = await bench.run(await bench.bring(FILE, replaced), 'Start');
}

const before = new Set<string>();
/** What the emulator's account has now and did not have at the start. */
const made = () =>
	(['Campaign', 'AdSet', 'Ad'] as const).flatMap((kind) =>
		emulator.world.all(kind).filter(({ id }) => !before.has(id)),
	);

beforeAll(async () => {
	shipped = await readWorkflow(FILE);
	bench = await Workbench.open();
	({ emulator } = bench);
	for (const { id } of made()) before.add(id);
	await run();
});

afterAll(async () => await bench?.close());

const calls = () => emulator.log.filter(({ path }) => path !== '');
const writes = () => calls().filter(({ method }) => method !== 'GET');

describe('workflows/launch-campaign.json in a real n8n', () => {
	test('differs from the shipped file in credentials only', () => {
		const { workflow } = withCredential(shipped, CREDENTIAL_TYPE, bench.credentialOf(CREDENTIAL_TYPE));
		const without = (nodes: Workflow['nodes']) => nodes.map((node) => ({ ...node, credentials: undefined }));
		expect(without(workflow.nodes)).toEqual(without(shipped.nodes));
		expect({ ...workflow, nodes: [] }).toEqual({ ...shipped, nodes: [] });
	});

	test('ends well, every step of it', () => {
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		const runnable = shipped.nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
		expect(Object.keys(steps()).sort()).toEqual(runnable.sort());
		expect(Object.values(steps()).map(([first]) => first?.executionStatus)).toEqual(runnable.map(() => 'success'));
	});

	test('shows a person what each step did', () => {
		expect(rows('Create paused campaign')).toEqual([
			expect.objectContaining({ name: 'Autumn roast', status: 'PAUSED', dailyBudget: null }),
		]);
		const [adSet] = rows('Create paused ad set');
		expect(adSet).toMatchObject({
			name: 'United States and Canada, coffee',
			campaignId: idFrom('Create paused campaign'),
			status: 'PAUSED',
			optimizationGoal: 'LANDING_PAGE_VIEWS',
			dailyBudget: 20,
			currency: 'USD',
			advantageAudience: true,
		});
		expect(adSet?.targeting).toContain('US, CA');
		expect(rows('Create paused ad')).toEqual([
			expect.objectContaining({ name: 'Steaming cup', status: 'PAUSED', creativeId: CREATIVES.usdCup }),
		]);
		const [review] = rows('Check review');
		expect(review).toMatchObject({ id: idFrom('Create paused ad'), reviewState: 'in review' });
		expect(review?.nextStep).toMatch(/^Wait/);
		const [listed, ...others] = rows('List ads');
		expect(others).toEqual([]);
		expect(listed).toMatchObject({
			id: idFrom('Create paused ad'),
			adSetName: 'United States and Canada, coffee',
			campaignName: 'Autumn roast',
		});
		expect(listed?.adsManagerUrl).toContain(idFrom('Create paused ad'));
	});

	test('leaves a paused campaign, ad set and ad at Meta, one of each, and nothing else', () => {
		expect(made()).toHaveLength(3);
		const campaign = emulator.world.get('Campaign', idFrom('Create paused campaign'));
		const adSet = emulator.world.get('AdSet', idFrom('Create paused ad set'));
		const ad = emulator.world.get('Ad', idFrom('Create paused ad'));
		expect(made()).toEqual([campaign, adSet, ad]);
		expect(campaign).toMatchObject({ status: 'PAUSED', objective: 'OUTCOME_TRAFFIC' });
		expect(campaign?.dailyBudget).toBeUndefined();
		expect(adSet).toMatchObject({ status: 'PAUSED', dailyBudget: 2000, optimizationGoal: 'LANDING_PAGE_VIEWS' });
		expect(adSet?.campaign).toBe(campaign);
		expect(adSet?.targeting).toMatchObject({
			geo_locations: { countries: ['US', 'CA'] },
			flexible_spec: [{ interests: [expect.objectContaining({ id: COFFEE })] }],
			targeting_automation: { advantage_audience: 1 },
		});
		expect(ad).toMatchObject({ status: 'PAUSED' });
		expect(ad?.adSet).toBe(adSet);
	});

	test('sends Meta three writes, in order', () => {
		expect(writes().map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(
			['campaigns', 'adsets', 'ads'].map((edge) => `POST ${ACCOUNTS.usd}/${edge} 200`),
		);
		expect(writes().map(({ params }) => params.status)).toEqual(['PAUSED', 'PAUSED', 'PAUSED']);
	});

	test('run again, makes nothing twice', async () => {
		const ids = made().map(({ id }) => id);
		emulator.log.length = 0;
		await run();
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		const creates = ['Create paused campaign', 'Create paused ad set', 'Create paused ad'];
		expect(creates.map((step) => rows(step).map(({ outcome }) => outcome))).toEqual(creates.map(() => ['existing']));
		expect(creates.map(idFrom)).toEqual(ids);
		expect(made().map(({ id }) => id)).toEqual(ids);
		expect(writes()).toEqual([]);
		expect(rows('List ads')).toEqual([expect.objectContaining({ id: ids[2] })]);
	});

	test('tells why Meta rejected an ad', async () => {
		const feedback = { global: { 'Unacceptable business practices': 'Ads must not promise what is not there.' } };
		emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0, feedback });
		await run((text) => text.replace('"Autumn roast"', '"Another launch"'));
		const [review] = rows('Check review');
		expect(review).toMatchObject({ reviewState: 'rejected' });
		expect(review?.reviewFeedback).toContain('Ads must not promise what is not there.');
		expect(rows('List ads')).toEqual([expect.objectContaining({ reviewState: 'rejected' })]);
	});

	test('makes no ad set for an interest that Meta does not know', async () => {
		emulator.log.length = 0;
		await run((text) => text.replaceAll(COFFEE, '6009999999999').replace('"Autumn roast"', '"A third"'));
		expect(execution.status).toBe('error');
		expect(writes().map(({ path }) => path)).toEqual([`${ACCOUNTS.usd}/campaigns`]);
		expect(JSON.stringify([execution.error, steps()['Create paused ad set']])).toContain('6009999999999');
	});
});
