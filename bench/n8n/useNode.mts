/**
 * Runs in a fresh Node: loads one node's file as n8n does and runs it twice for one item whose fields are all empty, so that it
 * has read what it does and its form when it fails. Prints what the first time took beyond the second.
 *
 * Arguments: where n8n's modules are, the node's file, resource and operation.
 */
import { createRequire } from 'node:module';

interface NodeClass {
	new (): Record<'execute' | 'poll', (() => Promise<unknown>) | undefined>;
}

const [base = '', file = '', resource = '', operation = ''] = process.argv.slice(2);
const require = createRequire(`${base}/`);
for (const shared of ['n8n-workflow', 'luxon', 'lodash', 'zod']) require(shared);
const [name = ''] = file.split(/[\\/]/).at(-1)?.split('.') ?? [];
const Node = (require(file) as Record<string, NodeClass>)[name];
if (!Node) throw new Error(`${file} exports no class ${name}`);
const node = new Node();
const collect = (globalThis as { gc?: () => void }).gc;
const nothing: object = new Proxy(() => nothing, { get: (_, key) => (key === 'then' ? undefined : nothing) });

const chosen: Readonly<Record<string, string>> = { resource, operation };
const context: object = new Proxy(
	{
		getInputData: () => [{ json: {} }],
		getNode: () => ({ name: 'Node', type: 'node', parameters: {} }),
		getNodeParameter: (key: string, _index: number, otherwise: unknown) => chosen[key] ?? otherwise,
	},
	{ get: (target, key) => (target as Record<string | symbol, unknown>)[key] ?? nothing },
);

/** A name that the node does not know would be the fastest of all. */
function requireFound({ message }: Error): void {
	if (message.includes('has no operation')) throw new Error(message);
}

/** Milliseconds of processor time. */
async function use(): Promise<number> {
	const began = process.cpuUsage();
	await (node.execute ?? node.poll)?.call(context as never).catch(requireFound);
	const { user, system } = process.cpuUsage(began);
	return (user + system) / 1000;
}

collect?.();
const before = { heap: process.memoryUsage().heapUsed, modules: Object.keys(require.cache).length };
const first = await use();
const ms = first - (await use());
collect?.();
const heap = process.memoryUsage().heapUsed - before.heap;
process.stdout.write(JSON.stringify({ ms, heap, modules: Object.keys(require.cache).length - before.modules }));
