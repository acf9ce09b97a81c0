import * as fc from 'fast-check';
import { shuffle } from 'lodash';

import { exactRatio, exactSum } from '../../../../nodes/MetaInsights/rows/creatives/exactSum.ts';
import { addRows } from '../../../../nodes/MetaInsights/rows/creatives/addRows.ts';
import { CreativeRows } from '../../../../nodes/MetaInsights/rows/creatives/creativeRows.ts';
import { shownIn, type ShownCreative } from '../../../../nodes/MetaInsights/rows/creatives/shown.ts';
import type { FlatRow } from '../../../../nodes/MetaInsights/rows/cells.ts';
import { Flattener } from '../../../../nodes/MetaInsights/rows/flatten.ts';
import type { ColumnSettings } from '../../../../nodes/MetaInsights/rows/columns/columnSettings.ts';
import type { GraphObject } from '../../../../nodes/shared/graph/object.ts';
import { columnSettings } from '../../../support/columnSettings.mts';

const settings = (more: Partial<ColumnSettings> = {}): ColumnSettings =>
	columnSettings('ad', ['delivery', 'conversions', 'ecommerce', 'clicks', 'video'], {
		moreFields: ['quality_ranking', 'unique_actions'],
		...more,
	});

const flattenerOf = (wanted: ColumnSettings): Flattener =>
	new Flattener(wanted, {
		currency: 'USD',
		timeZone: 'UTC',
		environment: 'meta',
		now: Date.parse('2026-11-25T12:00:00Z'),
		increment: 1,
	});

const merged = (
	raw: readonly GraphObject[],
	shown: (ad: string) => ShownCreative,
	wanted = settings(),
): { rows: FlatRow[]; flat: FlatRow[]; mixed: boolean } => {
	const flattener = flattenerOf(wanted);
	const flat = raw.map((row) => flattener.flatten(row));
	const creatives = new CreativeRows(wanted, flattener, shown);
	return { rows: creatives.rowsOf(raw, flat), flat, mixed: creatives.mixed };
};

const together = (): ShownCreative => ({ by: 'Video', id: '7' });

const day = (ad: number, more: GraphObject = {}): GraphObject => ({
	account_id: '1',
	campaign_id: '2',
	adset_id: '3',
	ad_id: String(ad),
	ad_name: `Ad ${ad}`,
	date_start: '2026-11-20',
	date_stop: '2026-11-20',
	attribution_setting: '7d_click_1d_view',
	account_currency: 'USD',
	spend: '1.10',
	impressions: '1000',
	clicks: '10',
	...more,
});

const count = fc.nat(5000);
const cents = fc.nat(1_000_000).map((amount) => (amount / 100).toFixed(2));
const entries = (...types: string[]) =>
	fc
		.uniqueArray(fc.tuple(fc.constantFrom(...types), fc.integer({ min: 1, max: 500 })), { selector: ([type]) => type })
		.map((list) => list.map(([type, value]) => ({ action_type: type, value: String(value) })));

const anyRow = fc.record({
	ad: fc.integer({ min: 100, max: 120 }),
	date: fc.constantFrom('2026-11-20', '2026-11-21'),
	spend: cents,
	impressions: count,
	clicks: count,
	actions: entries('link_click', 'omni_purchase', 'offsite_conversion.fb_pixel_purchase', 'lead'),
	values: entries('omni_purchase', 'purchase'),
	plays: entries('video_view'),
	results: fc.option(fc.nat(50)),
});

const anyReport = fc.uniqueArray(anyRow, { maxLength: 12, selector: ({ ad, date }) => `${ad} ${date}` }).map((rows) =>
	rows.map(({ ad, date, spend, impressions, clicks, actions, values, plays, results }) =>
		day(ad, {
			...{ date_start: date, date_stop: date, spend, impressions: String(impressions), clicks: String(clicks) },
			...{ actions, action_values: values, video_play_actions: plays, reach: '900', frequency: '1.1' },
			results: [
				{
					indicator: 'actions:lead',
					...(results === null ? {} : { values: [{ value: String(results), attribution_windows: ['default'] }] }),
				},
			],
			quality_ranking: 'AVERAGE',
			unique_actions: [{ action_type: 'link_click', value: '3' }],
		}),
	),
);

