import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../../../demo/machine/ports.mts';
import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';
import { redirect, redirectEnv } from '../../../demo/n8n/redirectEnv.mts';
import { N8nRest, type Login } from '../../../demo/n8n/n8nRest.mts';
import type { N8nServer } from '../../../demo/n8n/n8nServer.mts';
import { freshInstallation, startFresh, tell } from './installation.mts';
import { asSmallServer } from './smallServer.mts';

export const LOGIN: Login = { email: 'marketer@example.com', password: 'Workbench1' };

/** Where an n8n lives, and what can be put beside it. */
export interface Surroundings {
	readonly place: N8nPlace;
	/** The folder that its steps may read files of. */
	readonly files: string;
	/** From now on the requests of its steps to these hosts, and no others, go to the given addresses. */
	readonly redirect: (hosts: Record<string, string>) => Promise<void>;
}

export interface SharedN8n extends Surroundings {
	readonly server: N8nServer;
	/** As the owner. */
	readonly rest: N8nRest;
}

/** Jest loads our modules anew for each file; what stands here is there as long as the worker. */
const kept = globalThis as { n8nOfAllFiles?: Promise<SharedN8n> };

/**
 * The n8n of all test files of this worker that need no settings of their own: starting one takes longer than most of
 * them. Each finds it without workflows, credentials, tables, files and redirected hosts. It ends with the worker.
 */
export async function sharedN8n(): Promise<SharedN8n> {
	kept.n8nOfAllFiles ??= started();
	const shared = await kept.n8nOfAllFiles.catch((error: unknown) => {
		delete kept.n8nOfAllFiles;
		throw error;
	});
	await Promise.all([empty(shared.rest), shared.redirect({}), emptyFolder(shared.files)]);
	return shared;
}

/** A place for an n8n that will be at this port. */
export async function furnish(port: number, env: Record<string, string> = {}): Promise<Surroundings> {
	const { program, userFolder } = await freshInstallation();
	const [files, hosts] = [join(userFolder, 'files'), join(userFolder, 'hosts.json')];
	await mkdir(files);
	await redirect(hosts, {});
	const settings: Record<string, string> = {
		// A worker writes the links of approvals and has no port of its own.
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_RESTRICT_FILE_ACCESS_TO: files,
		...redirectEnv(hosts),
		...env,
	};
	settings.NODE_OPTIONS = asSmallServer(settings.NODE_OPTIONS);
	const place = { program, userFolder, env: settings };
	return { place, files, redirect: async (to) => await redirect(hosts, to) };
}

async function started(): Promise<SharedN8n> {
	tell('installing the packed package into a real n8n for several files');
	const port = await freePort();
	const surroundings = await furnish(port);
	const { place } = surroundings;
	// Jest leaves a worker half a second for its end.
	process.once('exit', () => spawn('rm', ['-rf', place.userFolder], { detached: true, stdio: 'ignore' }).unref());
	// Jest ends a worker so, when it has grown large: without a listener nothing would be tidied up.
	process.once('SIGTERM', () => process.exit(143));
	const server = await startFresh(place, port);
	server.unref();
	void server.ended.then(() => delete kept.n8nOfAllFiles);
	const rest = new N8nRest(server.url);
	await rest.enter(LOGIN);
	return { ...surroundings, server, rest };
}

async function emptyFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder);
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
