import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

// Loaded before the patterns of our own files are noted.
import 'n8n-workflow';
import partition from 'lodash/partition.js';
import { check } from 'recheck';
import ts from 'typescript';

import { sampled } from '../support/sampled.mts';
import { isJudged, noteJudged } from './support/judgedPatterns.mts';
import { ROOT } from './support/temporary.mts';

/**
 * No text can keep a pattern busy: the time of every regular expression of the package grows with the length of the text,
 * not with its square or worse. Judged by recheck, which counts the characters its machine reads. Texts come from
 * strangers: names, lead forms, Meta's answers. A new pattern is judged at once, one that was found good (`judgedPatterns`)
 * within eight days.
 */

jest.setTimeout(180_000);

interface Pattern {
	readonly source: string;
	readonly flags: string;
	readonly where: string;
}

/** Patterns that are put together while a workflow runs, and what is known of them. */
const BUILT_AT_WORK: Readonly<Record<string, string>> = {
	'nodes/MetaInsights/render/comment.ts': 'a name of the report, escaped, between looks at what is next to it',
	'nodes/MetaInsights/render/claims/metricNamed.ts':
		'names of metrics, escaped, one of them between looks at what is next to it',
	'nodes/MetaAds/selfCheck/report/withoutNames.ts': 'a text that was seen, escaped, between two looks at one character',
	'nodes/shared/node/pickers/locators.ts':
		'urlPattern, which the forms show and so is checked there, and one around an ID, both on at most 4,000 characters',
};

/** Judged to grow, and why no long text comes to it. */
const CAPPED: Readonly<Record<string, string>> = {
	'/\\B(?=(?:\\d{3})+$)/g': 'nodes/shared/money.ts refuses what has more than 40 digits',
	'/\\S+@\\S+/g': 'selfCheck/withoutNames.ts looks at 600 characters',
	'/“[^”]*”|„[^“]*“|"[^"]*"|«[^»]*»|»[^«]*«|‘[^’]*’|‹[^›]*›|「[^」]*」|『[^』]*』|`[^`]*`/g':
		'selfCheck/withoutNames.ts looks at 600 characters',
	'/(?<=[^\\s.!?:)(][)"”»]?\\s+)\\p{Lu}[\\p{L}\\p{M}\\p{N}’\'-]*/gu':
		'selfCheck/withoutNames.ts looks at 600 characters',
};

/** Patterns of compiled-in libraries, by the one file that calls the library, and what stands before it there. */
const VENDORED: Readonly<Record<string, { readonly calledBy: readonly string[]; readonly behind: string }>> = {
	'nodes/shared/vendor/phoneNumbers.ts': {
		calledBy: ['nodes/meta/people/normalise/phone.ts'],
		behind: 'at most 100 characters, of those a phone number is written with (the tests of phone.ts try others)',
	},
	'nodes/shared/vendor/jstat.ts': {
		calledBy: [
			'nodes/MetaAds/ad/rotate/policy/statisticalRule.ts',
			'nodes/MetaAds/ad/rotate/policy/tired.ts',
			'nodes/MetaInsights/pace/forecast.ts',
			'nodes/MetaInsights/render/verdict/bestLines.ts',
			'nodes/MetaInsights/watch/judged/chance.ts',
			'nodes/meta/evidence/gamma.ts',
			'nodes/meta/evidence/sideBySide.ts',
		],
		behind: 'numbers only',
	},
};

const FILES = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
const OWN = FILES.filter((file) => !(file in VENDORED));

/** What one file has in its source: patterns as they are written, calls that build one, and what it imports. */
function readSource(file: string) {
	const parsed = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const written: Pattern[] = [];
	const imports: string[] = [];
	let builds = 0;
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
			written.push({
				source: node.text.slice(1, end),
				flags: node.text.slice(end + 1),
				where: `${file}:${line + 1}`,
			});
		}
		if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') builds++;
		if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
			imports.push(node.moduleSpecifier.text);
		ts.forEachChild(node, visit);
	};
	visit(parsed);
	return { written, builds, imports };
}

