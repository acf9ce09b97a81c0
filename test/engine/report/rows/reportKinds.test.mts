import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../../emulator/http/server.mts';
import { byId, emulatorCredential } from '../../support/harness.mts';
import { dayAgo } from '../../support/lives/days.mts';
import { runSteps } from '../steps.mts';

/** Results of several kinds, from Meta's answer to the message: leads and purchases are never one number. */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(() => emulator.close());

const [FIRST, SECOND] = [dayAgo(3), dayAgo(2)];

type Told = Record<string, string>;

const resultsOf = (told: Told): IDataObject[] =>
	Object.entries(told).map(([indicator, value]) => ({
		indicator,
		values: [{ value, attribution_windows: ['default'] }],
	}));

const ofDay = (day: string, spend: string, told: Told, more: IDataObject = {}): IDataObject => ({
	...{ campaign_id: CAMPAIGNS.usdCbo, campaign_name: 'Sales', account_id: ACCOUNTS.usd.slice(4), account_name: 'Shop' },
	...{ date_start: day, date_stop: day, account_currency: 'USD', impressions: '100', clicks: '10', spend },
	results: resultsOf(told),
	...more,
});

/** What a report of these answers comes to, and its message. */
async function shown(answers: IDataObject[][], get: IDataObject, render: IDataObject = {}) {
	emulator.control.clearFaults();
	for (const data of answers) {
		const fault = {
			kind: 'http' as const,
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ data }),
		};
		emulator.control.addFault({ match: { path: '[^/]+/insights', method: 'GET', times: 1 }, fault });
	}
	const steps = await runSteps(
		[
			{
				name: 'Get',
				node: 'metaInsights',
				parameters: {
					...{ resource: 'report', operation: 'get', adAccount: byId(ACCOUNTS.usd) },
					...{ dateRange: 'custom', since: FIRST, until: SECOND, timeIncrement: 'day', ...get },
				},
			},
			{ name: 'Render', node: 'metaInsights', parameters: { resource: 'report', operation: 'render', ...render } },
		],
		{ credential: emulatorCredential(emulator.url) },
	);
	expect(steps.Get.error ?? steps.Render.error).toBeUndefined();
	return { rows: steps.Get.rows, text: String(steps.Render.rows[0]!.text) };
}

const figure = (text: string, label: string): string | undefined => new RegExp(`\\n${label} +(\\S+)`).exec(text)?.[1];

it('results of a campaign with leads on one day and more than leads on the next stand by kind, on both days', async () => {
	const { text } = await shown(
		[
			[
				ofDay(FIRST, '10', { 'actions:lead': '4' }),
				ofDay(SECOND, '20', { 'actions:lead': '3', 'actions:link_click': '7' }),
			],
		],
		{},
	);
	expect([figure(text, 'Leads'), figure(text, 'Link Clicks'), figure(text, 'Results')]).toEqual(['7', '7', undefined]);
	expect(text).toContain('· 7 leads');
	expect(text).not.toContain('mix several types');
});

