import {
	Ad,
	AdAccount,
	AdPreview,
	AdSet,
	Business,
	Campaign,
	CustomAudience,
	Page,
	User,
} from 'facebook-nodejs-business-sdk';

import { activityFields } from '../../nodes/meta/activityLog/row.ts';
import { accountReadFields } from '../../nodes/MetaAds/account/accountRow.ts';
import { adKind } from '../../nodes/MetaAds/ad/kind.ts';
import { adSetKind } from '../../nodes/MetaAds/adSet/kind.ts';
import { adSetBidsField } from '../../nodes/MetaAds/campaign/adSetBids.ts';
import { campaignKind } from '../../nodes/MetaAds/campaign/kind.ts';
import { audienceKind } from '../../nodes/MetaAudiences/audience/kind.ts';
import { leadIntents, readPageToken } from './leadIntents.mts';
import { media } from './mediaIntents.mts';
import { conversions } from './conversionIntents.mts';
import { members } from './memberIntents.mts';
import { reports } from './reportIntents.mts';
import { schedules } from './scheduleIntents.mts';
import { guardIntents } from './guardIntents.mts';
import { ACCOUNT, IDS, TOKEN, TOLD_ACCOUNT } from './ours.mts';

/** One thing a user wants, in our form and in the SDK's words. */
export interface Intent {
	/** `resource.operation`. */
	readonly operation: string;
	readonly title: string;
	readonly form: Record<string, unknown>;
	readonly sdk: () => Promise<unknown>;
}

const account = () => new AdAccount(ACCOUNT);
const limit = 50;

/** Read once a run by every operation that needs the account's currency and zone. */
const accountFacts = () => account().get(['id', 'name', 'currency', 'timezone_name']);

const locatorName = { campaign: 'campaign', adSet: 'adSet', ad: 'ad' };
const newId = '120210000000000000';

/** Creates, and reads back what was created. */
const created =
	(create: () => Promise<unknown>, readBack: () => Promise<unknown>, ...before: Array<() => Promise<unknown>>) =>
	async () => {
		for (const step of [accountFacts, ...before, create, readBack]) await step();
	};

/** Reads, changes, reads back. */
const changed = (read: () => Promise<unknown>, change: () => Promise<unknown>) => async () => {
	for (const step of [accountFacts, read, change, read]) await step();
};

const campaignBasics = { name: 'Herbst & Söhne', objective: 'OUTCOME_SALES', specialAdCategories: ['NONE'] };
const sdkBasics = {
	name: 'Herbst & Söhne',
	objective: Campaign.Objective.outcome_sales,
	special_ad_categories: ['NONE'],
	status: Campaign.Status.paused,
};
const readCampaign = (id: string) => () => new Campaign(id).get([...campaignKind.fields]);
/** Where ad sets get their bid amounts along with the campaign's strategy. */
const readWithAdSets = () => new Campaign(IDS.campaign).get([...campaignKind.fields, adSetBidsField]);
const campaignCreate = (title: string, form: Record<string, unknown>, params: Record<string, unknown>): Intent => ({
	operation: 'campaign.create',
	title,
	form: { ...campaignBasics, ...form },
	sdk: created(() => account().createCampaign([], { ...sdkBasics, ...params }), readCampaign(newId)),
});

const lowest = Campaign.BidStrategy.lowest_cost_without_cap;

