import type { IDataObject } from 'n8n-workflow';

import type { TroubleRule } from '../../../emulator/insights/runs/trouble.mts';
import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { interpret } from '../altered/alterations.mts';
import { decoded } from '../support/campaigns.mts';
import { dayAgo as day } from '../support/lives/days.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, type NodeRun } from '../support/harness.mts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();

beforeEach(() => (waits.length = 0));

const insightsSent = () => bench.sent().filter(({ path }) => path.endsWith('/insights'));
const get = async (form: IDataObject = {}, more: Partial<NodeRun> = {}) => await bench.run('get', form, more);
const rowsOf = async (form: IDataObject) => {
	const { rows, error } = await get(form);
	expect(error).toBeUndefined();
	return rows;
};
const sum = (rows: readonly IDataObject[], column: string): number =>
	Math.round(rows.reduce((total, row) => total + Number(row[column] ?? 0), 0) * 100) / 100;
const hintsOf = async (form: IDataObject): Promise<string> =>
	(await get(form)).hints.map(({ message }) => message).join('\n');

/** Hints of a run, without the one about the emulator. */
const saidOfMeta = (hints: ReadonlyArray<{ message: string }>): string[] =>
	hints
		.map(({ message }) => message)
		.filter(
			(message) => !/local emulator|^Meta can leave out rows of archived and deleted|^\d+ items? from/.test(message),
		);

