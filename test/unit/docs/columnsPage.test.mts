import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withColumns } from './columnsPage.mts';

const path = join('docs', 'columns.md');

it('docs/columns.md is current', () => {
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE) writeFileSync(path, withColumns(page));
	expect(readFileSync(path, 'utf8')).toBe(withColumns(page));
});