const campaigns: Intent[] = [
	campaignCreate(
		'with a daily budget',
		{ budgetType: 'daily', dailyBudget: 20.5 },
		{ daily_budget: 2050, bid_strategy: lowest },
	),
	campaignCreate(
		'with a lifetime budget and an end',
		{
			budgetType: 'lifetime',
			lifetimeBudget: '600',
			stopTime: '2027-01-31',
			additionalFields: { startTime: '2027-01-01T08:00:00' },
			bidStrategy: 'COST_CAP',
		},
		{
			lifetime_budget: 60000,
			bid_strategy: Campaign.BidStrategy.cost_cap,
			start_time: '2027-01-01T08:00:00-0500',
			stop_time: '2027-01-31T23:59:59-0500',
		},
	),
	campaignCreate('with budgets on the ad sets', { budgetType: 'adSets' }, { is_adset_budget_sharing_enabled: false }),
	campaignCreate(
		'with budgets the ad sets may share',
		{ budgetType: 'adSets', shareBudget: true, bidStrategy: 'LOWEST_COST_WITHOUT_CAP' },
		{ is_adset_budget_sharing_enabled: true, bid_strategy: lowest },
	),
	campaignCreate(
		'with everything else',
		{
			budgetType: 'daily',
			dailyBudget: '7',
			status: 'ACTIVE',
			specialAdCategories: ['HOUSING', 'EMPLOYMENT'],
			specialAdCategoryCountry: ['US', 'DE'],
			additionalFields: { labels: 'spring, shop', spendCap: 150 },
		},
		{
			daily_budget: 700,
			bid_strategy: lowest,
			status: Campaign.Status.active,
			special_ad_categories: [Campaign.SpecialAdCategories.housing, Campaign.SpecialAdCategories.employment],
			special_ad_category_country: [Campaign.SpecialAdCategoryCountry.us, Campaign.SpecialAdCategoryCountry.de],
			adlabels: [{ name: 'spring' }, { name: 'shop' }],
			spend_cap: 15000,
		},
	),
	{
		operation: 'campaign.create',
		title: 'that is only checked',
		form: { ...campaignBasics, budgetType: 'adSets', options: { validateOnly: true } },
		sdk: async () => {
			await accountFacts();
			await account().createCampaign([], {
				...sdkBasics,
				is_adset_budget_sharing_enabled: false,
				execution_options: [Campaign.ExecutionOptions.validate_only],
			});
		},
	},
	{
		operation: 'campaign.update',
		title: 'of name, budget, limit, labels and categories',
		form: {
			campaign: IDS.campaign,
			updateFields: {
				name: 'New',
				dailyBudget: 30,
				spendCap: 500,
				labels: 'a',
				specialAdCategories: ['HOUSING'],
				specialAdCategoryCountry: ['US'],
				stopTime: '2027-01-31T12:00:00Z',
				bidStrategy: 'COST_CAP',
				bidForAll: '2.50',
			},
		},
		sdk: changed(readWithAdSets, () =>
			new Campaign(IDS.campaign).update([], {
				name: 'New',
				daily_budget: 3000,
				spend_cap: 50000,
				adlabels: [{ name: 'a' }],
				special_ad_categories: [Campaign.SpecialAdCategories.housing],
				special_ad_category_country: [Campaign.SpecialAdCategoryCountry.us],
				stop_time: '2027-01-31T07:00:00-0500',
				bid_strategy: Campaign.BidStrategy.cost_cap,
				adset_bid_amounts: { [IDS.adSet]: 250 },
			}),
		),
	},
	{
		operation: 'campaign.update',
		title: 'that takes the spending limit away, only checked',
		form: { campaign: IDS.campaign, updateFields: { removeSpendCap: true }, options: { validateOnly: true } },
		sdk: async () => {
			await accountFacts();
			await readCampaign(IDS.campaign)();
			await new Campaign(IDS.campaign).update([], {
				// Campaign reference: this value clears the limit.
				spend_cap: '922337203685478',
				execution_options: [Campaign.ExecutionOptions.validate_only],
			});
		},
	},
];

const adSets: Intent[] = [
	{
		operation: 'adSet.create',
		title: 'with a daily budget and targeting',
		form: {
			campaign: IDS.adSetBudgets,
			name: 'Clicks',
			optimizationGoal: 'LINK_CLICKS',
			budgetType: 'daily',
			dailyBudget: 12,
			targeting: { targetingJson: { geo_locations: { countries: ['US'] }, age_min: 25 } },
			advantageAudience: false,
			additionalFields: { labels: 'a' },
		},
		sdk: created(
			() =>
				account().createAdSet([], {
					name: 'Clicks',
					campaign_id: IDS.adSetBudgets,
					optimization_goal: AdSet.OptimizationGoal.link_clicks,
					billing_event: AdSet.BillingEvent.impressions,
					daily_budget: 1200,
					bid_strategy: lowest,
					targeting: {
						geo_locations: { countries: ['US'] },
						age_min: 25,
						targeting_automation: { advantage_audience: 0 },
					},
					adlabels: [{ name: 'a' }],
					status: AdSet.Status.paused,
				}),
			() => new AdSet(newId).get([...adSetKind.fields]),
			readCampaign(IDS.adSetBudgets),
		),
	},
	{
		operation: 'adSet.update',
		title: 'of name and budget',
		form: { adSet: IDS.adSet, updateFields: { name: 'New', dailyBudget: 30 } },
		sdk: changed(
			() => new AdSet(IDS.adSet).get([...adSetKind.fields]),
			() => new AdSet(IDS.adSet).update([], { name: 'New', daily_budget: 3000 }),
		),
	},
];

