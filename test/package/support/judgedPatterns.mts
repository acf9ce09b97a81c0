import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './temporary.mts';

/**
 * Patterns that recheck has found good. It says the same of the same pattern each time, as its seed is fixed, until
 * another version of it is installed: then nothing counts as judged.
 */

const FILE = join(ROOT, 'test/package/judgedPatterns.json');
const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/recheck/package.json'), 'utf8')) as {
	version: string;
};
const noted = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly recheck: string; readonly good: readonly string[] };
const good = new Set(noted.recheck === version ? noted.good : []);

/** Of a letter more or less nothing is left, so a changed pattern is a new one. */
const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const isJudged = (text: string): boolean => good.has(markOf(text));

/** With UPDATE=1: these are good, and what the package no longer has is forgotten. */
export function noteJudged(texts: readonly string[]): void {
	if (process.env.UPDATE === undefined) return;
	const marks = texts.map(markOf).sort();
	writeFileSync(FILE, `${JSON.stringify({ recheck: version, good: marks }, null, '\t')}\n`);
}
