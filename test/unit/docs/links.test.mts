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

it('names every shipped workflow on the first page', () => {
	const shown = new Set(links('README.md'));
	expect(readdirSync(join(root, 'workflows')).filter((file) => !shown.has(`workflows/${file}`))).toEqual([]);
});

it('keeps no picture that no page shows', () => {
	const shown = new Set(
		pages.flatMap((page) =>
			[...readFileSync(join(root, page), 'utf8').matchAll(/images\/([\w.-]+)/g)].map(([, picture]) => picture),
		),
	);
	expect(readdirSync(join(root, 'docs/images')).filter((picture) => !shown.has(picture))).toEqual([]);
});