const ads: Intent[] = [
	{
		operation: 'ad.create',
		title: 'with tracking and labels',
		form: {
			adSet: IDS.adSet,
			name: 'First',
			creative: '120210000000000999',
			additionalFields: {
				pixel: '123456789',
				conversionDomain: 'shop.example.com',
				labels: 'a, b',
				startTime: '2027-01-01',
			},
		},
		sdk: created(
			() =>
				account().createAd([], {
					name: 'First',
					adset_id: IDS.adSet,
					creative: { creative_id: '120210000000000999' },
					status: Ad.Status.paused,
					tracking_specs: [{ 'action.type': ['offsite_conversion'], fb_pixel: ['123456789'] }],
					conversion_domain: 'shop.example.com',
					adlabels: [{ name: 'a' }, { name: 'b' }],
					ad_schedule_start_time: '2027-01-01T00:00:00-0500',
				}),
			() => new Ad(newId).get([...adKind.fields]),
		),
	},
	{
		operation: 'ad.create',
		title: 'that is only checked, policies included',
		form: {
			adSet: IDS.adSet,
			name: 'First',
			creative: '120210000000000999',
			options: { validateOnly: true, checkPolicies: true },
		},
		sdk: async () => {
			await accountFacts();
			await account().createAd([], {
				name: 'First',
				adset_id: IDS.adSet,
				creative: { creative_id: '120210000000000999' },
				status: Ad.Status.paused,
				execution_options: [Ad.ExecutionOptions.validate_only, Ad.ExecutionOptions.synchronous_ad_review],
			});
		},
	},
	{
		operation: 'ad.update',
		title: 'of name and creative',
		form: { ad: IDS.ad, updateFields: { name: 'New', creative: '120210000000000998' } },
		sdk: changed(
			() => new Ad(IDS.ad).get([...adKind.fields]),
			() => new Ad(IDS.ad).update([], { name: 'New', creative: { creative_id: '120210000000000998' } }),
		),
	},
	{
		operation: 'ad.checkReview',
		title: 'of one that runs',
		form: { ad: IDS.ad },
		sdk: async () => (await accountFacts(), await new Ad(IDS.ad).get([...adKind.fields])),
	},
	{
		operation: 'ad.preview',
		title: 'in one format',
		form: { ad: IDS.ad, formats: ['INSTAGRAM_STORY'] },
		sdk: async () => {
			await new Ad(IDS.ad).get([...adKind.fields]);
			await new Ad(IDS.ad).getPreviews([], { ad_format: AdPreview.AdFormat.instagram_story });
		},
	},
	{
		operation: 'ad.rotate',
		title: 'of an ad set in which nothing is to change',
		form: { adSet: IDS.adSet, targetCost: 20 },
		sdk: async () => {
			await accountFacts();
			await new AdSet(IDS.adSet).get([...adSetKind.fields]);
			const above = 'id,name,status,adlabels,created_time';
			const withAbove = (name: string): string => name.replace(/^(adset|campaign){id,name}$/, `$1{${above}}`);
			await new AdSet(IDS.adSet).getAds(adKind.fields.map(withAbove), { limit: 100 });
			const own = ['id', 'status', 'effective_status', 'adlabels', 'created_time', 'learning_stage_info'];
			await new AdSet(IDS.adSet).get([...own, `campaign{${above}}`]);
		},
	},
];

