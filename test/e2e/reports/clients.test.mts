import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { openSlack, type Slack } from '../outside/slack.mts';
import { tell } from '../places/installation.mts';
import { Workbench } from '../browser/workbench.mts';

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

const COLUMNS = {
	client: 'string',
	account: 'string',
	currency: 'string',
	plan: 'number',
	reader: 'string',
	channel: 'string',
} as const;
const clients = [
	{
		client: 'Harbor',
		account: ACCOUNTS.usd,
		currency: 'USD',
		plan: 3_000,
		reader: 'harbor@example.com',
		channel: '#harbor',
	},
	{
		client: 'Nordlicht',
		account: ACCOUNTS.eur,
		currency: 'EUR',
		plan: 9_000,
		reader: 'nord@example.com',
		channel: '#nord',
	},
	{
		client: 'Wrong',
		account: ACCOUNTS.eur,
		currency: 'USD',
		plan: 9_000,
		reader: 'wrong@example.com',
		channel: '#wrong',
	},
	{
		client: 'Gone',
		account: 'act_9999999999999999',
		currency: 'USD',
		plan: 1,
		reader: 'gone@example.com',
		channel: '#gone',
	},
];

const toOf = (to: Mailbox['mails'][number]['to']): string =>
	[to ?? []]
		.flat()
		.map(({ text }) => text)
		.join(', ');

/** Any day is the day of reports. */
const everyDay = (workflow: Workflow): Workflow => {
	tell('    Mondays is today');
	return JSON.parse(JSON.stringify(workflow).replace('"={{ $now.weekday }}"', '"={{ 1 }}"')) as Workflow;
};

test('clients.json: each client gets its report and its pace; one that cannot be read stops no other', async () => {
	const table = await bench.createTable('Clients', COLUMNS);
	await bench.addRows(table, clients.slice(0, 2));
	const { status, error } = await bench.run(await bench.bring('clients.json', everyDay), 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	const mails = () => mailbox.mails.filter(({ subject }) => /Last week/.test(subject ?? ''));
	expect(
		mails()
			.map(({ to, subject }) => [toOf(to), subject])
			.toSorted(),
	).toEqual([
		['harbor@example.com', expect.stringContaining('Harbor Coffee')],
		['nord@example.com', expect.stringContaining('Nordlicht')],
	]);
	expect(slack.messages.map(({ channel }) => channel)).toEqual(['#harbor', '#nord']);
	expect(slack.messages[0]?.text).toMatch(/^Harbor Coffee: (On Pace|Ahead|Behind|Unknown)/i);

	[mailbox.mails, slack.messages].forEach((list) => list.splice(0));
	await bench.addRows(table, clients.slice(2));
	const second = await bench.run(await bench.bring('clients.json', everyDay), 'Every morning');
	expect([second.status, second.error]).toEqual(['success', undefined]);
	const said = Object.fromEntries(slack.messages.map(({ channel, text }) => [channel, text]));
	expect(said['#wrong']).toBe('Wrong: the plan is in USD, and the account in EUR');
	expect(said['#gone']).toMatch(/^Gone: /);
	expect(said['#nord']).toMatch(/^Nordlicht/);
	expect(mailbox.mails.filter(({ subject }) => subject === 'Not read: Gone').map(({ to }) => toOf(to))).toEqual([
		'you@example.com',
	]);
	expect(mails().map(({ to }) => toOf(to))).toContain('harbor@example.com');
	expect(mails().map(({ to }) => toOf(to))).not.toContain('gone@example.com');
});
