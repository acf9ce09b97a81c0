import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Login } from './n8n/n8nRest.mts';

/** Random, as any page open in the browser can reach a local port; kept, as n8n keeps its owner. */
export async function demoLogin(folder: string): Promise<Login> {
	const file = join(folder, 'login.json');
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Login;
	} catch {
		// n8n wants a capital letter and a digit.
		const login = { email: 'demo@example.com', password: `Demo1-${randomBytes(6).toString('hex')}` };
		await mkdir(folder, { recursive: true });
		await writeFile(file, JSON.stringify(login), { mode: 0o600 });
		return login;
	}
}
