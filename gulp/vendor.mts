import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * Libraries that n8n does not offer, compiled into nodes/shared/vendor.
 *
 * The result is committed TypeScript, not a file that a build step drops into dist: so the tests, the type check and
 * n8n's scanner (which reads the source at the published commit as well as the tarball) all see the code that ships. It
 * opens with the licence text of every package in it, as a comment that tsc keeps.
 */
export interface VendoredLibrary {
	/** File name: nodes/shared/vendor/<name>.ts. */
	readonly name: string;
	/** What is imported, a devDependency with its version pinned. */
	readonly module: string;
	/** The functions used, with their types written for our use of them; whatever they do not need is left out. */
	readonly exports: Readonly<Record<string, string>>;
	/**
	 * Its source files in place of the one that holds them all, where it is written as parts of one object and only some
	 * are used: what hangs on an object, no compiler can leave out.
	 */
	readonly parts?: readonly string[];
	/** A folder of its build for old engines, and that of the same files for those of today, which need half the time. */
	readonly modern?: readonly [old: string, modern: string];
	/**
	 * Globals it would only touch in what is not used here: compiled as `undefined`, so the scanner need not refuse it for
	 * them.
	 */
	readonly without?: readonly string[];
}

/** One entry a library. A pure one only: timers, process, file access or eval make the scanner refuse the package. */
const VENDORED: readonly VendoredLibrary[] = [
	{
		name: 'phoneNumbers',
		// The smallest of its sets of metadata (80 KB; "max" has 145): calling codes, prefixes and lengths are all that is
		// needed here, what kind of line a number is does not matter.
		module: 'libphonenumber-js/min',
		modern: ['es6', 'es6-modern'],
		exports: {
			// Its counterpart that does not throw has a catch clause that n8n's scanner takes for a mistake.
			parsePhoneNumberWithError:
				'(text: string, country?: string) => { number: string; nationalNumber: string; ' +
				'isPossible(): boolean; isValid(): boolean; formatNational(): string }',
			isSupportedCountry: '(country: string) => boolean',
			getCountryCallingCode: '(country: string) => string',
		},
	},
	{
		name: 'jstat',
		module: 'jstat',
		parts: ['src/core.js', 'src/special.js', 'src/distribution.js'],
		exports: {
			jStat:
				'{ readonly beta: { cdf(x: number, alpha: number, beta: number): number }; ' +
				'readonly gamma: { cdf(x: number, shape: number, scale: number): number; ' +
				'inv(probability: number, shape: number, scale: number): number }; ' +
				'readonly normal: { cdf(x: number, mean: number, deviation: number): number; ' +
				'inv(probability: number, mean: number, deviation: number): number }; ' +
				'gammaln(x: number): number; betaln(alpha: number, beta: number): number }',
		},
		// Its matrix functions can call back later; distributions never do.
		without: ['setTimeout'],
	},
];

const FOLDER = 'nodes/shared/vendor';
const FREE_LICENCES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];

/** Writes every vendored library below `root`. Returns the paths written. */
export async function writeVendored(root: string, libraries = VENDORED): Promise<string[]> {
	const paths: string[] = [];
	for (const library of libraries) {
		const path = `${FOLDER}/${library.name}.ts`;
		await mkdir(join(root, FOLDER), { recursive: true });
		await writeFile(join(root, path), await compileVendored(root, library));
		paths.push(path);
	}
	return paths;
}

/** What differs between nodes/shared/vendor and the libraries as installed, one sentence each. */
export async function staleVendored(root: string, libraries = VENDORED): Promise<string[]> {
	const problems: string[] = [];
	for (const library of libraries) {
		const path = `${FOLDER}/${library.name}.ts`;
		const found = await readFile(join(root, path), 'utf8').catch(() => undefined);
		if (found !== (await compileVendored(root, library))) {
			problems.push(`${path} is not what the installed ${library.module} gives: run "npx gulp vendor".`);
		}
	}
	const known = new Set(libraries.map(({ name }) => `${name}.ts`));
	const files = await readdir(join(root, FOLDER)).catch(() => []);
	for (const file of files) {
		if (!known.has(file)) problems.push(`${FOLDER}/${file} is in no table of gulp/vendor.mts: delete it.`);
	}
	return problems;
}

