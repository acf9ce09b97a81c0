import { fullFolders, longPages } from '../../../gulp/sizes.mts';

const filesIn = (folder: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${folder}/file${n}.ts`);

it('a folder with sixteen files is named, one with fifteen is not', () => {
	expect(fullFolders([...filesIn('nodes/a', 16), ...filesIn('nodes/b', 15), ...filesIn('nodes/a/c', 2)])).toEqual([
		'nodes/a has 16 files, more than 15.',
	]);
});

it('a page with 1,001 words is named, and all pages together above 45,000', () => {
	expect(
		longPages([
			{ page: 'docs/long.md', words: 1_001 },
			{ page: 'docs/short.md', words: 1_000 },
		]),
	).toEqual(['docs/long.md has 1001 words, more than 1000.']);
	const many = Array.from({ length: 46 }, (_, n) => ({ page: `docs/page${n}.md`, words: 1_000 }));
	expect(longPages(many)).toEqual(['The pages for users have 46000 words, more than 45000.']);
});