describe('report: get', () => {
	it('gives flat rows of yesterday for every campaign, with one question', async () => {
		const { rows, error } = await get();
		expect(error).toBeUndefined();
		expect(insightsSent()).toHaveLength(1);
		const [asked] = insightsSent();
		const { since, until } = decoded(asked).time_range as { since: string; until: string };
		expect(since).toBe(until);
		expect(decoded(asked)).toMatchObject({ level: 'campaign', time_increment: '1' });
		expect(rows.length).toBeGreaterThan(1);
		expect(rows[0]).toMatchObject({
			account_id: ACCOUNTS.usd.slice(4),
			date_start: since,
			account_currency: 'USD',
			account_timezone: 'America/New_York',
			settled: false,
			environment: 'emulator',
		});
		expect(rows[0]).toMatchObject({
			spend: expect.any(Number),
			impressions: expect.any(Number),
			reach: expect.any(Number),
		});
		expect(
			rows.some(({ results, cost_per_result: cost }) => typeof results === 'number' && typeof cost === 'number'),
		).toBe(true);
		expect(rows[0].row_key).toBe(`campaign|${String(rows[0].campaign_id)}|${since}|1`);
	});

	it('has the same columns whatever Meta returns, and a row where there is none when asked for', async () => {
		const sets = { fieldSets: ['delivery', 'ecommerce', 'leads', 'clicks'], level: 'ad' };
		const rows = await rowsOf(sets);
		const columns = rows.map((row) => Object.keys(row).join());
		expect(new Set(columns).size).toBe(1);
		const empty = await rowsOf({
			...sets,
			scope: 'list',
			idLevel: 'campaign',
			ids: '120210000000999999',
			options: { alwaysOutputRow: true },
		});
		expect(empty).toHaveLength(1);
		expect(Object.keys(empty[0]).join()).toBe(columns[0]);
		expect(empty[0]).toMatchObject({ spend: null, account_currency: 'USD' });
		expect(await hintsOf({ ...sets, scope: 'list', idLevel: 'campaign', ids: '120210000000999999' })).toContain(
			'Meta has no rows for this report',
		);
	});

	it('says which account a remark is about where there are several items', async () => {
		const nothing = {
			scope: 'list',
			idLevel: 'campaign',
			ids: '120210000000999999',
			adAccount: byId('={{ $json.account }}'),
		};
		const several = await get(nothing, { items: [{ account: ACCOUNTS.usd }, { account: ACCOUNTS.eur }] });
		const names = several.hints
			.map(({ message }) => message)
			.filter((message) => message.includes('no rows'))
			.map((message) => message.split(': Meta has no rows')[0]);
		expect(new Set(names).size).toBe(2);
		expect(names.every((name) => name !== '' && !name.startsWith('Meta has'))).toBe(true);
		const one = await get(nothing, { items: [{ account: ACCOUNTS.usd }] });
		expect(one.hints.some(({ message }) => message.startsWith('Meta has no rows'))).toBe(true);
	});

	it('makes no conversions out of overlapping types', async () => {
		const form = {
			dateRange: 'lastDays',
			days: 60,
			timeIncrement: 'total',
			level: 'account',
			fieldSets: ['ecommerce'],
		};
		const [row] = await rowsOf(form);
		expect(row.purchases).toBe(row.actions_omni_purchase);
		expect(row.cost_per_purchase).toBeCloseTo(Number(row.spend) / Number(row.purchases), 5);
		expect(row.purchase_value).toBe(row.action_values_omni_purchase);
		expect(Number(row.purchases)).toBeGreaterThan(0);
		expect(row.roas).toBeCloseTo(Number(row.purchase_value) / Number(row.spend), 1);
	});

	it('counts by a chosen window, and shows every window asked for', async () => {
		const form = {
			dateRange: 'lastDays',
			days: 60,
			timeIncrement: 'total',
			level: 'account',
			fieldSets: ['ecommerce'],
		};
		const [row] = await rowsOf({
			...form,
			options: { attributionWindows: ['1d_click', '7d_click'], conversionWindow: '1d_click' },
		});
		expect(row.purchases).toBe(row.actions_omni_purchase_1d_click);
		expect(Number(row.actions_omni_purchase_7d_click)).toBeGreaterThanOrEqual(
			Number(row.actions_omni_purchase_1d_click),
		);
	});

	it('adds up to the same, by day, week and month, at every level and in every breakdown', async () => {
		const range = { dateRange: 'custom', since: day(40), until: day(5) };
		const total = sum(await rowsOf({ ...range, timeIncrement: 'total', level: 'account' }), 'spend');
		expect(total).toBeGreaterThan(0);
		for (const form of [
			{ timeIncrement: 'day', level: 'account' },
			{ timeIncrement: 'week', level: 'account' },
			{ timeIncrement: 'month', level: 'account' },
			{ timeIncrement: 'days', incrementDays: 10, level: 'account' },
			{ timeIncrement: 'total', level: 'ad', options: { includeDeleted: true } },
			{ timeIncrement: 'total', level: 'account', breakdowns: ['age', 'gender'] },
		]) {
			expect([form, sum(await rowsOf({ ...range, ...form }), 'spend')]).toEqual([form, total]);
		}
	});

	it('begins seven days per row on the first day of the range, whatever weekday it is', async () => {
		const since = day(40);
		const rows = await rowsOf({
			...{ dateRange: 'custom', since, until: day(5) },
			...{ timeIncrement: 'days', incrementDays: '7', level: 'account' },
		});
		expect(rows[0]).toMatchObject({ date_start: since, date_stop: day(34) });
		expect(rows[1]).toMatchObject({ date_start: day(33) });
	});

	it('begins weeks on the calendar', async () => {
		const rows = await rowsOf({
			dateRange: 'custom',
			since: day(40),
			until: day(5),
			timeIncrement: 'week',
			level: 'account',
		});
		const weekdays = rows.slice(1).map(({ date_start }) => new Date(String(date_start)).getUTCDay());
		expect(new Set(weekdays)).toEqual(new Set([1]));
		const sundays = await rowsOf({
			dateRange: 'custom',
			since: day(40),
			until: day(5),
			timeIncrement: 'week',
			level: 'account',
			options: { weekStart: 'sunday' },
		});
		expect(new Set(sundays.slice(1).map(({ date_start }) => new Date(String(date_start)).getUTCDay()))).toEqual(
			new Set([0]),
		);
	});

	it('reports on one campaign, and refuses one of another account', async () => {
		const rows = await rowsOf({
			scope: 'campaign',
			campaign: byId(CAMPAIGNS.usdCbo),
			level: 'ad',
			dateRange: 'lastDays',
			days: 30,
			timeIncrement: 'total',
		});
		expect(new Set(rows.map(({ campaign_id }) => campaign_id))).toEqual(new Set([CAMPAIGNS.usdCbo]));
		const { error } = await get({ adAccount: byId(ACCOUNTS.eur), scope: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) });
		expect(error?.message).toBe('Campaign belongs to another ad account than the chosen one');
	});

	it.each([
		['campaign', AD_SETS.usdCboA, 'Campaign is not a campaign: the ID belongs to an ad set'],
		['adSet', CAMPAIGNS.usdCbo, 'Ad Set is not an ad set: the ID belongs to a campaign'],
		['ad', AD_SETS.usdCboA, 'Ad is not an ad: the ID belongs to an ad set'],
	])('does not take the numbers of another kind for those of the %s', async (scope, id, message) => {
		const { error } = await get({ scope, [scope]: byId(id), level: 'ad' });
		expect([error?.message, error?.description]).toEqual([message, expect.stringContaining('Choose it from the list')]);
		expect(insightsSent()).toEqual([]);
	});

	it('reports on a list of IDs', async () => {
		const all = await rowsOf({ dateRange: 'lastDays', days: 30, timeIncrement: 'total' });
		const ids = all.slice(0, 2).map(({ campaign_id }) => String(campaign_id));
		const rows = await rowsOf({
			scope: 'list',
			idLevel: 'campaign',
			ids: ids.join(', '),
			dateRange: 'lastDays',
			days: 30,
			timeIncrement: 'total',
		});
		expect(rows.map(({ campaign_id }) => campaign_id).sort()).toEqual([...ids].sort());
	});

	it('gives every row all columns where they depend on what Meta returns, and sorts by them with what is missing last', async () => {
		const rows = await rowsOf({
			level: 'ad',
			timeIncrement: 'day',
			dateRange: 'lastDays',
			days: 7,
			breakdowns: ['age'],
			fieldSets: ['conversions'],
			options: { allActionTypes: true, sortBy: 'actions_comment', sortDirection: 'desc' },
		});
		expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
		const comments = rows.map(({ actions_comment }) => actions_comment);
		const known = comments.filter((value) => value !== null).map(Number);
		expect(known.length).toBeGreaterThan(1);
		expect(known.length).toBeLessThan(rows.length);
		expect(comments.slice(0, known.length)).toEqual([...known].sort((one, other) => other - one));
	});

	it('sorts and limits after the whole is there', async () => {
		const rows = await rowsOf({ level: 'ad', options: { sortBy: 'spend', limit: 3 } });
		const all = await rowsOf({ level: 'ad' });
		const top = all.map(({ spend }) => Number(spend)).sort((one, other) => other - one);
		expect(rows.map(({ spend }) => spend)).toEqual(top.slice(0, 3));
	});

	it('filters rows at Meta', async () => {
		const all = await rowsOf({ level: 'ad' });
		const most = Math.max(...all.map(({ spend }) => Number(spend)));
		const rows = await rowsOf({
			level: 'ad',
			options: { filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: String(most - 0.01) }] } },
		});
		expect(rows).toHaveLength(1);
	});

	it.each<
		[field: string, operator: string, value: string, fits: (row: IDataObject, low: number, high: number) => boolean]
	>([
		['campaign.name', 'STARTS_WITH', 's', ({ campaign_name: name }) => /^s/i.test(String(name))],
		['campaign.name', 'ENDS_WITH', 's', ({ campaign_name: name }) => /s$/i.test(String(name))],
		[
			'campaign.name',
			'CONTAINS_ANY',
			'Spring, Autumn',
			({ campaign_name: name }) => /spring|autumn/i.test(String(name)),
		],
		[
			'campaign.name',
			'CONTAINS_ALL',
			'Spring, Roast',
			({ campaign_name: name }) => /spring.*roast/i.test(String(name)),
		],
		['spend', 'IN_RANGE', 'low, high', ({ spend }, low, high) => Number(spend) >= low && Number(spend) <= high],
		['spend', 'NOT_IN_RANGE', 'low, high', ({ spend }, low, high) => Number(spend) < low || Number(spend) > high],
		['spend', 'GREATER_THAN_OR_EQUAL', 'high', ({ spend }, _, high) => Number(spend) >= high],
		['spend', 'LESS_THAN_OR_EQUAL', 'low', ({ spend }, low) => Number(spend) <= low],
	])('filters by %s %s %s', async (field, operator, value, fits) => {
		const month = { dateRange: 'custom', since: day(30), until: day(3), level: 'ad' };
		const all = await rowsOf(month);
		const spends = all.map(({ spend }) => Number(spend)).sort((one, other) => one - other);
		const [low, high] = [spends[Math.floor(spends.length / 3)], spends[Math.floor((spends.length * 2) / 3)]];
		const rows = await rowsOf({
			...month,
			options: {
				filters: {
					values: [{ field, operator, value: value.replace('low', String(low)).replace('high', String(high)) }],
				},
			},
		});
		expect(rows.map(({ row_key: key }) => key)).toEqual(
			all.filter((row) => fits(row, low, high)).map(({ row_key: key }) => key),
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.length).toBeLessThan(all.length);
	});

	it('adds link, creative and thumbnail to rows of ads', async () => {
		const [row] = await rowsOf({ level: 'ad', options: { adDetails: true, limit: 1 } });
		expect(row.ads_manager_url).toContain(`selected_ad_ids=${String(row.ad_id)}`);
		expect(row.creative_id).toMatch(/^\d+$/);
		expect(row).toHaveProperty('thumbnail_url');
	});

	it.each<[string, number, number | undefined, string | null]>([
		['says why when Meta limits the calls', 17, undefined, 'Thumbnails of 2 ads could not be read: '],
		['says why when Meta is in trouble', 2, undefined, 'Thumbnails of 2 ads could not be read: '],
		['says nothing of ads that are gone', 100, 33, null],
		['says nothing of ads that nobody may see', 200, undefined, null],
	])('keeps rows without their thumbnails, and %s', async (_, code, subcode, told) => {
		const form = { level: 'ad', options: { adDetails: true } };
		const whole = await rowsOf(form);
		expect(whole[0].creative_id).not.toBeNull();
		bench.emulator.control.addFault({
			match: { method: 'GET', path: '12021200.*' },
			fault: { kind: 'graph', code, subcode },
		});
		const { rows, hints, error } = await get(form);
		expect(error).toBeUndefined();
		expect(rows).toEqual(whole.map((row) => ({ ...row, creative_id: null, thumbnail_url: null })));
		const hint = hints.map(({ message }) => message).find((message) => message.includes('Thumbnails'));
		if (told === null) expect(hint).toBeUndefined();
		else expect(hint).toContain(told);
	});

	it('gives Meta’s own rows where they are chosen', async () => {
		const [row] = await rowsOf({ columns: 'raw', fieldSets: ['delivery', 'clicks'] });
		expect(typeof row.spend).toBe('string');
		expect(Array.isArray(row.actions)).toBe(true);
		expect(row.row_key).toBeUndefined();
	});

	it('answers each item with an account of its own', async () => {
		const items = [{ account: ACCOUNTS.usd }, { account: ACCOUNTS.eur }, { account: 'act_1009000000000009' }];
		const { outputs } = await get(
			{ adAccount: byId('={{ $json.account }}'), level: 'account' },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(
			outputs[0].map(({ json, pairedItem }) => [
				json.account_currency ?? (json.details as IDataObject).kind,
				pairedItem,
			]),
		).toEqual([
			['USD', { item: 0 }],
			['EUR', { item: 1 }],
			['permission', 2],
		]);
	});

	it('has old reach with breakdowns prepared by Meta, and says what a direct answer lacks', async () => {
		const form = (strategy: string): IDataObject => ({
			dateRange: 'custom',
			since: day(430),
			until: day(1),
			timeIncrement: 'total',
			level: 'account',
			breakdowns: ['gender'],
			options: { strategy },
		});
		const prepared = await bench.run('get', form('auto'));
		for (const row of prepared.rows) expect(row.reach).toEqual(expect.any(Number));
		expect([prepared.rows.length > 0, saidOfMeta(prepared.hints)]).toEqual([true, []]);
		const direct = await bench.run('get', form('sync'));
		for (const row of direct.rows) expect(row.reach).toBeNull();
		expect(saidOfMeta(direct.hints)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^Some rows came without reach/),
				expect.stringMatching(
					/^Meta leaves out reach, frequency and cpp with breakdowns, because the report starts more than 13 months ago: .*Set Strategy to Automatic/,
				),
			]),
		);
		for (let run = 1; run < 10; run++) await bench.run('get', form('auto'));
		const eleventh = await bench.run('get', form('auto'));
		expect(saidOfMeta(eleventh.hints)).toEqual([
			expect.stringMatching(/^Some rows came without reach, .+ Meta prepares only ten such reports a day/),
		]);
	});

	it('says that a breakdown may have to be enabled where there are no rows', async () => {
		const { rows, hints, error } = await bench.run('get', {
			dateRange: 'custom',
			since: day(200),
			until: day(190),
			breakdowns: ['hourly_stats_aggregated_by_audience_time_zone'],
			level: 'account',
		});
		expect([rows, error, saidOfMeta(hints)]).toEqual([
			[],
			undefined,
			expect.arrayContaining([expect.stringMatching(/has no rows.*enable the breakdown in Ads Manager/)]),
		]);
	});

	it('leaves out what a breakdown does not have, and says so', async () => {
		const { rows, hints, error } = await bench.run('get', {
			breakdowns: ['region'],
			fieldSets: ['delivery', 'video'],
			level: 'account',
			timeIncrement: 'total',
		});
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			spend: expect.any(Number),
			video_p50_watched_actions_video_view: null,
			video_play_actions_video_view: expect.any(Number),
		});
		expect(saidOfMeta(hints)).toEqual([
			expect.stringMatching(/^Meta does not return video_p25_watched_actions, .* by “Region”: their columns are empty/),
		]);
	});

	it('takes no actions of a campaign whose ad sets count differently for none', async () => {
		bench.emulator.control.addAds({ ads: 2, adsPerAdSet: 1, clickWindows: [7, 1], name: 'Mixed' });
		const form = {
			fieldSets: ['ecommerce'],
			timeIncrement: 'total',
			options: { filters: { values: [{ field: 'campaign.name', operator: 'CONTAIN', value: 'Mixed' }] } },
		};
		const between = await interpret(bench.emulator);
		between.alter = (text) =>
			text.replace(/"((?:website_)?purchase_roas|actions|action_values|cost_per_action_type)":(?=\[)/g, '"untold":');
		const credential = emulatorCredential(between.url);
		const campaigns = await bench.run('get', { ...form, level: 'campaign' }, { credential });
		await between.close();
		expect(campaigns.rows).toEqual([
			expect.objectContaining({
				purchases: null,
				purchase_value: null,
				roas: null,
				attribution_setting: 'multiple',
				spend: expect.any(Number),
			}),
		]);
		expect(saidOfMeta(campaigns.hints)).toEqual([
			expect.stringMatching(
				/^Some rows came without any actions and without one attribution setting.*Set Level to Ad Set/,
			),
		]);
		const adSets = await bench.run('get', { ...form, level: 'adset' });
		expect(adSets.rows.map(({ purchases }) => typeof purchases)).toEqual(['number', 'number']);
		expect(saidOfMeta(adSets.hints)).toEqual([]);
	});

	it('says that archived and deleted ads can have no rows, unless they are asked for or counted in totals', async () => {
		const form = { fieldSets: ['delivery'], level: 'ad' };
		const gone = 'Meta can leave out rows of archived and deleted ads.';
		expect(await hintsOf(form)).toContain(gone);
		expect(await hintsOf({ ...form, level: 'adset' })).toContain('deleted ad sets.');
		for (const more of [{ level: 'account' }, { options: { includeDeleted: true } }, { options: { summary: true } }])
			expect(await hintsOf({ ...form, ...more })).not.toContain('archived and deleted');
	});

	it('knows no reach by hour, and says so', async () => {
		const form = {
			breakdowns: ['hourly_stats_aggregated_by_advertiser_time_zone'],
			level: 'account',
			fieldSets: ['delivery', 'clicks'],
		};
		const rows = await rowsOf(form);
		expect(rows.length).toBeGreaterThan(1);
		for (const row of rows)
			expect(row).toMatchObject({ reach: null, frequency: null, unique_clicks: null, impressions: expect.any(Number) });
		const hints = await hintsOf(form);
		expect(hints).toContain('Meta does not count people by hour: reach, frequency are empty');
		expect(hints).toContain('Meta does not return unique_clicks by “Hour, Account Time Zone”: their columns are empty');
	});

	it('names actions by type and device when only the device is chosen', async () => {
		const [row] = await rowsOf({
			dateRange: 'lastDays',
			days: 30,
			timeIncrement: 'total',
			level: 'account',
			fieldSets: ['clicks'],
			options: { actionBreakdowns: ['action_device'] },
		});
		expect(Number(row.actions_link_click_iphone)).toBeGreaterThan(Number(row.actions_link_click_desktop));
	});

	it('says which older rows those of the settling window replace', async () => {
		const settling = { dateRange: 'settling', level: 'account' };
		const rows = await rowsOf(settling);
		expect(rows.filter(({ settled }) => settled).map(({ date_start }) => date_start)).toEqual([rows[0].date_start]);
		expect(await hintsOf(settling)).toContain(`These rows replace those from ${String(rows[0].date_start)} to `);
		expect(await hintsOf({ ...settling, timeIncrement: 'week' })).toContain('These rows replace those from');
		for (const timeIncrement of ['total', 'days'])
			expect(await hintsOf({ ...settling, timeIncrement })).toMatch(
				/These rows replace no older ones.*Delete the range from/,
			);
	});

	it('tells of itself in a summary item', async () => {
		const rows = await rowsOf({ level: 'ad', options: { summary: true }, dateRange: 'lastDays', days: 7 });
		const summary = rows.at(-1)!;
		expect(summary).toMatchObject({
			row_type: 'summary',
			row_count: rows.length - 1,
			report_complete: true,
			missing: [],
			clear_from: expect.any(String),
		});
		const totals = summary.totals as IDataObject;
		expect(totals.account_id).toBe(ACCOUNTS.usd.slice(4));
		expect(Number(totals.reach)).toBeLessThan(sum(rows.slice(0, -1), 'reach'));
	});
});

