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
import { startEmulator } from '../../emulator/http/server.mts';
import { median } from '../median.mts';
import { seedActiveCampaigns } from './campaigns.mts';

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
}

/** Lists of an account with 5,000 campaigns, as the editor asks n8n for them: its first page, the next, and a search. */
export async function measurePickers(program: N8nProgram): Promise<PickerTime[]> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-bench-'));
	const emulator = await startEmulator();
	await installPacked(userFolder);
	const port = await freePort();
	const n8n = await startN8n({ program, userFolder }, port);
	try {
		const rest = new N8nRest(n8n.url);
		await rest.setUp({ email: 'bench@example.com', password: 'Bench-password-1' });
		const { name, data } = emulatorCredential(emulator.url);
		const { id } = await rest.createCredential(name, CREDENTIAL_TYPE, data);
		const { id: projectId } = await rest.call<{ id: string }>('GET', '/projects/personal');
		// In parts: an account takes 3,000 changes before it has to wait.
		for (let made = 0; made < PICKER_CAMPAIGNS; made += SEEDED_AT_ONCE)
			await seedActiveCampaigns(emulator, ACCOUNTS.usd, SEEDED_AT_ONCE);
		emulator.control.setLatency(PICKER_LATENCY, 0);
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
		const timed = async (title: string, more: Record<string, string>, turns = TURNS): Promise<PickerTime> => {
			emulator.log.length = 0;
			const times: number[] = [];
			let entries = 0;
			for (let turn = 0; turn < turns; turn++) {
				const began = performance.now();
				entries = (await ask(more)).results.length;
				times.push(performance.now() - began);
			}
			return { name: title, ms: median(times), entries, calls: emulator.log.length / turns };
		};
		return [
			await timed('first page, the first list of this n8n', {}, 1),
			await timed('first page', {}),
			await timed('next page', { paginationToken: (await ask({})).paginationToken ?? '' }),
			await timed('search by a part of a name', { filter: 'campaign 432' }),
		];
	} finally {
		await n8n.stop();
		await emulator.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}
