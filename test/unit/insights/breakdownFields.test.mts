import type { IDataObject } from 'n8n-workflow';

import { quotedBreakdowns } from '../../../nodes/MetaInsights/breakdowns/table.ts';
import { resolveReport } from '../../../nodes/MetaInsights/form/resolvedReport.ts';
import { columnsOf } from '../../../nodes/MetaInsights/rows/columns/columns.ts';
import { problemOf, readReport } from './forms.mts';
import { wantedFields } from '../../../nodes/MetaInsights/rows/columns/columnSettings.ts';

const account = { id: 'act_1001000000000001', name: 'Shop', currency: 'USD', timeZone: 'UTC' };
const asked = (form: IDataObject) => resolveReport(readReport(form), account, Date.parse('2026-11-25T12:00:00Z'));
const problems = (form: IDataObject): string[] => {
	const broken = problemOf(form);
	return broken === null ? [] : [broken.message];
};

const hour = 'hourly_stats_aggregated_by_advertiser_time_zone';

describe('fields that do not go with a breakdown', () => {
	it.each<[string, IDataObject, string[], string[]]>([
		[
			'video by hour',
			{ breakdowns: [hour], fieldSets: ['delivery', 'video'] },
			['video_play_actions', 'video_thruplay_watched_actions'],
			['spend', 'cost_per_thruplay', 'attribution_setting'],
		],
		[
			'unique counts by hour',
			{
				breakdowns: [hour],
				fieldSets: ['delivery', 'clicks'],
				options: { moreFields: ['cost_per_unique_click', 'unique_ctr'] },
			},
			['unique_clicks', 'cost_per_unique_click', 'unique_ctr'],
			['clicks', 'reach', 'frequency', 'spend'],
		],
		[
			'quartiles by region',
			{ breakdowns: ['region'], fieldSets: ['video'] },
			['video_p25_watched_actions', 'video_p100_watched_actions', 'video_avg_time_watched_actions'],
			['video_play_actions', 'video_thruplay_watched_actions'],
		],
		[
			'all but six by asset',
			{ breakdowns: ['image_asset'], fieldSets: ['delivery', 'ecommerce'] },
			['frequency', 'cpm', 'cpc', 'ctr', 'purchase_roas', 'attribution_setting'],
			['spend', 'impressions', 'reach', 'clicks', 'actions', 'action_values', 'campaign_name', 'account_currency'],
		],
		[
			'all but reach by frequency',
			{ breakdowns: ['frequency_value'] },
			['spend', 'impressions', 'attribution_setting'],
			['reach', 'campaign_id', 'account_currency'],
		],
		[
			'all but postbacks by app',
			{ breakdowns: ['app_id', 'skan_conversion_id'], options: { moreFields: ['total_postbacks'] } },
			['spend', 'reach'],
			['total_postbacks'],
		],
		[
			'all but detailed postbacks by SKAdNetwork campaign',
			{ breakdowns: ['skan_campaign_id'], options: { moreFields: ['total_postbacks', 'total_postbacks_detailed'] } },
			['spend', 'total_postbacks'],
			['total_postbacks_detailed'],
		],
	])('are not asked for, and told: %s', (_, form, hidden, told) => {
		const { query, columns, remarks } = asked(form);
		for (const field of hidden) expect(query.fields).not.toContain(field);
		expect(query.fields).toEqual(expect.arrayContaining(told));
		const remark = remarks.find((text) => text.startsWith('Meta does not return'));
		for (const field of hidden.filter((name) => name !== 'attribution_setting')) expect(remark).toContain(field);
		expect(remark).not.toContain('attribution_setting');
		// Their columns stay, whatever is asked for.
		expect(wantedFields(columns)).toEqual(expect.arrayContaining(hidden));
		expect(columnsOf(columns)).toEqual(
			expect.arrayContaining(
				hidden.filter(
					(field) => !field.startsWith('video_') && field !== 'purchase_roas' && !field.startsWith('total_'),
				),
			),
		);
	});

	it('are no matter with other breakdowns', () => {
		expect(asked({ breakdowns: ['age'], fieldSets: ['delivery', 'video'] }).remarks).toEqual([
			expect.stringMatching(/^Meta can leave out rows of archived/),
		]);
	});

	it('leave something to ask for, or the report is refused', () => {
		expect(problems({ breakdowns: ['frequency_value'], fieldSets: ['clicks'] })).toEqual([
			'Meta reports none of the chosen fields by “Frequency Value”',
		]);
		expect(problems({ breakdowns: ['skan_campaign_id'] })).toEqual([
			'Meta reports none of the chosen fields by “skan_campaign_id”',
		]);
		expect(
			problems({ breakdowns: ['frequency_value'], fieldSets: [], options: { moreFields: ['ad_name', 'spend'] } }),
		).toEqual(['Meta reports none of the chosen fields by “Frequency Value”']);
		expect(problems({ breakdowns: [hour], fieldSets: ['video'] })).toEqual([]);
		expect(problems({ breakdowns: [hour], fieldSets: [], options: { moreFields: ['video_play_actions'] } })).toEqual([
			`Meta reports none of the chosen fields by ${quotedBreakdowns([hour])}`,
		]);
	});
});

it('breakdowns that rows of the account do not have are refused there', () => {
	for (const name of ['image_asset', 'video_asset', 'place_page_id']) {
		expect(problems({ breakdowns: [name], level: 'account' })).toEqual([
			`${quotedBreakdowns([name])} cannot be used for rows of the whole ad account`,
		]);
		expect(problems({ breakdowns: [name], level: 'campaign' })).toEqual([]);
	}
	expect(problems({ breakdowns: ['body_asset'], level: 'account' })).toEqual([]);
});
