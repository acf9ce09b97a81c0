import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { faultPage } from './faultPage.mts';

const path = join('docs', 'development', 'fault-matrix.md');

it('docs/development/fault-matrix.md is current', () => {
	if (process.env.UPDATE) writeFileSync(path, faultPage());
	expect(readFileSync(path, 'utf8')).toBe(faultPage());
});
