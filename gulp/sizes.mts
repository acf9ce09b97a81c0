import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { groupBy } from 'lodash';

import { run } from './run.mts';

/** A reader takes in about so many files of a folder at a glance. */
const FILES_IN_FOLDER = 15;

/** A page that is read in one go; all pages for users together are a short book. */
const WORDS_IN_PAGE = 1_000;
const WORDS_FOR_USERS = 45_000;

/** Generated files are not read, so they do not count. */
const isByHand = (path: string): boolean => /\.(?:m?ts|mjs|cjs)$/.test(path) && !/\.generated\.ts$/.test(path);

const isForUsers = (path: string): boolean => /^(?:README|docs\/[\w-]+|docs\/recipes\/[\w-]+)\.md$/.test(path);

/** @returns a sentence for each folder and page that is longer than a reader likes: advice, not a failure */
export async function longPlaces(root: string): Promise<string[]> {
	const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
	const files = listed.split('\n');
	const pages = files.filter(isForUsers).map((page) => ({ page, words: wordsOf(join(root, page)) }));
	return [...fullFolders(files.filter(isByHand)), ...longPages(pages)];
}

const wordsOf = (path: string): number => readFileSync(path, 'utf8').split(/\s+/).length;

/** @param files paths below the repository's folder */
export function fullFolders(files: readonly string[]): string[] {
	return Object.entries(groupBy(files, dirname))
		.filter(([, { length }]) => length > FILES_IN_FOLDER)
		.map(([folder, { length }]) => `${folder} has ${length} files, more than ${FILES_IN_FOLDER}.`);
}

/** @param pages the pages for users, each with its number of words */
export function longPages(pages: ReadonlyArray<{ readonly page: string; readonly words: number }>): string[] {
	const all = pages.reduce((sum, { words }) => sum + words, 0);
	return [
		...pages
			.filter(({ words }) => words > WORDS_IN_PAGE)
			.map(({ page, words }) => `${page} has ${words} words, more than ${WORDS_IN_PAGE}.`),
		...(all > WORDS_FOR_USERS ? [`The pages for users have ${all} words, more than ${WORDS_FOR_USERS}.`] : []),
	];
}
