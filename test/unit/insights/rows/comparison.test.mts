import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { blocksOf } from '../../../../nodes/MetaInsights/render/blocks.ts';
import { reportChunksOf } from '../../../../nodes/MetaInsights/facts/increments.ts';
import { resolveReport } from '../../../../nodes/MetaInsights/form/resolvedReport.ts';
import { delivery } from './delivery.mts';
import { readReport } from '../forms.mts';

const account = { id: 'act_1001000000000001', name: 'Shop', currency: 'USD', timeZone: 'America/New_York' };
/** October has a day more than the month before, September a day less. */
const noon = Date.parse('2026-11-12T17:00:00Z');

/** One of Meta's rows: the n-th chunk of a period, of a campaign. */
interface Told {
	readonly chunk: number;
	readonly campaign: number;
	readonly more?: IDataObject;
}

interface Compared {
	readonly form?: IDataObject;
	readonly now: readonly Told[];
	readonly before: readonly Told[];
	readonly complete?: boolean;
	readonly at?: number;
}

async function compared({ form: values = {}, now, before, complete = true, at = noon }: Compared) {
	const form = readReport({ dateRange: 'lastDays', compare: true, fieldSets: ['delivery', 'ecommerce'], ...values });
	const asked = resolveReport(form, account, at);
	const rowsOf = (periods: typeof asked.previous, told: readonly Told[]) => {
		const chunks = periods.flatMap((period) => reportChunksOf(period, asked.query.increment));
		return told.flatMap(({ chunk, campaign, more }) => {
			const period = chunks[chunk];
			if (period === undefined) return [];
			return [
				{
					account_id: '1001000000000001',
					campaign_id: `12021${campaign}`,
					campaign_name: `Campaign ${campaign}`,
					date_start: period.since,
					date_stop: period.until,
					spend: '10',
					impressions: '100',
					reach: '50',
					...more,
				},
			];
		});
	};
	const raw = { now: rowsOf(asked.periods, now), before: rowsOf(asked.previous, before) };
	async function* pages() {
		for (const row of raw.now) yield await Promise.resolve({ place: 0, rows: [row] });
	}
	const { rows, count } = await delivery({
		...{ form, asked, account, pages: pages(), now: at },
		...{ before: raw.before, complete: () => complete },
	});
	expect(count).toBe(rows.length);
	return { asked, raw, rows: rows.map(({ json }) => json) };
}

const sum = (rows: readonly object[], column: string): number =>
	rows.reduce<number>((total, row) => total + Number((row as IDataObject)[column] ?? 0), 0);

