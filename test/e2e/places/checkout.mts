import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { rememberBuild } from '../../../demo/machine/built.mts';

/** What a clone does not have, and what a copy need not have. */
const LEFT_OUT = ['.git', '.tmp', 'node_modules'];

export interface Checkout {
	readonly folder: string;
	remove: () => Promise<void>;
}

/**
 * A copy of this checkout for a demo to build in and to keep its n8n in: other tests pack and install what is built here
 * at the same time, and there is one demo a checkout. `built`: as it is after its first demo.
 */
export async function copiedCheckout({ built = false } = {}): Promise<Checkout> {
	const root = process.cwd();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-checkout-'));
	const leftOut = built ? LEFT_OUT : [...LEFT_OUT, 'dist'];
	await cp(root, folder, { recursive: true, filter: (source) => !leftOut.includes(relative(root, source)) });
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
	if (built) await rememberBuild(folder);
	return { folder, remove: async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