describe('report: get, the summary item', () => {
	const summaryOf = async (form: IDataObject) => {
		const { rows, hints, error } = await get({ ...form, options: { ...(form.options as IDataObject), summary: true } });
		expect(error).toBeUndefined();
		return {
			rows: rows.slice(0, -1),
			summary: rows.at(-1)!,
			totals: rows.at(-1)!.totals as IDataObject | null,
			told: hints.map(({ message }) => message).join('\n'),
		};
	};
	const ranges = (...pairs: ReadonlyArray<readonly [number, number]>): IDataObject => ({
		dateRange: 'ranges',
		timeIncrement: 'total',
		ranges: { values: pairs.map(([from, to]) => ({ since: day(from), until: day(to) })) },
	});
	const block = (from: number, to: number) => ({ from: day(from), to: day(to) });

	it('has no totals of ranges with days between them, and names what may be cleared', async () => {
		const { summary, totals, told } = await summaryOf(ranges([10, 5], [30, 25]));
		expect(totals).toBeNull();
		expect(summary).toMatchObject({
			clear_from: null,
			clear_to: null,
			clear_ranges: [block(30, 25), block(10, 5)],
			date_start: day(30),
			date_stop: day(5),
		});
		expect(told).toContain('The summary item has no totals: the Ranges do not follow each other');
	});

	it.each<[string, IDataObject]>([
		['ranges that follow each other', ranges([30, 20], [19, 5])],
		[
			'weeks that begin in the middle of one',
			{ dateRange: 'custom', since: day(30), until: day(5), timeIncrement: 'week' },
		],
	])('has totals of %s', async (_, form) => {
		const { rows, summary, totals } = await summaryOf({ ...form, options: { includeDeleted: true } });
		expect(totals).toMatchObject({ date_start: day(30), date_stop: day(5), spend: sum(rows, 'spend') });
		expect(summary).toMatchObject({ clear_from: day(30), clear_to: day(5), clear_ranges: [block(30, 5)] });
	});

	it.each(['auto', 'sync', 'async'])('does not end a report that came in parts (%s)', async (strategy) => {
		const form = { dateRange: 'custom', since: day(30), until: day(3), level: 'ad', options: { strategy } };
		const whole = await summaryOf(form);
		bench.emulator.control.setInsights({ syncCost: 40 });
		const cut = await summaryOf(form);
		expect(cut.rows).toHaveLength(whole.rows.length);
		expect(cut.totals).toEqual(whole.totals);
		expect(Number(cut.totals?.spend)).toBeGreaterThan(0);
	});

	it('gets its totals by fields where nothing else is left', async () => {
		const form = { dateRange: 'custom', since: day(30), until: day(3), level: 'campaign' };
		const whole = await summaryOf(form);
		bench.emulator.control.addReportTrouble({
			match: { level: 'account', minFields: 8 },
			error: { code: 2, subcode: 1504038 },
		});
		const cut = await summaryOf(form);
		expect(cut.totals).toEqual(whole.totals);
		expect(Number(cut.summary.calls)).toBeGreaterThan(Number(whole.summary.calls) + 1);
	});

	it('says so where the totals are missing, and the rows are there', async () => {
		bench.emulator.control.addReportTrouble({ match: { level: 'account' }, error: { code: 2, subcode: 1504038 } });
		const { rows, summary, totals, told } = await summaryOf({ options: { onIncomplete: 'return' } });
		expect(rows.length).toBeGreaterThan(0);
		expect([totals, summary.report_complete]).toEqual([null, false]);
		expect(told).toContain('totals');
	});

	it('names for clearing only the days that came whole, and none of a report that a Limit may cut', async () => {
		const form = { dateRange: 'settling', options: { strategy: 'sync', onIncomplete: 'return' } };
		const whole = await summaryOf(form);
		expect(whole.summary).toMatchObject({ clear_from: day(29), clear_to: day(1), clear_ranges: [block(29, 1)] });
		bench.emulator.control.addReportTrouble({
			match: { day: day(9), level: 'campaign' },
			error: { code: 2, subcode: 1504038 },
		});
		const { rows, summary, told } = await summaryOf(form);
		expect(rows.filter(({ date_start: start }) => start === day(9))).toEqual([]);
		expect(summary).toMatchObject({
			report_complete: false,
			clear_from: null,
			clear_to: null,
			clear_ranges: [block(29, 10), block(8, 1)],
		});
		expect(told).toContain(
			`These rows replace those from ${day(29)} to ${day(10)} and ${day(8)} to ${day(1)}. With breakdowns, delete those ranges first: rows of before can be gone now. Leave the other days as they are`,
		);
		bench.emulator.control.reset();
		const limited = await summaryOf({ dateRange: 'settling', options: { limit: 3 } });
		expect(limited.summary).toMatchObject({ clear_from: null, clear_to: null, clear_ranges: [] });
		expect(limited.told).toContain('A Limit may cut this report');
		expect(limited.told).not.toContain('delete that range');
	});

	it('fails only when every part is missing: a range without rows has been had', async () => {
		bench.emulator.control.addReportTrouble({ match: { day: day(3) }, error: { code: 2, subcode: 1504038 } });
		const form = {
			...ranges([10, 8], [3, 3]),
			level: 'account',
			scope: 'list',
			idLevel: 'campaign',
			ids: '120210000000999999',
			options: { strategy: 'sync', onIncomplete: 'return' },
		};
		expect(await rowsOf(form)).toEqual([]);
		expect(await rowsOf({ ...form, options: { ...form.options, alwaysOutputRow: true } })).toMatchObject([
			{ spend: null, report_complete: false },
		]);
		expect((await get({ ...form, ...ranges([3, 3]) })).error?.message).toContain('Nothing of the report could be read');
	});

	it('has no totals of a list of IDs that does not fit one question', async () => {
		const ids = bench.emulator.control.addAds({ ads: 201, daysAgo: 10 }).join();
		const { rows, totals, told } = await summaryOf({ scope: 'list', idLevel: 'ad', level: 'ad', ids });
		expect(rows).toHaveLength(201);
		expect(totals).toBeNull();
		expect(told).toContain('The summary item has no totals: There are more than 200 IDs');
	});

	it('has no totals when a filter chooses among the rows, against which they would be held', async () => {
		const filters = { values: [{ field: 'spend', operator: 'LESS_THAN', value: '40' }] };
		const { totals, told } = await summaryOf({
			dateRange: 'custom',
			since: day(30),
			until: day(3),
			options: { filters },
		});
		expect(totals).toBeNull();
		expect(told).toContain('The summary item has no totals: the filter by spend');
	});
});

