import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { pngOf } from './png.mts';

/** One colour each, in sizes of a feed. */
const PICTURES = {
	'Morning cup.png': pngOf(1080, 1080, [214, 158, 94]),
	'Evening cup.png': pngOf(1080, 1350, [92, 64, 51]),
	'Bag of beans.png': pngOf(1200, 628, [56, 86, 72]),
};

/** @returns the folder with pictures for ads; what somebody has put beside them stays */
export async function writePictures(userFolder: string): Promise<string> {
	const folder = join(userFolder, 'pictures');
	await mkdir(folder, { recursive: true });
	for (const [name, content] of Object.entries(PICTURES)) await writeFile(join(folder, name), content);
	return folder;
}
