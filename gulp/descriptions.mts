import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { oneOperation } from './oneOperation.mts';

/** The node's own methods by which n8n starts it; its `methods` are what its form asks for. */
const ENTRANCES = ['execute', 'poll'] as const;

const WRITTEN = '// Written by the build (gulp/descriptions.mts in the repository)';

/**
 * The last step of the build: what n8n loads at each start of each of its processes is a node's form, as data, and
 * nothing else. What the node does (some 550 files) is read when a workflow, a list of the editor or a poll first asks
 * for it. n8n's loader reads a community package's nodes whole at start, so the package has to do this itself; n8n's
 * own nodes are spared the same way, by n8n (`LazyPackageDirectoryLoader`).
 *
 * A node's file becomes three: `X.whole.js` is what was compiled, `X.description.json` its description, and `X.node.js`
 * the class that n8n finds. The whole has the operations of all resources in it, for the menu. A step runs one of them:
 * where a node lists its resources (`operations.js`), the class reads the operation of the step, from the
 * folder of its resource's name.
 */
export function writeDescriptions(root: string): string[] {
	const require = createRequire(join(root, 'package.json'));
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };
	return manifest.n8n.nodes.flatMap((path) => {
		const name = basename(path, '.node.js');
		const folder = join(root, dirname(path));
		requireCompiled(root, path);
		const node = new (require(join(root, path))[name] as new () => INodeType)();
		const description = JSON.stringify(node.description);
		requirePlain(name, node.description, description);
		requireKnownEntrances(name, node);
		const resources = existsSync(join(folder, 'operations.js')) ? resourcesOf(folder, node) : null;
		const lists = listsOf(join(root, path), node);

		renameSync(join(root, path), join(folder, `${name}.whole.js`));
		writeFileSync(join(folder, `${name}.description.json`), description);
		writeFileSync(join(root, path), classText(name, node, resources, lists));
		return [`${dirname(path)}/${name}.{node,whole}.js, ${name}.description.json (${description.length} bytes)`];
	});
}

/** The light class in place of the whole one would look for what it does in itself, for ever. */
function requireCompiled(root: string, path: string): void {
	if (!readFileSync(join(root, path), 'utf8').includes(WRITTEN)) return;
	throw new Error(`${basename(path)} is written already: build first.`);
}

/** A function or an `undefined` in a description would be lost in the file without a word. */
function requirePlain(name: string, description: INodeTypeDescription, text: string): void {
	if (isDeepStrictEqual(withoutUndefined(description), JSON.parse(text))) return;
	throw new Error(`The description of ${name} holds what JSON cannot: a function, a date or a class.`);
}

/** What n8n may call a node by; one that is not written below would be missing without a word. */
function requireKnownEntrances(name: string, node: INodeType): void {
	const called = Object.getOwnPropertyNames(Object.getPrototypeOf(node)).filter((key) => key !== 'constructor');
	// What stands on each node instead of on its class would need one made, with its form, before anything is done.
	const own = Object.keys(node).filter((key) => key !== 'description' && key !== 'methods');
	const unknown = [...called.filter((key) => !(ENTRANCES as readonly string[]).includes(key)), ...own];
	if (unknown.length > 0) throw new Error(`${name} has ${unknown.join(', ')}, which its light class would lack.`);
}

interface Named {
	readonly value: string;
}

interface ReadOne {
	oneOperation(name: string): { operations: readonly Named[] };
}

/** An operation that its resource has and a step cannot run would be found in the middle of someone's workflow. */
function requireEach({ oneOperation: read }: ReadOne, names: readonly string[]): void {
	const missing = names.filter((name) => read(name).operations[0]?.value !== name);
	if (missing.length > 0) throw new Error(`Read alone, ${missing.join(', ')} would be another operation, or none.`);
}

/** A resource, and the name under which the folder of that name exports it. */
interface ReadResource {
	readonly value: string;
	readonly exported: string;
}

/**
 * A node's resources, each of which is in the folder of its name.
 *
 * @throws when a folder holds another resource, or `execute` does more than run one: that would be lost without a word
 */
