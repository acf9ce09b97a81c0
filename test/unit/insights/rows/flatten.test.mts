import * as fc from 'fast-check';

import { columnsAreFixed, columnsOf } from '../../../../nodes/MetaInsights/rows/columns/columns.ts';
import { fieldSets } from '../../../../nodes/MetaInsights/facts/fieldSets.ts';
import { asNumber } from '../../../../nodes/MetaInsights/rows/cells.ts';
import { Flattener, type ReportFacts } from '../../../../nodes/MetaInsights/rows/flatten.ts';
import { adsInsightsSpec } from '../../../../nodes/shared/spec/index.ts';
import { comparedColumns } from '../../../../nodes/MetaInsights/rows/columns/reportColumns.ts';
import { actionColumn, columnWord } from '../../../../nodes/MetaInsights/rows/columns/columnNames.ts';
import {
	type ColumnSettings,
	requestedFields,
	requestedWindows,
} from '../../../../nodes/MetaInsights/rows/columns/columnSettings.ts';
import { columnSettings } from '../../../support/columnSettings.mts';

const fieldSetNames = fieldSets.map(({ value }) => value);

const facts: ReportFacts = {
	currency: 'USD',
	timeZone: 'UTC',
	environment: 'meta',
	now: Date.parse('2026-11-25T12:00:00Z'),
	increment: 1,
};

const settings = (more: Partial<ColumnSettings> = {}): ColumnSettings =>
	columnSettings('campaign', ['delivery', 'ecommerce'], more);

const flattener = (more: Partial<ColumnSettings> = {}) => new Flattener(settings(more), facts);

const row = {
	account_id: '1001000000000001',
	campaign_id: '120210000000000101',
	campaign_name: '=SUM(A1)',
	date_start: '2026-11-24',
	date_stop: '2026-11-24',
	spend: '12.50',
	impressions: '1000',
	actions: [
		{ action_type: 'link_click', value: '7' },
		{ action_type: 'offsite_conversion.fb_pixel_purchase', value: '3' },
		{ action_type: 'omni_purchase', value: '4', '7d_click': '2' },
		{ action_type: 'purchase', value: '5' },
	],
	action_values: [{ action_type: 'omni_purchase', value: '99.90' }],
	purchase_roas: [{ action_type: 'omni_purchase', value: '7.992' }],
};

