import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { openMailbox, photographMail, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';
import { makeClients } from './twelveClients.mts';

jest.setTimeout(180_000);

const FILE = 'report-all-clients.json';

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

describe(`workflows/${FILE} in a real n8n`, () => {
	test('sends one mail with every account, a block for each currency, and last week beside the week before', async () => {
		const { status, error, rows } = await bench.run(await bench.bring(FILE), 'Every Monday');
		expect([status, error]).toEqual(['success', undefined]);
		const mail = await mailbox.waitFor(1);
		const reported = rows('Get last week') as Array<{
			account_name: string;
			account_currency: string;
			spend: number;
			spend_previous: number | null;
		}>;
		expect(reported.map(({ account_currency: currency }) => currency).sort()).toEqual(['EUR', 'JPY', 'USD']);
		for (const { account_name: name } of reported) expect(mail.html).toContain(name);
		for (const { account_name: name } of reported) expect(mail.text).toContain(name);
		for (const row of reported) expect(row).toHaveProperty('spend_change_pct');
		expect(mailbox.mails).toHaveLength(1);
		await photographMail(mail, 'mail-report-all-clients', { width: 700 });
	});

	test('still reports on the others when one account cannot be read, and tells which is missing', async () => {
		const path = `.*${ACCOUNTS.eur}/insights`;
		bench.emulator.control.addFault({ match: { path }, fault: { kind: 'graph', code: 200, status: 403 } });
		const { status, error } = await bench.run(await bench.bring(FILE), 'Every Monday');
		expect([status, error]).toEqual(['success', undefined]);
		const mail = await mailbox.waitFor(1);
		expect(mail.text).toContain(
			'The report of Nordlicht Shop failed and is missing here: The token may not do this on this ad account.',
		);
		expect(mail.html).toContain('Harbor Coffee');
		expect(String(mail.html).match(/Nordlicht Shop/g)).toHaveLength(1);
		expect(mailbox.mails).toHaveLength(1);
	});

	test('twelve clients, six of them broken: each account is in the mail, with its numbers or with why it has none', async () => {
		await bench.beginWorld();
		makeClients(bench.emulator, mailbox);
		const { status, error } = await bench.run(await bench.bring(FILE), 'Every Monday');
		expect([status, error]).toEqual(['success', undefined]);
		const { text = '' } = await mailbox.waitFor(1);
		expect(mailbox.mails).toHaveLength(1);
		const good = ['Harbor Coffee', 'Sakura Tea', 'Nordlicht Shop', 'Alder', 'Birch', 'Cedar', 'Typo', 'Refused'];
		for (const name of good) expect(text).toMatch(new RegExp(`^${name}( Inc)?( +\\$[\\d,.]+ | · )`, 'm'));
		expect(text).toContain(
			'The report of Foreign Inc failed and is missing here: The token may not do this on this ad account.',
		);
		expect(text).toContain('Without any row: Disabled Inc, Empty Inc. Nothing was delivered there.');
		// Nobody could know of an account that the token does not see: the recipe says so.
		expect(text).not.toContain('Wrong');
	});

	test('a mail server that takes no mail for the recipient fails the run', async () => {
		mailbox.refused.add('you@example.com');
		const { status, error } = await bench.run(await bench.bring(FILE), 'Every Monday');
		mailbox.refused.delete('you@example.com');
		expect(status).toBe('error');
		expect(error).toContain('you@example.com is not known here');
	});
});