/** Loads every file and notes the patterns that are built meanwhile. */
async function builtOnLoading(): Promise<Pattern[]> {
	const built: Pattern[] = [];
	const plain = globalThis.RegExp;
	globalThis.RegExp = new Proxy(plain, {
		construct(target, given: [string, string?]) {
			const pattern = Reflect.construct(target, given) as RegExp;
			const caller = (new Error().stack ?? '').split('\n')[2] ?? '';
			const where = OWN.find((file) => caller.includes(join(ROOT, file)));
			if (where !== undefined) built.push({ source: pattern.source, flags: pattern.flags, where });
			return pattern;
		},
	});
	try {
		for (const file of OWN) await import(join(ROOT, file));
	} finally {
		globalThis.RegExp = plain;
	}
	return built;
}

/** Patterns that forms hand to n8n's editor. */
function shownPatterns(value: unknown, where: string): Pattern[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		key === 'regex' && typeof one === 'string' ? [{ source: one, flags: '', where }] : shownPatterns(one, where),
	);
}

async function formPatterns(): Promise<Pattern[]> {
	const patterns: Pattern[] = [];
	for (const file of OWN.filter((path) => path.endsWith('.node.ts'))) {
		const made = (await import(join(ROOT, file))) as Record<string, new () => { description: unknown }>;
		for (const Node of Object.values(made)) patterns.push(...shownPatterns(new Node().description, file));
	}
	return patterns;
}

/** A pattern without an unbounded part reads at most so many characters from each place. */
const isBounded = ({ source }: Pattern): boolean => !/[*+]|,\}/.test(source.replace(/\\[*+]/g, ''));

const textOf = ({ source, flags }: Pattern): string => `/${source}/${flags}`;

/** What takes longer than these is taken for growing; its own second and quarter of one are soon over on a busy machine. */
const patience = { timeout: 120_000, attackTimeout: 15_000, incubationTimeout: 5_000, randomSeed: 0 };

async function growth(pattern: Pattern): Promise<string | null> {
	const judged = await check(pattern.source, pattern.flags, patience);
	if (judged.status === 'safe') return null;
	const how = judged.status === 'vulnerable' ? judged.complexity.summary : 'unknown';
	return `${pattern.where} ${textOf(pattern)}: ${how}`;
}

const sources = new Map(FILES.map((file) => [file, readSource(file)]));

it('every pattern of the package grows no faster than its text', async () => {
	const built = await builtOnLoading();
	for (const file of OWN) {
		const calls = sources.get(file)?.builds ?? 0;
		const seen = built.filter(({ where }) => where === file).length;
		if (!(file in BUILT_AT_WORK)) expect([file, seen >= calls]).toEqual([file, true]);
	}
	const written = OWN.flatMap((file) => sources.get(file)?.written ?? []);
	const all = new Map([...written, ...built, ...(await formPatterns())].map((pattern) => [textOf(pattern), pattern]));
	expect(all.size).toBeGreaterThan(200);
	const judged = [...all.values()].filter((pattern) => !isBounded(pattern) && !(textOf(pattern) in CAPPED));
	const [known, unknown] = partition(judged, (pattern) => isJudged(textOf(pattern)));
	const growing: string[] = [];
	for (const pattern of [...unknown, ...sampled(known, () => 'judged before')]) {
		const found = await growth(pattern);
		if (found !== null) growing.push(found);
	}
	expect(growing).toEqual([]);
	noteJudged(judged.map(textOf));
	for (const text of Object.keys(CAPPED)) expect([...all.keys()]).toContain(text);
});

it('a pattern that grows is found', async () => {
	const where = 'here';
	expect(await growth({ source: '^(a+)+$', flags: '', where })).toMatch(/exponential/);
	expect(await growth({ source: '\\s+$', flags: '', where })).toMatch(/2nd degree/);
	expect(await growth({ source: '^\\s+$', flags: '', where })).toBeNull();
	expect(isBounded({ source: 'a{2,}', flags: '', where })).toBe(false);
	expect(isJudged('/^(a+)+$/')).toBe(false);
});

it('compiled-in patterns are reached from where texts are capped, and from nowhere else', () => {
	const users = (library: string) =>
		FILES.filter((file) =>
			sources.get(file)?.imports.some((path) => `${relative(ROOT, join(ROOT, file, '..', path))}.ts` === library),
		).sort();
	for (const [library, { calledBy }] of Object.entries(VENDORED)) {
		expect([library, users(library)]).toEqual([library, calledBy]);
	}
	const folder = readdirSync(join(ROOT, 'nodes/shared/vendor')).map((file) => `nodes/shared/vendor/${file}`);
	expect(folder.sort()).toEqual(Object.keys(VENDORED).sort());
});
