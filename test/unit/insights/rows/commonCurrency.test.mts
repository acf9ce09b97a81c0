import { inCommonCurrency } from '../../../../nodes/MetaInsights/rows/commonCurrency.ts';

const common = { currency: 'EUR', rate: 0.5 };
const converted = (row: Record<string, string | number | boolean | null>, about: readonly string[] = []) =>
	inCommonCurrency({ account_currency: 'USD', ...row }, common, new Set(about));

describe('a row in the common currency', () => {
	it('has its money converted, also that of the period before', () => {
		const row = {
			spend: 10,
			spend_previous: 8,
			spend_change_pct: 25,
			cpc: 1,
			action_values_omni_purchase: 40,
			roas: 4,
		};
		expect(converted(row)).toEqual({
			account_currency: 'EUR',
			...{ spend: 5, spend_previous: 4, spend_change_pct: 25, cpc: 0.5, action_values_omni_purchase: 20, roas: 4 },
		});
	});

	it('knows nothing of what may be money and is no number, or has no list that says so', () => {
		const row = { spend: 'much', cost_per_result_by_type: '{"lead":1}', catalog_segment_value_omni: 3, ad_revenue: 2 };
		expect(converted(row)).toEqual({
			account_currency: 'EUR',
			...{ spend: null, cost_per_result_by_type: null, catalog_segment_value_omni: null, ad_revenue: null },
		});
	});

	it('keeps counts, whatever somebody has called what is counted', () => {
		const row = {
			actions_offsite_conversion_fb_pixel_custom_bidsubmitted: 7,
			conversions_offsite_conversion_fb_pixel_custom_pricelist_previous: 2,
			unique_actions_offsite_conversion_fb_pixel_custom_budget: 1,
		};
		expect(converted(row)).toEqual({ account_currency: 'EUR', ...row });
	});

	it('keeps what the row is about', () =>
		expect(converted({ bid_asset: 'low cost' }, ['bid_asset'])).toMatchObject({ bid_asset: 'low cost' }));
});
