import { Campaign as SdkCampaign } from 'facebook-nodejs-business-sdk';
import { readLabels, type LabelInput } from '../accounts/labels.mts';
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
	labels?: LabelInput[];
}

/** Parameters and types: spec object Campaign and AdAccount POST campaigns (facebook-business-sdk-codegen). Unknown ones are ignored. */
export function readCampaignInput(params: Params, account: Account): CampaignInput {
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
		labels: readLabels(params),
	};
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
