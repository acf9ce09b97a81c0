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

On this page, you get a report and try a budget change, without a Meta account and without spending money. You need a copy of this
repository, [Node.js](https://nodejs.org) 20.15 or newer, and a browser. It takes about ten minutes, plus 3 to 5 minutes to download n8n the
first time.`;

const end = `Next, [connect your Meta account](connect-your-meta-account.md), or read more about [Meta Insights](meta-insights.md) and [how the guard
decides](how-the-guard-decides.md).`;

test('from the README to a first report and a dry run of a budget change', async () => {
	const path = new GuidedPath();
	let editor = undefined as unknown as Editor;
	const seen = () => editor;

	const login = await path.step(
		{
			title: 'Start the demo',
			text: 'Open a terminal in the repository’s folder and enter `npm ci && npm run demo`. You can ignore messages about EBADENGINE. The demo runs an example workflow and shows its nodes in a table. Below the table, it shows the address of n8n’s editor, an email address and a password.',
		},
		startDemo,
	);
	browser = await launchBrowser();
	await path.step(
		{
			title: 'Open the editor',
			text: 'Open the address in your browser and log in. You see the example workflow. Its first run is under _Executions_. To see the other examples, click the house icon on the left.',
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
			text: 'Click the plus icon at the top left and choose _New workflow_. Click the big plus in the middle and choose _Trigger manually_. Click the small plus to the right of the new node, type _Meta Insights_ and choose _Get report_. The credential _Local emulator_ is already selected.',
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
			text: 'Under **Ad Account**, choose _Harbor Coffee_. Leave everything else as it is. The report will have one row per campaign, with yesterday’s spend, results, value and impressions.',
			picture: 'newcomer-report-form',
		},
		async () => await pick(editor, 'adAccount', ACCOUNT),
		seen,
	);
	await path.step(
		{
			title: 'Get the report',
			text: 'Click **Execute step**. The rows appear on the right, below a note saying they come from the emulator. Your dates and numbers will differ from those in the picture, because the report always runs through yesterday.',
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
			text: 'To close the form, click the X at the top right. n8n saves automatically. Create another workflow with _Trigger manually_. Add a node, type _Meta Budget Guard_ and choose _Adjust a budget_. **Dry Run** is on, so nothing can change.',
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
			text: 'Choose the German ad account _Nordlicht Shop_ and its ad set _Deutschland_. To find the ad set, type _Deutsch_. By default, the budget goes up by 10 percent. Enter 60 as **Maximum Budget**, because increases require a maximum.',
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
			text: 'Click **Execute step**. The row under _Applied Branch_ shows that the budget would be 11 euros a day instead of 10. If the guard blocks a change, look under _Blocked Branch_ for the reason. n8n doesn’t open that tab automatically.',
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
