import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

import { scan } from '../../gulp/package/scan.mts';
import { type VendoredLibrary, compileVendored, staleVendored, writeVendored } from '../../gulp/vendor.mts';
import { ROOT, copyOfRepository, removeTemporaryFolders, temporaryFolder } from './support/temporary.mts';

afterAll(removeTemporaryFolders);

/** A small pure library (it came with eslint), and one that asks for its surroundings (it came with Meta's SDK). */
const PURE: VendoredLibrary = {
	name: 'levenshtein',
	module: 'fastest-levenshtein',
	exports: { distance: '(a: string, b: string) => number' },
};
const IMPURE: VendoredLibrary = {
	name: 'sha256',
	module: 'js-sha256',
	exports: { sha256: '(text: string) => string' },
};

/** Compiles as the build does, with the repository's own compiler options. */
async function compile(source: string): Promise<string> {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent({ ...config, include: ['nodes/**/*.ts'] }, ts.sys, ROOT);
	return ts.transpileModule(source, { compilerOptions: options }).outputText;
}

async function put(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

it('the vendored libraries are what the installed ones give', async () => {
	expect(await staleVendored(ROOT)).toEqual([]);
});

describe('a vendored library', () => {
	it('works, carries its licence and passes the scanner as source and as shipped', async () => {
		const folder = await temporaryFolder();
		const source = await compileVendored(ROOT, PURE);
		const shipped = await compile(source);
		await put(join(folder, 'nodes/shared/vendor/levenshtein.ts'), source);
		await put(join(folder, 'dist/nodes/shared/vendor/levenshtein.js'), shipped);

		const exported: { distance?: (a: string, b: string) => number } = {};
		new Function('exports', shipped)(exported);
		expect(exported.distance?.('Berlin', 'Merlin')).toBe(1);

		const licence = await readFile(join(ROOT, 'node_modules/fastest-levenshtein/LICENSE.md'), 'utf8');
		const words = (text: string) => text.replaceAll(/[\s*]+/g, ' ');
		expect(words(shipped)).toContain(words(licence.trim()));

		expect(await scan(ROOT, { folder, leg: 'source' }, { folder, leg: 'tarball' })).toEqual([]);
	});

	it.each([
		[
			'a licence that asks for more than a notice',
			{ license: 'GPL-3.0-only' },
			'LICENSE',
			'licence "GPL-3.0-only" may not',
		],
		['no licence', {}, 'LICENSE', 'licence "none" may not'],
		['a licence named but not given', { license: 'MIT' }, 'README.md', 'no licence text'],
	])('is refused with %s', async (_, named, file, said) => {
		const folder = await temporaryFolder();
		const library = join(folder, 'node_modules/probe');
		await put(
			join(library, 'package.json'),
			JSON.stringify({ name: 'probe', version: '1.0.0', main: 'main.js', ...named }),
		);
		await put(join(library, 'main.js'), 'export const one = () => 1;');
		await put(join(library, file), 'Some text');
		const probe: VendoredLibrary = { name: 'probe', module: 'probe', exports: { one: '() => number' } };
		await expect(compileVendored(folder, probe)).rejects.toThrow(said);
	});

	it('gives its users types', async () => {
		const folder = await copyOfRepository('tsconfig.json');
		await put(join(folder, 'nodes/shared/vendor/levenshtein.ts'), await compileVendored(ROOT, PURE));
		await put(
			join(folder, 'nodes/use.ts'),
			"import { distance } from './shared/vendor/levenshtein';\nexport const far: string = distance('a', 1);\n",
		);
		const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
		const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
		const problems = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options));
		expect(problems.map(({ code }) => code).sort()).toEqual([2322, 2345]);
	});

	it('is refused by the scanner when it reaches for eval or globals', async () => {
		const folder = await temporaryFolder();
		await put(join(folder, 'dist/nodes/shared/vendor/sha256.js'), await compile(await compileVendored(ROOT, IMPURE)));
		const [problem] = await scan(ROOT, { folder, leg: 'tarball' });
		expect(problem).toContain('no-dangerous-functions');
	});

	it('is refused when it needs a module of Node', async () => {
		await expect(
			compileVendored(ROOT, { name: 'tar', module: 'rimraf', exports: { rimraf: 'unknown' } }),
		).rejects.toThrow(/Could not resolve "(node:)?\w+/);
	});

	it('is called stale when changed by hand, missing or in no table', async () => {
		const copy = await copyOfRepository();
		const file = join(copy, 'nodes/shared/vendor/levenshtein.ts');
		expect(await staleVendored(copy, [PURE])).toHaveLength(1);

		await writeVendored(copy, [PURE]);
		expect(await staleVendored(copy, [PURE])).toEqual([]);
		await writeFile(file, `${await readFile(file, 'utf8')}\n`);
		expect(await staleVendored(copy, [PURE])).toHaveLength(1);
		await rm(file);
		await put(join(copy, 'nodes/shared/vendor/stray.ts'), '');
		expect(await staleVendored(copy, [])).toEqual([expect.stringContaining('stray.ts')]);
	});
});
