import fc from 'fast-check';

import { blocksOf, type RenderSettings } from '../../../nodes/MetaInsights/render/blocks.ts';
import { figureOf, metricOf, metrics } from '../../../nodes/MetaInsights/render/numbers/figures.ts';
import { messagesOf } from '../../../nodes/MetaInsights/render/messages.ts';
import { escapeText, html } from '../../../nodes/meta/markup.ts';
import { allLines } from '../../../nodes/MetaInsights/render/numbers/groupTables.ts';
import { chatMessageOf } from '../../../nodes/MetaInsights/render/written/chatText.ts';
import { pageOf } from '../../../nodes/MetaInsights/render/written/page.ts';
import { plainTextOf } from '../../../nodes/MetaInsights/render/written/plainText.ts';
import { resultName } from '../../../nodes/MetaInsights/rows/columns/readableNames.ts';
import { Words } from '../../../nodes/MetaInsights/render/numbers/words.ts';

const settings: RenderSettings = {
	groupBy: 'auto',
	metrics: [],
	sortBy: 'spend',
	mostLines: 10,
	movers: true,
	locale: 'en-US',
};
const row = (campaign: string, spend: number, more: Record<string, unknown> = {}) => ({
	account_currency: 'USD',
	account_name: 'Shop',
	campaign_id: campaign,
	campaign_name: `Campaign ${campaign}`,
	date_start: '2026-11-16',
	date_stop: '2026-11-22',
	spend,
	...more,
});
const metric = (column: string) => metricOf(column)!;

describe('results of several kinds', () => {
	const kinds = 'actions:link_click, actions:lead';
	const of = (campaign: string, more: Record<string, unknown>) => row(campaign, 10, more);

	it('are added up by kind, those within a row too', () => {
		const rows = [
			of('1', { results: 4, result_type: 'actions:lead' }),
			of('2', { results: null, result_type: kinds, results_by_type: '{"actions:link_click":30,"actions:lead":2}' }),
		];
		const [block] = blocksOf(rows, { ...settings, metrics: ['results', 'cost_per_result'] });
		const told = block!.metrics.map(({ label, column }) => [label, block!.headline.get(column)!.now]);
		expect(told).toEqual([
			['Leads', 6],
			['Link Clicks', 30],
		]);
		// 4 of the 6 leads had a spend of their own: what they cost is no cost of 6.
		expect(block!.notes.join(' ')).toContain(
			'Cost per Result cannot be shown: some lines have results of several kinds',
		);
		const text = plainTextOf({ title: 'T', introduction: '', locale: 'en-US', blocks: [block!], notes: [] });
		expect(text).toContain('2 leads');
		expect(text).toContain('30 link clicks');
	});

	it('of an account with one goal on some days only have a cost on those days, and none in all', () => {
		const both = { results: null, result_type: kinds, results_by_type: '{"actions:link_click":30,"actions:lead":2}' };
		const day = (date: string, more: Record<string, unknown>) => ({
			...of('1', more),
			date_start: date,
			date_stop: date,
		});
		const one = day('2026-11-01', { results: 4, result_type: 'actions:lead' });
		const [block] = blocksOf([one, day('2026-11-02', both)], { ...settings, groupBy: 'date_start' });
		const page = { title: 'T', introduction: '', locale: 'en-US', blocks: [block!], notes: [] };
		for (const text of [plainTextOf(page), chatMessageOf(page, 'slack').text]) {
			expect(text).toMatch(/Leads:? +6/);
			expect(text).toContain('4 leads, $2.50 each');
			expect(text).not.toMatch(/Cost per Lead:? +\$|6 leads, \$/);
			expect(text).toContain('No cost is shown for Leads, Link Clicks');
		}
		// Without the numbers by kind, the day of one goal is not told of both.
		const untold = blocksOf([one, day('2026-11-02', { ...both, results_by_type: null })], settings);
		expect(untold[0]!.metrics.map(({ label }) => label)).toEqual(['Amount Spent']);
		expect(untold[0]!.verdict).toEqual([]);
		expect(untold[0]!.notes.join(' ')).toContain('Some rows mix several types of results');
	});

	it('of an account whose rows do not name them are no number, for some days can have several', () => {
		const days = [{ results: 5 }, { results: null }, { results: null }].map((more, index) => ({
			...{ account_id: '1', account_name: 'Shop', account_currency: 'USD', date_start: `2026-11-0${index + 1}` },
			...{ date_stop: `2026-11-0${index + 1}`, spend: 10, ...more },
		}));
		const [block] = blocksOf(days, { ...settings, metrics: ['spend', 'results', 'cost_per_result'] });
		expect(block!.metrics.map(({ label }) => label)).toEqual(['Amount Spent']);
		expect(block!.notes.join(' ')).toContain('Results are not added up');
		const [alone] = blocksOf(days.slice(0, 1), settings);
		expect(alone!.metrics.map(({ label }) => label)).toContain('Results');
	});

	describe('of which Meta gives none on some days, as where several goals ran', () => {
		const day = (date: string, more: Record<string, unknown>) => ({
			...{ account_currency: 'USD', account_name: 'Shop', account_id: '1', date_start: date, date_stop: date },
			...more,
		});
		const alone = { spend: 100, results: 5, cost_per_result: 20, result_type: 'actions:lead' };
		const shared = { spend: 400, results: null, cost_per_result: null, result_type: null };
		const note = 'Results are not added up: on some days or lines Meta gives none, as where several goals ran.';

		it.each([
			['of an account', {}],
			['of a campaign', { campaign_id: '7', campaign_name: 'Sale' }],
		])('are told neither as a number nor with a cost: %s', (_, more) => {
			const rows = [day('2026-11-01', { ...alone, ...more }), day('2026-11-02', { ...shared, ...more })];
			const [block] = blocksOf(rows, settings);
			expect(block!.metrics.map(({ column }) => column)).toEqual(['spend']);
			expect(block!.verdict.join()).not.toContain('lead');
			expect(block!.notes).toContain(note);
			const [chosen] = blocksOf(rows, { ...settings, metrics: ['results', 'cost_per_result'] });
			expect(chosen!.metrics).toEqual([]);
			expect(chosen!.notes).toContain(note);
			// A day with one goal has its own.
			const [first] = chosen!.tables.flatMap(({ lines }) => lines);
			expect(first?.figures.get('results')?.now ?? 5).toBe(5);
		});

		it('are a number where nothing was spent without them, and where each has its own row', () => {
			const idle = day('2026-11-02', { ...shared, spend: 0 });
			expect(blocksOf([day('2026-11-01', alone), idle], settings)[0]!.headline.get('results')!.now).toBe(5);
			const others = [row('1', 100, alone), row('2', 400, shared)];
			const [block] = blocksOf(others, settings);
			expect([block!.headline.get('results')!.now, block!.headline.get('cost_per_result')!.now]).toEqual([5, 20]);
		});
	});

	it.each([
		['a report that was not asked for them', {}, 'the report has no results'],
		[
			'rows that name no kind',
			{ results: null },
			'the lines are empty there, as where Meta gives none, or several kinds',
		],
		['rows that would', { results: null, result_type: null }, 'Meta gives no results for these lines'],
		['two kinds in a row', { results: null, result_type: kinds }, 'some lines have results of several kinds'],
	])('say why they are not there: %s', (_, more, why) => {
		const rows = [of('1', more), of('2', more)];
		const [block] = blocksOf(rows, { ...settings, metrics: ['spend', 'results'] });
		expect(block!.notes).toContain(`Results cannot be shown: ${why}.`);
	});

	it('have a cost without a number only where there is nothing to divide by', () => {
		const why = (results: number, more = {}) =>
			blocksOf([of('1', { results, ...more }), of('2', { results, ...more })], {
				...settings,
				metrics: ['spend', 'cost_per_result'],
			})[0]!.notes.join(' ');
		expect(why(0, { result_type: 'actions:lead' })).toContain('there is nothing to divide by, results are 0.');
		expect(why(5)).toContain('Results are not added up');
		expect(why(5)).not.toContain('nothing to divide');
	});

	it('cost the same at the top and in a sentence, where Meta’s total tells them', () => {
		const rows = [
			of('1', { results: 3, result_type: 'actions:lead' }),
			of('2', { results: 4, result_type: 'actions:lead' }),
		];
		const totals = { spend: 46.97, results: 7, result_type: 'actions:lead' };
		const summary = { row_type: 'summary', account_currency: 'USD', totals };
		const [block] = blocksOf([...rows.map((one) => ({ ...one, spend: 23.45 })), summary], settings);
		expect(block!.headline.get('cost_per_result')!.now).toBeCloseTo(6.71);
		expect(block!.verdict.join()).toContain('$46.97 went into ads for leads and brought 7, $6.71 each.');
		expect(block!.verdict.join()).not.toContain('leaves out');
	});

	it('that no row divides are named, not dropped', () => {
		const [block] = blocksOf(
			[of('1', { results: null, result_type: kinds }), of('2', { results: 3, result_type: 'reach' })],
			{
				...settings,
				metrics: ['spend', 'results'],
				sortBy: 'results',
			},
		);
		expect(block!.headline.get('spend')!.now).toBe(20);
		expect(block!.notes.join(' ')).toContain('Some rows mix several types of results');
		expect(block!.notes.join(' ')).toContain('The lines are in the order of Amount Spent');
	});
});

