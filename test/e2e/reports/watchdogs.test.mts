import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';

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

/** As a person changes Warn Before Expiry. */
const warning =
	(days: number) =>
	(workflow: Workflow): Workflow =>
		JSON.parse(JSON.stringify(workflow).replace('"warnDays":"14"', `"warnDays":"${days}"`)) as Workflow;

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
		expect(mail.subject).toContain('Meta Ads access needs your attention');
		expect(mail.text).toContain('The access token has expired. Open the credential and paste a new token.');
		expect(mail.text).toContain('Connect your Meta account');
		expect(mailbox.mails).toHaveLength(1);
	});
});

describe('workflows/token-watchdog.json, when the token ends', () => {
	/** By the emulator's clock, whose one token n8n sends. */
	const endsIn = (days: number): void => {
		const { tokens, clock } = bench.emulator.world;
		Object.assign(tokens.get(TOKENS.full) ?? {}, { expiresAt: clock.now() + (days + 0.5) * 86_400_000 });
	};

	test('mails as many days ahead as were chosen', async () => {
		endsIn(20);
		const { status, error } = await bench.run(await bench.bring('token-watchdog.json', warning(30)), 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		const mail = await mailbox.waitFor(1);
		expect(mail.subject).toBe('Meta Ads access needs your attention: Harbor Coffee');
		expect(mail.text).toMatch(
			/^The token expires in 20 days\. Make a new one before that.*\s+The token ends on .*, in 20 days\./,
		);
	});

	test.each([
		[6, 0],
		[5, 1],
	])('with five days chosen and %d left, %d mails', async (left, mails) => {
		endsIn(left);
		const { status, error } = await bench.run(await bench.bring('token-watchdog.json', warning(5)), 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		if (mails > 0) expect((await mailbox.waitFor(1)).text).toMatch(/^Nothing is wrong yet\.\s+The token ends on/);
		expect(mailbox.mails).toHaveLength(mails);
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
		const told = rows('Find accounts at risk').map(({ name }) => name);
		for (const { name } of rows('List ad accounts') as Array<{ name: string }>) {
			expect([name, mail.text?.includes(`${name}:`)]).toEqual([name, told.includes(name)]);
		}
		expect(told.length).toBeLessThan(rows('List ad accounts').length);
		expect(mailbox.mails).toHaveLength(1);
		expect(writes()).toEqual([]);
	});

	test('mails of an account that closes, and no longer once it is closed', async () => {
		const workflow = await bench.bring('balance-watchdog.json');
		const toldOf = async (accountStatus: number): Promise<unknown[]> => {
			const { world } = bench.emulator;
			for (const account of world.all('AdAccount')) Object.assign(account, { status: 1, spendCap: undefined });
			// A limit that was used up stays with the account.
			Object.assign(world.get('AdAccount', ACCOUNTS.eur), { status: accountStatus, spendCap: 100, amountSpent: 100 });
			const { status, error, rows } = await bench.run(workflow, 'Every morning');
			expect([status, error]).toEqual(['success', undefined]);
			return rows('Find accounts at risk').map((row) => row.status);
		};
		expect(await toldOf(100)).toEqual(['pending closure']);
		expect(await toldOf(101)).toEqual([]);
	});
});
