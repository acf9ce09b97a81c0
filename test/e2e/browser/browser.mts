import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

/** First the one without windows, tabs and menus of its own: it takes a fifth less of a processor for the same page. */
const PATHS = [
	...['/usr/bin/chromium-headless-shell'],
	...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
];

/** The browser of the system: playwright-core brings none. */
function chromiumPath(): string {
	const path = process.env.CHROMIUM_PATH ?? PATHS.find(existsSync);
	if (path && existsSync(path)) return path;
	throw new Error(
		'The browser tests need Chromium: install it (Debian and Ubuntu: "apt-get install chromium") or set CHROMIUM_PATH to its program.',
	);
}

// Nothing of the browser's own may call out, and containers give it no sandbox.
const QUIET = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export const launchBrowser = async (): Promise<Browser> =>
	await chromium.launch({ executablePath: chromiumPath(), args: QUIET });

/**
 * A browser of another language, e.g. `de-DE`. Its number fields follow the browser's own language, not the page's: Linux
 * says it in LANGUAGE, and the browser has to have its words. A German page in an English browser has English number fields.
 */
export async function launchBrowserIn(language: string): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: chromiumPath(),
		args: [...QUIET, `--lang=${language}`],
		env: { ...process.env, LANGUAGE: language.replace('-', '_') },
	});
	const page = await browser.newPage();
	const spoken = await page.evaluate(() => navigator.language);
	await page.close();
	// The one without windows says `de` where the other says `de-DE`.
	if (spoken === language || spoken === language.split('-')[0]) return browser;
	await browser.close();
	throw new Error(
		`Chromium speaks ${spoken} where ${language} is asked for: install its languages (Debian and Ubuntu: "apt-get install chromium-l10n").`,
	);
}