describe('report: get, compared with the period before', () => {
	it('puts values and changes side by side', async () => {
		const form = { dateRange: 'lastDays', days: 7, timeIncrement: 'total', level: 'account', compare: true };
		const [row] = await rowsOf(form);
		const [before] = await rowsOf({
			dateRange: 'custom',
			since: row.previous_date_start,
			until: row.previous_date_stop,
			timeIncrement: 'total',
			level: 'account',
		});
		expect(row.spend_previous).toBe(before.spend);
		expect(row.spend_change_pct).toBeCloseTo(
			((Number(row.spend) - Number(before.spend)) / Number(before.spend)) * 100,
			1,
		);
		expect([typeof row.reach_previous, row.previous_date_stop]).toEqual([
			'number',
			new Date(Date.parse(String(row.date_start)) - 86_400_000).toISOString().slice(0, 10),
		]);
	});

	it('puts them right behind each number, also where there is no row', async () => {
		const form = { dateRange: 'lastDays', days: 7, timeIncrement: 'total', level: 'campaign', compare: true };
		const columns = (rows: IDataObject[]): string => Object.keys(rows[0]).join();
		const all = columns(await rowsOf(form));
		expect(all).toMatch(
			/^campaign_name,date_start,date_stop,spend,spend_previous,spend_change_pct,impressions,impressions_previous,.*_change_pct,previous_date_start,previous_date_stop,cost_per_result_by_type,account_id/,
		);
		expect(
			columns(
				await rowsOf({
					...form,
					options: {
						alwaysOutputRow: true,
						filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '999999' }] },
					},
				}),
			),
		).toBe(all);
	});

	it('compares days with days, and has nothing where there was nothing', async () => {
		const form = { dateRange: 'lastDays', days: 3, level: 'campaign', compare: true };
		const rows = await rowsOf(form);
		for (const row of rows)
			expect(Date.parse(String(row.date_start)) - Date.parse(String(row.previous_date_start))).toBe(3 * 86_400_000);
		// Between both numbers: this row passes, and the one before it does not.
		const moved =
			rows.find(({ spend, spend_previous: before }) => Math.abs(Number(spend) - Number(before)) > 0.02) ?? {};
		const [now, before] = [Number(moved.spend), Number(moved.spend_previous)];
		const filters = {
			values: [
				{
					field: 'spend',
					operator: now > before ? 'GREATER_THAN' : 'LESS_THAN',
					// Three decimals would be refused: they may be thousands.
					value: ((now + before) / 2).toFixed(2),
				},
			],
		};
		const alone = (await rowsOf({ ...form, options: { filters } })).find(({ row_key: key }) => key === moved.row_key);
		expect(alone).toMatchObject({
			spend: now,
			spend_previous: null,
			spend_change_pct: null,
			previous_date_start: null,
		});
	});

	it('has rows for what only the period before has, so that its numbers add up to those of its own report', async () => {
		const form = { timeIncrement: 'day', level: 'ad', breakdowns: ['age'] };
		const rows = await rowsOf({ ...form, dateRange: 'lastDays', days: 20, compare: true });
		const before = await rowsOf({ ...form, dateRange: 'custom', since: day(40), until: day(21) });
		const now = await rowsOf({ ...form, dateRange: 'lastDays', days: 20 });
		const sum = (list: IDataObject[], column: string): number =>
			list.reduce((total, row) => total + Math.round(Number(row[column] ?? 0) * 100), 0);
		expect(rows.length).toBeGreaterThan(now.length);
		expect([sum(rows, 'spend'), sum(rows, 'spend_previous')]).toEqual([sum(now, 'spend'), sum(before, 'spend')]);
	});

	it('warns when only one side is final', async () => {
		expect(
			await hintsOf({ dateRange: 'custom', since: day(40), until: day(20), timeIncrement: 'total', compare: true }),
		).toContain('not equally final');
	});
});

