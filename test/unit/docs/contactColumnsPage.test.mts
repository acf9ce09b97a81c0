import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withTables } from './contactColumnsPage.mts';

const path = join('docs', 'contact-columns.md');

it('docs/contact-columns.md is current', () => {
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE) writeFileSync(path, withTables(page));
	expect(readFileSync(path, 'utf8')).toBe(withTables(page));
});
