import fc from 'fast-check';
import { sumBy } from 'lodash';

import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator, type Answer } from '../calls/client.mts';

/** A Tuesday afternoon in New York, so that every preset has an unambiguous meaning. */
const used = useEmulator({ startAt: new Date('2026-11-24T18:00:00Z') });

type Row = Record<string, string> & { actions?: Record<string, string>[] };
type Params = Record<string, unknown>;

async function page(path: string, params: Params): Promise<Answer> {
	return used.graph.get(`${path}/insights`, params);
}

/** All pages of a report. */
async function rows(path: string, params: Params = {}): Promise<Row[]> {
	const all: Row[] = [];
	for (let after: string | undefined; ;) {
		const { status, body } = await page(path, { limit: '500', ...params, ...(after && { after }) });
		expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
		all.push(...(body.data as Row[]));
		after = body.paging?.next && body.paging.cursors.after;
		if (!after) return all;
	}
}

const sum = (list: Row[], field: string): number => list.reduce((total, row) => total + Number(row[field]), 0);
const week = { time_range: { since: '2026-10-12', until: '2026-10-18' } };
const ADDITIVE = 'impressions,clicks,inline_link_clicks,spend';
const total = async (path: string, params: Params, fields = ADDITIVE) => (await rows(path, { ...params, fields }))[0]!;

function expectSums(parts: Row[], whole: Row): void {
	for (const field of ADDITIVE.split(',')) {
		expect([field, sum(parts, field).toFixed(2)]).toEqual([field, Number(whole[field]).toFixed(2)]);
	}
}

it('answers impressions and spend of 30 days by default, as texts', async () => {
	const { body } = await page(ACCOUNTS.usd, {});
	expect(body.data).toEqual([
		{
			account_id: ACCOUNTS.usd.slice(4),
			impressions: expect.stringMatching(/^\d+$/) as string,
			spend: expect.stringMatching(/^\d+\.\d\d$/) as string,
			date_start: '2026-10-25',
			date_stop: '2026-11-23',
		},
	]);
	expect(body.paging).toEqual({ cursors: { before: 'MAZDZD', after: 'MAZDZD' } });
});

