import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { openSlack, type Slack } from '../outside/slack.mts';
import { tell } from '../places/installation.mts';
import { Workbench } from '../browser/workbench.mts';
import { BROKEN, makeClients, twelveClients } from './twelveClients.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let mailbox: Mailbox;
let slack: Slack;

beforeAll(async () => {
	[mailbox, slack] = await Promise.all([openMailbox(), openSlack()]);
	bench = await Workbench.open({ hosts: { 'slack.com': slack.url } });
	await bench.credential('smtp', mailbox.credential);
	await bench.credential('slackApi', slack.credential);
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([mailbox?.close(), slack?.close()]);
});

beforeEach(() => {
	[mailbox.mails, slack.messages].forEach((list) => list.splice(0));
});

const COLUMNS = {
	client: 'string',
	account: 'string',
	currency: 'string',
	plan: 'number',
	reader: 'string',
	channel: 'string',
} as const;

const OWNER = 'you@example.com';

const toOf = (to: Mailbox['mails'][number]['to']): string =>
	[to ?? []]
		.flat()
		.map(({ text }) => text)
		.join(', ');

const reportsSent = () => mailbox.mails.filter(({ subject }) => /^Last week/.test(subject ?? ''));

/** What the owner is told of clients, by the client. */
function toldOfClients(): Record<string, string> {
	const [summary, ...more] = mailbox.mails.filter(({ subject }) => /^Clients: /.test(subject ?? ''));
	expect([toOf(summary?.to), more]).toEqual([OWNER, []]);
	const parts = (summary?.text ?? '').trim().split(/\n\n+/);
	return Object.fromEntries(parts.map((part) => [part.split(' | ')[0], part]));
}

/** Any day is the day of reports, or none is. */
const onMonday =
	(isMonday: boolean) =>
	(workflow: Workflow): Workflow => {
		tell(`    Mondays is ${isMonday ? 'today' : 'never'}`);
		const weekday = `"={{ ${isMonday ? 1 : 2} }}"`;
		return JSON.parse(JSON.stringify(workflow).replace('"={{ $now.weekday }}"', weekday)) as Workflow;
	};

const runOn = async (isMonday: boolean) =>
	await bench.run(await bench.bring('clients.json', onMonday(isMonday)), 'Every morning');

