import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';

import { freePort } from '../../../demo/machine/ports.mts';

const run = promisify(execFile);

export interface Postgres {
	port: number;
	/** For n8n's Postgres credential. */
	credential: Record<string, unknown>;
	/** For an n8n whose own database it is. */
	env: Record<string, string>;
	query: <T extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<T[]>;
	close: () => Promise<void>;
}

/** Debian keeps the server's programs in a folder of their version, not on the path. */
async function programFolder(): Promise<string> {
	const versions = await readdir('/usr/lib/postgresql').catch(() => []);
	const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
	if (newest) return join('/usr/lib/postgresql', newest, 'bin');
	throw new Error('The tests with a real database need PostgreSQL (Debian and Ubuntu: "apt-get install postgresql").');
}

/** PostgreSQL refuses to run as root, so root lends it Debian's `postgres` user. */
const isRoot = userInfo().uid === 0;
const program = (path: string, args: string[]): [string, string[]] =>
	isRoot ? ['runuser', ['-u', 'postgres', '--', path, ...args]] : [path, args];

async function lend(folder: string): Promise<void> {
	if (!isRoot) return;
	const { stdout } = await run('id', ['-u', 'postgres']);
	await chown(folder, Number(stdout), Number((await run('id', ['-g', 'postgres'])).stdout));
}

/** An empty PostgreSQL of its own on a free port, gone after `close`. */
export async function startPostgres(): Promise<Postgres> {
	const bin = await programFolder();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-postgres-'));
	await lend(folder);
	const data = join(folder, 'data');
	const port = await freePort();
	const pgCtl = async (...args: string[]) => {
		const [file, rest] = program(join(bin, 'pg_ctl'), ['-D', data, '-s', '-w', ...args]);
		await run(file, rest, { cwd: folder });
	};
	const [initdb, initArgs] = program(join(bin, 'initdb'), ['-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync']);
	await run(initdb, initArgs, { cwd: folder });
	await mkdir(join(folder, 'socket'));
	await lend(join(folder, 'socket'));
	const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${join(folder, 'socket')} -c fsync=off`;
	await pgCtl('-l', join(folder, 'log'), '-o', options, 'start');

	const client = new Client({ host: '127.0.0.1', port, user: 'n8n', database: 'postgres' });
	await client.connect();
	return {
		port,
		credential: { host: '127.0.0.1', port, user: 'n8n', password: 'n8n', database: 'postgres', ssl: 'disable' },
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
		},
		query: async <T extends Record<string, unknown>>(sql: string, values?: unknown[]) =>
			(await client.query<T>(sql, values)).rows,
		close: async () => {
			await client.end();
			await pgCtl('-m', 'immediate', 'stop');
			await rm(folder, { recursive: true, force: true });
		},
	};
}