describe('an account with one goal on the first day, and no results of Meta on the next', () => {
	const columns = ['date_start', 'account_id', 'spend', 'results', 'cost_per_result'];
	const chosen = { columns: 'selected', fieldSets: ['delivery', 'results'], selectedColumns: columns };
	const none = (more: IDataObject): IDataObject => ofDay(SECOND, '40', {}, more);

	it.each([
		['as the form has it', {}],
		['of chosen columns', chosen],
		['with all columns', { columns: 'all' }],
	])('is told neither results nor their cost: %s', async (_, get) => {
		const answer = [ofDay(FIRST, '10', { 'actions:lead': '4' }), none({})];
		const { text } = await shown([answer], { level: 'account', ...get }, { metrics: ['spend', 'results'] });
		expect(figure(text, 'Amount Spent')).toBe('$50.00');
		expect(text).not.toMatch(/\n(Results|Leads|Cost per \w+) +[$\d]/);
		expect(text).toContain('on some days or lines Meta gives none, as where several goals ran');
	});

	it('has both where its goal was not reached on the next day: Meta names the goal without a value', async () => {
		const notReached = none({ results: [{ indicator: 'actions:lead' }] });
		const answer = [ofDay(FIRST, '10', { 'actions:lead': '4' }), notReached];
		const { text } = await shown(
			[answer],
			{ level: 'account', ...chosen },
			{ metrics: ['results', 'cost_per_result'] },
		);
		expect([figure(text, 'Results'), figure(text, 'Cost per Result')]).toEqual(['4', '$12.50']);
	});

	it('has results where another window than the chosen one counted those of the next day', async () => {
		const values = [{ value: '2', attribution_windows: ['1d_view'] }];
		const first = {
			results: [{ indicator: 'actions:lead', values: [{ value: '4', attribution_windows: ['7d_click'] }] }],
		};
		const answer = [ofDay(FIRST, '10', {}, first), none({ results: [{ indicator: 'actions:lead', values }] })];
		const get = { level: 'account', ...chosen, options: { conversionWindow: '7d_click' } };
		const { text } = await shown([answer], get, { metrics: ['results'] });
		expect(figure(text, 'Results')).toBe('4');
	});
});

it('results stand by kind where rows name it in words alone', async () => {
	const other = { campaign_id: CAMPAIGNS.usdNoBudget, campaign_name: 'Traffic' };
	const chosen = ['campaign_name', 'campaign_id', 'date_start', 'spend', 'results', 'result_name'];
	const { rows, text } = await shown(
		[
			[
				ofDay(FIRST, '10', { 'actions:lead': '4' }),
				ofDay(FIRST, '20', { 'actions:purchase': '6', 'actions:lead': '1' }, other),
				ofDay(SECOND, '20', { 'actions:purchase': '2' }, other),
			],
		],
		{ columns: 'selected', fieldSets: ['delivery', 'results'], selectedColumns: chosen },
	);
	expect(rows.map(({ result_name: name }) => name)).toEqual([
		'Leads',
		'Purchases (All Named), Leads',
		'Purchases (All Named)',
	]);
	expect([figure(text, 'Leads'), figure(text, 'Purchases \\(All Named\\)'), figure(text, 'Results')]).toEqual([
		'5',
		'8',
		undefined,
	]);
});

it('results of another kind than those before have no change', async () => {
	const now = [ofDay(SECOND, '20', { 'actions:lead': '40' })];
	const before = [ofDay(FIRST, '10', { 'actions:purchase': '5' })];
	const { rows, text } = await shown([now, before], { since: SECOND, compare: true });
	expect(rows).toMatchObject([{ results: 40, spend: 20, spend_previous: 10 }]);
	expect([rows[0]!.results_previous, rows[0]!.results_change_pct, rows[0]!.cost_per_result_previous]).toEqual([
		null,
		null,
		null,
	]);
	expect(text).not.toMatch(/was 5|Before: 5|\+700/);
});

it('rows by reaction hold no sum, so who adds them up counts each once', async () => {
	const reaction = (kind: string | undefined, value: string): IDataObject => ({
		...(kind === undefined ? {} : { action_reaction: kind }),
		...{ action_type: 'post_reaction', value },
	});
	const actions = [
		reaction('like', '7'),
		reaction('wow', '1'),
		reaction(undefined, '8'),
		{ action_type: 'comment', value: '3' },
	];
	const { rows, text } = await shown(
		[[ofDay(FIRST, '10', {}, { actions })]],
		{ columns: 'long', fieldSets: ['conversions'], options: { actionBreakdowns: ['action_reaction'] } },
		{ groupBy: 'action_reaction' },
	);
	expect(rows.map((row) => [row.action_type, row.action_reaction, row.actions])).toEqual([
		['post_reaction', 'like', 7],
		['post_reaction', 'wow', 1],
		['comment', null, 3],
	]);
	expect(figure(text, 'Post Reactions')).toBe('8');
});
