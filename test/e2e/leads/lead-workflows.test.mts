import { addLead } from '../../../emulator/leads/arrivals.mts';
import { AUDIENCES, LEAD_FORMS } from '../../../emulator/world/seedIds.mts';
import { openHubSpot, type HubSpot } from '../outside/hubspot.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { openSpreadsheet, type Spreadsheet } from '../outside/spreadsheet.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

/** The workflows that begin with a new lead, each executed by hand: the newest lead goes where it belongs. */

let bench: Workbench;
let mailbox: Mailbox;
let sheet: Spreadsheet;
let hubspot: HubSpot;

beforeAll(async () => {
	[mailbox, sheet, hubspot] = await Promise.all([openMailbox(), openSpreadsheet(['Leads']), openHubSpot()]);
	bench = await Workbench.open({ hosts: { 'sheets.googleapis.com': sheet.url, 'api.hubapi.com': hubspot.url } });
	await bench.credential('smtp', mailbox.credential);
	await bench.credential('googleSheetsOAuth2Api', sheet.credential);
	await bench.credential('hubspotAppToken', hubspot.credential);
	addLead(bench.emulator.world, {
		form: LEAD_FORMS.usdNewsletter,
		answers: [
			{ name: 'full_name', values: ['Gia Example'] },
			{ name: 'email', values: ['gia_gale@example.com'] },
		],
		consents: [{ checkbox_key: 'newsletter', is_checked: '1' }],
	});
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([mailbox?.close(), sheet?.close(), hubspot?.close()]);
});

async function runs(file: string, change?: Parameters<Workbench['bring']>[1]) {
	const outcome = await bench.run(await bench.bring(file, change), 'New lead');
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	return outcome;
}

test('leads-mail-now.json: one mail with the answers, and a reply goes to the lead', async () => {
	await runs('leads-mail-now.json');
	const mail = await mailbox.waitFor(1, 60_000);
	expect(mail.subject).toBe('New lead: Gia Example (Newsletter)');
	expect(mail.text).toContain('email: gia_gale@example.com');
	expect(mail.text).toContain('newsletter: yes');
	expect(mail.replyTo?.text).toBe('gia_gale@example.com');
});

test('leads-to-sheets.json: a row, with a column for the consent box', async () => {
	const document = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdEFG/edit';
	await runs('leads-to-sheets.json', (workflow) => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Add to sheet'
				? { ...node, parameters: { ...node.parameters, documentId: { __rl: true, mode: 'url', value: document } } }
				: node,
		),
	}));
	expect(sheet.rows('Leads')).toEqual([
		expect.objectContaining({
			full_name: 'Gia Example',
			email: 'gia_gale@example.com',
			newsletter: true,
			form_name: 'Newsletter',
		}),
	]);
});

test('leads-to-hubspot.json: a contact by its address', async () => {
	await runs('leads-to-hubspot.json');
	expect(hubspot.upserted.get('gia_gale@example.com')).toMatchObject({ firstname: 'Gia', lastname: 'Example' });
});

test('leads-exclude.json: who has checked the box is in the audience', async () => {
	const audience = AUDIENCES.usdEmpty;
	const before = bench.emulator.world.get('CustomAudience', audience).members.size;
	await runs('leads-exclude.json', (workflow) => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Add to audience'
				? { ...node, parameters: { ...node.parameters, audience: { __rl: true, mode: 'id', value: audience } } }
				: node,
		),
	}));
	expect(bench.emulator.world.get('CustomAudience', audience).members.size).toBe(before + 1);
});
