import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { contactColumnsCsv, withCount } from './contactColumnsPage.mts';

const page = join('docs', 'contact-columns.md');
const list = join('docs', 'contact-columns.csv');

it('docs/contact-columns.md and its list are current', () => {
	if (process.env.UPDATE) {
		writeFileSync(page, withCount(readFileSync(page, 'utf8')));
		writeFileSync(list, contactColumnsCsv());
	}
	expect(readFileSync(page, 'utf8')).toBe(withCount(readFileSync(page, 'utf8')));
	expect(readFileSync(list, 'utf8')).toBe(contactColumnsCsv());
});
