import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();

const custom = (since: string, until: string, more: IDataObject = {}): IDataObject => ({
	dateRange: 'custom',
	since,
	until,
	...more,
});
const monthsAgo = (months: number): string => {
	const date = new Date();
	date.setUTCMonth(date.getUTCMonth() - months);
	return date.toISOString().slice(0, 10);
};
const NONE = '={{ $json.none }}';
const today = new Date().toISOString().slice(0, 10);

/** Rules about what a report comes out as: the form tells, before any number is asked for. */
const refusedOutputs: Record<string, [form: IDataObject, message: string | RegExp]> = {
	'sorting by no column': [
		{ options: { sortBy: 'spent' } },
		'Options → Sort By: “spent” is not a column of this report',
	],
	'sorting by a column of another option': [
		{ options: { sortBy: 'ads_manager_url' } },
		/“ads_manager_url” is not a column of this report/,
	],
	'sorting by what action breakdowns divide': [
		{ fieldSets: ['clicks'], options: { actionBreakdowns: ['action_device'], sortBy: 'cost_per_link_click' } },
		'Options → Sort By: “cost_per_link_click” is empty in this report: Action Breakdowns divide what it counts',
	],
	'sorting by a change of what action breakdowns divide': [
		{
			dateRange: 'lastDays',
			compare: true,
			fieldSets: ['clicks'],
			options: { actionBreakdowns: ['action_device'], sortBy: 'link_clicks_change_pct' },
		},
		/“link_clicks_change_pct” is empty in this report/,
	],
	'a CSV of all action types': [
		{ options: { output: 'csv', allActionTypes: true } },
		'Options → Output: “CSV File” needs columns that are known before its last row',
	],
	'a CSV of Meta’s own rows': [
		{ columns: 'raw', options: { output: 'csv' } },
		/“CSV File” needs columns that are known/,
	],
	'a sorted file': [
		{ options: { output: 'csv', sortBy: 'spend' } },
		'Options → Output: “CSV File” cannot be sorted: its rows are written as they come',
	],
	'a compared file': [
		{ dateRange: 'lastDays', compare: true, options: { output: 'jsonl' } },
		'Options → Output: “JSON Lines File” cannot have a comparison',
	],
	'Meta’s own rows compared': [
		{ dateRange: 'lastDays', compare: true, columns: 'raw' },
		'Compare With Previous Period cannot be had of Meta’s own rows',
	],
	'Meta’s own rows sorted': [
		{ columns: 'raw', options: { sortBy: 'spend' } },
		'Options → Sort By cannot be had of Meta’s own rows',
	],
	'links in Meta’s own rows': [
		{ columns: 'raw', options: { adDetails: true } },
		'Options → Add Thumbnail and Link cannot be had of Meta’s own rows',
	],
	'Meta’s own rows that may be incomplete': [
		{ columns: 'raw', options: { onIncomplete: 'return' } },
		'Options → If Data Is Missing cannot be had of Meta’s own rows',
	],
};

/** Fields whose expressions give nothing: what they would otherwise be is no answer. */
const nothing: Record<string, [form: IDataObject, message: string]> = Object.fromEntries(
	Object.entries({
		Level: { level: NONE },
		'Date Range': { dateRange: NONE, since: '2026-05-01', until: '2026-05-01' },
		Days: { dateRange: 'lastDays', days: NONE },
		'Metric Groups': { fieldSets: NONE },
		Breakdowns: { breakdowns: NONE },
		'Compare With Previous Period': { compare: NONE },
		Columns: { columns: NONE },
		'Options → Limit': { options: { limit: NONE } },
		'Options → If Data Is Missing': { options: { onIncomplete: NONE } },
		'Options → Sort By': { options: { sortBy: NONE } },
		'Options → Statuses': { options: { statuses: NONE } },
		'Options → Strategy': { options: { strategy: NONE } },
	}).map(([label, form]) => [`nothing as ${label}`, [form, `${label} is empty`]]),
);

