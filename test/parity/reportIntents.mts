import { AdAccount, AdReportRun, AdStudy, Campaign } from 'facebook-nodejs-business-sdk';

import { everyStatus } from '../../nodes/MetaAds/ad/statuses.ts';
import { testedAdFields } from '../../nodes/MetaAds/ad/splitTest/result.ts';
import { studyFields } from '../../nodes/MetaAds/ad/splitTest/study.ts';
import { RUN_FIELDS } from '../../nodes/MetaInsights/facts/query.ts';
import { startedPlan } from '../support/startedPlan.mts';
import type { Intent } from './intents.mts';
import { ACCOUNT, IDS, REPORT_RUN, STUDY } from './ours.mts';

/** Reports, in our form and in the SDK's words. */

const account = () => new AdAccount(ACCOUNT);
const accountFacts = () => account().get(['id', 'name', 'currency', 'timezone_name']);

/** The SDK takes a run's id from the answer that started it. */
const reportRun = () => new AdReportRun('', { report_run_id: REPORT_RUN });

const identity = ['account_id', 'account_name', 'campaign_id', 'campaign_name'];
/** What the field sets of a new report ask for: Delivery and Results. */
const starting = [
	'spend',
	'impressions',
	'reach',
	'frequency',
	'clicks',
	'cpm',
	'cpc',
	'ctr',
	'results',
	'cost_per_result',
];
const ofAds = [
	...identity,
	'adset_id',
	'adset_name',
	'ad_id',
	'ad_name',
	...starting,
	'attribution_setting',
	'account_currency',
];

const november = { dateRange: 'custom', since: '2026-11-01', until: '2026-11-10', columns: 'all' };
const range = { since: '2026-11-01', until: '2026-11-10' };

/** A form with a bit of everything, and what the SDK sends for it. */
const rich = {
	...november,
	level: 'ad',
	timeIncrement: 'days',
	incrementDays: 5,
	breakdowns: ['age', 'gender'],
	options: {
		strategy: 'sync',
		actionBreakdowns: ['action_type', 'action_target_id'],
		attributionWindows: ['1d_click', '7d_click'],
		moreFields: ['actions'],
		filters: {
			values: [
				{ field: 'campaign.name', operator: 'CONTAIN', value: 'sale' },
				{ field: 'spend', operator: 'GREATER_THAN', value: '5' },
			],
		},
		statuses: ['ACTIVE', 'ARCHIVED'],
	},
};
const richFields = [
	...ofAds.filter((field) => !field.startsWith('attribution') && field !== 'account_currency'),
	'actions',
	'attribution_setting',
	'account_currency',
];
const richParams = {
	level: 'ad',
	time_range: range,
	time_increment: 5,
	breakdowns: ['age', 'gender'],
	action_breakdowns: ['action_type', 'action_target_id'],
	action_attribution_windows: ['default', '1d_click', '7d_click'],
	filtering: [
		{ field: 'campaign.name', operator: 'CONTAIN', value: 'sale' },
		{ field: 'spend', operator: 'GREATER_THAN', value: 5 },
		{ field: 'ad.effective_status', operator: 'IN', value: ['ACTIVE', 'ARCHIVED'] },
	],
};

const plan = startedPlan(ACCOUNT, REPORT_RUN);

export const reports: Intent[] = [
	{
		operation: 'report.get',
		title: 'of the account’s campaigns by day',
		form: november,
		sdk: async () => {
			await accountFacts();
			await account().getInsights([...identity, ...starting, 'attribution_setting', 'account_currency'], {
				level: 'campaign',
				time_range: range,
				time_increment: 1,
				limit: 500,
			});
		},
	},
	{
		operation: 'report.get',
		title: 'of one campaign, in all, by month',
		form: { ...november, scope: 'campaign', campaign: IDS.campaign, level: 'campaign', timeIncrement: 'month' },
		sdk: async () => {
			await accountFacts();
			await new Campaign(IDS.campaign).get(['id', 'account_id', 'objective']);
			await new Campaign(IDS.campaign).getInsights(
				[...identity, ...starting, 'attribution_setting', 'account_currency'],
				{ level: 'campaign', time_range: range, time_increment: 'monthly', limit: 500 },
			);
		},
	},
	{
		operation: 'report.get',
		title: 'with a bit of everything',
		form: rich,
		sdk: async () => {
			await accountFacts();
			await account().getInsights(richFields, { ...richParams, limit: 500 });
		},
	},
	{
		operation: 'report.get',
		title: 'of a list of campaigns',
		form: {
			...november,
			timeIncrement: 'total',
			scope: 'list',
			idLevel: 'campaign',
			ids: `${IDS.campaign}, ${IDS.adSetBudgets}`,
		},
		sdk: async () => {
			await accountFacts();
			await account().getInsights([...identity, ...starting, 'attribution_setting', 'account_currency'], {
				level: 'campaign',
				time_range: range,
				time_increment: 'all_days',
				filtering: [{ field: 'campaign.id', operator: 'IN', value: [IDS.campaign, IDS.adSetBudgets] }],
				limit: 500,
			});
		},
	},
	{
		operation: 'report.start',
		title: 'with a bit of everything',
		form: rich,
		sdk: async () => {
			await accountFacts();
			await account().getInsightsAsync(richFields, richParams);
		},
	},
	{
		operation: 'report.check',
		title: 'of a run',
		form: { plan },
		sdk: async () => {
			await reportRun().get(RUN_FIELDS);
		},
	},
	{
		operation: 'report.fetch',
		title: 'of a finished run',
		form: { plan: { ...plan, entries: [{ ...plan.entries[0], state: 'done', percent: 100 }] } },
		sdk: async () => {
			await reportRun().getInsights([], { limit: 1000 });
		},
	},
	{
		operation: 'ad.getSplitTestResult',
		title: 'of a test that is to come reads no report',
		form: { test: STUDY },
		sdk: async () => {
			await accountFacts();
			await new AdStudy(STUDY).get([...studyFields]);
			await new AdStudy(STUDY).getCells(['id', 'name', 'treatment_percentage', 'adsets{id}'], { limit: 500 });
			const filtering = [{ field: 'adset.id', operator: 'IN', value: [IDS.delivering, IDS.capped] }];
			await account().getAds([...testedAdFields], { effective_status: [...everyStatus], filtering, limit: 500 });
		},
	},
];