describe('sums', () => {
	const BREAKDOWNS = [
		'age',
		'gender',
		'age,gender',
		'country',
		'region',
		'publisher_platform',
		'publisher_platform,platform_position',
		'device_platform',
		'hourly_stats_aggregated_by_advertiser_time_zone',
	];
	const SCOPES = [ACCOUNTS.usd, ACCOUNTS.jpy, CAMPAIGNS.usdCbo, AD_SETS.usdCboA, ADS.usdCboA1];

	it('of breakdown rows, days, levels and days by breakdown are the total', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...SCOPES),
				fc.constantFrom(undefined, ...BREAKDOWNS),
				fc.constantFrom('all_days', '1', '3', 'monthly'),
				fc.constantFrom(undefined, 'ad'),
				fc.integer({ min: 0, max: 25 }),
				fc.integer({ min: 0, max: 12 }),
				async (scope, breakdowns, time_increment, level, start, length) => {
					const day = (offset: number) => new Date(Date.UTC(2026, 9, 1 + offset)).toISOString().slice(0, 10);
					const range = { time_range: { since: day(start), until: day(start + length) } };
					const whole = await total(scope, range);
					const more = { ...(breakdowns && { breakdowns }), ...(level && { level }) };
					const parts = await rows(scope, { ...range, ...more, fields: ADDITIVE, time_increment });
					expectSums(parts, whole);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('hold for actions by type and window too', async () => {
		const params = {
			...week,
			fields: 'actions',
			action_attribution_windows: ['1d_click', '7d_click', '28d_click', '1d_view'],
		};
		const count = (list: Row[], type: string, key: string): number =>
			list.reduce((all, row) => all + Number(row.actions?.find((entry) => entry.action_type === type)?.[key] ?? 0), 0);
		const whole = await rows(ACCOUNTS.usd, params);
		const parts = await rows(ACCOUNTS.usd, { ...params, breakdowns: 'age,gender', time_increment: 1 });
		expect(count(whole, 'purchase', 'value')).toBeGreaterThan(0);
		for (const type of ['link_click', 'purchase', 'omni_purchase', 'post_engagement']) {
			for (const key of ['value', '1d_click', '7d_click', '28d_click', '1d_view']) {
				expect([type, key, count(parts, type, key)]).toEqual([type, key, count(whole, type, key)]);
			}
		}
	});

	it('do not exist for reach: a total is less than its days, more than its largest', async () => {
		const days = await rows(ACCOUNTS.usd, { ...week, fields: 'reach,impressions', time_increment: 1 });
		const [whole] = await rows(ACCOUNTS.usd, { ...week, fields: 'reach,impressions,frequency' });
		expect(sum(days, 'reach')).toBeGreaterThan(Number(whole!.reach));
		expect(Number(whole!.reach)).toBeGreaterThan(Math.max(...days.map(({ reach }) => Number(reach))));
		expect(Number(whole!.reach)).toBeLessThan(Number(whole!.impressions));
		expect(Number(whole!.frequency)).toBeCloseTo(Number(whole!.impressions) / Number(whole!.reach), 5);
	});
});

it('writes lists with types and windows, overlapping names, and nothing for zero or for removed windows', async () => {
	const windows = ['1d_click', '7d_click', '28d_click', '1d_view', '7d_view', '28d_view'];
	const fields = 'ad_id,spend,actions,action_values,purchase_roas,cost_per_action_type,results,cost_per_result';
	const [row] = (await rows(ADS.usdCboA1, { ...week, fields, action_attribution_windows: windows })) as [Row];
	const purchase = row.actions!.find(({ action_type }) => action_type === 'purchase')!;
	expect(Object.keys(purchase).toSorted()).toEqual([
		'1d_click',
		'1d_view',
		'28d_click',
		'7d_click',
		'action_type',
		'value',
	]);
	expect(Number(purchase.value)).toBe(Number(purchase['7d_click']) + Number(purchase['1d_view']));
	expect(row.actions!.filter(({ value }) => value === purchase.value).map(({ action_type }) => action_type)).toEqual(
		expect.arrayContaining(['purchase', 'omni_purchase', 'offsite_conversion.fb_pixel_purchase']),
	);
	const values = row.action_values as unknown as Record<string, string>[];
	const worth = values.find(({ action_type }) => action_type === 'purchase')!;
	expect(row.purchase_roas).toEqual([
		expect.objectContaining({
			action_type: 'omni_purchase',
			value: String(Number((Number(worth.value) / Number(row.spend)).toFixed(6))),
		}),
	]);
	expect(row.results).toEqual([
		{
			indicator: 'actions:offsite_conversion.fb_pixel_purchase',
			values: [{ value: purchase.value, attribution_windows: ['default'] }],
		},
	]);
	const [plain] = (await rows(ADS.usdCboA1, { ...week, fields: 'actions' })) as [Row];
	expect(Object.keys(plain.actions![0]!)).toEqual(['action_type', 'value']);
});

it('keeps deleted and archived ads in parents, and shows them by id or by a filter for their status only', async () => {
	const old = { time_range: { since: '2026-09-10', until: '2026-09-20' }, fields: 'ad_id,impressions' };
	const ids = async (params: Params) =>
		(await rows(AD_SETS.eurNoBudget, { ...old, level: 'ad', ...params })).map(({ ad_id }) => ad_id);
	expect(await ids({})).toEqual([ADS.eurNoBudget1, ADS.eurPaused]);
	const status = (value: string[]) => ({ filtering: [{ field: 'ad.effective_status', operator: 'IN', value }] });
	expect(await ids(status(['ARCHIVED']))).toEqual([ADS.eurArchived]);
	expect(await ids(status(['DELETED']))).toEqual([ADS.eurDeleted]);
	const [deleted] = await rows(ADS.eurDeleted, old);
	expect(Number(deleted!.impressions)).toBeGreaterThan(0);
	const [whole] = await rows(AD_SETS.eurNoBudget, old);
	const shown = await rows(AD_SETS.eurNoBudget, { ...old, level: 'ad' });
	const gone = await rows(AD_SETS.eurNoBudget, { ...old, level: 'ad', ...status(['ARCHIVED', 'DELETED']) });
	expect(sum([...shown, ...gone], 'impressions')).toBe(Number(whole!.impressions));
});

it('filters by objects and numbers, sorts, sums up', async () => {
	const params = { ...week, level: 'ad', fields: 'ad_id,spend,impressions' };
	const all = await rows(ACCOUNTS.usd, params);
	const sorted = await page(ACCOUNTS.usd, { ...params, sort: ['spend_descending'], default_summary: 'true' });
	expect(sorted.body.data!.map(({ spend }) => Number(spend))).toEqual(
		all.map(({ spend }) => Number(spend)).toSorted((one, other) => other - one),
	);
	expect(Number((sorted.body.summary as Row).impressions)).toBe(sum(all, 'impressions'));
	const filtering = (field: string, operator: string, value: unknown) => ({ filtering: [{ field, operator, value }] });
	expect(
		await rows(ACCOUNTS.usd, { ...params, ...filtering('campaign.id', 'IN', [CAMPAIGNS.usdNoBudget]) }),
	).toHaveLength(1);
	const most = Math.max(...all.map(({ impressions }) => Number(impressions)));
	expect(
		await rows(ACCOUNTS.usd, { ...params, ...filtering('ad.impressions', 'GREATER_THAN', most - 1) }),
	).toHaveLength(1);
	const [clicks] = await rows(ACCOUNTS.usd, {
		...week,
		fields: 'actions',
		...filtering('action_type', 'IN', ['link_click']),
	});
	expect(clicks!.actions).toEqual([{ action_type: 'link_click', value: expect.any(String) as string }]);
	expect(codes(await page(ACCOUNTS.usd, { sort: ['spend_descending', 'clicks_ascending'] }))).toBe('100/-');
	expect(codes(await page(ACCOUNTS.usd, filtering('weather', 'EQUAL', 'sunny')))).toBe('100/-');
});

it('turns pages in both directions', async () => {
	const params = { ...week, level: 'ad', time_increment: 1, fields: 'ad_id', limit: '5' };
	const first = await page(ACCOUNTS.usd, params);
	const second = await page(ACCOUNTS.usd, { ...params, after: first.body.paging!.cursors.after });
	expect(first.body.paging!.next).toContain('access_token=');
	expect(first.body.paging!.previous).toBeUndefined();
	const back = await page(ACCOUNTS.usd, { ...params, before: second.body.paging!.cursors.before });
	expect(back.body.data).toEqual(first.body.data);
	expect(codes(await page(ACCOUNTS.usd, { ...params, after: '%%' }))).toBe('2642/-');
});

describe('days', () => {
	const dates = async (account: string, params: Params) =>
		(await rows(account, { fields: 'impressions', ...params })).map(({ date_start, date_stop }) => [
			date_start,
			date_stop,
		]);

	it('are those of the ad account', async () => {
		expect(await dates(ACCOUNTS.usd, { date_preset: 'today' })).toEqual([['2026-11-24', '2026-11-24']]);
		expect(await dates(ACCOUNTS.jpy, { date_preset: 'today' })).toEqual([['2026-11-25', '2026-11-25']]);
	});

	it('come in pieces: days, weeks by number, months cut to the range, ranges that overlap', async () => {
		const range = { time_range: { since: '2026-09-28', until: '2026-11-03' } };
		expect(await dates(ACCOUNTS.usd, { ...range, time_increment: 'monthly' })).toEqual([
			['2026-09-28', '2026-09-30'],
			['2026-10-01', '2026-10-31'],
			['2026-11-01', '2026-11-03'],
		]);
		expect((await dates(ACCOUNTS.usd, { ...range, time_increment: 14 })).at(-1)).toEqual(['2026-10-26', '2026-11-03']);
		const ranges = [week.time_range, { since: '2026-10-18', until: '2026-10-19' }];
		expect(await dates(ACCOUNTS.usd, { time_ranges: ranges, time_increment: 1 })).toEqual([
			['2026-10-12', '2026-10-18'],
			['2026-10-18', '2026-10-19'],
		]);
	});

	it.each([
		['yesterday', '2026-11-23', '2026-11-23'],
		['last_7d', '2026-11-17', '2026-11-23'],
		['last_week_mon_sun', '2026-11-16', '2026-11-22'],
		['last_week_sun_sat', '2026-11-15', '2026-11-21'],
		['this_week_mon_today', '2026-11-23', '2026-11-24'],
		['last_month', '2026-10-01', '2026-10-31'],
		['this_quarter', '2026-10-01', '2026-11-24'],
		['last_quarter', '2026-07-01', '2026-09-30'],
	])('preset %s', async (date_preset, since, until) => {
		expect(await dates(ACCOUNTS.usd, { date_preset })).toEqual([[since, until]]);
	});

	it.each([
		['since after until', { time_range: { since: '2026-10-02', until: '2026-10-01' } }, '100/-'],
		['no date', { time_range: { since: '2026-02-31', until: '2026-10-01' } }, '100/-'],
		['beyond 37 months', { time_range: { since: '2023-10-01', until: '2026-10-01' } }, '3018/-'],
		['lifetime', { date_preset: 'lifetime' }, '100/-'],
		['an increment of 91', { time_increment: 91 }, '100/-'],
	])('refuse %s', async (_name, params, code) => {
		expect(codes(await page(ACCOUNTS.usd, params))).toBe(code);
	});

	it('grow until they are 28 days old, then stay', async () => {
		const read = async () =>
			JSON.stringify(
				await rows(ACCOUNTS.usd, {
					time_range: { since: '2026-11-20', until: '2026-11-20' },
					fields: 'actions,impressions',
				}),
			);
		const first = await read();
		expect(await read()).toBe(first);
		used.emulator.control.advanceClock(10 * 86_400);
		const later = await read();
		expect(later).not.toBe(first);
		used.emulator.control.advanceClock(30 * 86_400);
		const settled = await read();
		expect(settled).not.toBe(later);
		used.emulator.control.advanceClock(30 * 86_400);
		expect(await read()).toBe(settled);
	});
});

it('gives a paused ad no more, and one that never was on nothing', async () => {
	const impressions = async (id: string, days: string) =>
		(await rows(id, { date_preset: days, fields: 'impressions' })).map((row) => Number(row.impressions) > 0);
	await used.graph.post(ADS.usdCboA1, { status: 'PAUSED' });
	expect(await impressions(ADS.usdCboA1, 'today')).toEqual([true]);
	used.emulator.control.advanceClock(2 * 86_400);
	expect(await impressions(ADS.usdCboA1, 'yesterday')).toEqual([]);
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/ads`, {
		name: 'New',
		adset_id: AD_SETS.usdCboA,
		creative: { creative_id: '120213000000000001' },
		status: 'PAUSED',
	});
	used.emulator.control.advanceClock(2 * 86_400);
	expect(await impressions(body.id!, 'last_3d')).toEqual([]);
});

describe('refuses', () => {
	it.each([
		['an unknown field', { fields: 'impressions,weather' }, '100/-', 'weather is not valid for fields param'],
		['a breakdown among the fields', { fields: 'age' }, '100/-', 'age is not valid for fields param'],
		[
			'platform_position alone',
			{ breakdowns: 'platform_position' },
			'100/-',
			'(action_type, platform_position) is invalid',
		],
		['age with country', { breakdowns: 'age,country' }, '100/-', '(action_type, age, country) is invalid'],
		[
			'an hour with anything',
			{ breakdowns: 'hourly_stats_aggregated_by_advertiser_time_zone,age' },
			'100/-',
			'is invalid',
		],
		['an unknown breakdown', { breakdowns: 'weather' }, '100/-', 'weather is not valid for breakdowns param'],
		['an unknown window', { action_attribution_windows: ['3d_click'] }, '100/-', 'must be one of'],
		['mmm in sync', { breakdowns: 'mmm' }, '100/-', 'asynchronous'],
		['a breakdown that was removed', { breakdowns: 'dma' }, '100/-', 'dma is not valid for breakdowns param'],
		['a field that was removed', { fields: 'labels' }, '100/-', 'labels is not valid for fields param'],
		['an asset of the account', { breakdowns: 'image_asset', level: 'account' }, '100/-', 'account level'],
		[
			'video by hour',
			{ breakdowns: 'hourly_stats_aggregated_by_advertiser_time_zone', fields: 'video_play_actions' },
			'2/1504041',
			'No data',
		],
		[
			'quartiles by region',
			{ breakdowns: 'region', fields: 'spend,video_p50_watched_actions' },
			'2/1504041',
			'No data',
		],
		['a rate by asset', { breakdowns: 'body_asset', fields: 'spend,ctr' }, '2/1504041', 'No data'],
		[
			'anything but reach by frequency',
			{ breakdowns: 'frequency_value', fields: 'ad_id,reach,spend' },
			'2/1504041',
			'No data',
		],
	])('%s', async (_name, params, code, text) => {
		const answer = await page(ACCOUNTS.usd, params);
		expect(codes(answer)).toBe(code);
		expect(answer.body.error?.message).toContain(text);
	});

	it('unique counts with breakdowns after 13 months, and leaves reach out', async () => {
		const old = { time_range: { since: '2025-10-01', until: '2026-11-01' }, breakdowns: 'age' };
		expect(codes(await page(ACCOUNTS.usd, { ...old, fields: 'unique_clicks' }))).toBe('100/-');
		const plain = { time_range: old.time_range };
		expect(codes(await page(ACCOUNTS.usd, { ...plain, fields: 'unique_actions' }))).toBe('100/-');
		expect((await page(ACCOUNTS.usd, { ...plain, fields: 'reach,unique_clicks' })).status).toBe(200);
		const [row] = await rows(ACCOUNTS.usd, { ...old, fields: 'reach,impressions' });
		expect(row).toMatchObject({ impressions: expect.any(String) as string });
		expect(row).not.toHaveProperty('reach');
	});
});

it('takes what a row is about beside the only field of a breakdown, and then has no numbers for it', async () => {
	const fields = 'account_id,account_currency,campaign_id,campaign_name,reach';
	expect((await page(ACCOUNTS.usd, { breakdowns: 'frequency_value', fields })).status).toBe(501);
});

it('calls several attribution settings multiple, and has the actions of all', async () => {
	used.emulator.control.addAds({ ads: 4, adsPerAdSet: 1, clickWindows: [7, 1], name: 'Mixed' });
	const named = { filtering: [{ field: 'campaign.name', operator: 'CONTAIN', value: 'Mixed' }] };
	const fields = 'spend,actions,action_values,purchase_roas,attribution_setting';
	const [campaign] = await rows(ACCOUNTS.usd, { ...week, ...named, level: 'campaign', fields });
	expect(campaign).toMatchObject({ attribution_setting: 'multiple', spend: expect.any(String) as string });
	for (const list of ['actions', 'action_values', 'purchase_roas']) expect(campaign).toHaveProperty(list);
	const adSets = await rows(ACCOUNTS.usd, { ...week, ...named, level: 'adset', fields });
	expect(adSets.map(({ attribution_setting }) => attribution_setting)).toEqual([
		'7d_click',
		'1d_click',
		'7d_click',
		'1d_click',
	]);
	const purchases = (row: (typeof adSets)[number]): number =>
		Number(row.actions!.find(({ action_type }) => action_type === 'omni_purchase')?.value ?? 0);
	expect(purchases(campaign!)).toBe(sumBy(adSets, purchases));
	expect(purchases(campaign!)).toBeGreaterThan(0);
});

it('has windows past one day for conversions only', async () => {
	const [row] = (await rows(ADS.usdCboA1, {
		...week,
		fields: 'actions',
		action_attribution_windows: ['1d_click', '7d_click'],
	})) as [Row];
	const keys = (type: string) =>
		Object.keys(row.actions!.find(({ action_type }) => action_type === type)!).filter((key) => key.endsWith('click'));
	expect([keys('link_click'), keys('purchase')]).toEqual([['1d_click'], ['1d_click', '7d_click']]);
});

describe('the throttle', () => {
	const throttle = ({ headers }: Answer) =>
		JSON.parse(headers.get('x-fb-ads-insights-throttle') ?? 'null') as Record<string, unknown> | null;

	it('is told with every insights call, and with no other', async () => {
		expect(throttle(await page(ACCOUNTS.usd, {}))).toEqual({
			app_id_util_pct: 0,
			acc_id_util_pct: 0,
			ads_api_access_tier: 'standard_access',
		});
		expect(throttle(await used.graph.get(ACCOUNTS.usd))).toBeNull();
	});

	it('refuses at 100 per cent, until a script lowers it', async () => {
		used.emulator.control.setInsights({ throttle: { app: 100, account: 12 } });
		const refused = await page(ACCOUNTS.usd, {});
		expect(codes(refused)).toBe('4/1504022');
		expect(throttle(refused)).toMatchObject({ app_id_util_pct: 100, acc_id_util_pct: 12 });
		used.emulator.control.setInsights({ throttle: { app: 20 } });
		expect((await page(ACCOUNTS.usd, {})).status).toBe(200);
	});

	it('is a use case of its own: 80000 above the calls of an hour', async () => {
		used.emulator.control.setTier('development_access');
		const account = used.emulator.world.get('AdAccount', ACCOUNTS.jpy);
		const { limits } = used.emulator.world;
		const objects = { activeAds: 1, audiences: 0 };
		for (let call = 0; call < 1000; call += 1) limits.charge(account, 0, 'ads_insights', objects);
		const refused = await page(ACCOUNTS.jpy, {});
		expect(codes(refused)).toBe('80000/2446079');
		const usage = JSON.parse(refused.headers.get('x-business-use-case-usage') ?? '') as Record<string, unknown[]>;
		expect(usage[ACCOUNTS.jpy.slice(4)]).toMatchObject([
			{ type: 'ads_insights', call_count: 100 },
			{ type: 'ads_management', call_count: 0 },
		]);
	});
});
