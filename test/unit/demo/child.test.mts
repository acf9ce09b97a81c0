import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startChild } from '../../../demo/machine/child.mts';

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-meta-ads-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('has all that a program has printed into a file before it ended itself', async () => {
	const program = 'console.error("first"); process.stdout.write("x".repeat(3_000_000)); process.exit(3)';
	const child = startChild(process.execPath, ['-e', program], { env: process.env, file: join(folder, 'output') });
	expect(await child.ended).toBe(3);
	expect(child.output()).toBe(`first\n${'x'.repeat(3_000_000)}`);
});
