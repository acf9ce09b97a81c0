import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';

const run = promisify(execFile);

export type DatabaseDump = Record<string, Array<Record<string, unknown>>>;

/** Everything n8n has kept, by table: executions with their data, workflows, settings. */
export async function dumpDatabase({ program, userFolder }: N8nPlace): Promise<DatabaseDump> {
	const script = join(process.cwd(), 'test', 'e2e', 'places', 'dumpDatabase.mts');
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const { stdout } = await run(program.node, ['--no-warnings', script, file], { maxBuffer: 512 * 1024 * 1024 });
	return JSON.parse(stdout) as DatabaseDump;
}

/** The places, as "where: needle", in which one of the secrets stands; also as it looks inside a URL. */
export function findLeaks(places: Record<string, string>, secrets: string[]): string[] {
	return Object.entries(places).flatMap(([place, text]) =>
		secrets
			.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
			.map((secret) => `${place}: ${secret}`),
	);
}

/** The tables as places to search. */
export const databasePlaces = (dump: DatabaseDump): Record<string, string> =>
	Object.fromEntries(Object.entries(dump).map(([table, rows]) => [`table ${table}`, JSON.stringify(rows)]));
