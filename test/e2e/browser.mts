import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

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
