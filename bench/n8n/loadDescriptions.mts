/**
 * Runs in a fresh Node: loads the given node files as n8n does (require, construct, read the description) and prints
 * what that took. What n8n has loaded anyway, whichever nodes it loads, is loaded before the clock starts.
 */
import { createRequire } from 'node:module';

interface NodeClass {
	new (): { description?: unknown; nodeVersions?: Record<string, { description: unknown }> };
}

const [base = '', ...files] = process.argv.slice(2);
const require = createRequire(`${base}/`);
for (const shared of ['n8n-workflow', 'luxon', 'lodash', 'zod']) require(shared);

const collect = (globalThis as { gc?: () => void }).gc;
collect?.();
const heapBefore = process.memoryUsage().heapUsed;
const start = performance.now();
const loaded = files.map((file) => {
	const exported = require(file) as Record<string, NodeClass>;
	const [name] = file.split(/[\\/]/).at(-1)?.split('.') ?? [];
	const Node = exported[name ?? ''];
	if (!Node) throw new Error(`${file} exports no class ${name}`);
	const node = new Node();
	return node.nodeVersions ? Object.values(node.nodeVersions).map((version) => version.description) : node.description;
});
const ms = performance.now() - start;
const each = loaded.map((description) => JSON.stringify(description).length);
collect?.();
const heap = process.memoryUsage().heapUsed - heapBefore;
process.stdout.write(JSON.stringify({ ms, heap, json: JSON.stringify(loaded).length, each }));