describe('clients.json', () => {
	let table: string;

	beforeAll(async () => {
		table = await bench.createTable('Clients', COLUMNS);
		makeClients(bench.emulator, mailbox);
	});

	test('twelve clients, six of them broken: each good report goes to its client, and all that is wrong to the owner', async () => {
		await bench.addRows(table, twelveClients);
		const { status, error } = await runOn(true);
		expect([status, error]).toEqual(['success', undefined]);

		const good = twelveClients.filter(({ client }) => !BROKEN.includes(client));
		expect(
			reportsSent()
				.map(({ to }) => toOf(to))
				.toSorted(),
		).toEqual(good.map(({ reader }) => reader).toSorted());
		expect(
			reportsSent()
				.map(({ text }) => text)
				.join('\n'),
		).not.toMatch(/failed|token|not known here/i);

		const told = toldOfClients();
		tell(Object.values(told).join('\n\n'));
		expect(Object.keys(told)).toEqual(twelveClients.map(({ client }) => client));
		for (const { client, account, currency, plan, reader, channel } of twelveClients)
			expect(told[client]?.split('\n')[0]).toBe([client, account, currency, plan, reader, channel].join(' | '));
		for (const { client, reader, channel } of good) {
			expect(told[client]?.split('\n').slice(1)).toEqual([
				`- Report sent to ${reader}.`,
				`- Pacing posted in ${channel}.`,
			]);
			expect(slack.messages.filter((one) => one.channel === channel).length).toBe(1);
		}
		const noNumbers = 'Report not sent: no numbers of last week came from Meta.';
		expect(told.Wrong).toContain(noNumbers);
		expect(told.Wrong).toContain('act_9999999999999999');
		expect(told.Foreign).toContain('The token may not do this on this ad account.');
		expect(told.Disabled).toContain(noNumbers);
		expect(told.Disabled).toContain('the ad account is disabled');
		expect(told.Empty).toContain(noNumbers);
		expect(told.Empty).toContain('there is no ad');
		expect(told.Typo).toContain('Report not sent to typo at example.com: No recipients defined');
		expect(told.Refused).toContain('Report not sent to refused@example.com: ');
		expect(told.Refused).toContain('refused@example.com is not known here');

		const channels = slack.messages.map(({ channel }) => channel);
		expect(channels.filter((one) => ['#wrong', '#foreign', '#disabled', '#empty'].includes(one))).toEqual([]);
		expect(slack.messages.map(({ text }) => text).join('\n')).not.toMatch(/failed|token|is not known/i);
	});

	test('a row that two clients share, a plan in another currency and a channel without the app: the owner reads of each', async () => {
		slack.unknown.add('#alone');
		const own = { currency: 'USD', plan: 3_000, channel: '#ads' };
		const [harbor, , nordlicht, alder, birch, cedar] = twelveClients;
		const rows = [
			{ ...own, client: 'Twice', account: alder?.account, reader: 'one@example.com' },
			{ ...own, client: 'Again', account: alder?.account.replace('act_', ''), reader: 'two@example.com' },
			{ ...own, client: 'Euros', account: nordlicht?.account, reader: 'euros@example.com', channel: '#euros' },
			{ ...own, client: 'Alone', account: harbor?.account, reader: 'alone@example.com', channel: '#alone' },
			{ ...own, client: 'Fine', account: cedar?.account, reader: 'fine@example.com', channel: '#fine' },
			{ ...own, client: 'Planless', account: birch?.account, reader: 'plan@example.com', plan: 0, channel: '#plan' },
		];
		await bench.emptyTable(table);
		await bench.addRows(table, rows);
		const { status, error } = await runOn(true);
		expect([status, error]).toEqual(['success', undefined]);
		expect(
			reportsSent()
				.map(({ to }) => toOf(to))
				.toSorted(),
		).toEqual(['alone@example.com', 'euros@example.com', 'fine@example.com', 'plan@example.com']);
		const told = toldOfClients();
		tell(Object.values(told).join('\n\n'));
		const twice = 'The table has this account in several rows. Enter each account once.';
		expect(told.Twice).toContain(twice);
		expect(told.Again).toContain(twice);
		expect(told.Euros).toContain('Pacing not posted: the plan is in USD, and the account in EUR.');
		expect(told.Alone).toContain('Pacing not posted in #alone: ');
		expect(told.Planless).toContain('Plan for the Month cannot be 0 or less');
		expect(told.Fine).toContain('Pacing posted in #fine.');
		expect(slack.messages.map(({ channel }) => channel)).toEqual(['#fine']);
	});

	test('on other days the owner reads of accounts that could not be checked, in one mail, and of nothing else', async () => {
		await bench.emptyTable(table);
		await bench.addRows(table, twelveClients);
		const { status, error } = await runOn(false);
		expect([status, error]).toEqual(['success', undefined]);
		expect([reportsSent(), slack.messages]).toEqual([[], []]);
		expect(Object.keys(toldOfClients())).toEqual(['Wrong', 'Foreign']);
	});

	test('a mail server that is down fails the run: nobody takes it for sent', async () => {
		const down = await openMailbox();
		await down.close();
		await bench.emptyTable(table);
		await bench.addRows(table, twelveClients.slice(0, 2));
		await bench.credential('smtp', down.credential);
		const { status, error } = await runOn(true);
		await bench.credential('smtp', mailbox.credential);
		expect(status).toBe('error');
		expect(error).toMatch(/refused|ECONN/i);
	});
});