it('a day stands beside one day before; a 31st that has none counts in sums only', () => {
	const of = (day: string, spend: number, before: string, spendBefore: number) => ({
		...row('1', spend, { spend_previous: spendBefore, previous_date_start: before, previous_date_stop: before }),
		...{ date_start: day, date_stop: day },
	});
	const days = [of('2026-09-29', 70, '2026-08-29', 50), of('2026-09-30', 59.52, '2026-08-30', 49.46)];
	const [block] = blocksOf([...days, of('2026-09-30', 0, '2026-08-31', 49.47)], { ...settings, groupBy: 'date_start' });
	const [first, last] = block!.tables[0]!.lines.map(({ figures }) => figures.get('spend')!);
	expect([first!.before, last!.before]).toEqual([50, 49.46]);
	expect(block!.headline.get('spend')!.before).toBeCloseTo(148.93);
	expect(block!.tables[0]!.total!.figures.get('spend')!.before).toBeCloseTo(148.93);
	expect(block!.notes.join(' ')).toContain(
		'Aug 31, 2026: there is no day to compare it with, so it counts in sums and in no line.',
	);
	expect(blocksOf(days, settings)[0]!.notes.join(' ')).not.toContain('no day to compare');
});

describe('figures', () => {
	it('computes rates and costs from sums, not from the rates of rows', () => {
		const rows = [
			row('1', 10, { clicks: 10, impressions: 1000, ctr: 1, cpc: 1 }),
			row('2', 90, { clicks: 10, impressions: 9000, ctr: 0.11, cpc: 9 }),
		];
		expect(figureOf(rows, metric('cpc')).now).toBe(5);
		expect(figureOf(rows, metric('ctr')).now).toBe(0.2);
		expect(figureOf(rows, metric('cpm')).now).toBe(10);
	});

	it('leaves rows out of a ratio that know one side only', () => {
		const rows = [row('1', 10, { clicks: 10 }), row('2', 90, { clicks: null })];
		expect(figureOf(rows, metric('spend')).now).toBe(100);
		expect(figureOf(rows, metric('cpc')).now).toBe(1);
	});

	it('never adds people up: they come from Meta’s totals or not at all', () => {
		const rows = [row('1', 10, { reach: 50 }), row('2', 10, { reach: 50 })];
		expect(figureOf(rows, metric('reach')).now).toBeNull();
		const totals = { now: { reach: 70 }, before: { reach: 35 } };
		expect(figureOf(rows, metric('reach'), totals)).toEqual({ now: 70, before: 35, change: 100 });
	});

	it.each([
		['reach', { result_type: 'reach' }],
		['reach, in words', { result_name: 'Reach' }],
		['people who may remember', { result_type: 'estimated_ad_recallers' }],
		['people who clicked, in words', { result_name: resultName('unique_actions:link_click') }],
	])('adds no results up that are %s', (_, kind) => {
		const of = (campaign: string) => row(campaign, 10, { results: 50, results_previous: 40, ...kind });
		for (const rows of [
			[of('1'), of('2')],
			[of('1'), of('1')],
		]) {
			expect(figureOf(rows, metric('results'))).toEqual({ now: null, before: null, change: null });
			expect(figureOf(rows, metric('cost_per_result')).now).toBeNull();
			expect(blocksOf(rows, settings)[0]!.notes.join(' ')).toContain('Results that are people are not added up');
		}
		expect(figureOf([of('1')], metric('results')).now).toBe(50);
		expect(figureOf([of('1'), of('2')], metric('results'), { now: { results: 70 }, before: null }).now).toBe(70);
		expect(blocksOf([of('1')], settings)[0]!.notes.join(' ')).not.toContain('people');
	});

	it('reads numbers a sheet handed back as text, and takes words for nothing', () => {
		const rows = [row('1', 1, { spend: '12.5' }), row('2', 1, { spend: 'n/a' }), row('3', 1, { spend: '' })];
		expect(figureOf(rows, metric('spend')).now).toBe(12.5);
	});

	it('tells no days where one is not written as a day', () => {
		const typed = ['9/11/2026', '10/11/2026'].map((day) => row('1', 5, { date_start: day, date_stop: day }));
		expect(blocksOf(typed, settings)[0]).toMatchObject({ since: null, until: null });
	});

	it('adds nothing up of which it cannot read a part', () => {
		for (const spend of ['7,50', '1.234,50', '€ 12.50', '1 000', '12.50 USD']) {
			const rows = [row('1', 12.5, { clicks: 5 }), row('2', 1, { spend, clicks: '5' })];
			expect([spend, figureOf(rows, metric('spend')).now]).toEqual([spend, null]);
			expect(figureOf(rows, metric('cpc')).now).toBeNull();
			expect(figureOf(rows, metric('clicks')).now).toBe(10);
			expect(blocksOf(rows, settings)[0]!.metrics.map(({ column }) => column)).toEqual(['clicks']);
			const before = row('1', 5, { spend_previous: spend, previous_date_start: '2026-11-09' });
			expect(blocksOf([before], settings)[0]!.tables[0]!.lines[0]!.figures.get('spend')!.before).toBeNull();
		}
	});

	it('tells no change where a row knows one side only, unless what it is about is new', () => {
		const both = row('1', 1, { purchases: 5, purchases_previous: 9, previous_date_start: '2026-11-09' });
		const before = { purchases: null, purchases_previous: 5, previous_date_start: '2026-11-09' };
		expect(figureOf([both, row('2', 1, before)], metric('purchases'))).toEqual({ now: 5, before: null, change: null });
		const fresh = { purchases: 5, purchases_previous: null, previous_date_start: '2026-11-09' };
		expect(figureOf([both, row('3', 1, fresh)], metric('purchases')).change).toBeCloseTo(11.11);
	});

	it('tells none of a rate either, nor that something is new, and counts it among no moves', () => {
		const compared = { previous_date_start: '2026-11-09', spend_previous: 10 };
		const whole = { ...compared, purchases: 2, purchases_previous: 1 };
		const cost = (more: Record<string, unknown>) =>
			figureOf([row('1', 10, whole), row('2', 10, { ...compared, ...more })], metric('cost_per_purchase'));
		expect(cost({ purchases: 2, purchases_previous: 1 }).change).toBe(-50);
		expect(cost({ purchases: 2, purchases_previous: null })).toEqual({ now: 5, before: null, change: null });
		expect(cost({ purchases: null, purchases_previous: 1 })).toEqual({ now: 5, before: null, change: null });
		const none = { ...compared, spend_previous: 0 };
		const rows = ['1', '2', '3', '4'].map((id) => row(id, 10, none));
		const [block] = blocksOf([...rows, row('1', 10, { ...none, spend_previous: null, clicks_previous: 1 })], settings);
		expect(block.headline.get('spend')).toEqual({ now: 50, before: null, change: null });
		expect(block.up.map(({ name }) => name)).not.toContain('Campaign 1');
	});

	it('compares a month with a shorter one: a day that has no place in that lacks nothing', () => {
		const day = (own: string, before: string | null, previous: number | null) =>
			row('1', 30, {
				date_start: own,
				date_stop: own,
				spend_previous: previous,
				previous_date_start: before,
				previous_date_stop: before,
			});
		const month = [
			day('2026-10-29', '2026-09-29', 20),
			day('2026-10-30', '2026-09-30', 25),
			day('2026-10-31', null, null),
		];
		const [whole] = blocksOf(month, settings);
		expect(whole!.headline.get('spend')).toEqual({ now: 90, before: 45, change: 100 });
		expect(whole!.previous).toEqual({ since: '2026-09-29', until: '2026-09-30' });
		expect(whole!.periods.map(({ figures }) => figures.get('spend')!.before)).toEqual([20, 25, null]);
		// Within the period before, a filter or a missing part hides the day: nobody knows how much that was.
		const [hidden] = blocksOf([day('2026-10-28', null, null), ...month.slice(1)], settings);
		expect(hidden!.headline.get('spend')).toMatchObject({ before: null });
		const [inside] = blocksOf([month[0]!, day('2026-10-30', null, null), day('2026-10-31', '2026-10-01', 5)], settings);
		expect(inside!.headline.get('spend')).toMatchObject({ before: null, change: null });
		const leap = [
			day('2028-02-28', '2027-02-28', 20),
			day('2028-02-29', null, null),
			day('2028-03-01', '2027-03-01', 25),
		];
		expect(blocksOf(leap, settings)[0]!.headline.get('spend')).toEqual({ now: 90, before: 45, change: 100 });
	});

	it('has no change without a period before, or from zero', () => {
		expect(figureOf([row('1', 10)], metric('spend')).change).toBeNull();
		expect(figureOf([row('1', 10, { spend_previous: 0 })], metric('spend')).change).toBeNull();
		expect(figureOf([row('1', 10, { spend_previous: 8 })], metric('spend')).change).toBe(25);
	});
});

