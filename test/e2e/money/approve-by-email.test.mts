import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS, ADS } from '../../../emulator/world/seedIds.mts';
import { tell } from '../places/installation.mts';
import { answerMail, openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

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

beforeEach(() => {
	mailbox.mails.length = 0;
	bench.emulator.control.reset();
});

const AD = ADS.usdCboA2;
const stored = () => bench.emulator.world.get('Ad', AD);
const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');
const looks = () => bench.emulator.log.filter(({ method, path }) => method === 'GET' && path === AD).length;

/** A test has no half hours: seconds between two looks. */
const hurried = (workflow: Workflow): Workflow => {
	tell('    Wait takes 2 seconds instead of 30 minutes');
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Wait' ? { ...node, parameters: { amount: 2, unit: 'seconds' } } : node,
		),
	};
};

/** Starts it, checks the mail it asks with, and answers. */
async function askedAndAnswered(approved: boolean, meanwhile = (): void => undefined): Promise<string> {
	const workflow = await bench.bring('approve-by-email.json', hurried);
	const { id, status, error } = await bench.run(workflow, 'Start');
	expect([status, error]).toEqual(['waiting', undefined]);
	const mail = await mailbox.waitFor(1);
	expect(mail.subject).toBe('Approve this ad? Bag of beans');
	expect(mail.html || '').toMatch(/Instagram story: https:\/\/www\.facebook\.com\/ads\/api\/preview_iframe\.php/);
	expect(writes()).toEqual([]);
	meanwhile();
	await answerMail(mail, approved ? 'Approve' : 'Decline');
	return id;
}

describe('workflows/approve-by-email.json in a real n8n', () => {
	test('activates the ad once it is approved, asks for the review until it ends, and tells it', async () => {
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 3600 }, AD);
		const id = await askedAndAnswered(true);
		for (let waited = 0; looks() < 6 && waited < 60; waited += 1)
			await new Promise((resolve) => setTimeout(resolve, 500));
		expect([stored().status, mailbox.mails.length]).toEqual(['ACTIVE', 1]);
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, AD);
		const { status, error, steps } = await bench.outcome(id);
		expect([status, error]).toEqual(['success', undefined]);
		expect((steps['Check review'] ?? []).length).toBeGreaterThan(1);
		const mail = await mailbox.waitFor(2);
		expect([mail.subject, mail.text]).toEqual([
			'Meta has approved Bag of beans',
			expect.stringMatching(/^Meta has approved Bag of beans\n[^\n]+(\n[^\n]+)*\nhttps:\/\//),
		]);
		expect(mailbox.mails).toHaveLength(2);
		expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual([`POST ${AD}`]);
	});

	test('says when the payment method is lost between the question and the launch', async () => {
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, AD);
		const id = await askedAndAnswered(true, () => {
			bench.emulator.world.get('AdAccount', ACCOUNTS.usd).fundingSource = undefined;
		});
		expect((await bench.outcome(id)).status).toBe('success');
		const mail = await mailbox.waitFor(2);
		expect(mail.text).toMatch(/Meta would not show it yet: The ad account has no payment method/);
		expect(stored().status).toBe('ACTIVE');
	});

	test('tells what Meta objects to when the review ends badly', async () => {
		bench.emulator.control.setReview(
			{ state: 'DISAPPROVED', seconds: 0, feedback: { global: { Alcohol: 'No ads for spirits.' } } },
			AD,
		);
		const { status } = await bench.outcome(await askedAndAnswered(true));
		expect(status).toBe('success');
		const mail = await mailbox.waitFor(2);
		expect([mail.subject, mail.text]).toEqual([
			'Meta has rejected Bag of beans',
			expect.stringContaining('Alcohol. No ads for spirits.'),
		]);
	});

	test('leaves the ad paused when it is declined', async () => {
		const { status } = await bench.outcome(await askedAndAnswered(false));
		expect(status).toBe('success');
		const mail = await mailbox.waitFor(2);
		expect([mail.subject, mail.text]).toEqual([
			'Still paused: Bag of beans',
			expect.stringContaining('The ad was declined'),
		]);
		expect([stored().status, writes()]).toEqual(['PAUSED', []]);
	});
});