/** The operations all three kinds share. */
const shared: Intent[] = (
	[
		['campaign', IDS.campaign, campaignKind.fields, Campaign, 'getCampaigns'],
		['adSet', IDS.adSet, adSetKind.fields, AdSet, 'getAdSets'],
		['ad', IDS.ad, adKind.fields, Ad, 'getAds'],
	] as const
).flatMap(([resource, id, fields, Kind, edge]): Intent[] => {
	const read = () => new Kind(id).get([...fields]);
	const target = { [locatorName[resource]]: id };
	const status = (title: string, form: Record<string, unknown>, params: Record<string, unknown>): Intent => ({
		operation: `${resource}.${title}`,
		title: 'of one',
		form: { ...target, ...form },
		sdk: changed(read, () => new Kind(id).update([], params)),
	});
	return [
		status('activate', {}, { status: 'ACTIVE' }),
		{
			operation: `${resource}.pause`,
			title: 'where it is paused already sends nothing',
			form: target,
			sdk: async () => (await accountFacts(), await read()),
		},
		{
			operation: `${resource}.keepToHours`,
			title: 'where it is paused outside them already sends nothing',
			form: {
				...target,
				dryRunInEditor: false,
				hours: { rows: [{ days: [new Date().getUTCDay() < 3 ? 5 : 1], from: '12:00', to: '13:00' }] },
			},
			sdk: async () => (await accountFacts(), await read()),
		},
		{
			operation: `${resource}.duplicate`,
			title: 'with another name',
			form: { ...target, nameSuffix: ' 2', ...(resource === 'ad' ? { targetAdSet: IDS.adSet } : { deepCopy: false }) },
			sdk: async () => {
				await accountFacts();
				await read();
				const rename = { rename_strategy: 'ONLY_TOP_LEVEL_RENAME', rename_prefix: '', rename_suffix: ' 2' };
				const where = resource === 'ad' ? { adset_id: IDS.adSet } : { deep_copy: false };
				await new Kind(id).createCopy([], { ...where, rename_options: rename, status_option: 'PAUSED' });
				await new Kind(newId).get([...fields, `source_${resource.toLowerCase()}_id`]);
			},
		},
		{
			operation: `${resource}.delete`,
			title: 'of one',
			form: target,
			sdk: changed(read, () => new Kind(id).delete([])),
		},
		{
			operation: `${resource}.get`,
			title: 'of one',
			form: target,
			sdk: async () => (await accountFacts(), await read()),
		},
		{
			operation: `${resource}.getMany`,
			title: 'with filters',
			form: { limit, filters: { nameContains: 'Söhne & "Co"', statuses: ['ACTIVE', 'PAUSED'] } },
			sdk: async () => {
				await accountFacts();
				const filtering = [{ field: 'name', operator: 'CONTAIN', value: 'Söhne & "Co"' }];
				await account()[edge]([...fields], { effective_status: ['ACTIVE', 'PAUSED'], filtering, limit });
			},
		},
		{
			operation: `${resource}.getMany`,
			title: 'of all',
			form: { returnAll: true },
			sdk: async () => {
				await accountFacts();
				await account()[edge]([...fields], { limit: 100 });
			},
		},
	];
});

/** Whose app it is, and which apps are there, before and after. */
const subscribing = (id: string, change: (of: AdAccount, params: object) => Promise<unknown>) => async () => {
	await new User('debug_token').get([], { input_token: TOKEN });
	await new AdAccount(id).getSubscribedApps([]);
	await change(new AdAccount(id), { app_id: '2100000000000001' });
};

const accounts: Intent[] = [
	{
		operation: 'account.subscribe',
		title: 'the own app alone',
		form: {},
		sdk: subscribing(ACCOUNT, async (of, params) => await of.createSubscribedApp([], params)),
	},
	{
		operation: 'account.unsubscribe',
		title: 'the own app alone',
		form: { adAccount: TOLD_ACCOUNT },
		sdk: subscribing(TOLD_ACCOUNT, async (of, params) => await of.deleteSubscribedApps(params)),
	},
	{
		operation: 'account.getMinimumBudgets',
		title: 'of one account',
		form: {},
		sdk: async () => (await accountFacts(), await account().getMinimumBudgets([], { limit: 100 })),
	},
	{ operation: 'account.get', title: 'of one', form: {}, sdk: () => account().get([...accountReadFields]) },
	{
		operation: 'account.getMany',
		title: 'of all',
		form: { returnAll: true },
		sdk: async () => await new User('me').getAdAccounts([...accountReadFields], { limit: 100 }),
	},
	{
		operation: 'account.getActivities',
		title: 'of one category within a range',
		form: {
			limit,
			filters: { categories: ['CAMPAIGN'], objectId: IDS.campaign, since: '2026-11-01', until: '2026-11-02T12:00:00Z' },
		},
		sdk: async () => {
			await accountFacts();
			const since = Date.parse('2026-11-01T00:00:00-04:00') / 1000;
			await account().getActivities([...activityFields], {
				since,
				until: Date.parse('2026-11-02T12:00:00Z') / 1000,
				category: 'CAMPAIGN',
				oid: IDS.campaign,
				limit,
			});
		},
	},
	{
		operation: 'account.checkAccess',
		title: 'of one account',
		form: {},
		sdk: async () => {
			const me = () => new User('me');
			await me().get(['id', 'name']);
			await me().getPermissions([]);
			await account().get([
				'id',
				'name',
				'disable_reason',
				'timezone_name',
				'account_status',
				'currency',
				'amount_spent',
				'spend_cap',
			]);
			await account().get(['user_tasks', 'tos_accepted']);
			await account().get(['business{id,name,two_factor_type,verification_status}']);
			await account().get(['account_status', 'user_tasks', 'funding_source']);
			await me().getApi().getAppID();
		},
	},
];

