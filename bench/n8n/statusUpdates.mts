import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { emulatorCredential } from '../../demo/n8n/emulatorCredential.mts';
import { executeWorkflow, importCredentials, importWorkflows, type StoredCredential } from '../../demo/n8n/n8nCli.mts';
import { redirect, redirectEnv } from '../../demo/n8n/redirectEnv.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';
import type { WorkflowNode } from '../../demo/n8n/workflowFile.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { seedActiveCampaigns } from './campaigns.mts';
import { pauseWorkflow } from './pauseWorkflow.mts';

export const CAMPAIGNS = 1_000;
/** What an HTTP call costs, and what each part of a batch costs on top of its call. */
export const LATENCY = { call: 100, subCall: 20 };

const ACCOUNT = 'act_1001000000000001';

export interface Updating {
	name: string;
	seconds: number;
	httpCalls: number;
	points: number;
}

type Contender = Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & { name: string; typeVersion: number };

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const contenders: Contender[] = [
	{
		name: 'this package',
		type: 'n8n-nodes-meta-ads.metaAds',
		typeVersion: 1,
		parameters: {
			resource: 'campaign',
			operation: 'pause',
			adAccount: locator(ACCOUNT),
			campaign: locator('={{ $json.id }}'),
		},
		credentials: { metaAdsApi: { id: 'localEmulator', name: 'Local emulator' } },
	},
	{
		name: "n8n's Facebook Graph API node",
		type: 'n8n-nodes-base.facebookGraphApi',
		typeVersion: 1,
		parameters: {
			httpRequestMethod: 'POST',
			graphApiVersion: 'v25.0',
			node: '={{ $json.id }}',
			options: { queryParameters: { parameter: [{ name: 'status', value: 'PAUSED' }] } },
		},
		credentials: { facebookGraphApi: { id: 'facebook', name: 'Facebook' } },
	},
];

const facebook: StoredCredential = {
	id: 'facebook',
	name: 'Facebook',
	type: 'facebookGraphApi',
	data: { accessToken: 'EMULATOR' },
};

async function measure(
	program: N8nProgram,
	userFolder: string,
	emulator: Emulator,
	contender: Contender,
): Promise<Updating> {
	emulator.control.reset();
	const ids = await seedActiveCampaigns(emulator, ACCOUNT, CAMPAIGNS);
	emulator.control.setLatency(LATENCY.call, LATENCY.subCall);
	const hosts = join(userFolder, 'hosts.json');
	await redirect(hosts, { 'graph.facebook.com': emulator.url });
	const place = { program, userFolder, env: redirectEnv(hosts) };
	const workflow = pauseWorkflow(contender, ids);
	await importWorkflows(place, [workflow]);
	const { run, output } = await executeWorkflow(place, workflow.id);

	const paused = new Set(emulator.world.all('Campaign').flatMap(({ id, status }) => (status === 'PAUSED' ? [id] : [])));
	const missed = ids.filter((id) => !paused.has(id)).length;
	const ran = run?.data.resultData.runData?.[contender.name]?.[0];
	if (!ran || missed > 0)
		throw new Error(`${contender.name} left ${missed} campaigns active:\n${output.slice(-4_000)}`);
	const calls = emulator.log.filter((request) => request.batch === undefined || request.path === '');
	const points = emulator.log.reduce((sum, request) => sum + request.points, 0);
	return { name: contender.name, seconds: ran.executionTime / 1000, httpCalls: calls.length, points };
}

/** Pauses the same 1,000 active campaigns by either node, each in the same n8n, from the same start. */
export async function measureUpdates(program: N8nProgram): Promise<Updating[]> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	const emulator = await startEmulator();
	try {
		await installPacked(userFolder);
		await importCredentials({ program, userFolder }, [emulatorCredential(emulator.url), facebook]);
		const results: Updating[] = [];
		for (const contender of contenders) results.push(await measure(program, userFolder, emulator, contender));
		return results;
	} finally {
		await emulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}