describe('blocks', () => {
	it('keeps currencies apart', () => {
		const blocks = blocksOf([row('1', 10), row('2', 20, { account_currency: 'JPY' }), row('3', 5)], settings);
		expect(blocks.map(({ currency, headline }) => [currency, headline.get('spend')?.now])).toEqual([
			['USD', 15],
			['JPY', 20],
		]);
	});

	it('never adds up accounts whose currency nobody tells', () => {
		const unnamed = { account_currency: undefined };
		const spent = (rows: ReadonlyArray<Record<string, unknown>>) =>
			blocksOf(rows as Parameters<typeof blocksOf>[0], settings).map(({ currency, accounts, headline }) => [
				currency,
				accounts.join(),
				headline.get('spend')?.now,
			]);
		expect(
			spent([row('1', 10, unnamed), row('2', 20, { ...unnamed, account_name: 'Tokyo' }), row('3', 5, unnamed)]),
		).toEqual([
			[null, 'Shop', 15],
			[null, 'Tokyo', 20],
		]);
		expect(
			spent(['7', '6', '7'].map((id) => row('1', 10, { ...unnamed, account_name: undefined, account_id: id }))),
		).toEqual([
			[null, '7', 20],
			[null, '6', 10],
		]);
		const alone = { ...unnamed, account_name: undefined };
		expect(spent([row('1', 10, alone), row('2', 20, alone)])).toEqual([[null, '', 30]]);
	});

	it('links to Ads Manager by the column that has the address', () => {
		const url = (id: string) =>
			`https://adsmanager.facebook.com/adsmanager/manage/campaigns?selected_campaign_ids=${id}`;
		const rows = [row('8', 20, { ads_manager_url: url('8') }), row('9', 10)];
		expect(blocksOf(rows, settings)[0].tables[0].lines.map(({ link }) => link)).toEqual([url('8'), null]);
	});

	it('links a line to what it stands for, over all of its rows, and to nothing else', () => {
		const url = (kind: string, id: string) =>
			`https://adsmanager.facebook.com/adsmanager/manage/${kind}?selected_ids=${id}`;
		const campaign = (country: string) => row('77', 10, { country, ads_manager_url: url('campaigns', '77') });
		const [block] = blocksOf([campaign('DE'), campaign('US')], {
			...settings,
			groupBy: 'campaign_name',
			secondGroup: 'country',
		});
		expect(block.tables.map(({ lines }) => lines.map(({ link }) => link))).toEqual([
			[url('campaigns', '77')],
			[null, null],
		]);
		const ad = row('77', 10, { ad_id: '88', ad_name: 'Ad', ads_manager_url: url('ads', '88') });
		const [ads] = blocksOf([ad], { ...settings, secondGroup: 'campaign_name' });
		expect(ads.tables.map(({ lines }) => lines[0].link)).toEqual([url('ads', '88'), null]);
	});

	it('groups by id, so that two campaigns of one name stay two', () => {
		const [block] = blocksOf(
			[row('1', 10, { campaign_name: 'Same' }), row('2', 20, { campaign_name: 'Same' })],
			settings,
		);
		expect(block.tables[0].lines.map(({ name, bar }) => [name, bar])).toEqual([
			['Same', 1],
			['Same', 0.5],
		]);
	});

	it.each<[what: string, one: unknown, other: unknown]>([
		['numbers', Number('120210000000000001'), Number('120210000000000002')],
		['digits', '120210000000000000', '120210000000000000'],
		['powers of ten', '1.2021E+17', '1.2021E+17'],
	])('keeps campaigns apart whose ids a spreadsheet has rounded to %s', (_what, one, other) => {
		const rows = [
			row('1', 10, { campaign_id: one, campaign_name: 'Brand', date_start: '2026-11-16' }),
			row('2', 20, { campaign_id: other, campaign_name: 'Search', date_start: '2026-11-16' }),
			row('1', 30, { campaign_id: one, campaign_name: 'Brand', date_start: '2026-11-17' }),
		];
		const [block] = blocksOf(rows, settings);
		expect(block.tables[0].lines.map(({ name, bar }) => [name, bar])).toEqual([
			['Brand', 1],
			['Search', 0.5],
		]);
	});

	it('tells no client of another whose account a spreadsheet has rounded to the same number', () => {
		const rows = ['Shop', 'Other Shop'].map((account_name) => row('1', 10, { account_name, account_id: '1.001E+15' }));
		expect(messagesOf(rows, 'account_name').map(({ about, rows: own }) => [about, own.length])).toEqual([
			['Shop', 1],
			['Other Shop', 1],
		]);
	});

	it('groups by the breakdown where all rows bear one name, and by the names where they differ', () => {
		const inCountries = (...campaigns: string[]) =>
			['US', 'DE', 'FR'].flatMap((country) => campaigns.map((campaign) => row(campaign, 10, { country })));
		const names = (rows: Array<Record<string, unknown>>): string[] =>
			blocksOf(rows as never, settings)[0].tables[0].lines.map(({ name }) => name);
		expect(names(inCountries('1'))).toEqual(['France', 'Germany', 'United States']);
		expect(names(inCountries('1', '2'))).toEqual(['Campaign 1', 'Campaign 2']);
		const perAction = ['lead', 'purchase'].map((action_type) => row('1', 10, { action_type }));
		expect(names(perAction)).toEqual(['Campaign 1']);
	});

	it('does not add results of different kinds', () => {
		const mixed = [
			row('1', 10, { results: 5, result_type: 'actions:lead' }),
			row('2', 10, { results: 7, result_type: 'actions:link_click' }),
		];
		expect(blocksOf(mixed, settings)[0].metrics.map(({ column }) => column)).not.toContain('results');
		expect(blocksOf([mixed[0], mixed[0]], settings)[0].headline.get('results')?.now).toBe(10);
	});

	it('does not add results of kinds that no column tells; each line keeps its own', () => {
		const rows = [row('1', 10, { results: 5 }), row('2', 10, { results: 7 })];
		const [block] = blocksOf(rows, settings);
		expect(block.metrics.map(({ column }) => column)).toEqual(['spend']);
		expect(block.tables[0].lines.map(({ figures }) => figures.get('results')?.now)).toEqual([5, 7]);
		expect(block.columns.map(({ column }) => column)).toEqual(['results', 'cost_per_result']);
		expect(block.notes.join()).toContain('Results are not added up');
		expect(pageOf({ title: 'T', introduction: '', locale: 'en-US', notes: [], blocks: [block] })).not.toContain('>12<');

		const [days] = blocksOf([rows[0], { ...rows[0], date_start: '2026-11-17' }], settings);
		expect([days.headline.get('results')?.now, days.notes.join()]).toEqual([10, '']);
		const account = { campaign_id: undefined, campaign_name: undefined };
		const [whole] = blocksOf(
			[row('1', 10, { results: 5, ...account }), row('1', 9, { results: 2, ...account })],
			settings,
		);
		expect(whole.headline.get('results')?.now).toBeNull();
	});

	it('names what rose and what fell, shows days when there are several, and says what is uncertain', () => {
		const rows = [
			row('1', 10, {
				spend_previous: 5,
				previous_date_start: '2026-11-09',
				previous_date_stop: '2026-11-15',
				settled: false,
			}),
			row('2', 10, {
				spend_previous: 30,
				previous_date_start: '2026-11-09',
				previous_date_stop: '2026-11-15',
				date_start: '2026-11-17',
			}),
			row('3', 10, { spend_previous: 10 }),
			row('4', 10),
		];
		const [block] = blocksOf(rows, settings);
		expect(block.up.map(({ name }) => name)).toEqual(['Campaign 1']);
		expect(block.down.map(({ name }) => name)).toEqual(['Campaign 2']);
		expect(block.periods.map(({ name }) => name)).toEqual(['2026-11-16', '2026-11-17']);
		expect(block.isFinal).toBe(false);
		expect(block.notes.join(' ')).toContain('what a limit or a filter left out is missing there');
	});

	it('takes the whole previous period from the summary item', () => {
		const summary = {
			row_type: 'summary',
			account_currency: 'USD',
			totals: { spend: 10, reach: 4 },
			previous_totals: { spend: 40, reach: 8 },
		};
		const [block] = blocksOf(
			[
				row('1', 10, { spend_previous: 5, previous_date_start: '2026-11-09', previous_date_stop: '2026-11-15' }),
				summary,
			],
			settings,
		);
		expect(block.rows).toBe(1);
		expect(block.headline.get('spend')).toEqual({ now: 10, before: 40, change: -75 });
		expect(block.headline.get('reach')?.now).toBe(4);
		expect(block.notes.join(' ')).not.toContain('missing');
	});

	const before = { previous_date_start: '2026-11-09', previous_date_stop: '2026-11-15' };
	const summary = (more: Record<string, unknown>) => ({
		row_type: 'summary',
		account_currency: 'USD',
		account_id: '1',
		...more,
	});

	it('compares Meta’s total with Meta’s total, never with a sum of rows, and says what the lines leave out', () => {
		// One campaign was archived in the week: it has no row, and Meta's totals have it.
		const rows = [row('1', 700.2, { spend_previous: 650, impressions: 1000, clicks: 10, ...before })];
		const totals = {
			totals: { spend: 1701.86, impressions: 4000, clicks: 100 },
			previous_totals: { spend: 1815.69, impressions: 5000, clicks: 100 },
		};
		const [block] = blocksOf([...rows, summary(totals)], settings);
		const spend = block.headline.get('spend');
		expect([spend?.now, spend?.before, spend?.change?.toFixed(1)]).toEqual([1701.86, 1815.69, '-6.3']);
		expect(block.headline.get('ctr')).toMatchObject({ now: 2.5, before: 2, change: 25 });
		expect(block.tables[0].lines.map(({ figures }) => figures.get('spend')?.now)).toEqual([700.2]);
		expect(block.notes.join(' ')).toContain(
			'add up to 41% of the Amount Spent at the top. The other $1,001.66 is archived or deleted, or',
		);
	});

	it('has no such note where the lines hold everything, but for rounded cents', () => {
		const rows = [row('1', 700.2, before), row('2', 1001.65, before)];
		const [block] = blocksOf(
			[...rows, summary({ totals: { spend: 1701.86 }, previous_totals: { spend: 1815.69 } })],
			settings,
		);
		expect(block.notes.join(' ')).not.toContain('add up');
	});

	it('takes both sides from the rows where there is no total of now', () => {
		const rows = [row('1', 10, { spend_previous: 5, ...before })];
		const [block] = blocksOf([...rows, summary({ totals: null, previous_totals: { spend: 40 } })], settings);
		expect(block.headline.get('spend')).toEqual({ now: 10, before: 5, change: 100 });
	});

	it('has no change where Meta’s total knows only now, and both sides of the rows for what it does not tell', () => {
		const rows = [row('1', 10, { spend_previous: 5, purchases: 4, purchases_previous: 2, ...before })];
		const [block] = blocksOf([...rows, summary({ totals: { spend: 30 }, previous_totals: null })], settings);
		expect(block.headline.get('spend')).toEqual({ now: 30, before: null, change: null });
		expect(block.headline.get('purchases')).toMatchObject({ now: 4, before: 2, change: 100 });
	});

	it('does not take one account’s total for the rows of two', () => {
		const rows = [row('1', 10, { account_id: '1' }), row('2', 20, { account_id: '2' })];
		expect(
			blocksOf([...rows, summary({ totals: { spend: 10, reach: 5 } })], settings)[0].headline.get('spend')?.now,
		).toBe(30);
	});

	it('does not take the total of a week for rows that begin before it', () => {
		const rows = [
			row('1', 10, { date_start: '2026-05-01', date_stop: '2026-05-07' }),
			row('1', 40, { date_start: '2026-04-01', date_stop: '2026-04-30' }),
		];
		const total = summary({ date_start: '2026-05-01', date_stop: '2026-05-07', totals: { spend: 11 } });
		expect(blocksOf([...rows, total], settings)[0].headline.get('spend')?.now).toBe(50);
		expect(blocksOf([rows[0], total], settings)[0].headline.get('spend')?.now).toBe(11);
	});

	it('leaves results out where Meta’s totals hold other kinds than the rows', () => {
		const rows = [row('1', 10, { results: 5, result_type: 'actions:lead' })];
		const totals = { spend: 10, results: 9, result_type: 'actions:link_click' };
		const [block] = blocksOf([...rows, summary({ totals })], settings);
		expect(block.metrics.map(({ column }) => column)).not.toContain('results');
	});

	it('calls a line new that the period before has nothing of, and counts it among the moves', () => {
		const rows = [
			row('1', 500, { spend_previous: null, clicks: 5, clicks_previous: null, ...before }),
			row('2', 20, { spend_previous: 10, clicks: 5, clicks_previous: 5, ...before }),
			row('3', 20, { spend_previous: 20, clicks: 5, clicks_previous: 5, ...before }),
			row('4', 20, { spend_previous: 30, clicks: 5, clicks_previous: 5, ...before }),
		];
		const [block] = blocksOf(rows, settings);
		expect(block.up.map(({ name }) => name)).toEqual(['Campaign 1', 'Campaign 2']);
		expect(block.tables[0].lines[0].figures.get('spend')).toEqual({ now: 500, before: 0, change: null });
		expect(block.tables[0].lines[0].figures.get('cpc')?.before).toBeNull();
		const page = { title: 'T', introduction: '', locale: 'en-US', blocks: [block], notes: [] };
		expect(plainTextOf(page)).toMatch(/Campaign 1 +\$500\.00 \(new\)/);
		expect(pageOf(page)).toContain('$0.00 → $500.00 <span');
	});

	it.each([
		['nothing was compared', {}],
		['the columns of the period before were dropped', before],
		['a part of the report is missing', { ...before, spend_previous: null, report_complete: false }],
		['some of its numbers were there before', { ...before, spend_previous: null, clicks_previous: 3 }],
	])('does not call a line new where %s', (_, more) => {
		expect(blocksOf([row('1', 500, more)], settings)[0].tables[0].lines[0].figures.get('spend')?.before).toBeNull();
	});

	it('does not call a day new', () => {
		const [block] = blocksOf(
			[
				row('1', 500, { ...before, spend_previous: null }),
				row('1', 20, { ...before, spend_previous: null, date_start: '2026-11-17' }),
			],
			{ ...settings, groupBy: 'date_start' },
		);
		expect(block.tables[0].lines.map(({ figures }) => figures.get('spend')?.before)).toEqual([null, null]);
	});

	it.each([
		[
			'Day',
			[
				['2026-11-02', '2026-11-02'],
				['2026-11-03', '2026-11-03'],
			],
			'Nov 3, 2026',
		],
		[
			'Week',
			[
				['2026-10-31', '2026-11-01'],
				['2026-11-02', '2026-11-08'],
				['2026-11-09', '2026-11-10'],
			],
			'Nov 2 – Nov 8',
		],
		[
			'Week',
			[
				['2026-12-21', '2026-12-27'],
				['2026-12-28', '2027-01-03'],
			],
			'Dec 28, 2026 – Jan 3, 2027',
		],
		[
			'Month',
			[
				['2026-10-12', '2026-10-31'],
				['2026-11-01', '2026-11-30'],
				['2026-12-01', '2026-12-04'],
			],
			'Nov 1 – Nov 30',
		],
		[
			'Period',
			[
				['2026-11-01', '2026-11-14'],
				['2026-11-15', '2026-11-28'],
			],
			'Nov 1 – Nov 14',
		],
		[
			'Period',
			[
				['2026-11-01', '2026-11-30'],
				['2026-11-02', '2026-11-30'],
			],
			'Nov 2 – Nov 30',
		],
	])('calls rows of a %s what they are, with their days as a name (%j)', (grain, days, name) => {
		const rows = days.map(([since, until]) => row('1', 10, { date_start: since, date_stop: until }));
		const text = (groupBy: string) => {
			const page = {
				title: 'T',
				introduction: '',
				locale: 'en-US',
				blocks: blocksOf(rows, { ...settings, groupBy }),
				notes: [],
			};
			const word = grain.toLowerCase();
			expect(pageOf(page)).toContain(groupBy === 'auto' ? `Amount Spent by ${word}` : `By ${word}`);
			expect(pageOf(page)).toContain(`>${name}<`);
			return plainTextOf(page);
		};
		for (const groupBy of ['auto', 'date_start'])
			expect(text(groupBy)).toMatch(new RegExp(`AMOUNT SPENT BY ${grain.toUpperCase()}\\n(.*\\n)*${name} +\\$10.00`));
	});

	it('draws the last periods and says how many there are', () => {
		const days = (count: number) =>
			Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 8, 1 + index)).toISOString().slice(0, 10));
		const of = (count: number) =>
			blocksOf(
				days(count).map((day) => row('1', 1, { date_start: day, date_stop: day })),
				settings,
			)[0];
		expect(of(60).periods.map(({ name }) => name)).toEqual(days(60).slice(-31));
		expect(of(60).notes).toContain('Only the last 31 of 60 days are drawn.');
		expect(of(31).notes.join()).not.toContain('drawn');
	});

	it('sorts 60,000 rows in a moment', () => {
		const rows = Array.from({ length: 60_000 }, (_, index) => row(String(index), index));
		// Of the processor: on a busy machine the clock says what others do.
		const start = process.cpuUsage();
		expect(blocksOf(rows, settings)[0].tables[0].hiddenLines).toBe(59_990);
		expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000);
	});

	it('has none without numbers', () => {
		expect(blocksOf([{}, { account_currency: 'USD', campaign_name: 'x', spend: null }], settings)).toEqual([]);
	});
});

