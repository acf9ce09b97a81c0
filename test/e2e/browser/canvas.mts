import { join } from 'node:path';

import type { Page } from 'playwright-core';

import type { Editor } from './editor.mts';

/** Picture of a whole workflow for its page in docs/recipes, and what a person could not read in it. */

const MARGIN = 16;
const VIEW = { width: 1700, height: 1100 };
/** Below this the text of a note is smaller than nine pixels. */
const LEGIBLE = 0.65;

interface Box {
	name: string;
	note: boolean;
	/** Of the text in a note: how many pixels do not fit into it. */
	hidden: number;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const meet = (one: Box, other: Box): boolean =>
	one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** A step's name stands below its square: twice as wide and up to three lines high (n8n 2.41, measured). */
const withName = (box: Box): Box => {
	if (box.note) return box;
	const [aside, below] = [(box.right - box.left) / 2, (box.right - box.left) * 0.7];
	return { ...box, left: box.left - aside, right: box.right + aside, bottom: box.bottom + below };
};

/** In words: notes whose text does not fit, and boxes that cover each other. */
function troubles(boxes: Box[]): string[] {
	const cut = boxes
		.filter(({ hidden }) => hidden > 2)
		.map(({ name, hidden }) => `"${name}" hides ${hidden} pixels of its text`);
	const covered = boxes.flatMap((one, index) =>
		boxes.slice(index + 1).flatMap((other) => (meet(one, other) ? [`"${one.name}" and "${other.name}" overlap`] : [])),
	);
	return [...cut, ...covered];
}

const readBoxes = async (editor: Editor): Promise<Box[]> =>
	await editor.page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]').evaluateAll((elements) =>
		elements.flatMap((element) => {
			const node = element.closest('.vue-flow__node');
			if (!node) return [];
			const note = element.getAttribute('data-test-id') === 'sticky';
			const { left, top, right, bottom } = element.getBoundingClientRect();
			const texts = Array.from(element.querySelectorAll('*')).filter(({ clientHeight }) => clientHeight > 0);
			const hidden = note
				? Math.max(0, ...texts.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight))
				: 0;
			return [{ name: node.textContent.trim().split('\n')[0] ?? '', note, hidden, left, top, right, bottom }];
		}),
	);

/** By n8n's key for it. Returns what a pixel of the workflow is on the screen. */
async function fit(page: Page): Promise<number> {
	await page
		.locator('.vue-flow__pane')
		.first()
		.click({ position: { x: 5, y: 5 } });
	await page.keyboard.press('1');
	// The view glides there.
	await page.waitForTimeout(800);
	return await page
		.locator('.vue-flow__transformationpane')
		.evaluate((pane) => new DOMMatrix(getComputedStyle(pane).transform).a);
}

/**
 * Fits the open workflow to the view and, where pictures are asked for, photographs all of it, and nothing around it.
 * Returns what cannot be read.
 */
export async function photographCanvas(editor: Editor, name: string): Promise<string[]> {
	const { page } = editor;
	await page.setViewportSize(VIEW);
	const scale = await fit(page);
	// Long workflows are seen on a wider screen, so that their notes can be read.
	if (scale < LEGIBLE) await page.setViewportSize({ ...VIEW, width: Math.round((VIEW.width * LEGIBLE) / scale) });
	if (scale < LEGIBLE) await fit(page);
	const boxes = await readBoxes(editor);
	const shown = boxes.map(withName);
	const x = Math.min(...shown.map(({ left }) => left)) - MARGIN;
	const y = Math.min(...shown.map(({ top }) => top)) - MARGIN;
	const width = Math.max(...shown.map(({ right }) => right)) + MARGIN - x;
	const height = Math.max(...shown.map(({ bottom }) => bottom)) + MARGIN - y;
	if (process.env.UPDATE_IMAGES)
		await page.screenshot({
			path: join('docs', 'images', `recipe-${name}.jpg`),
			type: 'jpeg',
			quality: 70,
			clip: { x, y, width, height },
		});
	return troubles(boxes);
}
