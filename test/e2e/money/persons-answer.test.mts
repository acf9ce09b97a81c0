import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { launchBrowser } from '../browser/browser.mts';
import { fillIn } from '../browser/fillIn.mts';
import { Workbench } from '../browser/workbench.mts';
import { openMailbox, questionLink, type Mailbox } from '../outside/mailbox.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(240_000);

/** Guarded scaling with Approved switched on by hand: what a person answers in the mail decides all the same. */

let bench: Workbench;
let mailbox: Mailbox;

beforeAll(async () => {
	mailbox = await openMailbox();
	bench = await Workbench.open();
	await bench.credential('smtp', mailbox.credential);
});

afterAll(async () => {
	await bench?.close();
	await mailbox?.close();
});

beforeEach(async () => {
	mailbox.mails.length = 0;
	await bench.beginWorld();
});

const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);

const byHand = fillIn('Apply changes', { approved: true });

/** A test has no hours: the time to answer runs out after some seconds. */
const hurried = (workflow: Workflow): Workflow => {
	tell('    Ask for approval waits 5 seconds instead of 20 hours');
	const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'seconds' } };
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Ask for approval'
				? { ...node, parameters: { ...node.parameters, options: { limitWaitTime } } }
				: node,
		),
	};
};

/** Clicks in a browser, as the person who got the mail does. */
async function click(approved: boolean): Promise<void> {
	const link = questionLink(await mailbox.waitFor(1));
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ userAgent: 'Mozilla/5.0 (X11; Linux x64) Firefox/140.0' });
		await page.setContent(`<a id="answer" href="${link.replaceAll('&', '&amp;')}">Answer</a>`);
		await Promise.all([page.waitForURL(/signature/), page.click('#answer')]);
		await page.selectOption('select', approved ? 'Approve' : 'Decline');
		await page.click('#submit-btn');
		await page.waitForLoadState('networkidle');
	} finally {
		await browser.close();
	}
}

async function asked(...changes: Array<(workflow: Workflow) => Workflow>): Promise<string> {
	const change = (workflow: Workflow): Workflow => changes.reduce((one, make) => make(one), byHand(workflow));
	const { id, status } = await bench.run(await bench.bring('guarded-scaling.json', change), 'Every morning');
	expect([status, writes()]).toEqual(['waiting', []]);
	return id;
}

test('Approve applies it', async () => {
	const id = await asked();
	await click(true);
	expect((await bench.outcome(id)).status).toBe('success');
	expect(writes().map(({ path }) => path)).toEqual([AD_SETS.eurNoBudget, AD_SETS.eurMinRoas]);
});

test('Decline beats the switch', async () => {
	const id = await asked();
	await click(false);
	const { status, rows } = await bench.outcome(id);
	expect([status, writes()]).toEqual(['success', []]);
	expect(JSON.stringify(rows('Apply changes'))).not.toContain('"verdict":"applied"');
});

test('time that runs out beats the switch', async () => {
	const id = await asked(hurried);
	const { status } = await bench.outcome(id, undefined, 150_000);
	expect([status, writes()]).toEqual(['success', []]);
});
