import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AdAccount, Campaign } from 'facebook-nodejs-business-sdk';
import ts from 'typescript';

import { SPEC_OBJECTS, staleSpec, writeSpec } from '../../gulp/spec.mts';
import { CURRENCY_OFFSETS } from '../../nodes/shared/money.ts';
import { additions } from '../../nodes/shared/spec/additions.ts';
import * as spec from '../../nodes/shared/spec/index.ts';
import { ROOT, copyOfRepository, removeTemporaryFolders } from './support/temporary.mts';

const { API_VERSIONS, DEFAULT_API_VERSION, isApiVersion } = spec;

afterAll(removeTemporaryFolders);

const GENERATED = 'nodes/shared/spec/campaign.generated.ts';

describe('generated lists', () => {
	it('are what the SDK gives', async () => {
		expect(await staleSpec(ROOT)).toEqual([]);
	});

	it("carry the notice that the SDK's licence asks for, in a comment that ships", async () => {
		const licence = await readFile(join(ROOT, 'node_modules/facebook-nodejs-business-sdk/LICENSE'), 'utf8');
		const notice = await readFile(join(ROOT, 'nodes/shared/spec/notice.generated.ts'), 'utf8');
		const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
		const { options } = ts.parseJsonConfigFileContent({ ...config, include: ['nodes/**/*.ts'] }, ts.sys, ROOT);
		const shipped = ts.transpileModule(notice, { compilerOptions: options }).outputText;
		const words = (text: string) => text.replaceAll(/[\s*]+/g, ' ').trim();
		expect(words(shipped)).toContain(words(licence));
	});

	it('are called stale when a name is missing, a file is gone or one too many', async () => {
		const copy = await copyOfRepository('nodes/shared/spec');
		const text = await readFile(join(copy, GENERATED), 'utf8');
		await writeFile(join(copy, GENERATED), text.replace("\t\t'objective',\n", ''));
		await rm(join(copy, 'nodes/shared/spec/adActivity.generated.ts'));
		await writeFile(join(copy, 'nodes/shared/spec/page.generated.ts'), '');

		expect(await staleSpec(copy)).toEqual([
			expect.stringContaining('campaign.generated.ts differs'),
			expect.stringContaining('adActivity.generated.ts is missing'),
			expect.stringContaining('page.generated.ts is no longer generated'),
		]);

		await rm(join(copy, 'nodes/shared/spec/page.generated.ts'));
		await writeSpec(copy);
		expect(await staleSpec(copy)).toEqual([]);
		expect(await readFile(join(copy, GENERATED), 'utf8')).toBe(text);
	});
});

describe('names added by hand', () => {
	type Lists = Record<string, readonly string[]>;
	const lists = spec as unknown as Record<string, Lists>;
	const merged = Object.fromEntries(
		Object.keys(additions).map((object): [string, Lists] => [object, lists[`${object}Spec`]]),
	);
	const added = Object.entries(additions).flatMap(([object, lists]) =>
		Object.entries(lists).map(([list, names]): [string, string, readonly string[]] => [object, list, names]),
	);

	it.each(added)('%s.%s belong to a generated list', (object, list, names) => {
		expect(SPEC_OBJECTS.find(({ name }) => name === object)?.lists).toContain(list);
		expect(merged[object][list].slice(-names.length)).toEqual(names);
	});

	it.each(Object.entries(merged))('%s names nothing twice: what the SDK has caught up with is deleted', (_, lists) => {
		for (const names of Object.values(lists)) expect(names).toEqual([...new Set(names)]);
	});
});

describe('what the nodes rely on', () => {
	it('the six objectives of today and the names that guided fields send', () => {
		const objectives = Object.values(Campaign.Objective);
		for (const goal of ['AWARENESS', 'TRAFFIC', 'ENGAGEMENT', 'LEADS', 'APP_PROMOTION', 'SALES']) {
			expect(objectives).toContain(`OUTCOME_${goal}`);
		}
		expect(Object.values(Campaign.SpecialAdCategories)).toContain('FINANCIAL_PRODUCTS_SERVICES');
		expect(Object.values(Campaign.ExecutionOptions)).toContain('validate_only');
		expect(objectives).not.toContain('OUTCOME_FAME');
	});

	it('an offset for every currency an account can have; the Sri Lankan rupee has none and is refused', () => {
		expect(Object.values(AdAccount.Currency).filter((code) => !CURRENCY_OFFSETS.has(code))).toEqual(['LKR']);
	});

	it('the default version is one of those offered, and all are written as in a path', () => {
		expect(API_VERSIONS.map(({ name }) => name)).toContain(DEFAULT_API_VERSION);
		for (const { name } of API_VERSIONS) expect(isApiVersion(name)).toBe(true);
		for (const text of ['26.0', 'v26', 'latest', 'v26.0/', '../v26.0', '']) expect(isApiVersion(text)).toBe(false);
	});
});