function resourcesOf(folder: string, node: INodeType): ReadResource[] {
	const require = createRequire(join(folder, 'operations.js'));
	// The one list there, whatever it is called: each node's has a name of its own.
	const [operations] = Object.values(
		require('./operations') as Record<string, ReadonlyArray<Named & { operations: readonly Named[] }>>,
	);
	const resources = (operations ?? []).map((resource) => {
		const { value } = resource;
		const [exported] = Object.entries(require(`./${value}`)).find(([, one]) => one === resource) ?? [];
		if (exported === undefined)
			throw new Error(`${basename(folder)} lists the resource ${value}, which ./${value} does not export.`);
		const index = readFileSync(join(folder, value, 'index.js'), 'utf8');
		const names = resource.operations.map((operation) => operation.value);
		writeFileSync(join(folder, value, 'oneOperation.js'), oneOperation(index, names));
		requireEach(require(`./${value}/oneOperation`) as ReadOne, names);
		return { value, exported };
	});
	if (!RUNS_ONE.test(String(node.execute)))
		throw new Error(
			`execute of ${basename(folder)} has to be: return await run(this, readable(operations), refusalCause);`,
		);
	return resources;
}

/** As the compiler writes it. */
const RUNS_ONE =
	/^async execute\(\) \{\s*return await \(0, \w+\.run\)\(this, \(0, \w+\.readable\)\(\w+\.\w*[oO]perations\), \w+\.refusalCause\);\s*\}$/;

/** The file that a list of the editor comes from, as the node's file requires it, and the list's name there. */
type Lists = ReadonlyMap<unknown, readonly [path: string, exported: string]>;

/**
 * Where the node's lists come from. The first list of an n8n would otherwise wait for all that the node does to be read, which took
 * seven times as long as the list's own file.
 */
function listsOf(file: string, { methods }: INodeType): Lists {
	const require = createRequire(file);
	const wanted = new Set<unknown>(Object.values(methods ?? {}).flatMap((kind) => Object.values(kind ?? {})));
	const paths = [...readFileSync(file, 'utf8').matchAll(/\brequire\("(\.[^"]*)"\)/g)].map(([, path = '']) => path);
	return new Map(
		paths.flatMap((path) =>
			Object.entries(require(path) as Record<string, unknown>)
				.filter(([, one]) => wanted.has(one))
				.map(([exported, one]) => [one, [path, exported]] as const),
		),
	);
}

/** Optional parts that a form spreads in are there as `undefined`: to n8n the same as absent. */
function withoutUndefined(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutUndefined);
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	const given = Object.entries(value).filter(([, part]) => part !== undefined);
	return Object.fromEntries(given.map(([key, part]) => [key, withoutUndefined(part)]));
}

/** A node's lists, each of which reads its own file when it is first opened; the whole node where it stands in the class. */
const listsText = ({ methods }: INodeType, lists: Lists): string =>
	Object.entries(methods ?? {})
		.map(([kind, ofKind]) => {
			const lines = Object.entries(ofKind ?? {}).map(([method, one]: [string, unknown]) => {
				const [path, exported] = lists.get(one) ?? [];
				const read = path === undefined ? `theWhole().methods.${kind}.${method}` : `require("${path}").${exported}`;
				return `\t\t\t\t${method}: later(() => ${read}),`;
			});
			return `\t\t\t${kind}: {\n${lines.join('\n')}\n\t\t\t},`;
		})
		.join('\n');

/** @param resources what a step can run, each to be read when it does; null where the whole node does it */
function classText(name: string, node: INodeType, resources: readonly ReadResource[] | null, lists: Lists): string {
	const callOf = (entrance: string): string =>
		resources !== null && entrance === 'execute'
			? 'require("../shared/node/run").run(this, resources, require("../meta/gates/refusalCause").refusalCause)'
			: `whole().prototype.${entrance}.call(this)`;
	const readers = (resources ?? []).map(
		({ value, exported }) =>
			`\t${value}: async (name) =>\n\t\tname === undefined ? require("./${value}").${exported} : require("./${value}/oneOperation").oneOperation(name),`,
	);
	const table = resources === null ? '' : `const resources = {\n${readers.join('\n')}\n};\n`;
	const entrances = ENTRANCES.filter((entrance) => node[entrance] !== undefined).map(
		(entrance) => `\n\tasync ${entrance}() {\n\t\treturn await ${callOf(entrance)};\n\t}\n`,
	);
	return `"use strict";
${WRITTEN}: the form as data, what the node does when first used.
Object.defineProperty(exports, "__esModule", { value: true });
exports.${name} = void 0;
const description = require("./${name}.description.json");
const whole = () => require("./${name}.whole").${name};
${table}let made;
const theWhole = () => (made ??= new (whole())());
const later = (read) => async function (...given) {
	return await read().apply(this, given);
};
class ${name} {
	constructor() {
		// n8n adds to both, and may load a node again.
		this.description = { ...description, properties: [...description.properties] };
		this.methods = {
${listsText(node, lists)}
		};
	}
${entrances.join('')}}
exports.${name} = ${name};
`;
}
