import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

/** The moving picture of the README: `npx gulp movingPicture` makes it. */

const file = join('docs', 'images', 'first-look.gif');

it('moves, loops, can be read, and is light enough for a README', async () => {
	const { pages, loop, width, delay = [] } = await sharp(file, { animated: true }).metadata();
	expect({ pages, loop, width }).toEqual({ pages: 7, loop: 0, width: 1_000 });
	expect(Math.min(...delay)).toBeGreaterThanOrEqual(1_500);
	expect(statSync(file).size).toBeLessThan(1_500_000);
	expect(readFileSync('README.md', 'utf8')).toContain('(docs/images/first-look.gif)');
});
