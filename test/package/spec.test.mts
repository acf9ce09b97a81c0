import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AdAccount, Campaign } from 'facebook-nodejs-business-sdk';
import ts from 'typescript';

import { readClass, readLearnt } from '../../gulp/spec/learn.mts';
import { SPEC_OBJECTS, staleSpec, writeSpec } from '../../gulp/spec/spec.mts';
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
		const copy = await copyOfRepository('nodes/shared/spec', 'gulp/spec/sdkNames.json');
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

describe('what a newer SDK knows', () => {
	it('is read from the source of a class: fields with their types, values of lists', () => {
		const source = `
			public class Lamp extends APINode {
			  @SerializedName("id")
			  private String mId = null;
			  @SerializedName(value="shade", alternate={"old_shade"})
			  private List<Map<String, Long>> mShade = null;
			  private transient String mNotOne = null;
			  public static enum EnumColor {
			      @SerializedName("RED")
			      VALUE_RED("RED"),
			      VALUE_DARK_BLUE("dark_blue"),
			      ;
			      private String value;
			  }
			}`;
		expect(readClass(source)).toEqual({
			fields: { id: 'String', shade: 'List<Map<String,Long>>' },
			lists: { Color: ['RED', 'dark_blue'] },
		});
	});

	it('names its source, and has every list that is wanted', () => {
		const { source, classes } = readLearnt(ROOT);
		expect(source).toMatch(/^facebook\/facebook-java-business-sdk \d+\.\d+\.\d+, commit [0-9a-f]{40}, /);
		expect(`v${source.match(/ (\d+\.\d+)\./)?.[1]}`).toBe(DEFAULT_API_VERSION);
		for (const { sdkClass, lists } of SPEC_OBJECTS) {
			const found = classes[sdkClass];
			for (const list of lists)
				expect([
					sdkClass,
					list,
					(list === 'Fields' ? Object.keys(found.fields) : found.lists[list]).length > 0,
				]).toEqual([sdkClass, list, true]);
		}
	});

	it('has brought names that no hand has added', () => {
		expect(spec.campaignSpec.Fields).toContain('is_meta_moment_maker_enabled');
		expect(spec.adsInsightsSpec.Breakdowns).toContain('reels_trending_topic');
		expect(spec.answersSpec.Fields).toContain('learning_stage_info');
		expect(spec.answersSpec.Maps).toContain('bid_info');
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
