import { setTimeout as sleep } from 'node:timers/promises';

import { ADS } from '../../../emulator/world/seedIds.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { tell } from '../places/installation.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(1_200_000);

/** Milliseconds after the poll's last answer at which n8n is killed: while it stores, while it starts executing, later. */
const KILLED_AFTER = (process.env.KILLED_AFTER ?? '0,20').split(',').map(Number);

let bench: Workbench;
let mailbox: Mailbox;

beforeAll(async () => {
	mailbox = await openMailbox();
	bench = await Workbench.open({ own: true });
	await bench.credential('smtp', mailbox.credential);
});

afterAll(async () => {
	await bench?.close();
	await mailbox?.close();
});

/** n8n takes no times less than a minute apart, but several of them. */
const EVERY_TEN_SECONDS = [0, 10, 20, 30, 40, 50].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** A test has no five minutes. */
const hurried = (workflow: Workflow): Workflow => {
	tell('    Ad changed polls every ten seconds instead of every five minutes');
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Ad changed'
				? { ...node, parameters: { ...node.parameters, pollTimes: { item: EVERY_TEN_SECONDS } } }
				: node,
		),
	};
};

const reject = (id: string): void =>
	bench.emulator.control.setReview(
		{ state: 'DISAPPROVED', seconds: 0, feedback: { global: { Alcohol: 'No ads for spirits.' } } },
		id,
	);
const approve = (id: string): void => bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, id);

/** The account's status is what a poll reads last. */
async function endOfPoll(): Promise<void> {
	bench.emulator.log.length = 0;
	const isLast = ({ path, params }: { path: string; params: Record<string, string> }): boolean =>
		path.startsWith('act_') && (params.fields ?? '').includes('disable_reason');
	for (const until = Date.now() + 150_000; Date.now() < until; await sleep(1))
		if (bench.emulator.log.some(isLast)) return;
	throw new Error('No poll came');
}

const subjects = (): Array<string | undefined> => mailbox.mails.map(({ subject }) => subject);

test('workflows/review-watch.json in a real n8n: one mail an event, none lost and none doubled when n8n is killed between poll and execution', async () => {
	const workflow = await bench.bring('review-watch.json', hurried);
	await bench.activate(workflow);
	// What is there at the first look is only remembered.
	await endOfPoll();
	reject(ADS.eurNoBudget1);
	const mail = await mailbox.waitFor(1, 150_000);
	expect(mail.subject).toBe('Meta rejected the ad “Stehlampe”.');
	expect(mail.text).toContain('Alcohol. No ads for spirits.');
	expect(mail.text).toContain('https://adsmanager.facebook.com/adsmanager/manage/ads?act=');

	const expected = ['Meta rejected the ad “Stehlampe”.'];
	let isRejected = true;
	for (const after of KILLED_AFTER) {
		isRejected = !isRejected;
		(isRejected ? reject : approve)(ADS.eurNoBudget1);
		const earlier = (await bench.executions(workflow)).length;
		await endOfPoll();
		await sleep(after);
		await bench.crashAndRestart();
		const mail = await mailbox.waitFor(expected.length + 1, 60_000).catch(() => undefined);
		const statuses = (await bench.executions(workflow)).slice(earlier).map(({ status }) => status);
		tell(`killed ${after} ms after the poll: ${subjects().length} mails, executions ${statuses.join(' ')}`);
		if (mail !== undefined) expected.push(`Meta ${isRejected ? 'rejected' : 'approved'} the ad “Stehlampe”.`);
		// A busy machine kills late: where "Remove duplicates" has noted the event and the mail is not sent yet, no workflow can
		// tell that it wasn't. The trigger has handed the event over again all the same.
		else expect(statuses).toEqual(['crashed', 'success']);
	}
	// Whatever the trigger hands over once more would come with its next polls.
	await endOfPoll();
	await sleep(3_000);
	expect(subjects()).toEqual(expected);
});
