import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { contentProblems } from '../../gulp/package/contents.mts';
import { unavailableImports } from '../../gulp/package/imports.mts';
import { type InstalledPackage, type LoadedPackage, installPackage, loadPackage } from '../../gulp/package/install.mts';
import { scan } from '../../gulp/package/scan.mts';
import {
	credentialProblems,
	deadConditions,
	inSight,
	menuProblems,
	methodProblems,
	operationsOf,
	unreachable,
} from './support/descriptions.mts';
import { sourceOfDay } from './support/sourceOfDay.mts';
import { ROOT, removeTemporaryFolders, temporaryFolder } from './support/temporary.mts';

// Our own package as it lies on a user's machine. `npm test` builds first; on its own, run "npm run build" before.
// The same steps are `gulp pack:check`, for use before a release.

let installed: InstalledPackage;
let loaded: LoadedPackage;

beforeAll(async () => {
	const folder = await temporaryFolder();
	installed = await installPackage(ROOT, folder);
	loaded = await loadPackage(ROOT, folder, installed);
}, 60_000);

afterAll(removeTemporaryFolders);

/** n8n loads every description at its start and sends all of them to the editor; beyond this a form is overgrown. */
const MAX_DESCRIPTION_BYTES = 300_000;

/** Seven forms as data and two credentials; whatever needs more has drawn in what a node does. */
const MAX_MODULES_AT_START = 50;
const MAX_HEAP_AT_START = 4_000_000;

/** All that the nodes do: time goes with the files, which Node finds, reads and compiles one by one. */
const MAX_MODULES_AT_USE = 900;
const MAX_HEAP_AT_USE = 16_000_000;

/** The way of an item without any operation: whatever needs more has drawn in what a resource does. */
const MAX_MODULES_BEFORE_RESOURCE = 100;

/** More than that, and people do not see what matters. */
const MOST_IN_SIGHT = 12;

describe('the installed package', () => {
	it('loads with what n8n offers, and brings every node and credential that package.json names', async () => {
		const { n8n } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
		expect(n8n.nodes.length).toBeGreaterThan(0);
		expect(loaded.nodes.map(({ sourcePath }) => sourcePath)).toEqual(n8n.nodes);
		expect(loaded.credentials.map(({ sourcePath }) => sourcePath)).toEqual(n8n.credentials);
		// What each node does, which loading it has tried as well.
		for (const path of n8n.nodes)
			expect(installed.files.map((file) => file.path)).toContain(path.replace('.node.js', '.whole.js'));
	});

	it('costs a process of n8n little before it is used', () => {
		expect(loaded.atStart.modules).toBeLessThan(MAX_MODULES_AT_START);
		expect(loaded.atStart.heapBytes).toBeLessThan(MAX_HEAP_AT_START);
	});

	it('reads what a resource does when a step first needs it', () => {
		expect(loaded.beforeResource.modules).toBeGreaterThan(1);
		expect(loaded.beforeResource.modules).toBeLessThan(MAX_MODULES_BEFORE_RESOURCE);
	});

	it('costs little more once every node has been used', () => {
		expect(loaded.atUse.modules).toBeLessThan(MAX_MODULES_AT_USE);
		expect(loaded.atUse.heapBytes).toBeLessThan(MAX_HEAP_AT_USE);
	});

	it('imports nothing that a user does not have', async () => {
		expect(await unavailableImports(installed)).toEqual([]);
	});

	it('holds what ships and nothing else, within its size', () => {
		expect(contentProblems(installed)).toEqual([]);
	});

	it('passes n8n’s scanner, source and tarball', async () => {
		const source = { folder: ROOT, leg: 'source', files: await sourceOfDay() } as const;
		expect(await scan(ROOT, source, { folder: installed.unpacked, leg: 'tarball' })).toEqual([]);
	}, 300_000);
});