/** What is wrong, and the sentence people read. Nothing of it reaches the insights of Meta. */
const refused: Record<string, [form: IDataObject, message: string | RegExp]> = {
	'since after until': [
		custom('2026-05-12', '2026-05-01'),
		'Since is after Until (2026-05-12 is later than 2026-05-01)',
	],
	'no since': [custom('={{ $json.none }}', '2026-05-01'), 'Since is empty'],
	'a since that is no date': [custom('last week', '2026-05-01'), /^Since: "last week" is not a date/],
	'a day that does not exist': [
		custom('2026-02-30', '2026-05-01'),
		/^Since: "2026-02-30" is not a date and time that exists/,
	],
	'more than 37 months': [custom('2015-01-01', today), /^Since reaches back to 2015-01-01, and Meta keeps 37 months/],
	'a range of the future': [custom('2099-01-01', '2099-01-02'), /^Since starts on 2099-01-01, which is in the future/],
	'a removed window': [
		{ options: { attributionWindows: ['7d_view'] } },
		/Attribution Windows.*“7d_view” no longer exists/,
	],
	'an unknown window': [
		{ options: { attributionWindows: ['3d_click'] } },
		/Attribution Windows.*“3d_click” is not a window Meta knows/,
	],
	'a placement without its platform': [
		{ breakdowns: ['platform_position'] },
		'Breakdowns: “Placement (With Platform)” needs “Platform” with it',
	],
	'an impossible pair': [
		{ breakdowns: ['country', 'age'] },
		'Breakdowns: Meta does not offer “Country”, “Age” together',
	],
	'an hour with anything': [
		{ breakdowns: ['hourly_stats_aggregated_by_advertiser_time_zone', 'age'] },
		/^Breakdowns: Meta does not offer/,
	],
	'an unknown breakdown': [{ breakdowns: ['zodiac'] }, /Breakdowns.*“zodiac” is not a name Meta’s reports know/],
	'a breakdown that Meta removed': [
		{ breakdowns: ['dma'] },
		/^Breakdowns.*“dma” no longer exists: Meta removed it on 22 June 2026/,
	],
	'a field that Meta removed': [
		{ options: { moreFields: ['spend', 'labels'] } },
		/Fields.*“labels” no longer exists: Meta has refused it since v19.0/,
	],
	'an unknown field': [
		{ options: { moreFields: ['spendings'] } },
		/Fields.*“spendings” is not a name Meta’s reports know/,
	],
	'no field at all': [{ fieldSets: [] }, 'Metric Groups is empty'],
	'a text that is no ID': [{ scope: 'list', ids: '120210000000000001, abc' }, 'IDs: “abc” is not an ID'],
	'an ID that came as a number': [
		{ scope: 'list', ids: '={{ [120210000000000123] }}' },
		/^IDs.* is a number too long to be exact, so its last digits are no longer right$/,
	],
	'an object that came as a number': [
		{ scope: 'campaign', campaign: byId('={{ 120210000000000123 }}') },
		'Campaign is a number too long to be exact, so its last digits are no longer right',
	],
	'directly what Meta only prepares': [
		{ breakdowns: ['publisher_platform', 'impression_device'], options: { strategy: 'sync' } },
		/Strategy.*cannot be Synchronous with these breakdowns/,
	],
	'an empty list': [{ scope: 'list', ids: '={{ $json.none }}' }, 'IDs is empty'],
	'more ads than make up a row of the account': [
		{
			scope: 'list',
			idLevel: 'ad',
			level: 'account',
			ids: Array.from({ length: 201 }, (_, index) => String(120212000000001000 + index * 100)).join(),
		},
		'IDs are 201 ads, and at most 200 can make up one row of level Ad Account',
	],
	'a level above the object': [
		{ scope: 'adSet', adSet: byId(AD_SETS.usdCboA), level: 'campaign' },
		'Level is above the object the report is on',
	],
	'a filter by nothing': [
		{
			options: {
				filters: { values: [{ field: 'campaign.name', operator: 'CONTAIN', value: '={{ $json.none ?? "" }}' }] },
			},
		},
		'Options → Filters → Filter → row 1 → Value is empty',
	],
	'no object': [{ scope: 'campaign', campaign: byId('={{ $json.none }}') }, 'Campaign is empty'],
	'unique counts of long ago by age': [
		custom(monthsAgo(20), today, { breakdowns: ['age'], timeIncrement: 'month', fieldSets: ['clicks'] }),
		/^Breakdowns cannot reach back that far/,
	],
	'a range of the future among others': [
		{
			dateRange: 'ranges',
			ranges: {
				values: [
					{ since: monthsAgo(1), until: monthsAgo(1) },
					{ since: '2099-01-01', until: '2099-01-02' },
				],
			},
		},
		/^Ranges have one that starts on 2099-01-01, which is in the future/,
	],
	'overlapping ranges by day': [
		{
			dateRange: 'ranges',
			ranges: {
				values: [
					{ since: monthsAgo(2), until: today },
					{ since: monthsAgo(1), until: today },
				],
			},
		},
		'Ranges share days, which would come twice',
	],
	'a comparison of several ranges': [
		{ dateRange: 'ranges', ranges: { values: [{ since: monthsAgo(2), until: monthsAgo(1) }] }, compare: true },
		'Compare With Previous Period needs one date range with a period before it',
	],
	'a range without an end': [
		{ dateRange: 'ranges', ranges: { values: [{ since: today, until: '={{ $json.none }}' }] } },
		'Ranges → Range → row 1 → Until is empty',
	],
	'several ranges without one': [{ dateRange: 'ranges', ranges: {} }, 'Ranges is empty'],
	...nothing,
	'a number of days that is none': [{ dateRange: 'lastDays', days: '7,5' }, 'Days cannot be 7.5'],
	'no day': [{ dateRange: 'lastDays', days: 0 }, 'Days cannot be 0'],
	'more days than Meta keeps': [{ dateRange: 'lastDays', days: '1127' }, 'Days cannot be 1127'],
	'rows of too many days': [{ timeIncrement: 'days', incrementDays: '={{ 91 }}' }, 'Days per Row cannot be 91'],
	'more minutes than a run may take': [
		{ options: { maxRunTime: '15,5' } },
		'Options → Wait Up To (Minutes) cannot be 15.5',
	],
	'a comparison beyond what Meta keeps': [
		custom(monthsAgo(30), today, { compare: true, timeIncrement: 'total' }),
		/^Compare With Previous Period reaches back beyond the 37 months/,
	],
	...refusedOutputs,
};

