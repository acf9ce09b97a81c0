import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

/**
 * The moving picture of the README: the guided first minutes in n8n's editor, from the pictures that
 * test/e2e/editor/newcomer.test.mts takes of them (docs/first-report.md).
 */

/** Pictures in their order, and how long each stands, in ms: results longer, for there is more to read. */
const FRAMES = [
	['newcomer-editor', 1_500],
	['newcomer-report-added', 1_500],
	['newcomer-report-form', 2_000],
	['newcomer-report-result', 3_500],
	['newcomer-guard-added', 1_500],
	['newcomer-guard-form', 2_500],
	['newcomer-guard-result', 4_500],
];

const WIDTH = 1_000;

/** What a README may weigh. */
const MOST_BYTES = 1_500_000;

/**
 * Writes docs/images/first-look.gif.
 *
 * @param {string} root of the repository
 * @returns {Promise<string>} its path
 * @throws Error when it is too large for a README
 */
export async function writeMovingPicture(root) {
	const images = join(root, 'docs', 'images');
	const file = join(images, 'first-look.gif');
	const frames = await Promise.all(
		FRAMES.map(
			async ([name]) =>
				await sharp(readFileSync(join(images, `${name}.jpg`)))
					.resize({ width: WIDTH })
					.png()
					.toBuffer(),
		),
	);
	await sharp(frames, { join: { animated: true } })
		.gif({ delay: FRAMES.map(([, ms]) => ms), loop: 0, colours: 64, dither: 0 })
		.toFile(file);
	const { size } = statSync(file);
	if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes; a README takes at most ${MOST_BYTES}.`);
	return file;
}