/** The TypeScript source of one library, everything it needs compiled in. */
export async function compileVendored(root: string, library: VendoredLibrary): Promise<string> {
	const names = Object.keys(library.exports);
	const { outputFiles, metafile } = await build({
		stdin: {
			contents: `export { ${names.join(', ')} } from ${JSON.stringify(library.module)};`,
			resolveDir: root,
		},
		absWorkingDir: root,
		bundle: true,
		write: false,
		metafile: true,
		format: 'iife',
		globalName: 'library',
		// No platform of its own: a library that asks for Node's modules fails here instead of at a user's.
		platform: 'neutral',
		mainFields: ['module', 'main'],
		target: 'es2021',
		plugins: [
			...(library.parts ? [ofParts(root, library.module, library.parts, names)] : []),
			...(library.modern ? [ofToday(...library.modern)] : []),
		],
		define: Object.fromEntries((library.without ?? []).map((name) => [name, 'undefined'])),
		charset: 'utf8',
		// The whole licence texts stand at the top instead.
		legalComments: 'none',
		logLevel: 'silent',
	});

	const [compiled] = outputFiles;
	if (compiled === undefined) throw new Error(`${library.module} compiles to nothing.`);
	const packages = [...new Set(Object.keys(metafile.inputs).flatMap(packageFolder))].sort();
	const licences = await Promise.all(packages.map((folder) => licenceOf(join(root, folder))));
	return [
		'/*!',
		...commentLines([`Compiled by "gulp vendor"; do not edit.`, ...licences].join('\n\n')),
		' */',
		'/* eslint-disable */',
		'// @ts-nocheck',
		compiled.text.trimEnd().replace(/^"use strict";\n/, ''),
		...names.map((name) => `export const ${name}: ${library.exports[name]} = library.${name};`),
		'',
	].join('\n');
}

/** Loads some files of a library, one behind the other, where its main file would be. */
const ofParts = (root: string, module: string, parts: readonly string[], names: readonly string[]): Plugin => ({
	name: 'parts',
	setup({ onLoad }) {
		onLoad({ filter: new RegExp(`[\\\\/]node_modules[\\\\/]${module}[\\\\/]`) }, async () => {
			const texts = await Promise.all(
				parts.map(async (part) => await readFile(join(root, 'node_modules', module, part), 'utf8')),
			);
			return { contents: [...texts, `export { ${names.join(', ')} };`].join('\n') };
		});
	},
});

/** Loads files of one folder from where the same ones are built for today's engines. */
const ofToday = (old: string, modern: string): Plugin => ({
	name: 'modern',
	setup({ onLoad }) {
		onLoad({ filter: new RegExp(`[\\\\/]${old}[\\\\/].+\\.js$`) }, async ({ path }) => ({
			contents: await readFile(path.replace(`${sep}${old}${sep}`, `${sep}${modern}${sep}`), 'utf8'),
		}));
	},
});

/** The innermost package folder of a bundled file: "node_modules/a/node_modules/b". */
function packageFolder(input: string): string[] {
	const path = input.split(sep).join('/');
	const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
	return found ? [found[0]] : [];
}

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	/** How packages named their licence before npm settled on one (npm docs, package.json, "license"). */
	readonly licenses?: ReadonlyArray<{ readonly type: string }>;
}

async function licenceOf(folder: string): Promise<string> {
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
	const { name, version } = manifest;
	const license = manifest.license ?? manifest.licenses?.[0]?.type ?? 'none';
	const files = (await readdir(folder)).filter((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry)).sort();
	if (!FREE_LICENCES.includes(license)) throw new Error(`${name} ${version}: licence "${license}" may not be shipped.`);
	if (files.length === 0)
		throw new Error(`${name} ${version}: no licence text in its package, so it may not be shipped.`);
	// All of them: data inside a package can have a licence of its own (libphonenumber's metadata is Apache-2.0).
	const texts = await Promise.all(files.map(async (file) => (await readFile(join(folder, file), 'utf8')).trim()));
	return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

function commentLines(text: string): string[] {
	return text.split(/\r?\n/).map((line) => ` * ${line.replaceAll('*/', '* /')}`.trimEnd());
}
