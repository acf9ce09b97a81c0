import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = process.cwd();
const within = (folder: string): string[] =>
	readdirSync(join(root, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file));
const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	...within('docs'),
	...within('docs/recipes'),
	...within('docs/development'),
	'bench/results.md',
];

const text = (page: string): string => readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
	text(page)
		.split('\n')
		.filter((line) => line.startsWith('#'))
		.map((line) =>
			line
				.replace(/^#+ /, '')
				.toLowerCase()
				.replace(/[^\p{L}\p{N} _-]/gu, '')
				.replaceAll(' ', '-'),
		);

const links = (page: string): string[] =>
	[...text(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) =>
		link === undefined || /^[a-z]+:/.test(link) ? [] : [link],
	);

/** What a link leads to and does not find; nothing when it does. */
function broken(page: string, link: string): string | undefined {
	const [file = '', anchor] = link.split('#');
	const target = file === '' ? page : relative(root, resolve(root, dirname(page), file));
	if (!existsSync(join(root, target))) return `${link}: no file ${target}`;
	if (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor))
		return `${link}: no heading #${anchor} in ${target}`;
	return undefined;
}

it.each(pages)('%s leads only to what is there', (page) => {
	expect(links(page).flatMap((link) => broken(page, link) ?? [])).toEqual([]);
});

/** Pages and files that so many clicks lead to, from the first page on. */
function reachedIn(most: number): Set<string> {
	let latest = ['README.md'];
	const reached = new Set(latest);
	for (let click = 1; click <= most; click++) {
		latest = latest
			.filter((page) => page.endsWith('.md'))
			.flatMap((page) =>
				links(page).map((link) => relative(root, resolve(root, dirname(page), link.split('#')[0] ?? ''))),
			)
			.filter((target) => !reached.has(target));
		for (const target of latest) reached.add(target);
	}
	return reached;
}

it.each([
	['workflow', 'workflows', '.json'],
	['recipe', 'docs/recipes', '.md'],
	['page', 'docs', '.md'],
])('leads from the first page to every %s within two clicks', (_kind, folder, end) => {
	const reached = reachedIn(2);
	const all = readdirSync(join(root, folder)).filter((file) => file.endsWith(end));
	expect(all.length).toBeGreaterThan(20);
	expect(all.map((file) => join(folder, file)).filter((file) => !reached.has(file))).toEqual([]);
});

it('the first page has six goals that a recipe answers', () => {
	const page = readFileSync(join(root, 'README.md'), 'utf8');
	expect(page.match(/^\| \*\*.+\*\* \| \[.+\]\(docs\/recipes\/[\w-]+\.md\) \|$/gm)).toHaveLength(6);
});

/** Pages that a node's Docs button opens. */
const hubs = readdirSync(join(root, 'nodes')).flatMap((folder) => {
	const file = join(root, 'nodes', folder, `${folder}.node.json`);
	if (!existsSync(file)) return [];
	const { resources } = JSON.parse(readFileSync(file, 'utf8')) as {
		resources: { primaryDocumentation: ReadonlyArray<{ url: string }> };
	};
	return resources.primaryDocumentation.map(({ url }) => url.replace(/^.*\/blob\/main\//, ''));
});

it.each(hubs)('%s, which a node’s Docs button opens, says what to use it for, and what to do about problems', (hub) => {
	const page = readFileSync(join(root, hub), 'utf8');
	expect(page).toMatch(/^# Meta [\w ]+\n\nUse the Meta /);
	expect(page).toContain('\n## Common problems\n');
});

it('keeps no picture that no page shows', () => {
	const shown = new Set(
		pages.flatMap((page) =>
			[...readFileSync(join(root, page), 'utf8').matchAll(/images\/([\w.-]+)/g)].map(([, picture]) => picture),
		),
	);
	expect(readdirSync(join(root, 'docs/images')).filter((picture) => !shown.has(picture))).toEqual([]);
});
