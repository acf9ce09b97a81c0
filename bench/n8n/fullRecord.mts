import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { freePort } from '../../demo/machine/ports.mts';
import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { emulatorCredential } from '../../demo/n8n/emulatorCredential.mts';
import { importCredentials, importWorkflows } from '../../demo/n8n/n8nCli.mts';
import { N8nRest } from '../../demo/n8n/n8nRest.mts';
import { startN8n } from '../../demo/n8n/n8nServer.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';
import type { Workflow } from '../../demo/n8n/workflowFile.mts';
import { PIXELS } from '../../emulator/world/seedIds.mts';
import { startEmulator } from '../../emulator/http/server.mts';
import { shortId, TakenArchive } from '../../nodes/meta/takenArchive.ts';
import { median } from '../median.mts';

/** One event of a published workflow, beside so many that its step remembers. */
export interface FullRecord {
	remembered: number;
	/** From the call of the webhook to its answer, the median. */
	ms: number;
}

const REMEMBERED = [0, 200_000, 1_000_000];
export const TURNS = 15;
const DAY = 86_400_000;
const DAYS = 60;
const STEP = '5e4d0000-0000-4000-8000-000000000001';

/** Static data of a workflow whose step has sent so many, by the day, up to today. */
function remembering(count: number): IDataObject {
	const data: IDataObject = {};
	const archive = new TakenArchive(data, STEP);
	const now = Date.now();
	for (let day = 0; count > 0 && day < DAYS; day++) {
		const [from, to] = [day, day + 1].map((at) => Math.round((at * count) / DAYS)) as [number, number];
		const ids = Array.from({ length: to - from }, (_, at) => shortId(`sent before ${from + at}`));
		archive.take(ids, now - (DAYS - 1 - day) * DAY);
	}
	archive.journalIsEmpty();
	return { global: data };
}

const nameOf = (count: number): string => `remembers-${count}`;

const workflowOf = (count: number) => ({
	id: nameOf(count),
	name: nameOf(count),
	active: false,
	settings: { executionOrder: 'v1' },
	staticData: remembering(count),
	nodes: [
		{
			...{ id: 'hook', name: 'Order', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, position: [0, 0] },
			webhookId: nameOf(count),
			parameters: { httpMethod: 'POST', path: nameOf(count), responseMode: 'lastNode', options: {} },
		},
		{
			...{ id: 'body', name: 'Body', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0] },
			parameters: { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} },
		},
		{
			...{ id: STEP, name: 'Send', type: 'n8n-nodes-meta-ads.metaConversions', typeVersion: 1, position: [400, 0] },
			credentials: { metaAdsApi: { id: 'localEmulator', name: 'Local emulator' } },
			parameters: {
				...{ resource: 'event', operation: 'send', source: 'website', eventName: 'Purchase', consent: 'everybody' },
				dataset: { __rl: true, mode: 'id', value: PIXELS.usd },
				columns: { mappingMode: 'autoMapInputData', value: null },
				...{ timeZone: 'other', zone: 'UTC', result: 'events', options: {} },
			},
		},
	],
	connections: {
		Order: { main: [[{ node: 'Body', type: 'main', index: 0 }]] },
		Body: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
	},
});

async function sendOne(url: string, count: number, turn: number): Promise<number> {
	const order = {
		...{ email: `buyer${turn}@example.com`, order_id: `N-${count}-${turn}`, total: 20.5, currency: 'EUR' },
		order_date: new Date().toISOString(),
	};
	const began = performance.now();
	const answer = await fetch(`${url}/webhook/${nameOf(count)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(order),
	});
	const text = await answer.text();
	if (!text.includes('"verdict":"sent"')) throw new Error(`The event was not sent: ${text.slice(0, 2_000)}`);
	return performance.now() - began;
}

async function publish(rest: N8nRest, id: string): Promise<void> {
	const { versionId } = await rest.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await rest.call('POST', `/workflows/${id}/activate`, { versionId });
}

/** By turns in one n8n with SQLite, each workflow with a record of its own. */
export async function measureFullRecord(program: N8nProgram): Promise<FullRecord[]> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	const emulator = await startEmulator();
	try {
		await installPacked(userFolder);
		const place = { program, userFolder };
		await importCredentials(place, [emulatorCredential(emulator.url)]);
		await importWorkflows(place, REMEMBERED.map(workflowOf) as unknown as Workflow[]);
		const n8n = await startN8n(place, await freePort());
		try {
			const rest = new N8nRest(n8n.url);
			await rest.setUp({ email: 'bench@example.com', password: 'Bench-password-1' });
			for (const count of REMEMBERED) await publish(rest, nameOf(count));
			const times = new Map(REMEMBERED.map((count) => [count, [] as number[]]));
			for (let turn = -2; turn < TURNS; turn++)
				for (const [count, list] of times) {
					const ms = await sendOne(n8n.url, count, turn);
					if (turn >= 0) list.push(ms);
				}
			return [...times].map(([remembered, list]) => ({ remembered, ms: median(list) }));
		} finally {
			await n8n.stop();
		}
	} finally {
		await emulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}