describe('every node', () => {
	it('keeps its description small', () => {
		for (const { description } of loaded.nodes) {
			const bytes = Buffer.byteLength(JSON.stringify(description));
			expect([description.name, bytes < MAX_DESCRIPTION_BYTES ? 'small' : bytes]).toEqual([description.name, 'small']);
		}
	});

	it('has a codex file of its own name, with categories and help', async () => {
		for (const { description, sourcePath } of loaded.nodes) {
			const codex = JSON.parse(await readFile(join(installed.folder, `${sourcePath}on`), 'utf8'));
			expect(codex).toMatchObject({ node: `${installed.name}.${description.name}`, codexVersion: '1.0' });
			expect(codex.categories.length).toBeGreaterThan(0);
			expect(codex.resources.primaryDocumentation[0].url).toMatch(/^https:/);
			expect(description.codex?.categories).toEqual(codex.categories);
		}
	});

	it('has a form in which every entry, condition and method leads somewhere', () => {
		const brought = loaded.credentials.map(({ description }) => description.name);
		for (const node of loaded.nodes) {
			const problems = [
				...deadConditions(node.description),
				...menuProblems(node.description),
				...unreachable(node.description),
				...methodProblems(node),
				...credentialProblems(node.description, brought),
			];
			expect([node.description.name, problems]).toEqual([node.description.name, []]);
		}
	});

	it('asks for a dozen fields at first sight at most; the rest waits in collections', () => {
		const sights = loaded.nodes.flatMap(({ description }) =>
			operationsOf(description).map((pair) => ({ ...pair, of: description.name, fields: inSight(description, pair) })),
		);
		expect(sights.length).toBeGreaterThan(60);
		expect(sights.filter(({ fields }) => fields.length > MOST_IN_SIGHT)).toEqual([]);
	});

	it('asks for a dozen fields at most whatever a creative shows, collections counted', () => {
		const { description } = loaded.nodes.find((node) => node.description.name === 'metaAds')!;
		const menu = description.properties.find(
			({ name, displayOptions }) => name === 'format' && displayOptions?.show?.resource?.includes('creative'),
		);
		const formats = (menu!.options as INodePropertyOptions[]).map(({ value }) => String(value));
		const collections = 2; // Additional Fields, Options
		const counts = formats.map(
			(format) =>
				[
					format,
					inSight(description, { resource: 'creative', operation: 'create' }, { format }).length + collections,
				] as const,
		);
		expect(formats).toHaveLength(7);
		expect(counts.filter(([, count]) => count > MOST_IN_SIGHT)).toEqual([]);
		// What a format does not need is not shown.
		expect(Object.fromEntries(counts).existingPost).toBeLessThan(8);
	});

	it('gives every operation a sentence for the node panel', () => {
		for (const { description } of loaded.nodes) {
			const menus = description.properties.filter(({ name, type }) => name === 'operation' && type === 'options');
			const silent = menus
				.flatMap(({ options }) => options ?? [])
				.filter((option) => !('action' in option && option.action));
			expect([description.name, silent.map(({ name }) => name)]).toEqual([description.name, []]);
		}
	});

	it('has an output schema for every operation, and none for anything else', async () => {
		for (const { description, sourcePath } of loaded.nodes) {
			const [version] = [description.version].flat().slice(-1);
			const base = `${dirname(sourcePath)}/__schema__/v${[...String(version).split('.'), '0', '0'].slice(0, 3).join('.')}`;
			const expected = operationsOf(description).map(({ resource, operation }) =>
				[base, resource, `${operation}.json`].filter(Boolean).join('/'),
			);
			const present = installed.files.map(({ path }) => path).filter((path) => path.startsWith(`${base}/`));
			expect(present.sort()).toEqual(expected.sort());

			for (const path of present) {
				const schema = JSON.parse(await readFile(join(installed.folder, path), 'utf8'));
				expect([path, schema.type]).toEqual([path, 'object']);
				expect([path, Object.keys(schema.properties).length > 0]).toEqual([path, true]);
			}
		}
	});
});

describe('every node and credential', () => {
	it('has its icons, light and dark, inside the package', () => {
		for (const { description } of [...loaded.nodes, ...loaded.credentials]) {
			const urls = Object.values(description.iconUrl ?? {});
			expect([description.name, urls.length]).toEqual([description.name, 2]);
			for (const url of urls) {
				const path = url.replace(`icons/${installed.name}/`, '');
				expect([url, existsSync(join(installed.folder, path))]).toEqual([url, true]);
			}
		}
	});
});
