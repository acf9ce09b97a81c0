import type { ParsedMail } from 'mailparser';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { answerLinks, answerMail, follow, openMailbox, photographMail, type Mailbox } from '../outside/mailbox.mts';
import { fillIn } from '../browser/fillIn.mts';
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

let known = 0;

beforeEach(async () => {
	mailbox.mails.length = 0;
	await bench.beginWorld();
	known = (await bench.tableRows('Budget steps')).length;
});

const budget = (id: string) => bench.emulator.world.get('AdSet', id).dailyBudget;
const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);
/** What this test has added to the table, by ad set. */
const logged = async () => {
	const rows = (await bench.tableRows('Budget steps')).slice(known);
	return Object.fromEntries(rows.map((row) => [String(row.objectId), row]));
};

/** Starts it and waits for the mail; until it is answered, nothing has changed. */
async function asked(): Promise<{
	id: string;
	mail: ParsedMail;
	subject?: string;
	text: string;
	answer: (approved: boolean) => Promise<void>;
}> {
	const { id, status, error } = await bench.run(await bench.bring('guarded-scaling.json'), 'Every morning');
	expect([status, error]).toEqual(['waiting', undefined]);
	const mail = await mailbox.waitFor(1);
	expect(writes()).toEqual([]);
	return {
		id,
		mail,
		subject: mail.subject,
		text: (mail.text ?? '').replace(/\s+/g, ' '),
		answer: async (approved) => await answerMail(mail, approved ? 'Approve' : 'Decline'),
	};
}

