import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { betweenSteps } from '../../../nodes/meta/betweenSteps.ts';

const path = join('docs', 'between-steps.md');

/** The table of rules stands in the code, and rows take their words from it. */
const table = (): string => {
	const rows = Object.values(betweenSteps).flatMap(({ who, to, rule }) => (rule === null ? [] : [[who, to, rule]]));
	const head = ['This node or change', 'Gives way to', 'Rule'];
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

const BLOCK = /<!-- rules -->[^]*<!-- \/rules -->/;

it('docs/between-steps.md is current', () => {
	const page = readFileSync(path, 'utf8');
	const current = page.replace(BLOCK, `<!-- rules -->\n${table()}\n<!-- /rules -->`);
	expect(page).toMatch(BLOCK);
	if (process.env.UPDATE) writeFileSync(path, current);
	expect(readFileSync(path, 'utf8')).toBe(current);
});