/** Anything a row may hold, also what no report makes. */
const cell = fc.oneof(
	fc.double(),
	fc.integer(),
	fc.string(),
	fc.constantFrom(null, undefined, true, '', 'NaN', 'Infinity', '-0', '1e400'),
);
const anyRow = fc.record(
	{
		account_currency: fc.oneof(fc.constantFrom('USD', 'JPY', 'usd', '', 'XXXX', '<b>'), fc.string()),
		account_name: fc.string(),
		campaign_name: fc.oneof(fc.string(), fc.constant('<img src=x onerror=alert(1)>"\'&')),
		campaign_id: fc.oneof(fc.constantFrom('1', '2'), cell),
		date_start: fc.oneof(fc.constantFrom('2026-11-16', '2026-11-17'), fc.string()),
		date_stop: fc.string(),
		previous_date_start: fc.string(),
		previous_date_stop: fc.string(),
		ad_id: fc.constantFrom('7', '8'),
		ad_name: fc.oneof(fc.string(), fc.constant('</td></table><script>')),
		country: fc.oneof(fc.constantFrom('DE', 'ZZ', 'toString', '__proto__'), fc.string()),
		platform_position: fc.oneof(fc.constantFrom('feed', '__proto__', 'constructor'), fc.string()),
		thumbnail_url: fc.oneof(
			fc.webUrl(),
			fc.string().map((rest) => `https://scontent.xx.fbcdn.net/${rest}`),
		),
		ads_manager_url: fc.oneof(
			fc.constantFrom('https://adsmanager.facebook.com/x?a=1&b="2"', 'javascript:alert(1)'),
			fc.string(),
		),
		...Object.fromEntries(
			metrics.flatMap(({ column }) => [
				[column, cell],
				[`${column}_previous`, cell],
			]),
		),
	},
	{ requiredKeys: [] },
);

