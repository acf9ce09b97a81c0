import type { IDataObject } from 'n8n-workflow';

import { addLead } from '../../../emulator/leads/arrivals.mts';
import { bodyOf, signatureOf } from '../../../emulator/leads/delivery.mts';
import { ADS, LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { byId, emulatorCredential, pollerOf, type Poller } from '../support/harness.mts';
import { useLeads } from '../support/leads.mts';
import { loadedAnew } from '../support/lives/triggerLife.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** A row says whether its lead is a test lead, whichever way it came. Meta has no field for it. */

const bench = useLeads();
const world = () => bench.emulator.world;
const form = LEAD_FORMS.usdNewsletter;
const come = (values: Record<string, string>, more = {}) =>
	addLead(world(), {
		form,
		answers: Object.entries(values).map(([name, value]) => ({ name, values: [value] })),
		...more,
	});
const real = { full_name: 'Ada Example', email: 'ada@example.com' };
const isTestOf = async (id: string, parameters: IDataObject = {}): Promise<unknown> =>
	(await bench.lead('lead.get', { lead: id, ...parameters })).rows[0]?.is_test;
const calls = (): string[] => bench.sent().map(({ path }) => path.replace(/^\//, ''));

describe('a test lead', () => {
	it.each([
		[
			'the words of Meta’s testing tool',
			{ full_name: '<test lead: dummy data for full_name>', email: 'a@example.com' },
		],
		['the words of an older tool', { full_name: 'test lead: dummy data for FULL_NAME', email: 'a@example.com' }],
		['Meta’s address', { email: 'test@meta.com' }],
		['Meta’s former address', { email: 'test@fb.com' }],
	])('is known by %s, without another call', async (_what, answers) => {
		expect(await isTestOf(come(answers).id)).toBe(true);
		expect(calls().some((path) => path.endsWith('test_leads'))).toBe(false);
	});

	it('with answers like a person’s is known by the form’s list of test leads', async () => {
		expect(await isTestOf(come(real, { isTest: true }).id)).toBe(true);
	});
});

describe('another lead', () => {
	it('of an ad is none, without another call', async () => {
		expect(await isTestOf(come(real, { ad: ADS.usdCboA1 }).id)).toBe(false);
		expect(calls().some((path) => path.endsWith('test_leads'))).toBe(false);
	});

	it('without an ad is none when it is not in the list', async () => {
		expect(await isTestOf(come(real).id)).toBe(false);
	});

	it('is not known to be one where Meta does not show the list, and its row comes all the same', async () => {
		bench.emulator.control.addFault({
			match: { path: '.*test_leads' },
			fault: { kind: 'graph', code: 200, message: '(#200) Requires leads_retrieval permission to manage the object' },
		});
		expect(await isTestOf(come(real).id)).toBeNull();
	});
});

it('many leads of a form, and of a page: one look at the list of each form', async () => {
	const [test, lead] = [come(real, { isTest: true }), come(real)];
	for (const parameters of [{ leadsOf: 'form', leadForm: byId(form) }, { leadsOf: 'page' }]) {
		bench.emulator.log.length = 0;
		const { rows } = await bench.lead('lead.getMany', { period: 'all', ...parameters });
		const byLead = Object.fromEntries(rows.map(({ lead_id: id, is_test: isTest }) => [String(id), isTest]));
		expect([byLead[test.id], byLead[lead.id]]).toEqual([true, false]);
		expect(calls().filter((path) => path === `${form}/test_leads`)).toHaveLength(1);
	}
});

it('leads of a notification', async () => {
	const leads = [come(real, { isTest: true }), come(real)];
	const body = bodyOf({ url: '', verifyToken: '', ids: 'bare' }, world(), leads);
	const { rows } = await bench.lead(
		'lead.getFromNotification',
		{ verifyToken: 'ours' },
		{
			items: [{ headers: { 'x-hub-signature-256': signatureOf(body) }, query: {}, body: {} }],
			files: [{ data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } }],
		},
	);
	expect(rows.map(({ is_test: isTest }) => isTest)).toEqual([true, false]);
});

const triggerWith = (options: IDataObject): Poller =>
	pollerOf(
		{
			node: 'metaAdsTrigger',
			credential: emulatorCredential(bench.emulator.url),
			parameters: { events: ['newLead'], page: byId(PAGES.usd), options },
		},
		loadedAnew(),
		'{}',
	);

describe('the trigger', () => {
	const poll = async (options: IDataObject): Promise<unknown[]> => {
		const poller = triggerWith(options);
		await poller.poll();
		bench.emulator.control.advanceClock(300);
		const leads = [come(real, { isTest: true }), come(real)];
		const items = (await poller.poll()) ?? [];
		bench.emulator.control.advanceClock(300);
		// What was left out is not looked at again.
		expect(await poller.poll()).toBeNull();
		return items.map((item) => leads.findIndex(({ id }) => id === item.lead_id));
	};

	it('says it of each lead', async () => expect((await poll({})).sort()).toEqual([0, 1]));
	it('leaves test leads out where it is asked to', async () =>
		expect(await poll({ leaveOutTestLeads: true })).toEqual([1]));

	it('leaves out none that is not known to be one', async () => {
		bench.emulator.control.addFault({
			match: { path: '.*test_leads' },
			fault: { kind: 'graph', code: 200, message: '(#200) Requires leads_retrieval permission to manage the object' },
		});
		expect((await poll({ leaveOutTestLeads: true })).sort()).toEqual([0, 1]);
	});

	it('gives them in a run by hand, in which the workflow is tried out', async () => {
		const test = come(real, { isTest: true });
		expect(await triggerWith({ leaveOutTestLeads: true }).poll('manual')).toMatchObject([
			{ lead_id: test.id, is_test: true },
		]);
	});
});
