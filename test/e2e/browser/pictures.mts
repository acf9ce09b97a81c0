import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { tell } from '../places/installation.mts';

/** Pictures to look at: all of them with UPDATE_IMAGES=1, and those of failures. */
export const SCREENSHOTS = join(process.cwd(), '.tmp', 'screenshots');

/** Called by the tests' environment (test/runtime) the moment one has failed. */
const hook = globalThis as { whenTestFails?: () => Promise<void> };

const watched = new Set<Page>();
const failed = new Set<Page>();

/** Whether a test has failed since this was asked last: what it has left open would stand in the next one's way. */
export const hasFailed = (page: Page): boolean => failed.delete(page);

/** Until it is closed, a test that fails leaves a picture of this page. */
export function photographFailures(page: Page): void {
	watched.add(page);
	page.once('close', () => watched.delete(page));
	hook.whenTestFails = async () => {
		await mkdir(SCREENSHOTS, { recursive: true });
		const test = (expect.getState().currentTestName ?? '').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
		for (const [index, one] of [...watched].entries()) {
			failed.add(one);
			await one
				.screenshot({ path: join(SCREENSHOTS, `failed-${test}-${index + 1}.png`), timeout: 10_000 })
				.catch((error: Error) => tell(`no picture of the failure: ${error.message}`));
		}
	};
}
