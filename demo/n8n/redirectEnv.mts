import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Settings of an n8n whose requests to the hosts in this file go elsewhere. */
export const redirectEnv = (file: string): Record<string, string> => ({
	REDIRECT_HOSTS: file,
	NODE_OPTIONS: `--no-warnings --import="${join(process.cwd(), 'demo', 'n8n', 'redirectHosts.mts')}"`,
});

/**
 * From now on requests to these hosts, and no others, go to the given addresses (`{ 'host.name': 'http://…' }`). A running
 * n8n reads the file at each request, and must not find it half written.
 */
export async function redirect(file: string, hosts: Record<string, string>): Promise<void> {
	await writeFile(`${file}.new`, JSON.stringify(hosts));
	await rename(`${file}.new`, file);
}