describe('report: get, too large for Meta', () => {
	const range = { dateRange: 'custom', since: day(30), until: day(3), level: 'ad', options: { includeDeleted: true } };

	it.each([
		['in a run', { syncRows: 10 }, 'auto'],
		['in parts', { syncCost: 40 }, 'sync'],
		['in runs for parts', { syncCost: 40, asyncCost: 300 }, 'auto'],
	])('comes whole %s', async (_, settings, strategy) => {
		const whole = await rowsOf(range);
		bench.emulator.control.setInsights(settings);
		const { rows, error } = await get({ ...range, options: { ...range.options, strategy } });
		expect(error).toBeUndefined();
		const keys = (list: readonly IDataObject[]) =>
			list.map(({ row_key, spend }) => `${String(row_key)} ${String(spend)}`).sort();
		expect(keys(rows)).toEqual(keys(whole));
	});
});

describe('report: get, filtered and too large for Meta', () => {
	const form = {
		dateRange: 'custom',
		since: day(30),
		until: day(3),
		level: 'ad',
		timeIncrement: 'total',
		breakdowns: ['age', 'gender'],
	};
	const keys = (list: readonly IDataObject[]) =>
		list.map(({ row_key, spend }) => `${String(row_key)} ${String(spend)}`).sort();

	// A campaign's own total spends more, clicks at another rate, has no age: held against the filter, it would not be found.
	it.each([
		['spend', 'LESS_THAN', '20'],
		['ctr', 'GREATER_THAN', '2'],
		['cpc', 'LESS_THAN', '0.35'],
		['age', 'IN', '25-34, 35-44'],
		['campaign.objective', 'IN', 'OUTCOME_ENGAGEMENT'],
	])('has the same rows in parts when filtered by %s', async (field, operator, value) => {
		const { control } = bench.emulator;
		control.addAds({ ads: 8, adsPerAdSet: 4, objective: 'OUTCOME_ENGAGEMENT' });
		const filtered = { ...form, options: { strategy: 'sync', filters: { values: [{ field, operator, value }] } } };
		const all = await rowsOf(form);
		const whole = await rowsOf(filtered);
		control.setInsights({ syncCost: 2_500 });
		const cut = await rowsOf(filtered);
		expect(whole.length).toBeGreaterThan(0);
		expect(keys(whole)).not.toEqual(keys(all));
		expect(keys(cut)).toEqual(keys(whole));
		expect(insightsSent().some((asked) => decoded(asked).fields === 'campaign_id')).toBe(true);
	});

	it('has the ads of an archived campaign in parts too', async () => {
		const { control } = bench.emulator;
		control.addAds({ ads: 12, adsPerAdSet: 6, name: 'Archived' });
		const archived = (await rowsOf(form)).find(({ campaign_name }) => campaign_name === 'Archived');
		control.editOutside(String(archived?.campaign_id), { status: 'ARCHIVED' });
		const deletedToo = { ...form, options: { strategy: 'sync', includeDeleted: true } };
		const whole = await rowsOf(deletedToo);
		expect(whole.filter(({ campaign_id }) => campaign_id === archived?.campaign_id).length).toBeGreaterThan(12);
		control.setInsights({ syncCost: 2_500 });
		expect(keys(await rowsOf(deletedToo))).toEqual(keys(whole));
	});

	it('does not halve a list of IDs that make up one row', async () => {
		const { control } = bench.emulator;
		const ids = control.addAds({ ads: 30 }).join();
		const listed = {
			dateRange: 'custom',
			since: day(30),
			until: day(3),
			timeIncrement: 'total',
			scope: 'list',
			idLevel: 'ad',
			ids,
		};
		const whole = await rowsOf({ ...listed, level: 'campaign' });
		control.addReportTrouble({ match: { minFields: 10 }, error: { code: 100, subcode: 1487534 } });
		const cut = await rowsOf({ ...listed, level: 'campaign', options: { strategy: 'sync' } });
		expect(whole).toHaveLength(1);
		expect(cut).toEqual(whole);
	});
});