describe('what had numbers in the period before only', () => {
	it('has a row with the dates of the report, nothing in its counts, and all of its fall', async () => {
		const { rows } = await compared({
			form: { timeIncrement: 'total' },
			now: [],
			before: [
				{ chunk: 0, campaign: 1, more: { actions: [{ action_type: 'omni_purchase', value: '4' }], results: null } },
			],
		});
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			campaign_id: '120211',
			campaign_name: 'Campaign 1',
			date_start: '2026-11-05',
			date_stop: '2026-11-11',
			row_key: 'campaign|120211|2026-11-05|all_days',
			account_currency: 'USD',
			day_complete: true,
			settled: false,
		});
		expect(rows[0]).toMatchObject({
			previous_date_start: '2026-10-29',
			previous_date_stop: '2026-11-04',
			spend: 0,
			spend_previous: 10,
			spend_change_pct: -100,
			purchases: 0,
			purchases_previous: 4,
			purchases_change_pct: -100,
		});
		expect(rows[0]).toMatchObject({
			reach: null,
			reach_previous: 50,
			reach_change_pct: null,
			cpm: null,
			roas: null,
			cost_per_purchase: null,
		});
	});

	it('keeps a campaign that paused on Wednesday from being compared with half of its week before', async () => {
		const days = (count: number) => Array.from({ length: count }, (_, chunk) => ({ chunk, campaign: 1 }));
		const { rows } = await compared({ now: days(3), before: days(7) });
		expect([sum(rows, 'spend'), sum(rows, 'spend_previous'), rows.length]).toEqual([30, 70, 7]);
		expect(rows.map(({ spend, spend_previous: before }) => [spend, before])).toEqual([
			[10, 10],
			[10, 10],
			[10, 10],
			[0, 10],
			[0, 10],
			[0, 10],
			[0, 10],
		]);
	});

	it('is in the mail with all of its fall, and nothing that ran before is new there', async () => {
		const days = (campaign: number, ...chunks: number[]) => chunks.map((chunk) => ({ chunk, campaign }));
		const { rows } = await compared({
			now: [...days(1, 0, 1, 2), ...days(2, 4, 5, 6), ...days(4, 0), ...days(5, 0)],
			before: [...days(1, 0, 1, 2, 3, 4, 5, 6), ...days(2, 0, 1), ...days(3, 0, 1, 2), ...days(4, 0)],
		});
		const [{ headline, down, tables }] = blocksOf(rows as IDataObject[], {
			groupBy: 'campaign_name',
			metrics: [],
			sortBy: 'spend',
			mostLines: 10,
			movers: true,
			locale: 'en-US',
		});
		expect(headline.get('spend')).toMatchObject({ now: 80, before: 130 });
		expect(down.map(({ name, figures }) => [name, figures.get('spend')?.change])).toEqual([
			['Campaign 1', expect.closeTo(-57.1, 1)],
			['Campaign 3', -100],
		]);
		expect(tables[0].lines.map(({ name, figures }) => [name, figures.get('spend')?.before])).toEqual([
			['Campaign 1', 70],
			['Campaign 2', 20],
			['Campaign 4', 10],
			['Campaign 5', 0],
			['Campaign 3', 30],
		]);
	});

	it('knows a campaign that was there on other days: nothing then is not the same as new', async () => {
		const { rows } = await compared({
			now: [
				{ chunk: 5, campaign: 1 },
				{ chunk: 5, campaign: 2 },
			],
			before: [{ chunk: 1, campaign: 1 }],
		});
		expect(
			rows.map(({ campaign_id: id, spend, spend_previous: before, spend_change_pct: change }) => [
				id,
				spend,
				before,
				change,
			]),
		).toEqual([
			['120211', 10, 0, null],
			['120212', 10, null, null],
			['120211', 0, 10, -100],
		]);
	});

	it('does not call new in the mail what a filter by a number hid before', async () => {
		const form = { options: { filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '100' }] } } };
		const { rows } = await compared({ form, now: [{ chunk: 5, campaign: 1, more: { spend: '110' } }], before: [] });
		expect(rows[0]).toMatchObject({ spend: 110, spend_previous: null, previous_date_start: null });
		const [{ tables }] = blocksOf(rows as IDataObject[], {
			groupBy: 'auto',
			metrics: [],
			sortBy: 'spend',
			mostLines: 10,
			movers: true,
			locale: 'en-US',
		});
		expect(tables[0].lines.map(({ figures }) => figures.get('spend')?.before)).toEqual([null]);
	});

	it('keeps breakdown values apart', async () => {
		const told = (age: string): Told => ({ chunk: 0, campaign: 1, more: { age } });
		const { rows } = await compared({
			form: { breakdowns: ['age'], timeIncrement: 'total' },
			now: [told('18-24')],
			before: [told('18-24'), told('65+')],
		});
		expect(rows.map(({ age, spend, spend_previous: before, row_key: key }) => [age, spend, before, key])).toEqual([
			['18-24', 10, 10, 'campaign|120211|2026-11-05|all_days|age=18-24'],
			['65+', 0, 10, 'campaign|120211|2026-11-05|all_days|age=65+'],
		]);
	});

	it('stands on the last day where the report has no such day, under a key of its own', async () => {
		const form = { dateRange: 'custom', since: '2026-09-01', until: '2026-09-30' };
		const { rows } = await compared({
			form,
			now: [{ chunk: 29, campaign: 1 }],
			before: [
				{ chunk: 29, campaign: 1 },
				{ chunk: 30, campaign: 1 },
			],
		});
		expect(
			rows.map(({ date_start: day, previous_date_start: before, spend, spend_previous: spent, row_key: key }) => [
				day,
				before,
				spend,
				spent,
				key,
			]),
		).toEqual([
			['2026-09-30', '2026-08-30', 10, 10, 'campaign|120211|2026-09-30|1'],
			['2026-09-30', '2026-08-31', 0, 10, 'campaign|120211|2026-09-30|1|2026-08-31'],
		]);
	});

	it('keeps the kind of its results, which are none now', async () => {
		const results = [{ indicator: 'actions:lead', values: [{ value: '3', attribution_windows: ['default'] }] }];
		const { rows } = await compared({
			form: { fieldSets: ['results'], timeIncrement: 'total' },
			now: [],
			before: [{ chunk: 0, campaign: 1, more: { results } }],
		});
		expect(rows[0]).toMatchObject({
			results: 0,
			results_previous: 3,
			results_change_pct: -100,
			result_type: 'actions:lead',
			cost_per_result: null,
		});
	});

	it.each([
		['a part of the report is missing', { complete: false }],
		[
			'a filter by a number hides rows',
			{ form: { options: { filters: { values: [{ field: 'spend', operator: 'GREATER_THAN', value: '5' }] } } } },
		],
	])('is not said to have had nothing where %s', async (_, more) => {
		const { rows } = await compared({ now: [{ chunk: 5, campaign: 1 }], before: [{ chunk: 1, campaign: 1 }], ...more });
		expect(rows[0]).toMatchObject({ spend: 10, spend_previous: null });
		expect(rows[1]).toMatchObject({
			spend: null,
			impressions: null,
			purchases: null,
			spend_previous: 10,
			spend_change_pct: null,
		});
	});

	it('is not looked for where a Limit ends the report before its end, and is sorted like any other', async () => {
		const told = {
			now: [
				{ chunk: 0, campaign: 1 },
				{ chunk: 0, campaign: 2 },
			],
			before: [
				{ chunk: 0, campaign: 3 },
				{ chunk: 1, campaign: 1 },
			],
		};
		const ids = async (options: IDataObject) =>
			(await compared({ ...told, form: { options } })).rows.map(({ campaign_id: id, spend }) => [id, spend]);
		expect(await ids({ limit: 2 })).toEqual([
			['120211', 10],
			['120212', 10],
		]);
		expect(await ids({ limit: 3 })).toEqual([
			['120211', 10],
			['120212', 10],
			['120213', 0],
		]);
		expect(await ids({ sortBy: 'spend', sortDirection: 'asc', limit: 1 })).toEqual([['120213', 0]]);
	});
});

