import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import partition from 'lodash/partition.js';

import { sampled } from '../../support/sampled.mts';
import { ROOT } from './temporary.mts';

/** What n8n's scanner looks at of the source, package.json left out. */
async function sourceFiles(): Promise<string[]> {
	const below = async (folder: string): Promise<string[]> =>
		(await readdir(join(ROOT, folder), { recursive: true })).map((file) => `${folder}/${file}`);
	const files = [...(await below('nodes')), ...(await below('credentials'))];
	return files.filter((file) => /\.(js|ts|json)$/.test(file)).sort();
}

/**
 * `npm run lint:nodes` applies the scanner's rules to TypeScript before any test runs, except where a comment switches one
 * off. So the scanner looks each day at files with such comments and those that are no TypeScript, and at an eighth of the rest.
 */
export async function sourceOfDay(): Promise<string[]> {
	const files = await Promise.all(
		(await sourceFiles()).map(async (file) => ({ file, text: await readFile(join(ROOT, file), 'utf8') })),
	);
	const [linted, others] = partition(files, ({ file, text }) => file.endsWith('.ts') && !/eslint/i.test(text));
	return ['package.json', ...[...others, ...sampled(linted, () => 'linted')].map(({ file }) => file)];
}
