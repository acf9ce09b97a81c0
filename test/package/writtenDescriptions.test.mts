import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { writeDescriptions } from '../../gulp/descriptions.mts';
import { removeTemporaryFolders, temporaryFolder } from './support/temporary.mts';

// What the last step of the build makes of a compiled node; that n8n loads the real ones is in installed.test.mts.

afterAll(removeTemporaryFolders);

/** How often what the node does was read, and how often a whole one was made. */
const reads = (): unknown => (globalThis as { wholeReads?: number }).wholeReads;
const made = (): unknown => (globalThis as { wholesMade?: number }).wholesMade;

/** A package with one node, compiled from `body`. */
async function builtPackage(body: string): Promise<string> {
	const root = await temporaryFolder();
	await mkdir(join(root, 'dist/nodes/Planted'), { recursive: true });
	await writeFile(join(root, 'package.json'), '{ "n8n": { "nodes": ["dist/nodes/Planted/Planted.node.js"] } }');
	await writeFile(join(root, 'dist/nodes/Planted/Planted.node.js'), `exports.Planted = class Planted { ${body} };`);
	return root;
}

const FORM =
	'description = (globalThis.wholesMade = (globalThis.wholesMade ?? 0) + 1) && { name: "planted", properties: [{ name: "one", hint: undefined }] };';

it('gives n8n the form without what the node does, and does it when asked', async () => {
	const root = await builtPackage(
		`${FORM} static reads = (globalThis.wholeReads = (globalThis.wholeReads ?? 0) + 1); methods = { listSearch: { find: async function (filter) { return [this.word, filter]; } } };
		async execute() { return [this.word]; }`,
	);
	writeDescriptions(root);
	// What the build itself read, under the name that is now the light class's.
	jest.resetModules();
	expect([reads(), made()]).toEqual([1, 1]);

	const require = createRequire(join(root, 'package.json'));
	const path = join(root, 'dist/nodes/Planted/Planted');
	const { Planted } = require(`${path}.node.js`);
	const [first, second] = [new Planted(), new Planted()];
	expect(first.description).toEqual({ name: 'planted', properties: [{ name: 'one' }] });
	// n8n puts the fields of polling before a node's own, each time it loads it.
	first.description.properties.unshift({ name: 'pollTimes' });
	expect(second.description.properties).toHaveLength(1);
	expect(reads()).toBe(1);

	expect(await first.execute.call({ word: 'said' })).toEqual(['said']);
	// The form of a whole one takes a third of the time, and nobody looks at it.
	expect(made()).toBe(1);
	expect(await first.methods.listSearch.find.call({ word: 'said' }, 'asked')).toEqual(['said', 'asked']);
	expect([reads(), made()]).toEqual([2, 2]);
	expect(await readFile(`${path}.description.json`, 'utf8')).not.toContain('undefined');
});

it('reads the file of a list when the list is opened, and nothing else that the node does', async () => {
	const root = await builtPackage(
		`${FORM} methods = { listSearch: { find: require("./lists").find, findHere: async () => [] } }; async execute() { return []; }`,
	);
	const folder = join(root, 'dist/nodes/Planted');
	await writeFile(join(folder, 'lists.js'), 'exports.find = async function (filter) { return [this.word, filter]; };');
	writeDescriptions(root);
	jest.resetModules();
	const before = made();
	const { Planted } = createRequire(join(root, 'package.json'))(join(folder, 'Planted.node.js'));
	const { find, findHere } = new Planted().methods.listSearch;
	expect(await find.call({ word: 'said' }, 'asked')).toEqual(['said', 'asked']);
	expect(made()).toBe(before);
	// One that stands in the class can only be had with all of it.
	expect(await findHere.call({})).toEqual([]);
	expect(made()).toBe(Number(before) + 1);
});

/** A node with two resources in folders of their own, whose operations say that they were read; a step runs one of them. */
async function withResources(
	execute: string,
	list = '[require("./first").firstResource, require("./second").secondResource]',
) {
	const root = await builtPackage(`${FORM} async execute() { return await ${execute}; }`);
	const folder = join(root, 'dist/nodes/Planted');
	const file = async (path: string, text: string): Promise<void> => {
		await mkdir(join(folder, path, '..'), { recursive: true });
		await writeFile(join(folder, path), text);
	};
	await file('operations.js', `exports.operations = ${list};`);
	for (const name of ['first', 'second']) {
		await file(
			`${name}/index.js`,
			`const get_1 = require("./get");
			const set_1 = require("./set");
			exports.${name}Resource = { value: '${name}', operations: [get_1.get, set_1.set] };`,
		);
		for (const one of ['get', 'set'])
			await file(
				`${name}/${one}.js`,
				`(globalThis.operationsRead ??= []).push('${name}.${one}'); exports.${one} = { value: '${one}' };`,
			);
	}
	await file('../meta/gates/refusalCause.js', 'exports.refusalCause = async () => undefined;');
	await file(
		'../shared/node/run.js',
		'exports.run = async (context, table) => await table[context.resource](context.operation);',
	);
	return { root, folder };
}

const RUN = '(0, run_1.run)(this, (0, run_1.readable)(operations_1.operations), refusalCause_1.refusalCause)';

it('reads the one operation of a step, without the menu', async () => {
	const { root, folder } = await withResources(RUN);
	writeDescriptions(root);
	jest.resetModules();
	const context = globalThis as { operationsRead?: string[] };
	context.operationsRead = [];
	const { Planted } = createRequire(join(root, 'package.json'))(join(folder, 'Planted.node.js'));
	expect(context.operationsRead).toEqual([]);
	const run = async (operation?: string) =>
		(await new Planted().execute.call({ resource: 'second', operation })).operations;
	expect(await run('set')).toEqual([{ value: 'set' }]);
	expect(context.operationsRead).toEqual(['second.set']);
	// An operation that runs others reads the whole resource.
	expect(await run()).toEqual([{ value: 'get' }, { value: 'set' }]);
	expect(await run('toString')).toEqual([]);
});

it('fails the build where the list holds another resource than the folder', async () => {
	const { root } = await withResources(RUN, '[require("./first").firstResource, { value: "second", operations: [] }]');
	expect(() => writeDescriptions(root)).toThrow('Planted lists the resource second, which ./second does not export.');
});

it('fails the build where a step does more than run one operation', async () => {
	const { root } = await withResources(`more(this) ?? ${RUN}`);
	expect(() => writeDescriptions(root)).toThrow('execute of Planted has to be');
});

it.each([
	['a function in the form', 'description = { name: "planted", properties: [], hint: () => "" };', 'what JSON cannot'],
	['a way in that nobody wrote', `${FORM} async webhook() {}`, 'has webhook'],
	['a way in that only a made node has', `${FORM} execute = async () => [];`, 'has execute'],
	['a way in as a property', `${FORM} trigger = async () => {};`, 'has trigger'],
])('fails the build at %s', async (_, body, message) => {
	const root = await builtPackage(body);
	expect(() => writeDescriptions(root)).toThrow(message);
});

it('fails when it is run again without a build, which would leave a node that only ever looks for itself', async () => {
	const root = await builtPackage(`${FORM} async execute() { return []; }`);
	writeDescriptions(root);
	expect(() => writeDescriptions(root)).toThrow('Planted.node.js is written already: build first.');
});