describe('any rows at all', () => {
	const page = (rows: Record<string, unknown>[], title: string, groupBy: string, secondGroup: string) => ({
		title,
		introduction: title,
		locale: 'en-US',
		blocks: blocksOf(rows as never, { ...settings, groupBy, secondGroup }),
		notes: [],
	});

	it('give a page without NaN, Infinity, undefined or markup of their own', () => {
		fc.assert(
			fc.property(
				fc.array(anyRow, { maxLength: 8 }),
				fc.string(),
				fc.constantFrom('auto', 'date_start', 'campaign_name', 'toString'),
				fc.constantFrom('ad_name', 'country', 'platform_position', '__proto__'),
				(rows, title, groupBy, secondGroup) => {
					const made = page(rows, title, groupBy, secondGroup);
					for (const block of made.blocks) {
						for (const figures of [block.headline, ...block.tables.flatMap(allLines).map((line) => line.figures)]) {
							for (const { now, before, change } of figures.values()) {
								for (const value of [now, before, change]) expect(value === null || Number.isFinite(value)).toBe(true);
							}
						}
					}
					const markup = pageOf(made);
					const tags = [...markup.matchAll(/<([!/]?[a-zA-Z0-9]*)/g)].map(([, tag]) => tag);
					const known = new Set(
						'!DOCTYPE html /html head /head meta title /title style /style body /body table /table tr /tr td /td th /th div /div h1 /h1 h2 /h2 p /p span /span a /a br img'.split(
							' ',
						),
					);
					expect(tags.filter((tag) => !known.has(tag))).toEqual([]);
					for (const [, href] of markup.matchAll(/href="([^"]*)"/g))
						expect(href.startsWith('https://adsmanager.facebook.com/')).toBe(true);
					for (const [, source] of markup.matchAll(/<img src="([^"]*)"/g))
						expect(source).toMatch(/^https:\/\/scontent\.xx\.fbcdn\.net\/[^<>]*$/);
					expect(plainTextOf(made).length).toBeGreaterThan(0);
				},
			),
			{ numRuns: 100 },
		);
	});

	it('keep their sums: every table’s lines, the hidden ones as one, add up to its total, and that to the rows', () => {
		const cell = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
		const given = fc.array(
			fc.record({
				campaign_id: fc.constantFrom('1', '2', '3', '4'),
				country: fc.constantFrom('DE', 'US', 'unknown', ''),
				publisher_platform: fc.constantFrom('facebook', 'instagram'),
				platform_position: fc.constantFrom('feed', 'instagram_stories', 'marketplace'),
				spend: cell,
				clicks: cell,
				impressions: cell,
				purchase_value: cell,
			}),
			{ minLength: 1, maxLength: 30 },
		);
		const columns = fc.constantFrom('auto', 'country', 'platform_position', 'campaign_name', 'date_start');
		fc.assert(
			fc.property(given, columns, columns, fc.integer({ min: 1, max: 4 }), (rows, groupBy, secondGroup, mostLines) => {
				const own = rows.map((one) => ({ ...row(one.campaign_id, 0), ...one }));
				for (const block of blocksOf(own, { ...settings, groupBy, secondGroup, mostLines })) {
					for (const { lines, others, total, hiddenLines } of block.tables) {
						expect(lines.length).toBeLessThanOrEqual(mostLines);
						expect(others !== null).toBe(hiddenLines > 0);
						for (const column of ['spend', 'clicks', 'impressions', 'purchase_value', 'ctr', 'roas']) {
							const known = own.flatMap((one) =>
								Object.entries(one).flatMap(([name, value]) =>
									name === column && typeof value === 'number' ? value : [],
								),
							);
							const told = (figures: ReadonlyMap<string, { now: number | null }>) => figures.get(column)?.now ?? null;
							if (total) expect(told(total.figures)).toBe(told(block.headline));
							if (column === 'ctr' || column === 'roas' || !block.headline.has(column)) continue;
							const sum = known.reduce((all, value) => all + value, 0);
							const parts = [...lines, ...(others ? [others] : [])].map(({ figures }) => told(figures) ?? 0);
							expect(parts.reduce((all, value) => all + value, 0)).toBe(sum);
							expect(told(block.headline)).toBe(known.length === 0 ? null : sum);
						}
					}
				}
			}),
		);
	});

	it('are escaped: text in, the same text out', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const escaped = html`<p title="${text}">${text}</p>`.text;
				expect(escaped.match(/[<>]/g)).toHaveLength(4);
				expect(escapeText(text)).not.toMatch(/[<>"']/);
				const back = escapeText(text)
					.replace(/&lt;/g, '<')
					.replace(/&gt;/g, '>')
					.replace(/&quot;/g, '"')
					.replace(/&#39;/g, "'")
					.replace(/&amp;/g, '&');
				// eslint-disable-next-line no-control-regex
				expect(back).toBe(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' '));
			}),
		);
	});
});

