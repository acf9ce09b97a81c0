import type { Workflow } from '../../demo/n8n/workflowFile.mts';
import { AD_SETS } from '../../emulator/world/seedIds.mts';
import { follow, linksOf, openMailbox, type Mailbox } from './mailbox.mts';
import { Workbench } from './workbench.mts';

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
	bench.emulator.control.reset();
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
	return Object.fromEntries(rows.map((row) => [String(row.object_id), row]));
};

/** Starts it and waits for the mail; until it is answered, nothing has changed. */
async function asked(): Promise<{
	id: string;
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
		subject: mail.subject,
		text: (mail.text ?? '').replace(/\s+/g, ' '),
		answer: async (approved) => {
			const link = linksOf(mail).find((one) => one.includes(`approved=${approved}`));
			if (link === undefined) throw new Error(`No link to answer with in ${mail.html || ''}`);
			await follow(link);
		},
	};
}

describe('workflows/guarded-scaling.json in a real n8n', () => {
	test('mails the steps with their reasons, applies them once approved, and logs them with what undoes them', async () => {
		const { id, subject, text, answer } = await asked();
		expect(subject).toBe('May these 2 budgets change?');
		expect(text).toMatch(
			/Deutschland: 10 → 9 EUR \(daily budget\) No result for \d+\.\d\d EUR in the last 7 days\. As asked; no guard objected\. https:/,
		);
		expect(text).toMatch(
			/Mindest-ROAS: 30 → 33 EUR \(daily budget\) \d+ results at \d+\.\d\d EUR each in the last 7 days\./,
		);
		expect(text).toContain('https://adsmanager.facebook.com/');
		await answer(true);
		const { status, error } = await bench.outcome(id);
		expect([status, error]).toEqual(['success', undefined]);
		expect([budget(AD_SETS.eurNoBudget), budget(AD_SETS.eurMinRoas)]).toEqual([900, 3_300]);
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

	test('proposes nothing where results are not known: each ad set is left alone, and its row says so', async () => {
		// Meta tells results by the ad set's own attribution: for another window they are empty.
		const byWindow = (workflow: Workflow): Workflow => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.name === 'Last 7 days'
					? { ...node, parameters: { ...node.parameters, options: { conversionWindow: '1d_view' } } }
					: node,
			),
		});
		const { status, error, rows } = await bench.run(
			await bench.bring('guarded-scaling.json', byWindow),
			'Every morning',
		);
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Last 7 days').map(({ results }) => results)).toEqual(rows('Last 7 days').map(() => null));
		const told = Object.values(await logged());
		expect(told).toHaveLength(rows('Last 7 days').length);
		for (const row of told)
			expect(row).toMatchObject({
				verdict: 'unknown',
				before: null,
				after: null,
				undo: null,
				reason: expect.stringMatching(/^Left alone: how many results it had is not known/),
			});
		expect(mailbox.mails).toEqual([]);
		expect(writes()).toEqual([]);
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
			undo: null,
		});
		expect(applied).toMatchObject({ verdict: 'applied' });
	});

	test('changes nothing when the mail is declined; what the guard held at once is logged, and not asked about', async () => {
		bench.emulator.control.setLearning(AD_SETS.eurMinRoas, 'LEARNING');
		const { id, subject, text, answer } = await asked();
		expect(subject).toBe('May this budget change?');
		expect(text).not.toContain('Mindest-ROAS');
		expect(await logged()).toEqual({
			[AD_SETS.eurMinRoas]: expect.objectContaining({ verdict: 'held', reason: 'It is in the learning phase.' }),
		});
		await answer(false);
		expect((await bench.outcome(id)).status).toBe('success');
		expect([budget(AD_SETS.eurNoBudget), budget(AD_SETS.eurMinRoas)]).toEqual([1_000, 3_000]);
		expect(writes()).toEqual([]);
		expect((await logged())[AD_SETS.eurNoBudget]).toMatchObject({
			verdict: 'declined',
			before: 10,
			after: 10,
			reason: 'Declined in the mail.',
		});
	});
});