describe('report: get, when runs go wrong', () => {
	const form = {
		dateRange: 'custom',
		since: day(30),
		until: day(3),
		level: 'campaign',
		options: { strategy: 'async' },
	};

	it.each<[string, TroubleRule]>([
		['rows that cannot be read yet', { match: { mode: 'async' }, run: { outcome: 'late', reads: 2 } }],
		['a run that fails once', { match: { mode: 'async', times: 1 }, run: { outcome: 'failed' } }],
		['a run that Meta skips', { match: { mode: 'async', times: 1 }, run: { outcome: 'skipped' } }],
		['a run that stands still', { match: { mode: 'async', times: 1 }, run: { outcome: 'stuck', percent: 30 } }],
	])('rides out %s', async (_, trouble) => {
		const whole = await rowsOf(form);
		bench.emulator.control.addReportTrouble(trouble);
		expect(await rowsOf(form)).toEqual(whole);
	});

	it('names the one field that cannot be had, and returns the others', async () => {
		bench.emulator.control.addReportTrouble({ match: { field: 'reach' }, error: { code: 2, subcode: 1504038 } });
		const options = { strategy: 'sync', onIncomplete: 'return', summary: true };
		const { rows, hints, error } = await get({ ...form, since: day(4), until: day(4), level: 'account', options });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ reach: null, spend: expect.any(Number), report_complete: false });
		expect(rows.at(-1)).toMatchObject({
			row_type: 'summary',
			report_complete: false,
			missing: [{ what: expect.stringMatching(/^reach, /) }, { what: 'totals' }],
			totals: null,
		});
		expect(hints.map(({ message }) => message).join('\n')).toContain('Missing: reach, ');
	});

	it('fails by default when anything is missing', async () => {
		bench.emulator.control.addReportTrouble({ match: { field: 'reach' }, error: { code: 2, subcode: 1504038 } });
		const { error } = await get({
			...form,
			since: day(4),
			until: day(4),
			level: 'account',
			options: { strategy: 'sync' },
		});
		expect(error?.message).toBe('The report took Meta too long');
	});

	it('ends in time and names Start Large Report', async () => {
		bench.emulator.control.setInsights({ jobSeconds: 3600 });
		const { error } = await get({ ...form, options: { strategy: 'async', maxRunTime: 1 } });
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(/^Meta has not finished the report in time/),
			expect.stringContaining('Start Large Report'),
		]);
	});
});