it.each([false, 'false', 'FALSE', 0, '0', 'no'])(
	'rows that a table brings back say %j for days that are open',
	(no) => {
		const told = (more: Record<string, unknown>) =>
			blocksOf([row('1', 10, { spend_previous: 5, previous_date_start: '2026-11-09', ...more })], settings)[0]!;
		expect(told({ settled: no }).isFinal).toBe(false);
		expect(told({ day_complete: no }).notes).toContain('The numbers of the last day are not complete yet.');
		expect(told({ report_complete: no }).notes).toContain('Part of the report is missing.');
		for (const yes of [true, 'true', 'TRUE', 1, '1', '', null, undefined]) {
			const block = told({ settled: yes, day_complete: yes, report_complete: yes });
			expect([block.isFinal, block.notes.join().match(/not complete|missing/)]).toEqual([true, null]);
		}
	},
);

describe('numbers in a locale', () => {
	const change = (locale: string, now: number, before: number) =>
		new Words(locale, null).change({ now, before, change: ((now - before) / before) * 100 }, metricOf('spend')!);

	it.each([
		['en-US', '6.00%', '+12.5%', '-12.5%', '>+999%', '41%'],
		['de-DE', '6,00\u00a0%', '+12,5\u00a0%', '-12,5\u00a0%', '>+999\u00a0%', '41\u00a0%'],
		['sv-SE', '6,00\u00a0%', '+12,5\u00a0%', '\u221212,5\u00a0%', '>+999\u00a0%', '41\u00a0%'],
	])('has the percent sign and the minus of %s', (locale, rate, up, down, more, part) => {
		const words = new Words(locale, null);
		expect([
			words.value(6, metric('ctr')),
			change(locale, 9, 8),
			change(locale, 7, 8),
			change(locale, 100, 1),
			words.percent(41),
		]).toEqual([rate, up, down, more, part]);
	});

	it('has more digits where coins would tell a cost wrongly, and no more for any other amount', () => {
		const costs = (locale: string, currency: string | null) =>
			[0.00423, 0.0149, 0, -0.001, 20].map((cost) =>
				new Words(locale, currency).value(cost, metric('cost_per_result')),
			);
		expect(costs('en-US', 'USD')).toEqual(['$0.0042', '$0.015', '$0.00', '-$0.001', '$20.00']);
		expect(costs('de-DE', null)).toEqual(['0,0042', '0,015', '0,00', '-0,001', '20,00']);
		const yen = new Words('en-US', 'JPY');
		expect([0.42, 0.6, 20].map((cost) => yen.value(cost, metric('cost_per_result')))).toEqual(['¥0.42', '¥0.6', '¥20']);
		// Twice as dear is not the same because both are less than a cent.
		const figure = { now: 0.004, before: 0.002, change: 100 };
		expect(new Words('en-US', 'USD').change(figure, metric('cost_per_result'))).toBe('+100%');
	});

	it('has one minus sign, also for what fell out of sight', () => {
		expect(change('en-US', -100, 1)).toBe('<-999%');
	});
});
