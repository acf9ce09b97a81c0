import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { openMailbox, photographMail, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';

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
});
