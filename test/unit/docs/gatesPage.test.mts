import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { gateAnchor, gateNames } from '../../../nodes/shared/gates/gates.ts';
import { withGates } from './gatesPage.mts';

const path = join(process.cwd(), 'docs', 'gates.md');

it('has every gate as the nodes tell it', () => {
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE) writeFileSync(path, withGates(page));
	expect(readFileSync(path, 'utf8')).toBe(withGates(page));
});

it.each(gateNames)('has a heading where the link of %s leads', (name) => {
	const anchors = [...readFileSync(path, 'utf8').matchAll(/^### (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
	expect(anchors).toContain(gateAnchor(name));
});