const asset = (assetType: string, sdk: () => Promise<unknown>, form: Record<string, unknown> = {}): Intent => ({
	operation: 'asset.getMany',
	title: `of ${assetType}`,
	form: { assetType, limit, ...form },
	sdk,
});

const assets: Intent[] = [
	asset(
		'pages',
		async () => await account().getPromotePages(['id', 'name', 'category', 'is_published', 'link'], { limit }),
	),
	asset('instagramAccounts', async () => await account().getInstagramAccounts(['id', 'username'], { limit })),
	asset(
		'pixels',
		async () => await account().getAdsPixels(['id', 'name', 'last_fired_time', 'is_unavailable'], { limit }),
	),
	asset(
		'apps',
		async () => await account().getAdvertisableApplications(['id', 'name', 'object_store_urls'], { limit }),
	),
	asset(
		'businesses',
		async () => await new User('me').getBusinesses(['id', 'name', 'verification_status', 'created_time'], { limit }),
	),
	asset('catalogs', async () => {
		const fields = ['id', 'name', 'vertical', 'product_count'];
		await account().get(['id', 'business']);
		await new Business(IDS.business).getOwnedProductCatalogs(fields, { limit });
		await new Business(IDS.business).getClientProductCatalogs(fields, { limit });
	}),
	asset(
		'leadForms',
		async () => {
			await readPageToken();
			await new Page(IDS.page).getLeadGenForms(['id', 'name', 'status', 'locale', 'leads_count', 'created_time'], {
				limit,
			});
		},
		{ page: IDS.page },
	),
];

const estimates: Intent[] = [
	{
		operation: 'targeting.estimate',
		title: 'of a targeting',
		form: { estimateFor: 'targeting', targeting: '{"geo_locations":{"countries":["US"]},"age_min":30}' },
		sdk: async () =>
			await account().getReachEstimate([], { targeting_spec: { geo_locations: { countries: ['US'] }, age_min: 30 } }),
	},
	{
		operation: 'targeting.estimate',
		title: 'of an ad set',
		form: { estimateFor: 'adSet', adSet: IDS.adSet },
		// Whose ad set it is, before its audience is told.
		sdk: async () => {
			await new AdSet(IDS.adSet).get(['id', 'account_id', 'name', 'optimization_goal']);
			await new AdSet(IDS.adSet).getDeliveryEstimate([]);
		},
	},
];

const readAudience = (id: string = IDS.audience) => new CustomAudience(id).get([...audienceKind.fields]);

const audienceCreate = (title: string, form: Record<string, unknown>, params: Record<string, unknown>): Intent => ({
	operation: 'audience.create',
	title,
	form: { name: 'Kunden & Gäste', ...form },
	sdk: created(
		() => account().createCustomAudience([], { name: 'Kunden & Gäste', ...params }),
		() => readAudience(newId),
	),
});

const visitors = {
	inclusions: {
		operator: 'or',
		rules: [
			{
				event_sources: [{ id: '777000222', type: 'pixel' }],
				retention_seconds: 1_209_600,
				filter: {
					operator: 'and',
					filters: [
						{ field: 'event', operator: 'eq', value: 'Purchase' },
						{ field: 'url', operator: 'i_contains', value: '/shoes' },
					],
				},
			},
		],
	},
};