describe('report: get of several items', () => {
	it('an expression that fails for the first item fails that one only, also in Options', async () => {
		const items = [0, 1, 2].map((n) => ({ n }));
		const { rows } = await get(
			{ options: { limit: "={{ $json.n > 0 ? $json.n : $('Nowhere').first().json.limit }}" } },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(rows.map((row) => 'error' in row)).toEqual([true, false, false, false]);
	});

	it('counts by the setting of each ad set, whatever that is called', async () => {
		const sums = async (options: IDataObject) =>
			sum(await rowsOf({ fieldSets: ['ecommerce'], dateRange: 'lastDays', options }), 'purchases');
		expect(await sums({ conversionWindow: 'default' })).toBe(await sums({}));
	});
});

describe('report: get as a file', () => {
	it('writes CSV with a header', async () => {
		const { outputs, rows, error } = await get({ level: 'ad', options: { output: 'csv' } });
		expect(error).toBeUndefined();
		const { data } = outputs[0][0].binary!;
		const text = Buffer.from(data.data, 'base64').toString();
		const lines = text.trimEnd().split('\r\n');
		expect(lines[0]).toMatch(/^ad_name,date_start,date_stop,spend,/);
		expect(lines).toHaveLength(Number(rows[0].row_count) + 1);
		expect(data).toMatchObject({ mimeType: 'text/csv', fileExtension: 'csv' });
	});

	it.each([
		[undefined, '"\'=HYPERLINK(""https://example.com"")'],
		[true, '"\'=HYPERLINK(""https://example.com"")'],
		[false, '"=HYPERLINK(""https://example.com"")'],
	])('writes a name like a formula for people or for programs: Escape Formulas %s', async (escapeFormulas, start) => {
		bench.emulator.control.addAds({ ads: 1, adsPerAdSet: 1, name: '=HYPERLINK("https://example.com")' });
		const { outputs } = await get({
			level: 'campaign',
			options: { output: 'csv', ...(escapeFormulas === undefined ? {} : { escapeFormulas }) },
		});
		const lines = Buffer.from(outputs[0][0].binary!.data.data, 'base64').toString().split('\r\n');
		expect(lines.some((line) => line.startsWith(start))).toBe(true);
	});

	it.each(['csv', 'jsonl'])(
		'tells in its item whether the report is complete, and in no row, which was written before anybody knew (%s)',
		async (output) => {
			const { outputs, rows } = await get({ level: 'ad', options: { output, onIncomplete: 'return' } });
			expect(rows[0].report_complete).toBe(true);
			expect(rows[0].columns).not.toContain('report_complete');
			const text = Buffer.from(outputs[0][0].binary!.data.data, 'base64').toString();
			expect(text).toContain('row_key');
			expect(text).not.toContain('report_complete');
		},
	);

	it('is named for the campaign that it is of: one a campaign has names of their own', async () => {
		const campaigns = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdNoBudget];
		const form = { scope: 'campaign', campaign: byId('={{ $json.id }}'), level: 'ad', options: { output: 'csv' } };
		const { rows } = await bench.run('get', form, { items: campaigns.map((id) => ({ id })) });
		for (const [index, id] of campaigns.entries()) expect(rows[index]!.file).toContain(`report-${id}-`);
		expect((await get({ options: { output: 'csv' } })).rows[0].file).toContain(`report-${ACCOUNTS.usd}-`);
	});

	it('writes JSON Lines of rows that are the same as items', async () => {
		const items = await rowsOf({ level: 'ad' });
		const { outputs } = await get({ level: 'ad', options: { output: 'jsonl' } });
		const lines = Buffer.from(outputs[0][0].binary!.data.data, 'base64').toString().trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line))).toEqual(items);
	});
});
