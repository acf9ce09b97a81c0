import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { runSteps } from './steps.mts';

/** What a report was asked for reaches the steps behind it, whatever its rows have no column for. */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

const DEFAULTS = { resource: 'report', operation: 'get', adAccount: byId(ACCOUNTS.usd) };

async function shown(get: IDataObject, render: IDataObject = {}, items: IDataObject[] = [{}]) {
	const steps = await runSteps(
		[
			{ name: 'Get', node: 'metaInsights', parameters: { ...DEFAULTS, ...get } },
			{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render', ...render } },
		],
		{ credential: emulatorCredential(emulator.url), items },
	);
	expect(steps.Get.error ?? steps.Render.error).toBeUndefined();
	return { rows: steps.Get.rows, page: steps.Render.rows[0]!, hints: steps.Render.hints };
}

const long = (day: string): string =>
	new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

const money = (amount: number): string =>
	new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(amount);

const spendOf = (rows: IDataObject[]): string => money(rows.reduce((sum, { spend }) => sum + Number(spend), 0));

describe('the period of a message is what was asked for', () => {
	it.each([
		['as the form has it', {}],
		['by week', { timeIncrement: 'week' }],
		['in one row', { timeIncrement: 'total' }],
		[
			'of columns without an end',
			{ columns: 'selected', fieldSets: ['delivery'], selectedColumns: ['date_start', 'spend'] },
		],
		['under names that people read', { options: { readableNames: true } }],
		['of a single campaign', { options: { limit: 1, sortBy: 'spend' } }],
	])('%s', async (_, form) => {
		const { rows, page } = await shown({ dateRange: 'lastWeek', ...form });
		const { page: total } = await shown({ dateRange: 'lastWeek', timeIncrement: 'total' });
		const [since, until] = [String(total.date_start), String(total.date_stop)];
		expect(new Date(since).getUTCDay()).toBe(1);
		expect([page.date_start, page.date_stop]).toEqual([since, until]);
		const spent = spendOf(rows.map((row) => ({ spend: row['Amount Spent (USD)'] ?? row.spend })));
		expect(page.subject).toBe(`Ads Report: ${long(since)} – ${long(until)}, ${spent} spent`);
		expect(page.text).toContain(`${long(since)} – ${long(until)}`);
		expect(page.text).toContain('These numbers come from the local emulator, not from Meta.');
	});

	it('also where there are no numbers', async () => {
		const { page } = await shown({
			dateRange: 'lastWeek',
			options: {
				filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '1000000' }] },
				alwaysOutputRow: true,
			},
		});
		expect(page.subject).toMatch(/^Ads Report: .* – .*/);
	});
});

it('names what hides rows: a Limit and filters', async () => {
	const { page } = await shown({ dateRange: 'lastWeek', options: { limit: 2 } });
	expect(page.text).toContain(
		'The report stops at the limit of rows that it was made with. Numbers of further rows are not in it.',
	);
	const filters = { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '10' }] };
	const { page: filtered } = await shown({ dateRange: 'lastWeek', options: { filters } });
	expect(filtered.text).toContain('Only these rows are counted: Amount Spent is above or after 10.');
	const { page: whole } = await shown({ dateRange: 'lastWeek', compare: true });
	expect(whole.text).not.toMatch(/Limit|filter|Only these/);
});

it('names the accounts without delivery in the message of all, and in no message of another account', async () => {
	const fault = { kind: 'http' as const, status: 200, contentType: 'application/json', body: '{"data":[]}' };
	emulator.control.addFault({ match: { path: `${ACCOUNTS.eur}/insights` }, fault });
	const accounts = { accounts: 'several', adAccounts: [ACCOUNTS.usd, ACCOUNTS.eur], level: 'account' };
	const form = { ...accounts, dateRange: 'lastWeek', timeIncrement: 'total' };
	const { page } = await shown(form);
	expect(page.text).toContain('Harbor Coffee');
	expect(page.text).toContain('Without any row: Nordlicht Shop. Nothing was delivered there.');
	const { page: own } = await shown(form, { messagesFor: 'account_name' });
	expect(own.text).not.toContain('Nordlicht');
	emulator.control.clearFaults();
	expect((await shown(form)).page.text).not.toContain('Without any row');
});