const shareWith = (sdk: () => Promise<unknown>): Intent => ({
	operation: 'audience.share',
	title: 'with another account',
	form: { audience: IDS.audience, shareAction: 'share', otherAccounts: { rows: [{ otherAccount: 'act_1002' }] } },
	sdk,
});

const audiences: Intent[] = [
	{
		operation: 'audience.get',
		title: 'its usual fields',
		form: { audience: IDS.audience },
		sdk: async () => {
			await accountFacts();
			await readAudience();
		},
	},
	{
		operation: 'audience.getMany',
		title: 'of an account',
		form: { limit },
		sdk: async () => {
			await accountFacts();
			await account().getCustomAudiences([...audienceKind.fields], { limit });
		},
	},
	audienceCreate(
		'from a customer list',
		{
			audienceType: 'customerList',
			customerFileSource: 'USER_PROVIDED_ONLY',
			valueBased: true,
			additionalFields: { retentionDays: 90, description: 'All' },
		},
		{
			subtype: CustomAudience.Subtype.custom,
			customer_file_source: CustomAudience.CustomerFileSource.user_provided_only,
			is_value_based: true,
			retention_days: 90,
			description: 'All',
		},
	),
	audienceCreate(
		'of website visitors',
		{
			audienceType: 'website',
			ruleSource: 'fields',
			pixel: '777000222',
			visits: { rows: [{ event: 'Purchase', urlCondition: 'i_contains', url: '/shoes', days: 14, times: 1 }] },
		},
		{ rule: visitors },
	),
	audienceCreate(
		'of video viewers',
		{
			audienceType: 'engagement',
			engagedWith: 'video',
			videos: '400100200',
			videoEvent: 'video_watched',
			engagementDays: 30,
		},
		{
			subtype: CustomAudience.Subtype.engagement,
			rule: [{ object_id: '400100200', event_name: 'video_watched' }],
			retention_days: 30,
			prefill: true,
		},
	),
	{
		operation: 'audience.update',
		title: 'its name and retention',
		form: { audience: IDS.audience, updateFields: { name: 'New', retentionDays: 30 } },
		sdk: changed(readAudience, () => new CustomAudience(IDS.audience).update([], { name: 'New', retention_days: 30 })),
	},
	{
		operation: 'audience.delete',
		title: 'for good',
		form: { audience: IDS.audience, options: { evenIfUsed: true } },
		sdk: changed(readAudience, () => new CustomAudience(IDS.audience).delete([])),
	},
	shareWith(async () => {
		await readAudience();
		await new CustomAudience(IDS.audience).getAdAccounts(['id'], { limit: 100 });
		// The SDK has a method for `adaccounts` alone; Meta's reference writes to `ad_accounts`.
		await new CustomAudience(IDS.audience).createEdge('/ad_accounts', [], {
			adaccounts: ['1002'],
			permissions: 'targeting',
		});
	}),
	{
		operation: 'lookalike.create',
		title: 'two sizes of a list in two countries',
		form: {
			audience: IDS.audience,
			countries: ['US', 'CA'],
			tiers: {
				rows: [
					{ from: 0, to: 1 },
					{ from: 1, to: 3 },
				],
			},
			additionalFields: { name: 'Like customers' },
		},
		sdk: async () => {
			await accountFacts();
			await readAudience();
			const location_spec = { geo_locations: { countries: ['US', 'CA'] } };
			const like = (name: string, lookalike_spec: Record<string, unknown>) =>
				account().createCustomAudience([], {
					name,
					subtype: CustomAudience.Subtype.lookalike,
					origin_audience_id: IDS.audience,
					lookalike_spec,
				});
			await like('Like customers (1%)', { ratio: 0.01, location_spec });
			await like('Like customers (1–3%)', { ratio: 0.03, starting_ratio: 0.01, location_spec });
			await readAudience(newId);
			await readAudience('120210000000000001');
		},
	},
];

export const intents: readonly Intent[] = [
	...accounts,
	...campaigns,
	...adSets,
	...ads,
	...shared,
	...assets,
	...estimates,
	...audiences,
	...members,
	...conversions,
	...media,
	...reports,
	...guardIntents,
	...schedules,
	...leadIntents,
];
