import type { IDataObject } from 'n8n-workflow';

import { recentIds } from '../../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { useConversionBench } from '../support/conversions.mts';
import type { NodeResult } from '../support/harness.mts';
import { processedData } from '../support/processedData.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** A CRM's list comes every day, and what it knows of a lead grows: a stage that was sent is not sent again for that. */

const { send, received, now } = useConversionBench();

const EMAIL = 'lead@example.com';
const PHONE = '+49 170 1234567';
const LEAD_ID = '1234567890123456';

const asks = expect.stringMatching(/^This stage was sent before, of a lead with the same email, phone or ID/);

const lead = (more: IDataObject): IDataObject => ({
	stage: 'Won',
	stage_date: new Date((now() - 60) * 1000).toISOString(),
	...more,
});
const sendLead = async (...leads: IDataObject[]): Promise<unknown[]> => {
	const { outputs }: NodeResult = await send(leads.map(lead), { source: 'crm', crmName: 'CRM' });
	return outputs.flat().map(({ json }) => json.problem ?? json.verdict);
};

describe('a stage is sent once, though the lead', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['has another phone', { phone: PHONE, email: EMAIL }, { phone: '+49 170 7654321', email: EMAIL }],
		[
			'has another email and the same lead ID',
			{ email: EMAIL, lead_id: LEAD_ID },
			{ email: 'new@example.com', lead_id: LEAD_ID },
		],
	])('%s', async (_title, before, after) => {
		expect(await sendLead(before)).toEqual(['sent']);
		expect(await sendLead(after)).toEqual(['sentBefore']);
		expect(received()).toHaveLength(1);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['gets an email', { phone: PHONE }, { phone: PHONE, email: EMAIL }],
		['gets Meta’s lead ID', { email: EMAIL }, { email: EMAIL, lead_id: LEAD_ID }],
		['gets both', { phone: PHONE }, { phone: PHONE, email: EMAIL, lead_id: LEAD_ID }],
		['has two emails in another order', { email: `${EMAIL}, two@example.com` }, { email: `two@example.com, ${EMAIL}` }],
		['has another email first', { email: EMAIL }, { email: 'new@example.com', work_email: EMAIL }],
	])('%s: then it is asked, and the row as it was is sent before', async (_title, before, after) => {
		expect(await sendLead(before)).toEqual(['sent']);
		for (let day = 0; day < 2; day++) expect(await sendLead(after)).toEqual([asks]);
		expect(await sendLead(before)).toEqual(['sentBefore']);
		expect(received()).toHaveLength(1);
	});

	it('gets an email after a published run, and n8n has started again', async () => {
		const stored = { staticData: '{}' };
		const run = async (more: IDataObject) =>
			await send([lead({ phone: PHONE, ...more })], { source: 'crm', crmName: 'CRM' }, { mode: 'trigger', stored });
		await run({});
		recentIds.clear();
		const entriesBefore = processedData.entries;
		const { outputs } = await run({ email: EMAIL });
		expect(outputs.flat().map(({ json }) => json.problem)).toEqual([asks]);
		expect(received()).toHaveLength(1);
		// To ask of other leads writes nothing.
		expect(processedData.entries).toBe(entriesBefore);
	});

	it('leaves it and comes back', async () => {
		expect(await sendLead({ email: EMAIL })).toEqual(['sent']);
		expect(await sendLead({ email: EMAIL, stage: 'Lost' })).toEqual(['sent']);
		expect(await sendLead({ email: EMAIL })).toEqual(['sentBefore']);
	});
});

it('two leads with one phone, or one email under two of Meta’s lead IDs, are two', async () => {
	expect(await sendLead({ phone: PHONE, email: EMAIL }, { phone: PHONE, email: 'two@example.com' })).toEqual([
		'sent',
		'sent',
	]);
	expect(await sendLead({ email: 'x@example.com', lead_id: LEAD_ID })).toEqual(['sent']);
	expect(await sendLead({ email: 'x@example.com', lead_id: '6543210987654321' })).toEqual(['sent']);
});

it('two deals of one lead have a stage each', async () => {
	const deals = ['D-1', 'D-2'].map((deal_id) => ({ email: EMAIL, deal_id }));
	expect(await sendLead(...deals)).toEqual(['sent', 'sent']);
	expect(await sendLead(...deals)).toEqual(['sentBefore', 'sentBefore']);
});
