import { join } from 'node:path';

/** Settings of an n8n whose requests to these hosts go to the given addresses instead (`{ 'host.name': 'http://…' }`). */
export const redirectEnv = (hosts: Record<string, string>): Record<string, string> => ({
	REDIRECT_HOSTS: JSON.stringify(hosts),
	NODE_OPTIONS: `--no-warnings --import="${join(process.cwd(), 'demo', 'n8n', 'redirectHosts.mts')}"`,
});