describe('a flat row', () => {
	it('has numbers as numbers and ids as text', () => {
		expect(flattener().flatten(row)).toMatchObject({
			campaign_id: '120210000000000101',
			spend: 12.5,
			impressions: 1000,
			reach: null,
			campaign_name: '=SUM(A1)',
		});
	});

	it('takes one type for each canonical column, the first that is there, and adds nothing', () => {
		const flat = flattener().flatten(row);
		expect(flat).toMatchObject({ purchases: 4, purchase_value: 99.9, roas: 7.992, link_clicks: 7, leads: 0 });
		const withoutOmni = { ...row, actions: row.actions.filter(({ action_type: type }) => type !== 'omni_purchase') };
		expect(flattener().flatten(withoutOmni).purchases).toBe(5);
	});

	it('counts link clicks without actions by the field of their own: none where it is left out, unknown where it could not be had or counts otherwise', () => {
		const clicks = (inline: unknown, conversionWindow = 'value') => {
			return flattener({ fieldSets: ['delivery'], moreFields: ['inline_link_clicks'], conversionWindow }).flatten({
				...row,
				...(inline === undefined ? {} : { inline_link_clicks: inline }),
			});
		};
		expect(
			[clicks('9'), clicks(undefined), clicks(null)].map(({ link_clicks: count, cost_per_link_click: cost }) => [
				count,
				cost,
			]),
		).toEqual([
			[9, 1.388889],
			[0, null],
			[null, null],
		]);
		expect(['1d_click', '7d_click', '28d_click', '1d_view'].map((window) => clicks('9', window).link_clicks)).toEqual([
			9,
			9,
			9,
			null,
		]);
	});

	it('reads a list of actions past an entry that is none', () => {
		const holed = { ...row, actions: [null, ...row.actions] };
		expect(flattener().flatten(holed)).toEqual(flattener().flatten(row));
	});

	it('tells what one of a count costs, and nothing where there is none or nobody knows', () => {
		const leads = { fieldSets: ['leads'] };
		expect(flattener().flatten(row)).toMatchObject({
			cost_per_purchase: 3.125,
			cost_per_link_click: 1.785714,
			cost_per_lead: null,
		});
		expect(flattener().flatten({ ...row, spend: null })).toMatchObject({ purchases: 4, cost_per_purchase: null });
		expect(flattener({ breakdowns: ['region'] }).flatten({ ...row, actions: [] })).toMatchObject({
			purchases: null,
			cost_per_purchase: null,
		});
		const windows = { windows: ['default', '7d_click'], conversionWindow: '7d_click' };
		expect(flattener(windows).flatten(row)).toMatchObject({ purchases: 2, cost_per_purchase: 6.25 });
		expect(columnsOf(settings(leads)).join()).toContain('leads,cost_per_lead,link_clicks,cost_per_link_click,');
		const unspent = settings({ fieldSets: ['quality'], moreFields: ['actions'] });
		expect(columnsOf(unspent)).toContain('purchases');
		expect(columnsOf(unspent).filter((column) => column.startsWith('cost_'))).toEqual([]);
		expect(
			Object.keys(
				new Flattener(unspent, facts).flatten({ ...row, actions: [], action_values: null, purchase_roas: null }),
			),
		).not.toContain('cost_per_lead');
	});

	it('counts by the window chosen, and as zero what Meta leaves out of it', () => {
		const windows = { windows: ['default', '7d_click', '1d_view'] };
		expect(flattener({ ...windows, conversionWindow: '7d_click' }).flatten(row).purchases).toBe(2);
		expect(flattener({ ...windows, conversionWindow: '1d_view' }).flatten(row).purchases).toBe(0);
	});

	it('counts clicks on Meta by the one day they have, and knows nothing where that was not told', () => {
		const windows = { windows: ['default', '7d_click'], conversionWindow: '7d_click' };
		const clicks = (more: object) =>
			flattener(windows).flatten({ ...row, actions: [{ action_type: 'link_click', value: '7', ...more }] });
		expect(clicks({ '1d_click': '6' })).toMatchObject({ link_clicks: 6, purchases: 0 });
		expect(clicks({ '1d_click': '6' })).not.toHaveProperty('actions_link_click_1d_click');
		expect(clicks({}).link_clicks).toBeNull();
		expect(clicks({ '7d_click': '5', '1d_click': '4' }).link_clicks).toBe(5);
		expect(requestedWindows(settings(windows))).toEqual(['default', '7d_click', '1d_click']);
		expect(requestedWindows(settings({ windows: ['default', '1d_view'], conversionWindow: '1d_view' }))).toEqual([
			'default',
			'1d_view',
		]);
	});

	it('knows nothing by a window that only some conversions have', () => {
		for (const conversionWindow of ['skan_click', 'skan_view', 'incrementality']) {
			const one = flattener({ windows: ['default', conversionWindow], conversionWindow });
			expect(one.flatten(row)).toMatchObject({
				purchases: null,
				leads: null,
				purchase_value: null,
				roas: null,
				link_clicks: null,
			});
			expect(
				one.flatten({ ...row, actions: [{ action_type: 'omni_purchase', value: '4', [conversionWindow]: '0' }] })
					.purchases,
			).toBe(0);
		}
	});

	it('says unknown instead of zero where several attribution settings may have hidden all actions', () => {
		const bare = { ...row, actions: undefined, action_values: undefined, purchase_roas: undefined };
		const untold = { purchases: null, purchase_value: null, leads: null, link_clicks: null, roas: null, spend: 12.5 };
		for (const setting of [
			{},
			{ attribution_setting: null },
			{ attribution_setting: 'multiple' },
			{ attribution_setting: 'Multiple attribution settings' },
		]) {
			for (const level of ['campaign', 'account'] as const) {
				const one = flattener({ level });
				expect(one.flatten({ ...bare, ...setting })).toMatchObject(untold);
				expect(one.mixed).toBe(true);
			}
		}
		const certain = flattener();
		expect(certain.flatten({ ...bare, attribution_setting: '7d_click_1d_view' })).toMatchObject({
			purchases: 0,
			leads: 0,
			link_clicks: 0,
		});
		expect(
			certain.flatten({
				...bare,
				attribution_setting: 'multiple',
				actions: [{ action_type: 'link_click', value: '2' }],
			}),
		).toMatchObject({ purchases: 0, link_clicks: 2 });
		// A list that could not be had is null in a report that returns what there is.
		expect(flattener().flatten({ ...bare, action_values: null, attribution_setting: 'multiple' })).toMatchObject({
			purchases: null,
			leads: null,
		});
		const unasked = [
			flattener({ breakdowns: ['region'] }),
			flattener({ actionBreakdowns: ['action_type', 'action_reaction'] }),
			flattener({ fieldSets: ['delivery'], moreFields: ['purchase_roas'] }),
		];
		for (const one of unasked) one.flatten({ ...bare, attribution_setting: 'multiple' });
		expect(unasked.map(({ mixed }) => mixed)).toEqual([false, false, false]);
		expect([
			certain.mixed,
			flattener({ level: 'adset' }).flatten(bare).purchases,
			flattener({ fieldSets: ['delivery'] }).mixed,
		]).toEqual([false, 0, false]);
	});

	it('leaves the columns of what a breakdown does not tell empty, also those worked out of it', () => {
		const one = { breakdowns: ['frequency_value'], fieldSets: ['delivery', 'ecommerce'] };
		const flat = flattener(one).flatten({
			date_start: '2026-11-24',
			date_stop: '2026-11-24',
			reach: '9',
			frequency_value: '2',
		});
		expect(flat).toMatchObject({
			reach: 9,
			spend: null,
			purchases: null,
			purchase_value: null,
			leads: null,
			link_clicks: null,
		});
		expect(Object.keys(flat)).toEqual(columnsOf(settings(one)));
		const byAsset = flattener({ breakdowns: ['body_asset'], fieldSets: ['clicks'] }).flatten({
			...row,
			actions: undefined,
			attribution_setting: '7d_click',
		});
		expect(byAsset).toMatchObject({ link_clicks: 0, inline_link_clicks: null });
	});

	it('has no columns of actions that were asked for because action breakdowns need them', () => {
		const flat = flattener({
			fieldSets: [],
			moreFields: ['conversions'],
			actionBreakdowns: ['action_type', 'action_device'],
		}).flatten(row);
		expect(Object.keys(flat).filter((column) => column.startsWith('actions_'))).toEqual([]);
	});

	it('says unknown instead of zero where Meta hides conversions', () => {
		expect(flattener({ breakdowns: ['region'] }).flatten({ ...row, actions: [] })).toMatchObject({
			purchases: null,
			leads: null,
		});
		expect(flattener().flatten({ ...row, actions: undefined })).toMatchObject({ purchases: 0 });
	});

	it('says unknown where a list could not be had', () => {
		const flat = flattener().flatten({ ...row, actions: null });
		expect(flat).toMatchObject({ purchases: null, leads: null, link_clicks: null, purchase_value: 99.9, roas: 7.992 });
		expect(flat).not.toHaveProperty('actions');
		expect(
			flattener().flatten({
				...row,
				purchase_roas: null,
				website_purchase_roas: [{ action_type: 'offsite_conversion.fb_pixel_purchase', value: '2.5' }],
			}).roas,
		).toBe(2.5);
		expect(flattener({ fieldSets: ['conversions'] }).flatten({ ...row, results: null })).toMatchObject({
			results: null,
			result_type: null,
			results_by_type: null,
		});
	});

	it('says unknown instead of zero for people by hour', () => {
		const zeros = {
			...row,
			reach: '0',
			frequency: '0',
			cpp: '0',
			unique_clicks: '0',
			unique_actions: [{ action_type: 'link_click', value: '0' }],
		};
		const fields = { moreFields: ['cpp', 'unique_clicks', 'unique_actions'] };
		const flat = flattener({ ...fields, breakdowns: ['hourly_stats_aggregated_by_audience_time_zone'] }).flatten(zeros);
		expect(flat).toMatchObject({ reach: null, frequency: null, cpp: null, unique_clicks: null, impressions: 1000 });
		expect(flat).not.toHaveProperty('unique_actions_link_click');
		expect(flattener({ ...fields, breakdowns: ['age'] }).flatten(zeros)).toMatchObject({
			reach: 0,
			frequency: 0,
			cpp: 0,
			unique_clicks: 0,
			unique_actions_link_click: 0,
		});
	});

	it('names columns after type, further breakdowns and window', () => {
		const flat = flattener({ actionBreakdowns: ['action_type', 'action_device'] }).flatten({
			...row,
			actions: [{ action_type: 'omni_purchase', action_device: 'iphone', value: '3', '1d_click': '1' }],
		});
		expect(flat).toMatchObject({
			actions_omni_purchase_iphone: 3,
			actions_omni_purchase_iphone_1d_click: 1,
			purchases: null,
		});
	});

	it('reads results of one kind as a number, and names several', () => {
		const one = {
			...row,
			results: [{ indicator: 'actions:link_click', values: [{ value: '7', attribution_windows: ['default'] }] }],
			cost_per_result: [{ indicator: 'actions:link_click', values: [{ value: '1.79' }] }],
		};
		const conversions = { fieldSets: ['conversions'] };
		expect(flattener(conversions).flatten(one)).toMatchObject({
			results: 7,
			result_type: 'actions:link_click',
			cost_per_result: 1.79,
		});
		const none = {
			...row,
			results: [{ indicator: 'actions:link_click' }],
			cost_per_result: [{ indicator: 'actions:link_click' }],
		};
		expect(flattener(conversions).flatten(none)).toMatchObject({ results: 0, cost_per_result: null });
		const two = { ...one, actions: [], results: [...one.results, { indicator: 'reach', values: [{ value: '900' }] }] };
		const flat = flattener(conversions).flatten(two);
		expect(flat).toMatchObject({
			results: null,
			result_type: 'actions:link_click, reach',
			results_by_type: '{"actions:link_click":7,"reach":900}',
			cost_per_result: 1.79,
			cost_per_result_by_type: null,
		});
		const all = { fieldSets: ['delivery', 'conversions', 'ecommerce'] };
		expect(Object.keys(flattener(all).flatten(two))).toEqual(columnsOf(settings(all)));
		expect(columnsOf(settings(conversions)).join()).toContain(
			'results,result_type,result_name,results_by_type,cost_per_result,cost_per_result_by_type,',
		);
	});

	it('compares results, and not the texts that tell them by kind', () => {
		const compared = comparedColumns(columnsOf(settings({ fieldSets: ['conversions'] })), []);
		expect(compared).toEqual(
			expect.arrayContaining([
				'results_previous',
				'cost_per_result_previous',
				'cost_per_purchase_previous',
				'cost_per_purchase_change_pct',
			]),
		);
		expect(
			compared.filter((column) => /_(type|by_type)_(previous|change_pct)$/.test(column) && column.includes('result')),
		).toEqual([]);
	});

	it('counts results by the window chosen, and does not know those of another', () => {
		const values = [
			{ value: '7', attribution_windows: ['default'] },
			{ value: '5', attribution_windows: ['7d_click', '1d_view'] },
		];
		const results = (conversionWindow: string, entry: object = { values }) =>
			flattener({
				fieldSets: ['conversions'],
				windows: ['default', '7d_click', '28d_click'],
				conversionWindow,
			}).flatten({
				...row,
				results: [{ indicator: 'reach', ...entry }],
				cost_per_result: [{ indicator: 'reach', ...entry }],
			});
		expect(results('value')).toMatchObject({ results: 7, cost_per_result: 7 });
		expect(results('7d_click')).toMatchObject({ results: 5, cost_per_result: 5, result_type: 'reach' });
		expect(results('28d_click')).toMatchObject({ results: null, cost_per_result: null });
		expect(results('28d_click', {})).toMatchObject({ results: null });
	});

	it('has a key that is the same while its period runs', () => {
		const one = flattener({ breakdowns: ['gender', 'age'] });
		const key = one.keyOf({ ...row, age: '18-24', gender: 'male' });
		expect(key).toBe('campaign|120210000000000101|2026-11-24|1|age=18-24|gender=male');
		expect(one.keyOf({ ...row, date_stop: '2026-11-30', age: '18-24', gender: 'male' })).toBe(key);
	});

	it('takes asset breakdowns apart', () => {
		const flat = flattener({ breakdowns: ['image_asset'] }).flatten({
			...row,
			image_asset: { id: '9', hash: 'abc', name: 'cup.jpg' },
		});
		expect(flat).toMatchObject({ image_asset: 'cup.jpg', image_asset_id: '9', image_asset_hash: 'abc' });
		expect(flat.row_key).toContain('image_asset=9');
	});

	it('has the same columns whatever Meta tells of an asset', () => {
		const assets = {
			body_asset: { text: 'Hi' },
			video_asset: { id: '1', video_id: '2', url: 'https://x', thumbnail_url: 'https://y', video_name: 'cup' },
			link_url_asset: { id: '3', website_url: 'https://z' },
			ad_format_asset: 'carousel',
		};
		for (const [name, value] of Object.entries(assets)) {
			const one = settings({ breakdowns: [name] });
			expect(columnsAreFixed(one)).toBe(true);
			expect(Object.keys(new Flattener(one, facts).flatten({ ...row, actions: [], [name]: value }))).toEqual(
				columnsOf(one),
			);
			expect(
				comparedColumns(columnsOf(one), [name]).filter(
					(column) => column.startsWith(name) && column.endsWith('_previous'),
				),
			).toEqual([]);
		}
		expect(columnsAreFixed(settings({ breakdowns: ['flexible_format_asset_type'] }))).toBe(false);
	});
});