/** Ads show one of four things, by their number. */
const byNumber = (ad: string): ShownCreative => ({ by: 'Image', id: `h${Number(ad) % 4}` });

const SUMS = [
	...['spend', 'impressions', 'clicks', 'purchases', 'purchase_value', 'leads', 'link_clicks', 'results'],
	...['actions_link_click', 'actions_lead', 'actions_omni_purchase', 'action_values_omni_purchase'],
	'video_play_actions_video_view',
];

const total = (rows: readonly FlatRow[], column: string): number =>
	rows.reduce((sum, { [column]: value }) => sum + Math.round(Number(value ?? 0) * 100), 0) / 100;

describe('rows of creatives', () => {
	it('have the sums of the rows of ads, by day', () => {
		fc.assert(
			fc.property(anyReport, (raw) => {
				const { rows, flat } = merged(raw, byNumber);
				for (const date of ['2026-11-20', '2026-11-21'])
					for (const column of SUMS) {
						const ofDay = (list: readonly FlatRow[]) => list.filter(({ date_start: start }) => start === date);
						expect(total(ofDay(rows), column)).toBe(total(ofDay(flat), column));
					}
				expect(total(rows, 'ad_count')).toBe(raw.length);
				expect(new Set(rows.map(({ row_key: key }) => key)).size).toBe(rows.length);
			}),
		);
	});

	it('are the same whatever the order of the ads', () => {
		const sorted = (rows: FlatRow[]) =>
			rows.sort((one, other) => (String(one.row_key) < String(other.row_key) ? -1 : 1));
		fc.assert(
			fc.property(anyReport, (raw) => {
				expect(sorted(merged(shuffle(raw), byNumber).rows)).toEqual(sorted(merged(raw, byNumber).rows));
			}),
		);
	});

	it('work rates and costs out of sums, and know no people of several ads', () => {
		fc.assert(
			fc.property(anyReport, (raw) => {
				for (const row of merged(raw, byNumber).rows) {
					if (Number(row.ad_count) < 2) continue;
					const cell = (column: string) => row[column] as number | null;
					expect(row.ctr).toBe(null);
					expect(row.cost_per_purchase).toBe(exactRatio(cell('spend'), cell('purchases')));
					expect(row.roas).toBe(exactRatio(cell('purchase_value'), cell('spend')));
					for (const column of ['reach', 'frequency', 'quality_ranking', 'unique_actions_link_click', 'ad_id'])
						expect(row[column] ?? null).toBe(null);
				}
			}),
		);
	});

	it('have rates where the report of ads has them', () => {
		const rates = { ctr: '1', cpc: '0.11', cpm: '1.1', cost_per_result: [] };
		const results = (value: string) => [{ indicator: 'lead', values: [{ value, attribution_windows: ['default'] }] }];
		const raw = [
			day(1, { ...rates, results: results('3') }),
			day(2, { ...rates, results: results('1'), impressions: '3000', clicks: '30', spend: '2.90' }),
		];
		expect(merged(raw, together).rows).toEqual([
			expect.objectContaining({
				...{ spend: 4, impressions: 4000, clicks: 40, ctr: 1, cpc: 0.1, cpm: 1, results: 4, cost_per_result: 1 },
				...{ ad_name: 'Ad 1, Ad 2', ad_id: null, campaign_id: '2', ad_count: 2, grouped_by: 'Video', grouped_id: '7' },
				row_key: 'creative|video:7:1|2026-11-20|1',
			}),
		]);
	});

	it('leave one ad’s row as it is', () => {
		fc.assert(
			fc.property(anyReport, (raw) => {
				const { rows, flat } = merged(raw, (ad) => ({ by: 'Ad', id: ad }));
				const told = { row_key: expect.any(String), grouped_by: 'Ad', grouped_id: expect.any(String), ad_count: 1 };
				expect(rows).toEqual(flat.map((row) => ({ ...row, ...told })));
			}),
		);
	});

	it('of two ad accounts that show the same have keys of their own', () => {
		const keys = ['1', '8'].flatMap((account) =>
			merged([day(1, { account_id: account })], together).rows.map(({ row_key: key }) => key),
		);
		expect(new Set(keys).size).toBe(2);
	});

	it('add no kinds of results, and each kind for itself', () => {
		const of = (indicator: string, value: string) => ({
			results: [{ indicator, values: [{ value, attribution_windows: ['default'] }] }],
			cost_per_result: [{ indicator, values: [{ value: '1', attribution_windows: ['default'] }] }],
		});
		const [row] = merged([day(1, of('b', '2')), day(2, of('a', '3')), day(3, of('b', '5'))], together).rows;
		expect(row).toMatchObject({ results: null, result_type: 'a, b', results_by_type: '{"a":3,"b":7}' });
		expect(row).toMatchObject({ cost_per_result: null, cost_per_result_by_type: null });
	});

	it('count no people of several ads among the results, whatever Meta calls them', () => {
		const of = (indicator: string) => ({
			results: [{ indicator, values: [{ value: '400' }] }],
			cost_per_result: [{ indicator, values: [{ value: '2.75' }] }],
		});
		const rowOf = (indicator: string) => merged([day(1, of(indicator)), day(2, of(indicator))], together).rows[0];
		for (const people of ['reach', 'estimated_ad_recallers', 'unique_actions:link_click', 'unique_clicks'])
			expect(rowOf(people)).toMatchObject({ results: null, cost_per_result: null, result_type: people, spend: 2.2 });
		expect(rowOf('actions:lead')).toMatchObject({ results: 800, cost_per_result: 0.00275 });
	});

	it('do not take ad sets that do not tell their attribution setting for ones that count alike', () => {
		const of = (ad: number, adset: string) =>
			day(ad, {
				...{ adset_id: adset, attribution_setting: undefined },
				actions: [{ action_type: 'purchase', value: '2' }],
			});
		const apart = merged([of(1, '3'), of(2, '4')], together);
		expect(apart.mixed).toBe(true);
		expect(apart.rows[0]).toMatchObject({ purchases: null, actions_purchase: null });
		const alike = merged([of(1, '3'), of(2, '3')], together);
		expect(alike.mixed).toBe(false);
		expect(alike.rows[0]).toMatchObject({ purchases: 4, actions_purchase: 4 });
	});

	it('take what one ad does not tell for unknown, and not for 0', () => {
		const [row] = merged([day(1, { actions: null }), day(2, { clicks: undefined, results: [] })], together).rows;
		expect(row).toMatchObject({ clicks: null, purchases: null, actions_link_click: null, results: null, spend: 2.2 });
	});

	it('add nothing that counts by different attribution settings, but what counts by a window', () => {
		const purchase = (value: string) => ({ actions: [{ action_type: 'purchase', value, '7d_click': value }] });
		const raw = [day(1, purchase('2')), day(2, { ...purchase('3'), attribution_setting: '1d_click' })];
		const own = merged(raw, together);
		expect(own.mixed).toBe(true);
		expect(own.rows[0]).toMatchObject({ purchases: null, actions_purchase: null, cost_per_purchase: null, spend: 2.2 });
		const byWindow = merged(
			raw,
			together,
			settings({ windows: ['default', '7d_click'], conversionWindow: '7d_click' }),
		);
		expect(byWindow.mixed).toBe(false);
		expect(byWindow.rows[0]).toMatchObject({ purchases: 5, actions_purchase_7d_click: 5, actions_purchase: null });
	});

	it('stay apart by day and by breakdown value', () => {
		const raw = [
			day(1, { age: '18-24' }),
			day(2, { age: '18-24' }),
			day(3, { age: '25-34' }),
			day(4, { age: '25-34', date_start: '2026-11-21', date_stop: '2026-11-21' }),
		];
		const { rows } = merged(raw, together, settings({ breakdowns: ['age'] }));
		expect(rows.map(({ age, ad_count: ads, date_start: start }) => [age, ads, start])).toEqual([
			['18-24', 2, '2026-11-20'],
			['25-34', 1, '2026-11-20'],
			['25-34', 1, '2026-11-21'],
		]);
	});

	it('with breakdowns for which Meta hides conversions add only what every ad tells', () => {
		const raw = [day(1, { actions: [{ action_type: 'lead', value: '1' }] }), day(2, { actions: [] })];
		const rules = { breakdowns: [] };
		expect(addRows(raw, { ...rules, leavesOutZero: false }).actions).toEqual([]);
		expect(addRows(raw, { ...rules, leavesOutZero: true }).actions).toEqual([{ action_type: 'lead', value: 1 }]);
	});
});

