import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { run } from '../../gulp/run.mts';
import { copyOfRepository, removeTemporaryFolders, ROOT } from './support/temporary.mts';

/** A registry that takes whatever it is given, and remembers what that was. */
const received: string[] = [];
let registry: Server;
let address: string;

beforeAll(async () => {
	registry = createServer((request, response) => {
		request.resume().on('end', () => {
			received.push(`${request.method} ${request.url}`);
			response.writeHead(request.method === 'PUT' ? 201 : 404, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
	address = `127.0.0.1:${(registry.address() as AddressInfo).port}/`;
});

afterEach(() => (received.length = 0));
afterAll(async () => {
	registry.close();
	await removeTemporaryFolders();
});

/** A checkout whose user is logged in to that registry, as the one that npm uses by default. */
async function checkout(): Promise<{ cwd: string; env: Record<string, string> }> {
	const cwd = await copyOfRepository('package.json', '.npmrc', 'LICENSE', 'README.md');
	const settings = join(cwd, 'user.npmrc');
	await writeFile(settings, `registry=http://${address}\n//${address}:_authToken=TOKEN\n`);
	return {
		cwd,
		env: {
			npm_config_userconfig: settings,
			npm_config_registry: `http://${address}`,
			npm_config_fetch_retries: '0',
			npm_config_update_notifier: 'false',
		},
	};
}

it.each([[[]], [['--ignore-scripts']], [['--force']]])(
	'npm publish %j in a checkout sends nothing',
	async (flags) => {
		await expect(run('npm', ['publish', ...flags], await checkout())).rejects.toThrow('127.0.0.1:9');
		expect(received).toEqual([]);
	},
	60_000,
);

it('the release takes that away first, and then the package leaves', async () => {
	const place = await checkout();
	await run('npm', ['pkg', 'delete', 'publishConfig'], place);
	await run('npm', ['publish', '--ignore-scripts'], place);
	expect(received).toContain('PUT /n8n-nodes-meta-ads');
}, 60_000);

it('what workflows run is named by its content, never by a name that can move', async () => {
	const folder = join(ROOT, '.github/workflows');
	const texts = await Promise.all(
		(await readdir(folder)).map(async (file) => await readFile(join(folder, file), 'utf8')),
	);
	const named = texts.flatMap((text) =>
		[...text.matchAll(/^\s*(?:-\s*)?(?:uses|container|image):\s*(\S+)/gm)].map(([, name]) => name!),
	);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((name) => !/@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(name))).toEqual([]);
});