describe('workflows/guarded-scaling.json in a real n8n', () => {
	test('mails the steps with their reasons, applies them once approved, and logs them with what undoes them', async () => {
		const { id, mail, subject, text, answer } = await asked();
		expect(subject).toBe('Approve 2 budget changes, +2.00 EUR a day?');
		expect(text).toMatch(
			/The rule: raise by 10 % if cost per result is below 50\.00 EUR and spend is above 50\.00 EUR; cut by 10 % [^:]+\. Deutschland \(daily budget\): 10\.00 EUR → 9\.00 EUR 0 results for \d+\.\d\d EUR[^:]+: cut by 10 %\. .*https:/,
		);
		expect(text.match(/The rule:/g)).toHaveLength(1);
		expect(text).toMatch(/Mindest-ROAS \(daily budget\): 30\.00 EUR → 33\.00 EUR \d+ results for \d+\.\d\d EUR/);
		await photographMail(mail, 'mail-guarded-scaling', { width: 700 });
		expect(text).toMatch(/Proposed by the workflow “Guarded scaling” for .+ \(act_\d+\) on .+; valid until /);
		await answer(true);
		const { status, error } = await bench.outcome(id);
		expect([status, error]).toEqual(['success', undefined]);
		expect(writes().map(({ path, params }) => [path, params.daily_budget])).toEqual([
			[AD_SETS.eurNoBudget, '900'],
			[AD_SETS.eurMinRoas, '3300'],
		]);
		const rows = await logged();
		expect(rows).toEqual({
			[AD_SETS.eurNoBudget]: expect.objectContaining({
				object: 'Deutschland',
				verdict: 'applied',
				before: 10,
				after: 9,
				currency: 'EUR',
			}),
			[AD_SETS.eurMinRoas]: expect.objectContaining({
				object: 'Mindest-ROAS',
				verdict: 'applied',
				before: 30,
				after: 33,
			}),
		});
		expect(JSON.parse(String(rows[AD_SETS.eurMinRoas].undo))).toMatchObject({
			object: AD_SETS.eurMinRoas,
			from: '3000',
			to: '3300',
		});
	});

	test('changes nothing where a mail scanner opens every link of it', async () => {
		const { id, mail, answer } = await asked();
		for (const link of answerLinks(mail)) await follow(link);
		// Time for what should not happen.
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		expect([(await bench.outcome(id, ['waiting', 'success', 'error'])).status, writes()]).toEqual(['waiting', []]);
		await answer(true);
		expect((await bench.outcome(id)).status).toBe('success');
		expect(writes()).toHaveLength(2);
	});

	test('makes nothing a second time when the mail is answered twice', async () => {
		const { id, answer } = await asked();
		await answer(true);
		await bench.outcome(id);
		const [made, rows] = [writes().length, await logged()];
		for (const approved of [true, false]) await answer(approved).catch(() => undefined);
		expect((await bench.outcome(id)).status).toBe('success');
		expect(writes()).toHaveLength(made);
		expect(await logged()).toEqual(rows);
	});

	test('proposes nothing where results are not known: each ad set is left alone, and its row says so', async () => {
		// Meta tells results by the ad set's own attribution: for another window they are empty.
		const byWindow = fillIn('Get last 14 days', { options: { conversionWindow: '1d_view' } });
		const workflow = await bench.bring('guarded-scaling.json', byWindow);
		const { status, error, rows } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Get last 14 days').map(({ results }) => results)).toEqual(rows('Get last 14 days').map(() => null));
		const told = Object.values(await logged());
		expect(told).toHaveLength(new Set(rows('Get last 14 days').map((row) => row.adset_id)).size);
		for (const row of told)
			expect(row).toMatchObject({
				verdict: 'failed',
				before: null,
				undo: '',
				reason: expect.stringMatching(/^Results is empty/),
			});
		expect([mailbox.mails, writes()]).toEqual([[], []]);
	});

	test('checks again when it is approved: what somebody changed meanwhile stays as it is', async () => {
		const { id, answer } = await asked();
		bench.emulator.control.editOutside(AD_SETS.eurMinRoas, { daily_budget: 3_100 });
		await answer(true);
		expect((await bench.outcome(id)).status).toBe('success');
		expect([budget(AD_SETS.eurNoBudget), budget(AD_SETS.eurMinRoas)]).toEqual([900, 3_100]);
		const { [AD_SETS.eurMinRoas]: held, [AD_SETS.eurNoBudget]: applied } = await logged();
		expect(held).toMatchObject({
			verdict: 'held',
			before: 31,
			after: 31,
			reason: expect.stringMatching(/^It is 31\.00 EUR and not 30\.00 EUR as expected/),
			undo: '',
		});
		expect(applied).toMatchObject({ verdict: 'applied' });
	});

	test('mails the reason where what was approved cannot be applied', async () => {
		const { id, answer } = await asked();
		bench.emulator.control.addFault({ match: { method: 'GET' }, fault: { kind: 'graph', code: 190 } });
		await answer(true);
		const { status, error } = await bench.outcome(id);
		expect([status, error]).toEqual(['success', undefined]);
		const told = await mailbox.waitFor(2);
		expect([told.subject, told.to]).toEqual([
			'The budget changes you were asked about were not made',
			expect.anything(),
		]);
		expect(told.text).toMatch(
			/token[^]+What you were asked about:[^]+Deutschland \(daily budget\): 10\.00 EUR → 9\.00 EUR/i,
		);
		expect([budget(AD_SETS.eurNoBudget), writes()]).toEqual([1_000, []]);
		bench.emulator.control.clearFaults();
	});

	test('says that it is unknown where Meta’s answers are lost', async () => {
		const { id, answer } = await asked();
		for (const path of [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas])
			bench.emulator.control.addFault({ match: { method: 'POST', path }, fault: { kind: 'http', status: 500 } });
		await answer(true);
		expect((await bench.outcome(id)).status).toBe('success');
		const told = await mailbox.waitFor(2);
		expect(told.subject).toBe('Unknown: whether the budget changes you were asked about were made');
		expect(told.text).toMatch(/unknown whether Meta carried out[^]+Look at the object in Ads Manager[^]+Deutschland/);
		bench.emulator.control.clearFaults();
	});

	test('makes nothing of a proposal that has expired when it is approved', async () => {
		const { id, answer } = await asked();
		bench.emulator.control.advanceClock(25 * 3_600);
		await answer(true);
		expect((await bench.outcome(id)).status).toBe('success');
		expect([budget(AD_SETS.eurNoBudget), writes()]).toEqual([1_000, []]);
		for (const row of Object.values(await logged()))
			expect(row).toMatchObject({
				verdict: 'held',
				reason: expect.stringMatching(/^It expired on .+ Make a new proposal\./),
			});
	});

	test('changes nothing when the mail is declined; what the guard held at once is logged, and told in the mail', async () => {
		bench.emulator.control.setLearning(AD_SETS.eurMinRoas, 'LEARNING');
		const { id, subject, text, answer } = await asked();
		expect(subject).toBe('Approve 1 budget change, −1.00 EUR a day?');
		expect(text).toMatch(/Left as they are: Mindest-ROAS: .+ The ad set is in the learning phase\./);
		expect(await logged()).toEqual({
			[AD_SETS.eurMinRoas]: expect.objectContaining({
				verdict: 'held',
				reason: expect.stringContaining('The ad set is in the learning phase.'),
			}),
		});
		await answer(false);
		expect((await bench.outcome(id)).status).toBe('success');
		expect([budget(AD_SETS.eurNoBudget), budget(AD_SETS.eurMinRoas), writes()]).toEqual([1_000, 3_000, []]);
		expect((await logged())[AD_SETS.eurNoBudget]).toMatchObject({
			object: 'Deutschland',
			verdict: 'held',
			reason: 'It was declined: the answer in the input is a no (data.Approve?).',
		});
	});
});
