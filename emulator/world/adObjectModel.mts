import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { Account, AdLabel, Status } from './basics.mts';

/** Campaigns, ad sets and ads as stored; see basics.mts for the conventions. */

export interface Campaign {
	kind: 'Campaign';
	id: string;
	/** What it is a copy of. */
	sourceId?: string;
	account: Account;
	name: string;
	objective: string;
	status: Status;
	buyingType: string;
	specialAdCategories: string[];
	specialAdCategoryCountry: string[];
	dailyBudget?: number;
	lifetimeBudget?: number;
	bidStrategy?: string;
	budgetSharing?: boolean;
	spendCap?: number;
	/** Spent so far, minor units: what is left of a lifetime budget depends on it. */
	spent: number;
	startTime: number;
	stopTime?: number;
	pacingType: string[];
	promotedObject?: unknown;
	/** Parameters that are stored and shown as sent. */
	more?: JsonObject;
	labels: AdLabel[];
	createdTime: number;
	updatedTime: number;
}

/** Spec objects AdCampaignIssuesInfo and AdgroupIssuesInfo. */
export interface Issue {
	level: 'AD' | 'AD_SET' | 'CAMPAIGN';
	error_code: number;
	error_summary: string;
	error_message: string;
	error_type: string;
}

export const LEARNING_STATES = ['LEARNING', 'SUCCESS', 'FAIL'] as const;

/** Spec object AdCampaignLearningStageInfo. */
export interface Learning {
	status: (typeof LEARNING_STATES)[number];
	conversions: number;
	/** Milliseconds. */
	lastSignificantEdit: number;
	attributionWindows: string[];
}

export interface DayPart {
	start_minute: number;
	end_minute: number;
	days: number[];
	timezone_type?: string;
}

export interface AdSet {
	kind: 'AdSet';
	id: string;
	sourceId?: string;
	account: Account;
	campaign: Campaign;
	name: string;
	status: Status;
	dailyBudget?: number;
	lifetimeBudget?: number;
	spent: number;
	optimizationGoal: string;
	billingEvent: string;
	destinationType: string;
	promotedObject?: JsonObject;
	targeting: JsonObject;
	bidStrategy?: string;
	bidAmount?: number;
	bidConstraints?: JsonObject;
	startTime: number;
	endTime?: number;
	attributionSpec?: JsonObject[];
	schedule?: DayPart[];
	pacingType: string[];
	dsaBeneficiary?: string;
	dsaPayor?: string;
	dailyMinSpend?: number;
	dailySpendCap?: number;
	lifetimeMinSpend?: number;
	lifetimeSpendCap?: number;
	isDynamicCreative: boolean;
	/** Parameters that are stored and shown as sent. */
	more: JsonObject;
	labels: AdLabel[];
	/** Absent: no learning phase is known for this ad set. */
	learning?: Learning;
	issues: Issue[];
	pausedAt?: number;
	createdTime: number;
	updatedTime: number;
}

export type ReviewState =
	| 'APPROVED'
	| 'PENDING_REVIEW'
	| 'DISAPPROVED'
	| 'PREAPPROVED'
	| 'PENDING_BILLING_INFO'
	| 'IN_PROCESS';

/** Spec objects AdgroupReviewFeedback and AdgroupPlacementSpecificReviewFeedback: policy name to text. */
export interface ReviewFeedback {
	global?: Record<string, string>;
	placement_specific?: Record<string, Record<string, string>>;
}

export interface Review {
	state: ReviewState;
	/** When a pending review ends, milliseconds. */
	dueAt?: number;
	/** Until then a paused ad is not reviewed, milliseconds. */
	pausedUntil?: number;
	/** What a pending review will say. */
	verdict?: { state: 'APPROVED' | 'DISAPPROVED'; feedback?: ReviewFeedback };
	feedback?: ReviewFeedback;
}

export interface Ad {
	kind: 'Ad';
	id: string;
	sourceId?: string;
	account: Account;
	campaign: Campaign;
	adSet: AdSet;
	name: string;
	status: Status;
	creativeId: string;
	trackingSpecs?: unknown[];
	conversionDomain?: string;
	scheduleStart?: number;
	scheduleEnd?: number;
	displaySequence?: number;
	/** Flexible format: `creative_asset_groups_spec` as it is shown. */
	assetGroups?: JsonObject;
	labels: AdLabel[];
	review: Review;
	issues: Issue[];
	createdTime: number;
	updatedTime: number;
}
