import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import { freePort } from '../../demo/machine/ports.mts';
import type { N8nPlace } from '../../demo/n8n/n8nEnv.mts';
import { N8nRest, type Login } from '../../demo/n8n/n8nRest.mts';
import { startN8n, type N8nServer } from '../../demo/n8n/n8nServer.mts';
import { freshInstallation, tell } from './installation.mts';

export const LOGIN: Login = { email: 'marketer@example.com', password: 'Workbench1' };

export interface SharedN8n {
	readonly place: N8nPlace;
	readonly server: N8nServer;
	/** As the owner. */
	readonly rest: N8nRest;
}

/** Jest loads our modules anew for each file; what stands here is there as long as the worker. */
const kept = globalThis as { n8nOfAllFiles?: Promise<SharedN8n> };

/**
 * The n8n of all test files of this worker that need no settings of their own: starting one takes longer than most of
 * them. Each finds it without workflows, credentials and tables. It ends with the worker.
 */
export async function sharedN8n(): Promise<SharedN8n> {
	kept.n8nOfAllFiles ??= started();
	const shared = await kept.n8nOfAllFiles.catch((error: unknown) => {
		delete kept.n8nOfAllFiles;
		throw error;
	});
	await empty(shared.rest);
	return shared;
}

/** What every n8n of these tests is told. */
export const settingsAt = (port: number): Record<string, string> => ({
	N8N_ENCRYPTION_KEY: randomUUID(),
	// A worker writes the links of approvals and has no port of its own.
	WEBHOOK_URL: `http://127.0.0.1:${port}/`,
});

async function started(): Promise<SharedN8n> {
	tell('installing the packed package into a real n8n for several files');
	const port = await freePort();
	const place = await freshInstallation(settingsAt(port));
	// Jest leaves a worker half a second for its end.
	process.once('exit', () => spawn('rm', ['-rf', place.userFolder], { detached: true, stdio: 'ignore' }).unref());
	// Jest ends a worker so, when it has grown large: without a listener nothing would be tidied up.
	process.once('SIGTERM', () => process.exit(143));
	const server = await startN8n(place, port);
	server.unref();
	void server.ended.then(() => delete kept.n8nOfAllFiles);
	const rest = new N8nRest(server.url);
	await rest.enter(LOGIN);
	return { place, server, rest };
}

interface Listed {
	readonly id: string;
	readonly active?: boolean;
	readonly isArchived?: boolean;
}

async function empty(rest: N8nRest): Promise<void> {
	for (const { id, active, isArchived } of await rest.call<Listed[]>('GET', '/workflows')) {
		if (active) await rest.call('POST', `/workflows/${id}/deactivate`, {});
		if (!isArchived) await rest.call('POST', `/workflows/${id}/archive`, {});
		await rest.call('DELETE', `/workflows/${id}`);
	}
	for (const { id } of await rest.call<Listed[]>('GET', '/credentials'))
		await rest.call('DELETE', `/credentials/${id}`);
	const project = await rest.call<Listed>('GET', '/projects/personal');
	const tables = `/projects/${project.id}/data-tables`;
	const { data } = await rest.call<{ data: Listed[] }>('GET', `${tables}?take=100`);
	for (const { id } of data) await rest.call('DELETE', `${tables}/${id}`);
}