describe('columns that only Meta’s answer decides', () => {
	const actions = (parts: Record<string, string>, more: IDataObject = {}): IDataObject => ({
		actions: Object.entries(parts).map(([type, value]) => ({ action_type: type, value, ...more })),
	});

	it('are compared as well, each with what it was right behind it, also where only one side has it', async () => {
		const form = { timeIncrement: 'total', fieldSets: ['clicks'], options: { allActionTypes: true } };
		const { rows } = await compared({
			form,
			now: [
				{ chunk: 0, campaign: 1, more: actions({ comment: '3', like: '8' }) },
				{ chunk: 0, campaign: 2 },
			],
			before: [{ chunk: 0, campaign: 1, more: actions({ comment: '2', post: '5' }) }],
		});
		expect(rows[0]).toMatchObject({
			actions_comment: 3,
			actions_comment_previous: 2,
			actions_comment_change_pct: 50,
			actions_like: 8,
			actions_like_previous: null,
			actions_post: null,
			actions_post_previous: 5,
		});
		expect(Object.keys(rows[0]).join()).toContain(
			'actions_comment,actions_comment_previous,actions_comment_change_pct,actions_like,',
		);
		expect(Object.keys(rows[1])).toEqual(Object.keys(rows[0]));
	});

	it('are those of parts with action breakdowns', async () => {
		const told = (value: string): Told => ({
			chunk: 0,
			campaign: 1,
			more: actions({ link_click: value }, { action_device: 'iphone' }),
		});
		const { rows } = await compared({
			form: { timeIncrement: 'total', fieldSets: ['clicks'], options: { actionBreakdowns: ['action_device'] } },
			now: [told('6')],
			before: [told('4')],
		});
		expect(rows).toMatchObject([
			{ actions_link_click_iphone: 6, actions_link_click_iphone_previous: 4, actions_link_click_iphone_change_pct: 50 },
		]);
	});

	it('are no parts of an asset', async () => {
		const told = {
			chunk: 0,
			campaign: 1,
			more: { ad_id: '1', image_asset: { id: '7', width: 640 }, ...actions({ comment: '1' }) },
		};
		const { rows } = await compared({
			form: { timeIncrement: 'total', level: 'ad', breakdowns: ['image_asset'], options: { allActionTypes: true } },
			now: [told],
			before: [told],
		});
		expect(rows).toMatchObject([{ image_asset_width: 640, actions_comment_previous: 1 }]);
		expect(rows[0]).not.toHaveProperty('image_asset_width_previous');
	});
});

