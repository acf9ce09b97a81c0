import { ACCOUNTS } from '../../emulator/seedIds.mts';
import { openMailbox, type Mailbox } from './mailbox.mts';
import { Workbench } from './workbench.mts';

jest.setTimeout(180_000);

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

const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');

describe('workflows/token-watchdog.json in a real n8n', () => {
	test('says nothing while access is as it should be', async () => {
		const workflow = await bench.bring('token-watchdog.json');
		const { status, error, rows } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Check access')).toEqual([expect.objectContaining({ accountName: 'Harbor Coffee' })]);
		expect(mailbox.mails).toEqual([]);
	});

	test('mails what is wrong when Meta refuses the token, with the way out', async () => {
		const workflow = await bench.bring('token-watchdog.json');
		bench.emulator.control.addFault({ match: {}, fault: { kind: 'graph', code: 190, subcode: 463, status: 401 } });
		const { status, error } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		const mail = await mailbox.waitFor(1);
		expect(mail.subject).toContain('Meta Ads access needs you');
		expect(mail.text).toContain('The access token has expired. Open the credential and paste a new token.');
		expect(mail.text).toContain('Connect your Meta account');
		expect(mailbox.mails).toHaveLength(1);
	});
});

describe('workflows/balance-watchdog.json in a real n8n', () => {
	test('tells in one mail of the accounts that stand still or soon will, and of no other', async () => {
		const account = bench.emulator.world.get('AdAccount', ACCOUNTS.eur);
		Object.assign(account ?? {}, { spendCap: 5_000_00, amountSpent: 4_950_00 });
		const workflow = await bench.bring('balance-watchdog.json');
		const { status, error, rows } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		const mail = await mailbox.waitFor(1);
		expect(mail.text).toContain('Nordlicht Shop: 50 EUR left of the spending limit of 5000 EUR');
		const told = rows('Near their end').map(({ name }) => name);
		for (const { name } of rows('All ad accounts') as Array<{ name: string }>) {
			expect([name, mail.text?.includes(`${name}:`)]).toEqual([name, told.includes(name)]);
		}
		expect(told.length).toBeLessThan(rows('All ad accounts').length);
		expect(mailbox.mails).toHaveLength(1);
		expect(writes()).toEqual([]);
	});
});
