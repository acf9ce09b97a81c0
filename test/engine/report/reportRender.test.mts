import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { byId, emulatorCredential, runNode, type NodeResult } from '../support/harness.mts';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** Whoever opens it fails: rendering needs no credential. */
const locked = new Proxy({} as ICredentialDataDecryptedObject, {
	ownKeys: () => {
		throw new Error('The credential was opened');
	},
});

const render = (items: IDataObject[], parameters: IDataObject = {}): Promise<NodeResult> =>
	runNode({
		node: 'metaInsights',
		credential: locked,
		items,
		parameters: { resource: 'report', operation: 'render', title: 'Weekly', ...parameters },
	});

const report = (account: string, more: IDataObject = {}): Promise<NodeResult> =>
	runNode({
		node: 'metaInsights',
		credential: emulatorCredential(emulator.url),
		parameters: {
			resource: 'report',
			operation: 'get',
			adAccount: byId(account),
			level: 'ad',
			dateRange: 'lastDays',
			days: 7,
			timeIncrement: 'day',
			columns: 'all',
			fieldSets: ['delivery', 'ecommerce'],
			compare: true,
			...more,
		},
	});

it('makes one item of a week’s rows of two accounts, one block a currency, and makes no call for it', async () => {
	const rows = [...(await report(ACCOUNTS.usd)).rows, ...(await report(ACCOUNTS.jpy)).rows];
	expect(rows.length).toBeGreaterThan(14);
	const calls = emulator.log.length;
	const result = await render(rows, { options: { introduction: 'Hello <team>' } });
	expect(result.error).toBeUndefined();
	expect(result.outputs[0]).toHaveLength(1);
	expect(emulator.log).toHaveLength(calls);
	const [page] = result.rows;
	// Two zones: the days of both, from the first to the last.
	const days = rows.map(({ date_start: day }) => String(day)).sort();
	expect(page).toMatchObject({
		currencies: ['USD', 'JPY'],
		row_count: rows.length,
		date_start: days[0],
		date_stop: days.at(-1),
	});
	const spend = rows
		.filter(({ account_currency: currency }) => currency === 'USD')
		.reduce((sum, row) => sum + Number(row.spend), 0);
	const written = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(spend);
	expect(page.html).toContain(written);
	expect(page.text).toContain(written);
	expect(page.subject).toContain(`${written} spent`);
	expect(page.html).toContain('Hello &lt;team&gt;');
	expect(page.html).not.toContain('Reach');
	expect(page.text).toContain('local emulator');
	expect(`${String(page.html)}${String(page.text)}`).not.toMatch(/NaN|Infinity|undefined|\[object/);
});

it('tells reach by Meta’s total, when the report brings it', async () => {
	const rows = (await report(ACCOUNTS.usd, { options: { summary: true } })).rows;
	const totals = rows.at(-1)?.totals as IDataObject;
	const [page] = (await render(rows)).rows;
	expect(page.row_count).toBe(rows.length - 1);
	expect(page.html).toContain('Reach');
	expect(page.text).toContain(new Intl.NumberFormat('en-US').format(Number(totals.reach)));
});

it('compares totals with totals in the subject and at the top, whatever the rows leave out', async () => {
	const rows = (
		await report(ACCOUNTS.usd, {
			level: 'campaign',
			timeIncrement: 'total',
			options: { summary: true, limit: 1, sortBy: 'spend' },
		})
	).rows;
	expect(rows).toHaveLength(2);
	const [now, before] = [rows[1].totals, rows[1].previous_totals].map((totals) =>
		Number((totals as IDataObject).spend),
	);
	expect(Number(rows[0].spend)).toBeLessThan(now);
	const [page] = (await render(rows)).rows;
	const change = new Intl.NumberFormat('en-US', {
		style: 'percent',
		maximumFractionDigits: 1,
		signDisplay: 'exceptZero',
	}).format(now / before - 1);
	const written = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(now);
	expect(page.subject).toContain(`${written} spent (${change})`);
	expect(page.text).toContain(
		`add up to ${Math.floor((Number(rows[0].spend) / now) * 100)}% of the Amount Spent at the top`,
	);
	expect(page.html).toContain('of the Amount Spent at the top');
});

it('names no sum in the subject where it would be the sum of a part', async () => {
	const row = { date_start: '2026-11-20', date_stop: '2026-11-20', spend: 5 };
	const subject = async (...items: IDataObject[]) => (await render(items)).rows[0]!.subject;
	const usd = { ...row, account_name: 'One', account_currency: 'USD' };
	expect(await subject(usd, { ...usd, account_name: 'Two' })).toBe('Weekly: Nov 20, 2026, $10.00 spent');
	expect(await subject(usd, { ...row, account_name: 'Two' })).toBe('Weekly: Nov 20, 2026');
});

it('says so when there is nothing, and names what is wrong with the form', async () => {
	const [empty] = (await render([{}])).rows;
	expect(empty).toMatchObject({ row_count: 0, currencies: [], subject: 'Weekly' });
	expect(empty.html).toContain('no numbers');
	const wrong = async (parameters: IDataObject) => (await render([{}], parameters)).error?.message;
	expect(await wrong({ title: ' ' })).toBe('Title is empty');
	expect(await wrong({ groupBy: 'other', groupColumn: '={{ $json.nothing || "" }}' })).toBe('Column is empty');
	expect(await wrong({ options: { locale: 'klingonese' } })).toBe('Options → Locale: “klingonese” is not a locale');
	expect(await wrong({ metrics: ['reach', 'weather'] })).toContain('“weather” is not one of the metrics');
});

it('has one form for the rows of all items: expressions may not give each its own', async () => {
	const row = {
		account_currency: 'USD',
		campaign_name: 'One',
		date_start: '2026-11-20',
		date_stop: '2026-11-20',
		spend: 12,
	};
	const items = [
		{ ...row, to: 'en-US', name: 'Shop' },
		{ ...row, campaign_name: 'Two', to: 'de-DE', name: 'Shop' },
	];
	const { rows, outputs } = await render(items, { title: '={{ $json.name }}', options: { mostLines: '1' } });
	expect([outputs[0].length, rows[0].subject]).toEqual([1, expect.stringMatching(/^Shop: .*\$24\.00 spent$/)]);
	const wrong = async (parameters: IDataObject) => (await render(items, parameters)).error?.message;
	expect(await wrong({ title: '={{ $json.campaign_name }}' })).toBe(
		'Title applies to the whole run, but its expression gives "One" for item 1 and "Two" for item 2',
	);
	expect(await wrong({ options: { locale: '={{ $json.to }}' } })).toBe(
		'Options → Locale applies to the whole run, but its expression gives "en-US" for item 1 and "de-DE" for item 2',
	);
	expect(await wrong({ sortBy: '={{ $json.none }}' })).toBe('Sort By is empty');
	expect(await wrong({ options: { movers: '={{ $json.none }}' } })).toBe('Options → Biggest Changes is empty');
	expect(await wrong({ options: { mostLines: '51' } })).toBe('Options → Lines cannot be 51');
});

it('groups by a breakdown and by day', async () => {
	const rows = (await report(ACCOUNTS.usd, { breakdowns: ['age'], timeIncrement: 'total', compare: false })).rows;
	const [byAge] = (await render(rows, { groupBy: 'other', groupColumn: 'age' })).rows;
	expect(byAge.text).toContain('AMOUNT SPENT BY AGE');
	expect(byAge.text).toContain('25-34');
	const days = (await report(ACCOUNTS.usd)).rows;
	const [byDay] = (await render(days, { groupBy: 'date_start', options: { locale: 'de-DE' } })).rows;
	const [year, month, day] = String(days[0].date_start).split('-');
	expect(byDay.html).toContain(`${day}.${month}.${year}`);
});

it('groups twice: each table adds up to the same, and to the report', async () => {
	const rows = (
		await report(ACCOUNTS.usd, { level: 'campaign', breakdowns: ['gender'], timeIncrement: 'total', compare: false })
	).rows;
	const [page] = (await render(rows, { groupBy: 'campaign_name', options: { secondGroup: 'gender', mostLines: '1' } }))
		.rows;
	const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
	const spent = money.format(rows.reduce((sum, row) => sum + Number(row.spend), 0));
	const tables = String(page.text)
		.split(/\n(?=AMOUNT SPENT BY )/)
		.slice(1);
	expect(tables.map((text) => /^AMOUNT SPENT BY (\w+)\n/.exec(text)?.[1])).toEqual(['CAMPAIGN', 'GENDER']);
	for (const table of tables) {
		expect(/\nTotal +(\S+)/.exec(table)?.[1]).toBe(spent);
		const lines = [...table.matchAll(/^(?!SPEND|Total).*? {2,}\$([\d,.]+)/gm)].map(([, value]) =>
			Number(value.replace(/,/g, '')),
		);
		expect(lines).toHaveLength(2);
		expect(money.format(lines.reduce((sum, value) => sum + value, 0))).toBe(spent);
	}
	expect(page.html).toContain('By gender');
	const { error } = await render(rows, { options: { secondGroup: 'age' } });
	expect(error?.message).toBe('Options → Second Group By: “age” is not a column of these rows');
	expect(error?.description).toContain('gender');
});

describe('names in the form', () => {
	const row = {
		account_currency: 'USD',
		campaign_name: 'One',
		date_start: '2026-11-20',
		date_stop: '2026-11-20',
		spend: 12,
		clicks: 3,
	};
	const rows = [
		{ ...row, country: 'DE', publisher_platform: 'facebook', Region: 'Bavaria' },
		{ ...row, country: 'FR', publisher_platform: 'instagram', Region: 'Brittany', campaign_name: 'Two' },
	];
	const by = async (parameters: IDataObject) => (await render(rows, parameters)).rows[0]?.text;
	const wrong = async (parameters: IDataObject, items = rows as IDataObject[]) =>
		(await render(items, parameters)).error?.message;

	it.each([
		['Country', 'Germany', 'France'],
		['COUNTRY ', 'Germany', 'France'],
		['Platform', 'Facebook', 'Instagram'],
		['publisher platform', 'Facebook', 'Instagram'],
		['campaign name', 'One', 'Two'],
		['Campaign', 'One', 'Two'],
		['region', 'Bavaria', 'Brittany'],
	])('are taken as the form and Meta spell them: a table by “%s”', async (groupColumn, one, other) => {
		for (const parameters of [{ groupBy: 'other', groupColumn }, { groupBy: groupColumn }]) {
			const text = await by(parameters);
			expect(text).toMatch(
				new RegExp(
					`AMOUNT SPENT BY .*\\n(?=(.*\\n)?${one} +\\$12.00\\n)(?=(.*\\n)?${other} +\\$12.00\\n)(.*\\n){2}Total +\\$24.00`,
				),
			);
		}
	});

	it('are refused where the rows have no such column, with those they have', async () => {
		const { error } = await render(rows, { groupBy: 'other', groupColumn: 'contry' });
		expect(error?.message).toBe('Column: “contry” is not a column of these rows');
		expect(error?.description).toContain(
			'The rows have: Region, account_currency, campaign_name, country, date_start, date_stop, publisher_platform.',
		);
		expect(await wrong({ groupBy: 'toString' })).toBe('Group By: “toString” is not a column of these rows');
		expect(await wrong({ groupBy: 'ad_name' })).toBe('Group By: “ad_name” is not a column of these rows');
		// Nobody would get a message, and no error would say so.
		expect(await wrong({ messagesFor: 'other', messageColumn: 'client', options: { readerColumn: 'emial' } })).toMatch(
			/^Message Column: “client” is not a column/,
		);
		expect(await wrong({ options: { readerColumn: 'emial' } })).toBe(
			'Options → Recipient Column: “emial” is not a column of these rows',
		);
		expect(await wrong({ groupBy: ' ' })).toBe('Group By is empty');
		expect(
			await wrong(
				{ groupBy: 'other', groupColumn: 'AGE' },
				rows.map((one) => ({ ...one, age: 1, Age: 2 })),
			),
		).toBe('Column: “AGE” can mean age or Age');
	});

	it.each([
		['Separate Message For', { messagesFor: 'wrong' }],
		['Message Column', { messagesFor: 'other', messageColumn: 'wrong' }],
		['Group By', { groupBy: 'wrong' }],
		['Column', { groupBy: 'other', groupColumn: 'wrong' }],
		['Options → Recipient Column', { options: { readerColumn: 'wrong' } }],
		['Options → Second Group By', { options: { secondGroup: 'wrong' } }],
		['Metrics → row 1', { metrics: ['wrong'] }],
		['Sort By', { sortBy: 'wrong' }],
	])('wrong in %s are refused by its label', async (label, form) => {
		const message = await wrong(form);
		expect(message).toMatch(/: “wrong” is not (a column of these rows|one of the metrics)$/);
		expect(message).toContain(`${label}: `);
	});

	it('are no matter where there is nothing to show', async () => {
		expect((await render([{}], { groupBy: 'ad_name' })).rows).toMatchObject([{ row_count: 0 }]);
	});

	it('of metrics are taken as their labels spell them, each once', async () => {
		const text = await by({ metrics: ['Clicks (All)', 'clicks', 'SPEND'], sortBy: 'Clicks (all)' });
		expect(text).toMatch(/\nClicks \(All\) +6\nAmount Spent +\$24.00\n/);
		expect(text).toContain('CLICKS (ALL) BY CAMPAIGN');
		expect(await wrong({ metrics: ['Weather'] })).toContain('“Weather” is not one of the metrics');
		expect(await wrong({ sortBy: ' ' })).toBe('Sort By is empty');
	});
});

it('says what it cannot count: reports that failed, and rows that are in a file', async () => {
	const row = {
		account_currency: 'USD',
		campaign_id: '1',
		campaign_name: 'One',
		date_start: '2026-11-20',
		date_stop: '2026-11-20',
		spend: 12,
	};
	const file = {
		file: 'report-act_1-2026-11-01-2026-11-20.csv',
		format: 'csv',
		row_count: 60_000,
		account_currency: 'USD',
		date_start: '2026-11-01',
		date_stop: '2026-11-20',
	};
	const { rows } = await render([
		row,
		{ error: 'The token <b>has ended</b>', details: {} },
		{ error: { message: 'x'.repeat(500) } },
	]);
	for (const part of ['html', 'text']) {
		expect(rows[0][part]).toContain('2 reports failed and are missing here: The token ');
		expect(rows[0][part]).not.toContain('xxx');
	}
	expect(rows[0].html).not.toContain('<b>has ended</b>');
	const { rows: alone } = await render([file, { row_type: 'summary', account_currency: 'USD', totals: { spend: 5 } }]);
	for (const part of ['html', 'text'])
		// The name of a file has a dot as an address has: it is joined, so that no program makes a link of it.
		expect(String(alone[0][part]).replaceAll('\u2060', '')).toContain(
			'report-act_1-2026-11-01-2026-11-20.csv: too many rows for items, which are in this file and not counted here.',
		);
	const { rows: whole } = await render([row]);
	expect(whole[0].text).not.toMatch(/missing here|not counted/);
});

it('says which columns are missing where rows tell neither currency nor days that are not over', async () => {
	const told = async (item: IDataObject): Promise<string> =>
		(await render([{ campaign_name: 'Autumn', spend: 12.5, ...item }])).hints.map(({ message }) => message).join();
	expect(await told({})).toContain('set Columns to “All Metrics of the Groups”');
	expect(await told({ account_currency: 'EUR' })).not.toContain('Columns');
	const row = { campaign_name: 'Autumn', account_currency: 'EUR', spend: 5, results: 3 };
	const { hints } = await render([row, { ...row, campaign_name: 'Winter' }]);
	expect(hints.map(({ message }) => message).join()).toMatch(/Results are not added up.*set Columns/);
});

it('gives a mail no more lines than Gmail shows, and says so', async () => {
	const rows = Array.from({ length: 50 }, (_, index) => ({
		account_currency: 'USD',
		campaign_id: String(index),
		campaign_name: `Campaign ${index} ${'x'.repeat(2_000)}`,
		spend: index,
	}));
	const told = async (parameters: IDataObject): Promise<string> =>
		(await render(rows, parameters)).hints.map(({ message }) => message).join();
	expect(await told({ options: { mostLines: '50' } })).toContain('Gmail shows only the first 102 KB');
	const { rows: pages } = await render(rows, { options: { mostLines: '50' } });
	const [page = {}] = pages;
	expect(Buffer.byteLength(String(page.html))).toBeLessThan(102 * 1024);
	const [, shownLines] = /a table has (\d+) lines here/.exec(await told({ options: { mostLines: '50' } })) ?? [];
	expect(page.html).toContain(`${50 - Number(shownLines)} more`);
	expect(page.html).toContain('>$1,225.00<');
	expect(await told({ options: { mostLines: '10' } })).not.toContain('Gmail');
	expect(await told({ format: 'file', options: { mostLines: '50' } })).not.toContain('Gmail');
});

it('leads to the one ad account in Ads Manager, and to no address that a row names', async () => {
	const row = { account_currency: 'EUR', spend: 5 };
	const url = 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=12345';
	const linked = async (...ids: unknown[]): Promise<boolean> => {
		const { rows } = await render(ids.map((account_id) => ({ ...row, account_id }) as IDataObject));
		return `${String(rows[0]!.html)}${String(rows[0]!.text)}`.includes('adsmanager.facebook.com');
	};
	const { rows } = await render([{ ...row, account_id: 'act_12345' }]);
	expect(rows[0]!.html).toContain(`<a href="${url}"`);
	expect(rows[0]!.text).toContain(`Open in Ads Manager: ${url}`);
	const slack = await render([{ ...row, account_id: '12345' }], { format: 'slack' });
	expect(slack.rows[0]!.text).toContain(`<${url}|Open in Ads Manager>`);
	expect(await linked('1', '2')).toBe(false);
	expect(await linked('1" onclick="x')).toBe(false);
	expect(await linked(undefined)).toBe(false);
});

it('refuses rows that are no report, by the names of their columns', async () => {
	const { error } = await render([{ name: 'Ann', email: 'ann@example.com' }]);
	expect(error?.message).toContain('The input is not a report: its columns are name, email');
	expect(error?.description).toContain('Meta Insights → Get Report');
	expect((await render([{}])).error).toBeUndefined();
	expect((await render([{ error: 'x' }])).error).toBeUndefined();
});