describe('columns', () => {
	it('are the same for the same settings, with and without values', () => {
		for (const set of fieldSetNames) {
			const one = flattener({ fieldSets: [set] });
			expect(Object.keys(one.empty())).toEqual(columnsOf(settings({ fieldSets: [set] })));
			expect(Object.keys(one.flatten({ date_start: '2026-11-24', date_stop: '2026-11-24' }))).toEqual(
				Object.keys(one.empty()),
			);
		}
	});

	it('are known for every list that has one type only', () => {
		const lists = {
			cost_per_thruplay: 'video_view',
			video_30_sec_watched_actions: 'video_view',
			unique_outbound_clicks: 'outbound_click',
			cost_per_outbound_click: 'outbound_click',
			website_ctr: 'link_click',
			purchase_roas: 'omni_purchase',
		};
		for (const [field, type] of Object.entries(lists)) {
			const one = settings({ fieldSets: ['delivery'], moreFields: [field] });
			expect([field, columnsAreFixed(one)]).toEqual([field, true]);
			expect(columnsOf(one)).toContain(`${field}_${type}`);
			expect(
				Object.keys(
					new Flattener(one, facts).flatten({
						...row,
						actions: null,
						action_values: null,
						purchase_roas: null,
						[field]: [{ action_type: type, value: '3' }],
					}),
				),
			).toEqual(columnsOf(one));
		}
	});

	it('fit what sheets and Data Tables take, and keep odd names apart', () => {
		expect(actionColumn('actions', 'offsite_conversion.fb_pixel_purchase', [], '7d_click')).toBe(
			'actions_offsite_conversion_fb_pixel_purchase_7d_click',
		);
		expect(columnWord('My Event')).not.toBe(columnWord('My-Event'));
		expect(columnWord('offsite_conversion.custom.lead.v2')).not.toBe(columnWord('offsite_conversion.custom.lead_v2'));
		expect(columnWord('offsite_conversion.custom.lead_v2')).toBe('offsite_conversion_custom_lead_v2');
		for (const column of columnsOf(settings({ fieldSets: fieldSetNames })))
			expect(column).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
	});

	it('ask only for fields Meta has', () => {
		for (const field of requestedFields(settings({ fieldSets: fieldSetNames, level: 'ad' })))
			expect(adsInsightsSpec.Fields).toContain(field);
	});

	it('are known beforehand for every set, unless all types are wanted', () => {
		expect(columnsAreFixed(settings({ fieldSets: fieldSetNames }))).toBe(true);
		expect(columnsAreFixed(settings({ allActionTypes: true }))).toBe(false);
		expect(columnsAreFixed(settings({ moreFields: ['conversions'] }))).toBe(false);
		expect(columnsAreFixed(settings({ moreFields: ['unique_actions'] }))).toBe(false);
		expect(columnsAreFixed(settings({ moreFields: ['conversions'], actionTypes: ['schedule_total'] }))).toBe(true);
	});
});

