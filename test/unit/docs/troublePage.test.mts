import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { kindsWithoutHeading, withMessages } from './troublePage.mts';

const path = join(process.cwd(), 'docs', 'when-something-goes-wrong.md');

it('has every message that the nodes can give for an answer of Meta’s', () => {
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE_DOCS) writeFileSync(path, withMessages(page));
	expect(readFileSync(path, 'utf8')).toBe(withMessages(page));
	expect(kindsWithoutHeading()).toEqual([]);
});
