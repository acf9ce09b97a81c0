import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../../demo/machine/ports.mts';
import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { CREDENTIAL_TYPE, emulatorCredential } from '../../demo/n8n/emulatorCredential.mts';
import { N8nRest } from '../../demo/n8n/n8nRest.mts';
import { startN8n } from '../../demo/n8n/n8nServer.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';
import { ACCOUNTS } from '../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../emulator/http/server.mts';
import { median } from '../median.mts';
import { seedActiveCampaigns } from './campaigns.mts';
import { startGrafana, theirList } from './theirList.mts';

export const PICKER_CAMPAIGNS = 5_000;
/** Milliseconds of every call to Meta. */
export const PICKER_LATENCY = 100;
const TURNS = 9;
const SEEDED_AT_ONCE = 2_500;

/** What a person waits for in front of a list, by the editor's own call to n8n. */
export interface PickerTime {
	name: string;
	ms: number;
	entries: number;
	/** Calls to Meta for one list. */
	calls: number;
	/** Of a node of n8n's own, to compare with. */
	theirs?: true;
}

interface FreshN8n {
	readonly rest: N8nRest;
	readonly projectId: string;
}

/** In an n8n that was just started and has served nobody yet. */
async function inFreshN8n<T>(program: N8nProgram, measure: (n8n: FreshN8n) => Promise<T>): Promise<T> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	await installPacked(userFolder);
	const n8n = await startN8n({ program, userFolder }, await freePort());
	try {
		const rest = new N8nRest(n8n.url);
		await rest.setUp({ email: 'bench@example.com', password: 'Bench-password-1' });
		const { id: projectId } = await rest.call<{ id: string }>('GET', '/projects/personal');
		return await measure({ rest, projectId });
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** @param ask for one list; how many entries it has */
async function timed(title: string, ask: () => Promise<number>, turns = TURNS): Promise<Omit<PickerTime, 'calls'>> {
	const times: number[] = [];
	let entries = 0;
	for (let turn = 0; turn < turns; turn++) {
		const began = performance.now();
		entries = await ask();
		times.push(performance.now() - began);
	}
	return { name: title, ms: median(times), entries };
}

const accountLists = async (program: N8nProgram, emulator: Emulator): Promise<PickerTime[]> =>
	await inFreshN8n(program, async ({ rest, projectId }) => {
		const { name, data } = emulatorCredential(emulator.url);
		const { id } = await rest.createCredential(name, CREDENTIAL_TYPE, data);
		const adAccount = { __rl: true, mode: 'id', value: ACCOUNTS.usd };
		const ask = async (more: Record<string, string>) =>
			await rest.call<{ results: unknown[]; paginationToken?: string }>(
				'POST',
				'/dynamic-node-parameters/resource-locator-results',
				{
					path: 'parameters.campaign',
					methodName: 'searchCampaigns',
					nodeTypeAndVersion: { name: 'n8n-nodes-meta-ads.metaAds', version: 1 },
					currentNodeParameters: { authentication: 'accessToken', resource: 'campaign', operation: 'get', adAccount },
					credentials: { [CREDENTIAL_TYPE]: { id, name } },
					projectId,
					...more,
				},
			);
		const list = async (title: string, more: Record<string, string>, turns = TURNS): Promise<PickerTime> => {
			emulator.log.length = 0;
			const time = await timed(title, async () => (await ask(more)).results.length, turns);
			return { ...time, calls: emulator.log.length / turns };
		};
		return [
			await list('first page, the first list of this n8n', {}, 1),
			await list('first page', {}),
			await list('next page', { paginationToken: (await ask({})).paginationToken ?? '' }),
			await list('search by a part of a name', { filter: 'campaign 432' }),
		];
	});

/** What n8n itself takes for a first list: of a node of its own that makes one call. */
async function theirLists(program: N8nProgram): Promise<PickerTime[]> {
	const grafana = await startGrafana(PICKER_LATENCY);
	try {
		return await inFreshN8n(program, async ({ rest, projectId }) => {
			const ask = await theirList(rest, grafana.url, projectId);
			const theirs = { calls: 1, theirs: true } as const;
			return [
				{ ...(await timed('n8n’s Grafana node, the first list of this n8n', ask, 1)), ...theirs },
				{ ...(await timed('n8n’s Grafana node', ask)), ...theirs },
			];
		});
	} finally {
		grafana.close();
	}
}

/** Lists of an account with 5,000 campaigns, as the editor asks n8n for them: its first page, the next, and a search. */
export async function measurePickers(program: N8nProgram): Promise<PickerTime[]> {
	const emulator = await startEmulator();
	try {
		// In parts: an account takes 3,000 changes before it has to wait.
		for (let made = 0; made < PICKER_CAMPAIGNS; made += SEEDED_AT_ONCE)
			await seedActiveCampaigns(emulator, ACCOUNTS.usd, SEEDED_AT_ONCE);
		// Meta's servers have answered such a question before; what the emulator takes for its first is nobody's here.
		await fetch(`${emulator.url}/v26.0/${ACCOUNTS.usd}/campaigns?fields=id,name,effective_status&limit=50`, {
			headers: { authorization: 'Bearer EMULATOR' },
		});
		emulator.control.setLatency(PICKER_LATENCY, 0);
		return [...(await accountLists(program, emulator)), ...(await theirLists(program))];
	} finally {
		await emulator.close();
	}
}