it('names the account and the reason where there is nothing to report', async () => {
	const fault = { kind: 'http' as const, status: 200, contentType: 'application/json', body: '{"data":[]}' };
	emulator.control.addFault({ match: { path: `${ACCOUNTS.eur}/insights` }, fault });
	const week = { dateRange: 'custom', since: '2026-11-01', until: '2026-11-07' };
	const form = { ...week, adAccount: byId(ACCOUNTS.eur), options: { alwaysOutputRow: true } };
	const reason =
		'Nordlicht Shop: Meta has no numbers for Nov 1, 2026 – Nov 7, 2026. No ad was delivered, or only ads that are archived or deleted now.';
	for (const format of ['email', 'slack']) {
		const { page } = await shown(form, { format });
		expect(page.text).toContain(reason);
		expect(page.html).toContain(reason);
		expect(page.text).not.toContain('There are no numbers');
	}
	// In a message of its own beside those of others, and of rows that nobody knows.
	const several = { ...week, accounts: 'several', adAccounts: [ACCOUNTS.eur, ACCOUNTS.usd], level: 'account' };
	const { page } = await shown({ ...several, options: { alwaysOutputRow: true } }, { messagesFor: 'account_name' });
	expect(page.text).toContain(reason.split('. ')[0]);
	emulator.control.clearFaults();
	const render = { name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render' } };
	const items = [{ account_name: 'Shop', date_start: '2026-11-01', spend: null }];
	const { Render } = await runSteps([render], { credential: emulatorCredential(emulator.url), items });
	expect(Render.rows[0]!.text).toContain('Shop: the report has no numbers.');
});

it('knows whose a row is by the account’s name, where accounts have other days and chosen columns', async () => {
	const selectedColumns = ['date_start', 'campaign_name', 'spend'];
	const { rows, page } = await shown({
		...{ accounts: 'several', adAccounts: [ACCOUNTS.jpy, ACCOUNTS.usd], dateRange: 'lastDays', days: 10 },
		...{ timeIncrement: 'days', incrementDays: 3, columns: 'selected', fieldSets: ['delivery'], selectedColumns },
	});
	const own = (name: string) => rows.filter(({ account_name: account }) => account === name);
	const yen = own('Sakura Tea').reduce((sum, { spend }) => sum + Number(spend), 0);
	expect(page.currencies).toEqual(['JPY', 'USD']);
	expect(page.subject).toContain(`, ¥${yen.toLocaleString('en-US')} spent, ${spendOf(own('Harbor Coffee'))} spent`);
	expect(page.subject).not.toContain('from ');
});

describe('accounts of several currencies, one an item, whose rows name neither', () => {
	const form = {
		adAccount: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		...{ dateRange: 'lastWeek', timeIncrement: 'total', columns: 'selected', fieldSets: ['delivery'] },
	};
	const accounts = [ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur].map((id) => ({ id }));

	it.each([[['date_start', 'campaign_name', 'spend']], [['campaign_name', 'spend', 'impressions']]])(
		'each row is of the report that it came of, also where columns have come to it: %j',
		async (selectedColumns) => {
			const steps = await runSteps(
				[
					{ name: 'Get', node: 'metaInsights', parameters: { ...DEFAULTS, ...form, selectedColumns } },
					{ name: 'Edit', node: 'edit', parameters: {} },
					{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render' } },
				],
				{ credential: emulatorCredential(emulator.url), items: accounts },
				(row) => ({ client: 'One', ...row }),
			);
			const { rows } = steps.Get;
			const page = steps.Render.rows[0]!;
			expect(page.currencies).toEqual(['USD', 'JPY', 'EUR']);
			const dollars = rows.slice(0, rows.length - 2);
			expect(page.subject).toMatch(/^Ads Report: \w+ \d+, 2026 – \w+ \d+, 2026, /);
			expect(page.subject).toContain(`, ${spendOf(dollars)} spent, ¥`);
			expect(page.text).toContain('Sakura Tea · ');
		},
	);

	it('amounts of rows that somebody has changed are left out rather than added up', async () => {
		const selectedColumns = ['date_start', 'campaign_name', 'spend', 'impressions'];
		const steps = await runSteps(
			[
				{ name: 'Get', node: 'metaInsights', parameters: { ...DEFAULTS, ...form, selectedColumns } },
				{ name: 'Edit', node: 'edit', parameters: {} },
				{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render' } },
			],
			{ credential: emulatorCredential(emulator.url), items: accounts },
			(row) => ({ ...row, spend: Number(row.spend) * 2 }),
		);
		const page = steps.Render.rows[0]!;
		expect(page.text).not.toContain('Amount Spent');
		expect(page.text).toContain('Impressions');
		expect(page.text).toContain('Amounts are left out: these rows do not say whether they are in EUR, JPY or USD.');
		expect(steps.Render.hints.map(({ message }) => message).join()).toContain('add Account Currency');
	});
});

describe('two items of one account, alike but for what is not in words', () => {
	const WEEK = { dateRange: 'lastWeek', timeIncrement: 'total' };
	const METRICS = { metrics: ['spend', 'purchases', 'link_clicks'] };
	const figures = (text: unknown): string[] => String(text).match(/^(Amount Spent|Purchases|Link Clicks) .*$/gm) ?? [];

	it.each([
		[
			'their IDs',
			{ scope: 'list', idLevel: 'campaign', ids: '={{ $json.it }}', level: 'account' },
			[CAMPAIGNS.usdCbo, CAMPAIGNS.usdNoBudget],
		],
		['their windows', { level: 'campaign', options: { conversionWindow: '={{ $json.it }}' } }, ['1d_view', 'value']],
	])('%s: neither shows counts of the other', async (_, form, values) => {
		const pages = await Promise.all(values.map(async (it) => await shown({ ...WEEK, ...form }, METRICS, [{ it }])));
		for (const { page } of pages) expect(figures(page.text)).toHaveLength(3);
		const { rows, page } = await shown(
			{ ...WEEK, ...form },
			METRICS,
			values.map((it) => ({ it })),
		);
		expect(figures(page.text)).toEqual([expect.stringContaining(spendOf(rows))]);
		expect(page.text).toContain('Purchases cannot be shown');
		// What is so in both reports is said all the same.
		expect(page.text).toContain('Harbor Coffee');
		expect(page.text).toContain('Not final');
		expect(page.text).toContain('These numbers come from the local emulator, not from Meta.');
	});
});

it('says nothing that it cannot know when a step is executed alone', async () => {
	const { rows } = await shown({ dateRange: 'lastWeek', timeIncrement: 'week' });
	const steps = await runSteps(
		[{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render' } }],
		{ credential: emulatorCredential(emulator.url), items: rows },
	);
	expect(steps.Render.rows[0]!.subject).toMatch(/^Ads Report: from \w+ \d+, \d+, \$/);
});

describe('rows that come back alone', () => {
	/** The message of rows whose report is of another execution. */
	const alone = async (get: IDataObject): Promise<string> => {
		const { rows } = await shown({ level: 'account', columns: 'all', fieldSets: ['delivery'], ...get });
		const render = { name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render' } };
		const { Render } = await runSteps([render], { credential: emulatorCredential(emulator.url), items: rows });
		return String(Render.rows[0]!.text);
	};
	const BY_ROWS = 'This message goes by the rows that it got';

	it('are of the ranges that they have, and of no day between', async () => {
		const values = [
			{ since: '2026-11-01', until: '2026-11-02' },
			{ since: '2026-11-10', until: '2026-11-11' },
		];
		const text = await alone({ dateRange: 'ranges', ranges: { values } });
		expect(text).toContain('Nov 1, 2026 – Nov 2, 2026 and Nov 10, 2026 – Nov 11, 2026\n');
		expect(text).toContain(BY_ROWS);
	});

	it('with a total are of the days of the total, and say which figures are of the rows alone', async () => {
		const get = { dateRange: 'custom', since: '2026-11-01', until: '2026-11-07', timeIncrement: 'day' };
		const text = await alone({ ...get, level: 'campaign', columns: 'main', options: { limit: 2, summary: true } });
		expect(text).toContain('Nov 1, 2026 – Nov 7, 2026\n');
		expect(text).toContain('Results, Cost per Result: counted in the lines only.');
		expect(text).toContain(BY_ROWS);
		expect((await shown({ dateRange: 'lastWeek' })).page.text).not.toContain(BY_ROWS);
	});
});

describe('results', () => {
	const chosen = ['spend', 'results', 'cost_per_result', 'ctr', 'reach', 'purchases'];

	it('stand by kind, in Meta’s words, also where no column tells the kind', async () => {
		const { rows, page } = await shown(
			{ dateRange: 'lastWeek', timeIncrement: 'total', compare: true },
			{ metrics: chosen },
		);
		expect(rows.every((row) => !('result_type' in row))).toBe(true);
		const clicks = rows.find(({ campaign_name: name }) => name === 'Always On Traffic')!;
		const sales = rows.find(({ campaign_name: name }) => name === 'Spring Roast Sales')!;
		expect(page.text).toMatch(new RegExp(`\\nLink Clicks +${String(clicks.results)} `));
		expect(page.text).toMatch(new RegExp(`\\nPurchases \\(Website\\) +${String(sales.results)} `));
		const each = money(Number(clicks.spend) / Number(clicks.results));
		expect(page.text).toContain(`· ${String(clicks.results)} link clicks, ${each} each`);
		expect(page.html).toContain(`${String(clicks.results)} link clicks`);
		expect(page.text).not.toMatch(/Results are not added up/);
	});

	it('and every other metric that was chosen stand there, or a sentence says why not', async () => {
		for (const level of ['account', 'campaign', 'ad']) {
			const { page } = await shown({ dateRange: 'lastWeek', level }, { metrics: chosen });
			const text = String(page.text);
			for (const label of ['Amount Spent', 'CTR (All)']) expect(text).toContain(`\n${label} `);
			expect(text).toContain('Reach cannot be shown: one person can be in several lines');
			expect(text).toMatch(/\nPurchases +\d|Purchases cannot be shown: /);
			if (level === 'account')
				for (const label of ['Results', 'Cost per Result'])
					expect(text).toContain(`${label} cannot be shown: Meta gives no results for these lines.`);
			else expect(text).toContain('\nLink Clicks ');
		}
	});

	it('tells the reader why a metric is not there, and what to do only the person who makes the message', async () => {
		const { page, hints } = await shown({ dateRange: 'lastWeek' }, { metrics: ['spend', 'reach'] });
		expect(page.text).toMatch(/Reach cannot be shown: one person can be in several lines, [\w ]+\./);
		expect(page.text).not.toMatch(/Get Report|Options/);
		expect(hints.map(({ message }) => message).join()).toContain('switch on Add Totals Row (Options)');
		// And that helps, no matter which columns the rows have.
		const { page: total } = await shown(
			{ dateRange: 'lastWeek', options: { summary: true } },
			{ metrics: ['spend', 'reach', 'frequency'] },
		);
		expect(total.text).toMatch(/\nReach +[\d,]+\nFrequency +[\d.]+\n/);
	});

	it('of a kind are never mistaken for all that people did: other ads brought link clicks, too', async () => {
		const form = { dateRange: 'lastWeek', columns: 'all', fieldSets: ['delivery', 'conversions'] };
		const { page, rows } = await shown(form, { metrics: ['spend', 'results', 'link_clicks', 'cost_per_link_click'] });
		const sum = (some: IDataObject[], column: string): string =>
			some.reduce((all, row) => all + Number(row[column]), 0).toLocaleString('en-US');
		const own = rows.filter(({ campaign_name: name }) => name === 'Always On Traffic');
		expect(sum(own, 'results')).not.toBe(sum(rows, 'link_clicks'));
		expect(page.text).toMatch(new RegExp(`\\nLink Clicks \\(Results\\) +${sum(own, 'results')}\\n`));
		expect(page.text).toMatch(new RegExp(`\\nLink Clicks +${sum(rows, 'link_clicks')}\\n`));
		expect(page.text).toContain('Link Clicks (Results), Purchases (Website): results of ads with that goal only.');
		const { page: usual } = await shown({ dateRange: 'lastWeek' });
		expect(usual.text).toContain('\nLink Clicks  ');
	});

	it('of the actions that people pay for stand there by choice, with no other setting', async () => {
		const wanted = { purchases: 'cost_per_purchase', leads: 'cost_per_lead', adds_to_cart: 'cost_per_add_to_cart' };
		const form = { dateRange: 'lastWeek', compare: true };
		const { rows: full } = await shown({
			...form,
			columns: 'all',
			fieldSets: ['conversions', 'ecommerce'],
		});
		const columnOf = (name: string): string => (name === 'adds_to_cart' ? 'actions_omni_add_to_cart' : name);
		const { page, rows } = await shown(form, { metrics: ['spend', ...Object.values(wanted)] });
		expect(Object.keys(rows[0]!)).not.toContain('purchases');
		const labels = { purchases: 'Purchase', leads: 'Lead', adds_to_cart: 'Add to Cart' };
		for (const [name, label] of Object.entries(labels)) {
			// Spend on what nobody tells of lowers no cost.
			const told = full.filter((row) => typeof row[columnOf(name)] === 'number');
			const spend = told.reduce((sum, row) => sum + Number(row.spend), 0);
			const count = told.reduce((sum, row) => sum + Number(row[columnOf(name)]), 0);
			const line = new RegExp(`\\nCost per ${label} +(\\S+)`).exec(String(page.text))?.[1];
			if (count === 0) expect(page.text).toContain(`Cost per ${label} cannot be shown: there is nothing to divide by`);
			else expect(line).toBe(money(spend / count));
		}
		// Nobody chose them: they are no part of the message.
		expect((await shown(form)).page.text).not.toMatch(/Cost per (Lead|Add to Cart)/);
	});

	it('say what they are, which spend a cost is of, and where there is no change', async () => {
		const { page: one } = await shown({ dateRange: 'lastWeek', adAccount: byId(ACCOUNTS.eur) });
		expect(one.text).toMatch(/\nResults +\d/);
		expect(one.text).toMatch(/Results are purchases \(website\)\./);
		const metrics = ['spend', 'results', 'cost_per_result', 'cost_per_purchase', 'ctr'];
		const { page: both } = await shown({ dateRange: 'lastWeek' }, { metrics });
		expect(both.text).toContain('Cost per Purchase: the spend of all ads, also of those with another goal.');
		expect(both.text).not.toContain('Results are ');
		const { page: long } = await shown({ dateRange: 'lastMonth', level: 'ad', compare: true }, { metrics });
		const text = String(long.text);
		const bare = [...text.matchAll(/\n([A-Z][\w ()]+?) {2,}[^ ]+(?=\n)/g)].map(([, label]) => label!);
		const head = bare.filter((label) => /^(Amount Spent|CTR|Cost per|Link Clicks|Purchases)/.test(label));
		for (const label of head)
			expect(text).toMatch(new RegExp(`No change is shown for [^:]*${label.replace(/[()]/g, '.')}`));
	});

	it('bring back clicks from impressions and CTR, to the click', async () => {
		const form = { dateRange: 'lastWeek', level: 'ad' };
		const { page } = await shown(form);
		const { rows } = await shown({ ...form, columns: 'all', fieldSets: ['delivery'] });
		const clicks = rows.reduce((sum, row) => sum + Number(row.clicks), 0);
		expect(page.text).toMatch(new RegExp(`\\nClicks \\(All\\) +${clicks.toLocaleString('en-US')}\\n`));
	});
});

describe('breakdowns of actions', () => {
	const form = { dateRange: 'lastWeek', columns: 'long', fieldSets: ['conversions'], timeIncrement: 'total' };

	it.each(['action_device', 'action_type', 'action_destination'])(
		'have a table of their own in names, a sum for each kind: %s',
		async (groupBy) => {
			const types = ['link_click', 'omni_purchase'];
			const get = { ...form, options: { actionBreakdowns: [groupBy], actionTypes: types } };
			const { rows, page } = await shown(get, { groupBy });
			const text = String(page.text);
			const kinds = [
				['link_click', 'Link Clicks'],
				['omni_purchase', 'Purchases'],
			] as const;
			for (const [type, label] of kinds) {
				const own = rows.filter(({ action_type: one }) => one === type);
				const sum = own.reduce((all, { actions }) => all + Number(actions ?? 0), 0);
				expect(sum).toBeGreaterThan(0);
				expect(text).toMatch(new RegExp(`\\n${label} +${sum.toLocaleString('en-US')}\\n`));
			}
			expect(text).toContain('Meta counts one action under several names, so they are not added up.');
			expect(text).not.toMatch(/with that goal|no numbers/);
			const values = new Set(rows.map((row) => String(row[groupBy] ?? '')).filter(Boolean));
			const [, table = ''] = text.split(/\n[A-Z ()]+ BY [A-Z ]+\n/);
			// Names in place of codes: no line shows what Meta writes.
			for (const value of values) if (/_/.test(value)) expect(table).not.toContain(value);
			expect(table.split('\n\n')[0]!.split('\n').length).toBeGreaterThanOrEqual(values.size);
		},
	);

	it('are in the form, and rows without them are refused with what to do', async () => {
		const { Render } = await runSteps(
			[
				{ name: 'Get', node: 'metaInsights', parameters: { ...DEFAULTS, dateRange: 'lastWeek' } },
				{
					name: 'Render',
					node: 'metaInsights',
					parameters: { resource: 'report', operation: 'render', groupBy: 'action_device' },
				},
			],
			{ credential: emulatorCredential(emulator.url) },
		);
		expect(Render.error?.message).toBe('Group By: “action_device” is not a column of these rows');
		expect(Render.error?.description).toContain('set Columns to One Row per Action Type in Get Report');
	});
});

describe('one message for each', () => {
	const all = async (get: IDataObject, render: IDataObject) => {
		const steps = await runSteps(
			[
				{ name: 'Get', node: 'metaInsights', parameters: { ...DEFAULTS, dateRange: 'lastWeek', ...get } },
				{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render', ...render } },
			],
			{ credential: emulatorCredential(emulator.url) },
		);
		expect(steps.Get.error).toBeUndefined();
		return steps;
	};

	it.each([
		['campaign_name', {}, 'campaign_name'],
		['gender', { breakdowns: ['gender'], timeIncrement: 'total' }, 'gender'],
	])('%s: its own subject and sums, and the whole report where wanted', async (messagesFor, get, column) => {
		const { Get, Render } = await all(get, { messagesFor, options: { wholeLine: true } });
		expect(Render.error).toBeUndefined();
		const values = [...new Set(Get.rows.map((row) => row[column]))];
		expect(values.length).toBeGreaterThan(1);
		expect(Render.rows).toHaveLength(values.length);
		for (const [index, value] of values.entries()) {
			const own = Get.rows.filter((row) => row[column] === value);
			const page = Render.rows[index]!;
			expect(page.subject).toContain(`Ads Report: ${String(page.about)}: `);
			expect(page.subject).toContain(`${spendOf(own)} spent`);
			expect(page.row_count).toBe(own.length);
			expect(page.text).toContain(`The whole report: ${spendOf(Get.rows)} spent.`);
		}
	});

	it('a file of its own name, also of two that are called the same', async () => {
		const row = { account_currency: 'USD', date_start: '2026-11-20', date_stop: '2026-11-20', spend: 5 };
		const names = ['Sale', 'Sale', 'A/B: “new”'];
		const items = names.map((name, index) => ({ ...row, campaign_id: `${index + 1}`, campaign_name: name }));
		const parameters = { resource: 'report', operation: 'render', format: 'file', messagesFor: 'campaign_name' };
		const { Render } = await runSteps([{ name: 'Render', node: 'metaInsights', parameters }], {
			credential: emulatorCredential(emulator.url),
			items,
		});
		expect(Render.outputs[0]!.map(({ binary }) => binary?.data?.fileName)).toEqual([
			'report-Sale-2026-11-20-2026-11-20.html',
			'report-Sale-2026-11-20-2026-11-20-2.html',
			'report-A-B-“new”-2026-11-20-2026-11-20.html',
		]);
	});

	it('any column, with its reader; rows without one are named, and nobody reads of another', async () => {
		const row = { account_currency: 'USD', date_start: '2026-11-20', date_stop: '2026-11-20', campaign_name: 'One' };
		const items = [
			{ ...row, client: 'Shop', email: 'a@example.com', spend: 5 },
			{ ...row, client: 'Bar', email: 'b@example.com', spend: 7 },
			{ ...row, client: 'Bar', email: 'c@example.com', spend: 1 },
			{ ...row, client: '', email: 'a@example.com', spend: 9 },
		];
		const { Render } = await runSteps(
			[
				{
					name: 'Render',
					node: 'metaInsights',
					parameters: {
						resource: 'report',
						operation: 'render',
						messagesFor: 'other',
						messageColumn: 'client',
						options: { readerColumn: 'email' },
					},
				},
			],
			{ credential: emulatorCredential(emulator.url), items },
		);
		expect(
			Render.rows.map(({ about, reader, subject }) => [about, reader, /\$\S+/.exec(String(subject))?.[0]]),
		).toEqual([
			['Shop', 'a@example.com', '$5.00'],
			['Bar', null, '$8.00'],
		]);
		expect(Render.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(Render.hints.map(({ message }) => message).join()).toContain('1 row is in no message');
		expect(Render.rows[0]!.text).not.toContain('Bar');
	});
});

it('lets Watch know the account of main columns, and which days are over there', async () => {
	const steps = await runSteps(
		[
			{
				name: 'Get',
				node: 'metaInsights',
				parameters: { ...DEFAULTS, dateRange: 'lastDays', days: 40, options: { includeToday: true } },
			},
			{
				name: 'Watch',
				node: 'metaInsights',
				parameters: { resource: 'report', operation: 'watch', rowsFrom: 'input' },
			},
		],
		{ credential: emulatorCredential(emulator.url) },
	);
	const told = steps.Watch.outputs.flat().map(({ json }) => json);
	expect(told.length).toBeGreaterThan(0);
	expect(JSON.stringify(told)).toContain('USD');
	expect(JSON.stringify(told)).not.toContain('"Ad Account"');
});
