import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Browser } from 'playwright-core';

import { startChild, type Child } from '../../../demo/machine/child.mts';
import { freePort } from '../../../demo/machine/ports.mts';
import { launchBrowser } from '../browser/browser.mts';
import { copiedCheckout, type Checkout } from '../places/checkout.mts';
import { Editor } from '../browser/editor.mts';
import { GuidedPath } from '../browser/guidedPath.mts';

// Somebody who has read nothing but the README: the demo, a first report, a first budget change. Its page,
// docs/first-report.md, is written by this test (UPDATE_IMAGES=1), and checked against it otherwise.

jest.setTimeout(400_000);

const PAGE = join(process.cwd(), 'docs', 'first-report.md');
const ACCOUNT = 'Harbor Coffee';

let checkout: Checkout;
let demo: Child | undefined;
let browser: Browser | undefined;

beforeAll(async () => (checkout = await copiedCheckout({ built: true })));

afterAll(async () => {
	await browser?.close();
	await demo?.stop();
	await checkout?.remove();
});

/** The README's command; what a person reads off its last lines. */
async function startDemo(): Promise<{ url: string; email: string; password: string }> {
	const [port, emulator, mail] = [await freePort(), await freePort(), await freePort()];
	const ports = ['--port', `${port}`, '--emulator-port', `${emulator}`, '--mail-port', `${mail}`];
	const args = ['run', '--silent', 'demo', '--', '--fresh', ...ports];
	demo = startChild('npm', args, { cwd: checkout.folder, env: process.env });
	let ended = false;
	void demo.ended.finally(() => (ended = true)).catch(() => undefined);
	for (;;) {
		const output = demo.output();
		const [, url, email, password] = /Editor +(\S+)\s+Email +(\S+)\s+Password +(\S+)/.exec(output) ?? [];
		if (url && email && password) return { url, email, password };
		if (ended) throw new Error(`The demo ended:\n${output}`);
		await sleep(200);
	}
}

const introduction = `# A first report and a first budget change

Get a report and check a budget change, without a Meta account and without spending money. You need a copy of this repository,
[Node.js](https://nodejs.org) 20.15 or newer, and a browser. It takes about ten minutes. The first start takes 3 to 5 more, while n8n is
downloaded. A test does all of this in a real browser, and takes the pictures.`;

const end = `Next: [Meta Insights](meta-insights.md), [How the guard decides](how-the-guard-decides.md), and, with your own account,
[Connect your Meta account](connect-your-meta-account.md).`;

test('from the README to a first report and a dry run of a budget change', async () => {
	const path = new GuidedPath();
	let editor = undefined as unknown as Editor;
	const seen = () => editor;

	const login = await path.step(
		{
			title: 'Start the demo',
			text: 'In a terminal, in the folder of the repository, enter `npm ci && npm run demo`. It runs an example workflow and prints its nodes as a table. Then it prints the address of n8n’s editor, an email address and a password. Ignore messages about EBADENGINE.',
		},
		startDemo,
	);
	browser = await launchBrowser();
	await path.step(
		{
			title: 'Open the editor',
			text: 'Open the address and log in. You see the example that just ran (its run is under _Executions_). The house icon on the left leads to all the others.',
			picture: 'newcomer-editor',
		},
		async () => {
			editor = await Editor.open(browser as Browser, new URL(login.url).origin, login);
			await editor.openWorkflow(login.url.split('/').at(-1) as string);
		},
		seen,
	);
	await path.step(
		{
			title: 'Add Meta Insights to a new workflow',
			text: 'Click the plus at the top left and choose _New workflow_. Click the big plus in the middle and choose _Trigger manually_. Click the small plus to the right of it, type _Meta Insights_ and choose _Get report_. The credential _Local emulator_ is already there.',
			picture: 'newcomer-report-added',
		},
		async () => {
			await editor.newWorkflow();
			await editor.addNode('Trigger manually');
			await editor.addNode('Meta Insights', 'Get report');
			expect(await editor.credentialName()).toContain('Local emulator');
		},
		seen,
	);
	await path.step(
		{
			title: 'Choose the ad account',
			text: 'Choose _Harbor Coffee_ under **Ad Account**. Leave everything else as it is. You get yesterday’s spend, results, value and impressions, one row per campaign.',
			picture: 'newcomer-report-form',
		},
		async () => await pick(editor, 'adAccount', ACCOUNT),
		seen,
	);
	await path.step(
		{
			title: 'Get the report',
			text: 'Click **Execute step**. The rows are on the right. The note above them says that they come from the emulator. Your dates and numbers will differ, because the report always ends yesterday.',
			picture: 'newcomer-report-result',
		},
		async () => await editor.execute(),
		seen,
	);
	const report = await editor.resultRows();
	expect(report.map(({ campaign_name }) => campaign_name)).toContain('Spring Roast Sales');
	expect(Number(report[0]?.spend)).toBeGreaterThan(0);

	await path.step(
		{
			title: 'Add the Budget Guard to another workflow',
			text: 'Click the X at the top right of the form to close it. n8n saves automatically. Create another workflow with _Trigger manually_, type _Meta Budget Guard_ and choose _Adjust a budget_. **Dry Run** is on, so nothing can change.',
			picture: 'newcomer-guard-added',
		},
		async () => {
			await editor.closeForm();
			await editor.newWorkflow();
			await editor.addNode('Trigger manually');
			await editor.addNode('Meta Budget Guard', 'Adjust a budget');
			expect(await editor.credentialName()).toContain('Local emulator');
		},
		seen,
	);
	await path.step(
		{
			title: 'Choose an ad set and a maximum budget',
			text: 'Choose _Nordlicht Shop_, a German shop, and its ad set _Deutschland_ (type _Deutsch_ to find it). By default, the budget would go up by 10 percent. Enter 60 as **Maximum Budget**, which is required for increases.',
			picture: 'newcomer-guard-form',
		},
		async () => {
			await pick(editor, 'adAccount', 'Nordlicht Shop');
			await pick(editor, 'adSet', 'Deutschland');
			await editor.fill('ceiling', '60');
		},
		seen,
	);
	await path.step(
		{
			title: 'Try it as a dry run',
			text: 'Click **Execute step**. The row under _Applied Branch_ shows the new budget: 11 euros a day instead of 10. If the guard blocks a change, the row is under _Blocked Branch_, with the reason. n8n doesn’t open that tab automatically.',
			picture: 'newcomer-guard-result',
		},
		async () => await editor.execute(),
		seen,
	);
	expect(await editor.resultRows()).toEqual([
		expect.objectContaining({ object: 'Deutschland', verdict: 'wouldApply', before: '10', after: '11' }),
	]);

	// Ctrl-C stops everything, as its last line says.
	process.kill(-(demo as Child).pid, 'SIGINT');
	await demo?.ended;

	const page = path.page(introduction, end);
	if (process.env.UPDATE_IMAGES) await writeFile(PAGE, page);
	else expect(await readFile(PAGE, 'utf8')).toBe(page);
});

async function pick(editor: Editor, parameter: string, entry: string): Promise<void> {
	await editor.openPicker(parameter, entry);
	await editor.pick(entry);
}