describe('a sum', () => {
	it('is exact, and unknown where one of its numbers is', () => {
		expect(exactSum(['0.1', 0.2, '0.30'])).toBe(0.6);
		expect(exactSum(['1', null])).toBe(null);
		expect(exactSum(['1', 'many'])).toBe(null);
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -(10 ** 9), max: 10 ** 9 })), (numbers) => {
				const sum = numbers.reduce((all, one) => all + one, 0);
				expect(exactSum(numbers.map((one) => (one / 100).toFixed(2)))).toBeCloseTo(sum / 100, 2);
			}),
		);
	});
});

describe('what an ad shows', () => {
	const card = { object_story_spec: { link_data: { child_attachments: [{ image_hash: 'a' }, { image_hash: 'b' }] } } };
	it.each<[string, GraphObject, string, string]>([
		['its video before the picture of it', { id: '5', video_id: '8', image_hash: 'x' }, 'Video', '8'],
		['its image', { id: '5', image_hash: 'x', title: 'Hi' }, 'Image', 'x'],
		['the image of its story', { id: '5', object_story_spec: { link_data: { image_hash: 'x' } } }, 'Image', 'x'],
		['the only image it can choose', { id: '5', asset_feed_spec: { images: [{ hash: 'x' }] } }, 'Image', 'x'],
		['one of many', { id: '5', asset_feed_spec: { images: [{ hash: 'x' }, { hash: 'y' }] } }, 'Creative', '5'],
		['cards', { id: '5', image_hash: 'a', ...card }, 'Creative', '5'],
		['products', { id: '5', product_set_id: '9', title: 'Hi' }, 'Creative', '5'],
		['a post, of which nothing is told', { id: '5', object_story_id: '1_2', body: 'Hi' }, 'Creative', '5'],
		['nothing that is told', { id: '5' }, 'Creative', '5'],
		['what cannot be read', {}, 'Ad', '77'],
	])('is %s', (_, creative, by, id) => expect(shownIn(creative, '77')).toEqual({ by, id }));

	it.each(['link_data', 'photo_data', 'video_data', 'template_data'])(
		'is more than its text beside %s, whose picture is not named',
		(name) => {
			const story = { page_id: '1', [name]: { link: 'https://example.com/cups' } };
			expect(shownIn({ id: '5', body: 'Hi', object_story_spec: story }, '77')).toEqual({ by: 'Creative', id: '5' });
		},
	);

	it('is its text beside a story of text', () =>
		expect(
			shownIn({ id: '5', body: 'Hi', object_story_spec: { page_id: '1', text_data: { message: 'Hi' } } }, '77').by,
		).toBe('Text'));

	it('is the same for the same text only', () => {
		const of = (title: string, body: string) => shownIn({ id: `5${title.length}`, title, body }, '77');
		expect(of('Hi', 'there')).toEqual(of('Hi ', 'there'));
		expect(of('Hi', 'there').by).toBe('Text');
		expect(of('Hi', 'there').id).not.toBe(of('Hit', 'here').id);
	});
});