it('numbers are numbers, everything else stays', () => {
	expect(['12', '0.5', '-3', '', 'UNKNOWN', '120210000000000101', null, 7, NaN].map(asNumber)).toEqual([
		12,
		0.5,
		-3,
		null,
		'UNKNOWN',
		'120210000000000101',
		null,
		7,
		null,
	]);
});

describe('properties', () => {
	it('reads digits as JavaScript does, to the last bit', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 18 });
		const decimals = fc
			.tuple(digits, fc.constantFrom('', '.', '..', '-', 'e', ' '), digits)
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(decimals, (text) => {
				const isId = text.length >= 16 && /^\d+$/.test(text);
				const number = Number(text);
				const isNumber = Number.isFinite(number) && text.trim() !== '';
				expect(asNumber(text)).toBe(isId ? text : isNumber ? number : text === '' ? null : text);
			}),
			{ numRuns: 2_000 },
		);
	});

	const word = fc.stringMatching(/^[a-z]{1,8}(\.[a-z_]{1,8})?$/);
	const window = fc.constantFrom('value', '1d_click', '7d_click', '1d_view');
	const item = fc.tuple(
		word,
		fc.dictionary(window, fc.integer({ min: 0, max: 1_000_000 }), { minKeys: 1, maxKeys: 4 }),
	);
	const lists = fc.record({
		actions: fc.uniqueArray(item, { maxLength: 12, selector: ([type]) => columnWord(type) }),
		action_values: fc.uniqueArray(item, { maxLength: 12, selector: ([type]) => columnWord(type) }),
	});
	const toRow = ({
		actions,
		action_values: values,
	}: {
		actions: Array<[string, Record<string, number>]>;
		action_values: Array<[string, Record<string, number>]>;
	}) => {
		const list = (items: Array<[string, Record<string, number>]>) =>
			items.map(([type, counts]) => ({
				action_type: type,
				...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])),
			}));
		return { ...row, actions: list(actions), action_values: list(values) };
	};

	it('no value is lost in flattening', () => {
		fc.assert(
			fc.property(lists, (made) => {
				const flat = flattener({ allActionTypes: true }).flatten(toRow(made));
				for (const [field, items] of Object.entries(made)) {
					for (const [type, counts] of items) {
						for (const [name, count] of Object.entries(counts)) {
							expect(flat[actionColumn(field, type, [], name === 'value' ? undefined : name)]).toBe(count);
						}
					}
				}
			}),
		);
	});

	it('no column depends on the order of rows or of what Meta lists', () => {
		fc.assert(
			fc.property(fc.array(lists, { maxLength: 5 }), (made) => {
				const rows = made.map(toRow);
				const columns = (some: typeof rows, more = {}) =>
					some.map((one) => Object.keys(flattener(more).flatten(one)).join());
				expect(new Set(columns(rows)).size).toBeLessThanOrEqual(1);
				const turned = rows.map((one) => ({
					...one,
					actions: [...one.actions].reverse(),
					action_values: [...one.action_values].reverse(),
				}));
				const all = { allActionTypes: true };
				expect(turned.map((one) => Object.entries(flattener(all).flatten(one)).sort())).toEqual(
					rows.map((one) => Object.entries(flattener(all).flatten(one)).sort()),
				);
			}),
		);
	});
});