describe('a comparison of any report', () => {
	const told = fc
		.array(
			fc.record({
				chunk: fc.nat({ max: 31 }),
				campaign: fc.integer({ min: 1, max: 3 }),
				more: fc.record({ age: fc.constantFrom('18-24', '65+'), spend: fc.integer({ min: 0, max: 500 }).map(String) }),
			}),
			{ maxLength: 40 },
		)
		.map((rows) =>
			// Meta tells a thing once.
			[...new Map(rows.map((row) => [JSON.stringify([row.chunk, row.campaign, row.more.age]), row])).values()],
		);
	const forms: IDataObject[] = [
		{ dateRange: 'lastDays', days: 20 },
		{ dateRange: 'lastMonth' },
		{ dateRange: 'custom', since: '2026-09-01', until: '2026-09-30' },
		{ dateRange: 'custom', since: '2026-02-01', until: '2026-02-28', timeIncrement: 'days', incrementDays: 10 },
		{ dateRange: 'lastMonth', timeIncrement: 'week' },
		{ dateRange: 'lastDays', timeIncrement: 'total' },
		{ dateRange: 'lastQuarter', timeIncrement: 'month' },
	];

	it('holds all of the report and all of the period before, each once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...forms), told, told, async (form, now, before) => {
				const { asked, raw, rows } = await compared({ form: { ...form, breakdowns: ['age'] }, now, before });
				expect([sum(rows, 'spend'), sum(rows, 'spend_previous')]).toEqual([
					sum(raw.now, 'spend'),
					sum(raw.before, 'spend'),
				]);
				expect(new Set(rows.map(({ row_key: key }) => key)).size).toBe(rows.length);
				expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBeLessThanOrEqual(1);
				const days = rows.map(({ date_start: start, date_stop: stop }) => [String(start), String(stop)]);
				expect(
					days.filter(
						([start, stop]) => start < asked.periods[0].since || stop > asked.periods[asked.periods.length - 1].until,
					),
				).toEqual([]);
			}),
			{ seed: 20261126, numRuns: 100 },
		);
	});
});

describe('days of a leap year beside those of another', () => {
	const day = (date: unknown): string => String(date).slice(5);
	const days = (count: number): Told[] => Array.from({ length: count }, (_, chunk) => ({ chunk, campaign: 1 }));
	const year = { dateRange: 'custom', compareWith: 'previousYear', timeIncrement: 'day' };

	it.each([
		['leap', { since: '2028-02-20', until: '2028-03-10' }, 20, 19, '2028-05-01'],
		['common', { since: '2029-02-20', until: '2029-03-10' }, 19, 20, '2029-05-01'],
	])('of a %s year meet the same dates, and 29 February meets none', async (_, range, now, before, at) => {
		const { rows, raw } = await compared({
			form: { ...year, ...range },
			now: days(now),
			before: days(before),
			at: Date.parse(`${at}T17:00:00Z`),
		});
		const met = rows.filter(({ spend, spend_previous: earlier }) => spend === 10 && earlier === 10);
		expect(met).toHaveLength(19);
		expect(met.every((row) => day(row.date_start) === day(row.previous_date_start))).toBe(true);
		const unmet = rows.filter((row) => !met.includes(row));
		expect(unmet.map(({ spend_previous: earlier }) => earlier)).toEqual(now > before ? [null] : [10]);
		expect(sum(rows, 'spend_previous')).toBe(sum(raw.before, 'spend'));
	});
});

it('says of periods that are not equally long that their sums differ for that alone', async () => {
	const remarks = async (form: IDataObject): Promise<readonly string[]> =>
		(await compared({ form, now: [], before: [] })).asked.remarks.filter((remark) => remark.includes('equally long'));
	expect(await remarks({ dateRange: 'lastMonth' })).toEqual([
		'The compared periods are not equally long: 31 days (2026-10-01 to 2026-10-31) against 30 (2026-09-01 to 2026-09-30). Compare costs and rates, not sums.',
	]);
	expect(await remarks({ dateRange: 'lastDays' })).toEqual([]);
	expect(await remarks({ dateRange: 'lastDays', compare: false })).toEqual([]);
});

describe('assets', () => {
	const image = (hash: string) => ({
		image_asset: { hash, image_name: 'banner.jpg', url: `https://example.com/${hash}` },
	});

	it('that bear the same name meet their own numbers by their hash', async () => {
		const told = (more: readonly IDataObject[]) => more.map((one) => ({ chunk: 0, campaign: 1, more: one }));
		const { rows } = await compared({
			form: {
				dateRange: 'custom',
				since: '2026-11-01',
				until: '2026-11-07',
				timeIncrement: 'total',
				breakdowns: ['image_asset'],
			},
			now: told([
				{ ...image('aa'), spend: '1' },
				{ ...image('bb'), spend: '2' },
			]),
			before: told([
				{ ...image('bb'), spend: '20' },
				{ ...image('aa'), spend: '10' },
			]),
		});
		expect(rows.map(({ image_asset_hash: hash, spend, spend_previous: before }) => [hash, spend, before])).toEqual([
			['aa', 1, 10],
			['bb', 2, 20],
		]);
	});
});
