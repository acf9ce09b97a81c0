import { Campaign as SdkCampaign } from 'facebook-nodejs-business-sdk';
import { readLabels, type LabelInput } from '../accounts/labels.mts';
import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import { type Account, type Status, STATUSES } from '../world/basics.mts';

const OBJECTIVES: string[] = Object.values(SdkCampaign.Objective);
const CATEGORIES: string[] = Object.values(SdkCampaign.SpecialAdCategories);
const COUNTRIES: string[] = Object.values(SdkCampaign.SpecialAdCategoryCountry);
const BID_STRATEGIES: string[] = Object.values(SdkCampaign.BidStrategy);

/** What a create or update sent, with checked types; a key is absent when the parameter was not sent. */
export interface CampaignInput {
	name?: string;
	objective?: string;
	status?: Status;
	buyingType?: string;
	specialAdCategories?: string[];
	specialAdCategoryCountry?: string[];
	dailyBudget?: number;
	lifetimeBudget?: number;
	bidStrategy?: string;
	budgetSharing?: boolean;
	spendCap?: number;
	startTime?: number;
	stopTime?: number;
	pacingType?: string[];
	promotedObject?: unknown;
	more?: JsonObject;
	labels?: LabelInput[];
}

/** Stored as sent and shown again, without rules of their own (spec object Campaign; the second: SDK 26.0.0's public source). */
const FLAGS = ['is_skadnetwork_attribution', 'is_reels_trending_ads_enabled'];

/** Parameters and types: spec object Campaign and AdAccount POST campaigns (facebook-business-sdk-codegen). Unknown ones are ignored. */
export function readCampaignInput(params: Params, account: Account): CampaignInput {
	const more = Object.fromEntries(FLAGS.filter((name) => params.has(name)).map((name) => [name, params.boolean(name)]));
	const input: CampaignInput = {
		name: params.text('name'),
		objective: params.oneOf('objective', OBJECTIVES),
		status: params.oneOf('status', STATUSES),
		buyingType: params.oneOf('buying_type', ['AUCTION', 'RESERVED']),
		specialAdCategories: params.listOf('special_ad_categories', CATEGORIES)?.filter((category) => category !== 'NONE'),
		specialAdCategoryCountry: params.listOf('special_ad_category_country', COUNTRIES),
		dailyBudget: params.integer('daily_budget'),
		lifetimeBudget: params.integer('lifetime_budget'),
		bidStrategy: params.oneOf('bid_strategy', BID_STRATEGIES),
		budgetSharing: params.boolean('is_adset_budget_sharing_enabled'),
		spendCap: params.integer('spend_cap'),
		startTime: params.time('start_time', account.timeZone),
		stopTime: params.time('stop_time', account.timeZone),
		pacingType: params.list('pacing_type'),
		promotedObject: params.json('promoted_object'),
		more: Object.keys(more).length > 0 ? more : undefined,
		labels: readLabels(params),
	};
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
