import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import { ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { startEmulator } from '../../../../emulator/http/server.mts';

const ROOT = process.cwd();

/** Compiled once: as people start it, a process reads and translates each file, which takes most of its time. */
const COMPILED = join(ROOT, '.tmp', `emulator-${process.pid}.mjs`);
const asPeopleDo = ['--import', 'tsx', 'emulator/main.mts'];

beforeAll(async () => {
	await build({
		entryPoints: [join(ROOT, 'emulator/main.mts')],
		outfile: COMPILED,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'esm',
		logLevel: 'error',
	});
});
afterAll(async () => await rm(COMPILED, { force: true }));

function run(
	port: string | number,
	{ more = [], program = [COMPILED] }: { more?: readonly string[]; program?: readonly string[] } = {},
): { child: ChildProcess; text: () => string } {
	const child = spawn(process.execPath, [...program, '--port', String(port), ...more], { cwd: ROOT });
	let text = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
	return { child, text: () => text };
}

it('prints its address and what one needs, answers there, and stops on Ctrl-C', async () => {
	const { child, text } = run(0, { program: asPeopleDo });
	await once(child.stdout!, 'data');
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text())?.[0];
	expect(text()).toContain(ACCOUNTS.jpy);
	const response = await fetch(`${url}/v26.0/me`, { headers: { authorization: 'Bearer EMULATOR' } });
	expect(response.status).toBe(200);
	child.kill('SIGINT');
	const [code] = (await once(child, 'exit')) as [number | null];
	expect(code).toBe(0);
	await expect(fetch(`${url}/v26.0/me`)).rejects.toThrow();
});

it.each([
	['of a new app unless told otherwise', [], 400, 'App: made since 2026-11-04'],
	['of an old app when told so', ['--app', 'old'], 200, 'App: made before'],
])('is the emulator %s', async (_kind, options, status, line) => {
	const { child, text } = run(0, { more: options });
	await once(child.stdout!, 'data');
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text())?.[0];
	const response = await fetch(`${url}/v26.0/me`, {
		method: 'POST',
		body: new URLSearchParams({ method: 'get', access_token: 'EMULATOR' }),
	});
	expect([response.status, text()]).toEqual([status, expect.stringContaining(line)]);
	child.kill('SIGINT');
	await once(child, 'exit');
});

it('refuses a kind of app that is none', async () => {
	const { child, text } = run(0, { more: ['--app', 'young'] });
	const [code] = (await once(child, 'close')) as [number | null];
	expect([code, text().trim()]).toEqual([1, '--app must be new or old, not "young".']);
});

it('says in one sentence that the port is busy', async () => {
	const busy = await startEmulator();
	const { port } = new URL(busy.url);
	const { child, text } = run(port);
	const [code] = (await once(child, 'close')) as [number | null];
	await busy.close();
	expect(code).toBe(1);
	expect(text().trim().split('\n')).toEqual([expect.stringContaining(`Port ${port} is already in use`) as string]);
});

it('refuses a port that is none', async () => {
	const { child, text } = run('coffee');
	const [code] = (await once(child, 'close')) as [number | null];
	expect([code, text().trim()]).toEqual([1, '--port must be a number from 0 to 65535, not "coffee".']);
});

it('knows nothing of the nodes it is meant to test', async () => {
	const folder = join(ROOT, 'emulator');
	const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.mts'));
	for (const file of files) {
		const imports = [...(await readFile(join(folder, file), 'utf8')).matchAll(/from '([^']+)'/g)].map(
			(match) => match[1] ?? '',
		);
		for (const source of imports) {
			const place = join(folder, file, '..', source);
			// What real accounts have confirmed is known by the emulator and by the page of open questions.
			const own = source.startsWith('.') && [folder, join(ROOT, 'facts')].some((at) => place.startsWith(`${at}/`));
			if (!own) expect(source).toMatch(/^(node:|fastify$|luxon$|zod$|lodash\/\w+\.js$|facebook-nodejs-business-sdk$)/);
		}
	}
});
