import * as fc from 'fast-check';

import { fieldSets } from '../../../../nodes/MetaInsights/facts/fieldSets.ts';
import type { ColumnSettings } from '../../../../nodes/MetaInsights/rows/columns/columnSettings.ts';
import { columnsOf } from '../../../../nodes/MetaInsights/rows/columns/columns.ts';
import { MOST_COLUMNS, mainColumns } from '../../../../nodes/MetaInsights/rows/columns/mainColumns.ts';
import { isCost, readableNames, resultName } from '../../../../nodes/MetaInsights/rows/columns/readableNames.ts';
import { comparedColumns } from '../../../../nodes/MetaInsights/rows/columns/reportColumns.ts';
import { adsInsightsSpec } from '../../../../nodes/shared/spec/index.ts';
import { columnSettings } from '../../../support/columnSettings.mts';

const settingsArbitrary = fc.record<ColumnSettings>({
	level: fc.constantFrom('account', 'campaign', 'adset', 'ad'),
	fieldSets: fc.subarray(fieldSets.map(({ value }) => value)),
	moreFields: fc.subarray([...adsInsightsSpec.Fields], { maxLength: 12 }),
	breakdowns: fc.subarray(['age', 'gender', 'country', 'image_asset']),
	actionBreakdowns: fc.constant([]),
	windows: fc.constantFrom([], ['default', '7d_click'], ['default', '1d_view', '28d_click']),
	actionTypes: fc.constantFrom([], ['link_click', 'offsite_conversion.custom.1234567890']),
	allActionTypes: fc.constant(false),
	conversionWindow: fc.constantFrom('value', '7d_click'),
});

const main = columnSettings('campaign', ['main']);

const namesOf = (columns: readonly string[], settings = main): string[] => [
	...readableNames(columns, settings, 'EUR').values(),
];

describe('readable names', () => {
	it('are those of Ads Manager, money with its currency', () => {
		expect(namesOf(mainColumns(main, 'day'))).toEqual([
			...['Campaign Name', 'Reporting Starts', 'Amount Spent (EUR)', 'Results', 'Cost per Result (EUR)'],
			...['Purchases Conversion Value (EUR)', 'Purchase ROAS', 'Impressions', 'CTR (All)'],
			...['Account Currency', 'Campaign ID', 'Row Key'],
		]);
		const ecommerce = { ...main, fieldSets: ['ecommerce'] };
		expect(
			namesOf(['actions_offsite_conversion_fb_pixel_purchase', 'spend_previous', 'spend_change_pct'], ecommerce),
		).toEqual([...['Purchases (Website)', 'Amount Spent (EUR) (Before)', 'Amount Spent (Change %)']]);
	});

	it('name each column once', () => {
		fc.assert(
			fc.property(settingsArbitrary, fc.boolean(), (settings, compare) => {
				const own = columnsOf(settings);
				const columns = compare ? comparedColumns(own, settings.breakdowns) : own;
				const names = namesOf(columns, settings);
				expect(names).toHaveLength(columns.length);
				expect(new Set(names).size).toBe(names.length);
				expect(names.filter((name) => name.trim() === '' || /_/.test(name))).toEqual([]);
			}),
		);
	});

	it.each([
		['actions:offsite_conversion.fb_pixel_purchase', 'Purchases (Website)'],
		['actions:onsite_conversion.lead_grouped', 'Leads (Forms)'],
		['reach', 'Reach'],
		['unique_actions:link_click', 'Unique Link Clicks'],
		['actions:offsite_conversion.fb_pixel_custom', 'Fb Pixel Custom'],
		['actions:constructor', 'Constructor'],
	])('the result %s is %s', (indicator, name) => {
		expect(resultName(indicator)).toBe(name);
	});

	it('know costs from amounts and from what is no money', () => {
		expect(['cpc', 'cpm', 'cost_per_result', 'cost_per_action_type_lead'].filter((column) => !isCost(column))).toEqual(
			[],
		);
		expect(
			['spend', 'purchase_value', 'clicks', 'ctr', 'roas', 'cost_per_result_by_type', 'campaign_id'].filter(isCost),
		).toEqual([]);
	});
});

it('main columns are columns of the report, at most twelve beside what was asked for by name', () => {
	fc.assert(
		fc.property(settingsArbitrary, fc.constantFrom('day', 'week', 'month', 'days', 'total'), (settings, increment) => {
			const own = { ...settings, fieldSets: ['main'] };
			const columns = mainColumns(own, increment);
			expect(columns.filter((column) => !columnsOf(own).includes(column))).toEqual([]);
			const plain = { ...own, moreFields: [], actionTypes: [], windows: [], breakdowns: [] };
			expect(mainColumns(plain, increment).length).toBeLessThanOrEqual(MOST_COLUMNS);
		}),
	);
});