it.each(Object.entries(refused))('%s is one clear error', async (_, [form, message]) => {
	const calls = bench.sent().length;
	const { error, rows } = await bench.run('get', form);
	expect(rows).toEqual([]);
	expect(
		bench
			.sent()
			.slice(calls)
			.filter(({ path }) => path.endsWith('/insights')),
	).toEqual([]);
	if (typeof message === 'string') expect(error?.message).toBe(message);
	else expect(error?.message).toMatch(message);
	expect(error?.description?.length).toBeGreaterThan(10);
});

it.each(Object.entries(refusedOutputs))(
	'%s is an error before any report is asked for, also of Start',
	async (_, [form, message]) => {
		const { error, rows } = await bench.run('start', form);
		expect(rows).toEqual([]);
		expect(error?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
		await bench.run('get', form);
		expect(bench.sent().filter(({ path }) => path.includes('insights'))).toEqual([]);
	},
);

it('names columns like the one that is not there', async () => {
	const { error } = await bench.run('get', {
		fieldSets: ['delivery', 'ecommerce'],
		options: { sortBy: 'Cost per purchase_' },
	});
	expect(error?.description).toMatch(
		/^Columns with a similar name: cost_per_purchase(, \w+){0,4}\. Run once without Sort By to see all columns\.$/,
	);
	const strange = await bench.run('get', { options: { sortBy: 'zzzzzz' } });
	expect(strange.error?.description).toBe('Run once without Sort By to see all columns.');
});

it.each(['ads_manager_url', 'report_complete', 'spend_change_pct'])(
	'sorts by %s where its option is on',
	async (sortBy) => {
		const { error, rows } = await bench.run('get', {
			dateRange: 'lastDays',
			compare: true,
			options: { sortBy, adDetails: true, onIncomplete: 'return' },
		});
		expect(error).toBeUndefined();
		expect(rows[0]).toHaveProperty(sortBy);
	},
);

it('limits Meta’s own rows', async () => {
	const { rows } = await bench.run('get', { columns: 'raw', level: 'ad', options: { limit: 2 } });
	expect(rows).toHaveLength(2);
	expect(typeof rows[0].spend).toBe('string');
});

it('says that rankings are for ads', async () => {
	const hints = async (level: string): Promise<string> =>
		(await bench.run('get', { level, fieldSets: ['quality'] })).hints.map(({ message }) => message).join();
	expect(await hints('campaign')).toContain(
		'Meta ranks single ads only: quality_ranking, engagement_rate_ranking, conversion_rate_ranking are empty in this report. Set Level to Ad',
	);
	expect(await hints('ad')).not.toContain('ranks');
});

it('says which breakdown to drop', async () => {
	const { error } = await bench.run('get', { breakdowns: ['country', 'age', 'gender'] });
	expect(error?.description).toContain('Drop “Country”, or make two reports');
});

it('an empty account gives no rows and says so', async () => {
	const { rows, error, hints } = await bench.run(
		'get',
		custom(monthsAgo(36), monthsAgo(35), { timeIncrement: 'total' }),
	);
	expect([rows, error]).toEqual([[], undefined]);
	expect(hints.map(({ message }) => message).join()).toContain('Meta has no rows for this report');
});

it('takes days and minutes as text and as numbers', async () => {
	const rows = async (form: IDataObject): Promise<IDataObject[]> =>
		(await bench.run('get', { dateRange: 'lastDays', timeIncrement: 'days', level: 'account', ...form })).rows;
	expect(await rows({ days: '6', incrementDays: '3', options: { maxRunTime: '0,5' } })).toHaveLength(2);
	expect(await rows({ days: 6, incrementDays: 2 })).toHaveLength(3);
});

it('a wait that items do not agree on is none, and nothing is sent', async () => {
	const calls = bench.sent().length;
	const { error, rows } = await bench.run(
		'get',
		{ options: { maxWait: '={{ $json.wait }}' } },
		{ items: [{ wait: 10 }, { wait: '20' }] },
	);
	expect(error?.message).toBe(
		'Options → Rate Limit Wait (Seconds) applies to the whole run, but its expression gives 10 for item 1 and 20 for item 2',
	);
	expect([rows, bench.sent().length]).toEqual([[], calls]);
});

it('an account without permission is told as that', async () => {
	const { error } = await bench.run('get', { adAccount: byId('act_1009000000000009') });
	expect(error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
});

it('a tool answers like a step, with one verdict an item', async () => {
	const { rows } = await runNode({
		node: 'metaInsightsTool',
		credential: emulatorCredential(bench.emulator.url),
		parameters: { operation: 'get', adAccount: byId(ACCOUNTS.usd), level: 'account' },
	});
	expect(rows[0]).toMatchObject({ verdict: 'done', account_currency: 'USD', spend: expect.any(Number) });
});
