import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { joinRooms } from '../../gulp/joined.mts';
import { oneOperation } from '../../gulp/oneOperation.mts';
import { removeTemporaryFolders, temporaryFolder } from './support/temporary.mts';

// How the build joins compiled files; that n8n's scanner and loader take the real ones is in installed.test.mts.

afterAll(removeTemporaryFolders);

const NOTED = 'globalThis.partsRun = [...(globalThis.partsRun ?? []), ';
const partsRun = (): unknown => (globalThis as { partsRun?: string[] }).partsRun;

const FILES: Readonly<Record<string, string>> = {
	'credentials/Planted.credentials.js': 'exports.version = require("../nodes/shared/spec").version;',
	'nodes/Planted/Planted.node.js':
		'exports.get = () => require("./ad").ad; exports.count = require("../shared/count").count;',
	'nodes/Planted/ad/index.js': `"use strict"; ${NOTED}'ad']; const read = require("./deep/create"); exports.ad = read.create;`,
	'nodes/Planted/ad/other.js': `${NOTED}'other'];`,
	'nodes/Planted/ad/deep/create.js':
		'const count_1 = require("../../../shared/count"); exports.create = () => (count_1.count.now += 1); exports.later = () => Promise.resolve().then(() => require(\'../other\'));',
	'nodes/shared/count.js': 'exports.count = { now: 0 };',
	'nodes/shared/spec/index.js': 'exports.version = require("./version").version + require("../vendor/library").plus;',
	'nodes/shared/spec/version.js': 'exports.version = 1;',
	'nodes/shared/vendor/library.js': `/*! A license */ ${NOTED}'library']; exports.plus = 1;`,
	'nodes/shared/money.js':
		'const library_1 = require("./vendor/library"); const my_library_1 = { plus: 3 }; exports.plus = () => library_1.plus; exports.own = () => my_library_1.plus;',
};

async function compiled(files: Readonly<Record<string, string>>): Promise<string> {
	const dist = await temporaryFolder();
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(dist, path)), { recursive: true });
		await writeFile(join(dist, path), text);
	}
	return dist;
}

it('joins the files of a room, each run when first needed, and one for all', async () => {
	const dist = await compiled(FILES);
	joinRooms(dist);
	const left = (await readdir(dist, { recursive: true })).filter((path) => path.endsWith('.js')).sort();
	expect(left).toEqual([
		'credentials/Planted.credentials.js',
		'nodes/Planted/Planted.node.js',
		'nodes/Planted/ad.js',
		'nodes/part.js',
		'nodes/shared.js',
		'nodes/shared/spec.js',
		'nodes/shared/vendor/library.js',
	]);
	const require = createRequire(join(dist, 'nodes/part.js'));
	const { get, count } = require('./Planted/Planted.node.js');
	expect(partsRun()).toBeUndefined();
	expect([get()(), get()()]).toEqual([1, 2]);
	// What one part keeps is the same for everybody.
	expect(count.now).toBe(2);
	expect(partsRun()).toEqual(['ad']);
	await require('./part.js')('Planted/ad/deep/create').later();
	expect(partsRun()).toEqual(['ad', 'other']);
	const { plus, own } = require('./part.js')('shared/money');
	expect(own()).toBe(3);
	expect(partsRun()).toEqual(['ad', 'other']);
	expect([plus(), plus()]).toEqual([1, 1]);
	expect(partsRun()).toEqual(['ad', 'other', 'library']);
	expect(require('../credentials/Planted.credentials.js').version).toBe(2);
	// A license stays where its library begins.
	expect(await readFile(join(dist, 'nodes/shared/vendor/library.js'), 'utf8')).toMatch(/^\/\*! A license/);
});

it('runs a part again that failed when it was first needed', async () => {
	const dist = await compiled({
		'nodes/Planted/ad/get.js': 'if (globalThis.isBroken) throw new Error("broken"); exports.get = 1;',
	});
	joinRooms(dist);
	const part = createRequire(join(dist, 'nodes/part.js'))('./part.js');
	const state = globalThis as { isBroken?: boolean };
	state.isBroken = true;
	expect(() => part('Planted/ad/get')).toThrow('broken');
	expect(() => part('Planted/ad/get')).toThrow('broken');
	state.isBroken = false;
	expect(part('Planted/ad/get')).toEqual({ get: 1 });
});

it.each([
	['a file that nobody compiled', { 'nodes/Planted/ad/get.js': 'require("./gone");' }, 'requires ./gone'],
	['a folder and a file of one name', { 'nodes/Planted/ad.js': '', 'nodes/Planted/ad/get.js': '' }, 'another name'],
	[
		'a library that is handed on',
		{
			'nodes/Planted/get.js': 'const library_1 = require("../shared/vendor/library"); exports.all = library_1;',
			'nodes/shared/vendor/library.js': '',
		},
		'as a whole',
	],
])('fails the build at %s', async (_, files, message) => {
	const dist = await compiled(files as Record<string, string>);
	expect(() => joinRooms(dist)).toThrow(message);
});

const INDEX = (list: string): string => `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.adResource = void 0;
const create_1 = require("./create");
const get_1 = require("./get");
const changed_1 = require("./changed");
const statuses = ['A'];
exports.adResource = {
    value: 'ad',
    operations: ${list},
};
`;

/** What the module gives of a name, and what it has required by then. */
function given(text: string, name: string): unknown {
	const required: string[] = [];
	const exported: { oneOperation?: (name: string) => { operations: unknown[] } } = {};
	const modules: Readonly<Record<string, unknown>> = {
		'./create': { create: { value: 'create' } },
		'./get': { getOperation: (statuses: string[]) => ({ value: 'get', statuses }) },
		'./changed': { changed: (operation: object) => ({ ...operation, changed: true }) },
	};
	const require = (path: string): unknown => {
		required.push(path);
		return modules[path];
	};
	new Function('exports', 'require', text)(exported, require);
	return [...exported.oneOperation!(name).operations, ...required];
}

it('gives one operation of a resource, and reads what that one needs', () => {
	const text = oneOperation(INDEX('[create_1.create, (0, get_1.getOperation)(statuses)]'), ['create', 'get']);
	expect(given(text, 'create')).toEqual([{ value: 'create' }, './create']);
	expect(given(text, 'get')).toEqual([{ value: 'get', statuses: ['A'] }, './get']);
	expect(given(text, 'toString')).toEqual([]);
	const mapped = oneOperation(INDEX('[create_1.create].map(changed_1.changed)'), ['create']);
	expect(given(mapped, 'create')).toEqual([{ value: 'create', changed: true }, './changed', './create']);
});

it.each(['[...create_1.all]', 'create_1.all', '[create_1.create].filter(Boolean)'])(
	'fails the build where the list %s does not show its operations one by one',
	(list) => {
		expect(() => oneOperation(INDEX(list), ['create'])).toThrow('one by one');
	},
);
