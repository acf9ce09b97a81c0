import {
	Ad,
	AdAccount,
	AdActivity,
	AdLabel,
	AdSet,
	Business,
	Campaign,
	CustomAudience,
	CustomAudienceSession,
	User,
	HighDemandPeriod,
} from 'facebook-nodejs-business-sdk';
import { accountFields } from './accountFields.mts';
import { campaignFields } from './adObjectFields.mts';
import { adSetFields } from './adSets/adSetFields.mts';
import { adFields } from './ads/adFields.mts';
import { audienceFields, sessionFields } from './audiences/audienceFields.mts';
import { graphTime } from './clock.mts';
import { ASSET_TYPES } from './assets/assetTypes.mts';
import { runFields, runSdkFields } from './insights/reportRunFields.mts';
import { periodFields } from './budgetSchedules.mts';
import { APP } from './tokens.mts';
import { asyncSessionType } from './copies/asyncSessionType.mts';
import { previewType } from './previews/previewType.mts';
import { DateTime } from 'luxon';
import type { Kind } from './model.mts';
import { MEDIA_TYPES } from './media/mediaTypes.mts';
import { define, type NodeType } from './nodeType.mts';
import { TARGETING_TYPES } from './targeting/targetingTypes.mts';

export const NODE_TYPES: Record<Kind, NodeType> = {
	User: define('User', {
		sdkFields: User.Fields,
		defaults: ['name'],
		readers: { id: (user) => user.id, name: (user) => user.name },
	}),
	Business: define('Business', {
		sdkFields: Business.Fields,
		defaults: ['name'],
		readers: {
			id: (business) => business.id,
			name: (business) => business.name,
			two_factor_type: (business) => business.twoFactorType,
			verification_status: (business) => business.verificationStatus,
			created_time: (business) => graphTime(business.createdTime, 'utc'),
			timezone_id: () => 1,
		},
	}),
	AdAccount: define('AdAccount', {
		sdkFields: AdAccount.Fields,
		newer: ['marketing_messages_settings', 'offsite_clo_signal_status', 'opportunity_score_weight'],
		defaults: ['account_id'],
		readers: accountFields,
	}),
	Campaign: define('Campaign', {
		sdkFields: Campaign.Fields,
		newer: ['frequency_control_specs', 'is_meta_moment_maker_enabled', 'is_reels_trending_ads_enabled'],
		defaults: [],
		readers: campaignFields,
	}),
	AdSet: define('AdSet', {
		sdkFields: AdSet.Fields,
		// Names: SDK 26.0.0's public source.
		newer: [
			'special_ad_categories',
			'ad_set_goal',
			'attribution_count_type',
			'cost_bidding_mode',
			'low_creative_reach',
		],
		defaults: [],
		readers: adSetFields,
	}),
	Ad: define('Ad', { sdkFields: Ad.Fields, newer: ['special_ad_categories'], defaults: [], readers: adFields }),
	AdReportRun: define('AdReportRun', {
		sdkFields: runSdkFields,
		// Which fields come without being asked for: third-party hint.
		defaults: ['account_id', 'time_ref', 'async_status', 'async_percent_completion'],
		readers: runFields,
	}),
	AsyncSession: asyncSessionType,
	AdPreview: previewType,
	...ASSET_TYPES,
	...TARGETING_TYPES,
	...MEDIA_TYPES,
	AdLabel: define('AdLabel', {
		sdkFields: AdLabel.Fields,
		defaults: ['name'],
		readers: {
			id: (label) => label.id,
			name: (label) => label.name,
			account: (label) => ({ id: label.account.id, account_id: label.account.accountId }),
			created_time: (label) => graphTime(label.createdTime, label.account.timeZone),
			updated_time: (label) => graphTime(label.createdTime, label.account.timeZone),
		},
	}),
	CustomAudience: define('CustomAudience', {
		sdkFields: CustomAudience.Fields,
		newer: ['sharing_status', 'is_eligible_for_sac_campaigns', 'owner_business'],
		defaults: [],
		readers: audienceFields,
	}),
	CustomAudienceSession: define('CustomAudienceSession', {
		sdkFields: CustomAudienceSession.Fields,
		// What comes without `fields` is not documented (UNCONFIRMED).
		defaults: ['session_id', 'num_received', 'num_invalid_entries', 'progress', 'stage', 'start_time', 'end_time'],
		hasId: false,
		readers: sessionFields,
	}),
	HighDemandPeriod: define('HighDemandPeriod', {
		sdkFields: HighDemandPeriod.Fields,
		// What comes without `fields` is not documented (UNCONFIRMED).
		defaults: ['budget_value', 'budget_value_type', 'time_start', 'time_end'],
		readers: periodFields,
	}),
	Permission: define('Permission', {
		sdkFields: {},
		defaults: ['permission', 'status'],
		hasId: false,
		readers: { permission: (row) => row.permission, status: (row) => row.status },
	}),
	MinimumBudget: define('MinimumBudget', {
		sdkFields: {},
		defaults: [
			'currency',
			'min_daily_budget_imp',
			'min_daily_budget_high_freq',
			'min_daily_budget_low_freq',
			'min_daily_budget_video_views',
		],
		hasId: false,
		// Relations as in a fixture seen in the field (USD 100/100/4000/100): third-party hint.
		readers: {
			currency: (row) => row.currency,
			min_daily_budget_imp: (row) => row.minor,
			min_daily_budget_high_freq: (row) => row.minor,
			min_daily_budget_low_freq: (row) => row.minor * 40,
			min_daily_budget_video_views: (row) => row.minor,
		},
	}),
	AdActivity: define('AdActivity', {
		sdkFields: AdActivity.Fields,
		newer: ['tool'],
		// Meta does not document the default fields of activities (UNCONFIRMED).
		defaults: ['event_time', 'event_type', 'actor_name', 'extra_data'],
		hasId: false,
		readers: {
			actor_id: (entry) => entry.actor.id,
			actor_name: (entry) => entry.actor.name,
			application_id: (entry) => (entry.actor.application ?? APP).id,
			application_name: (entry) => (entry.actor.application ?? APP).name,
			date_time_in_timezone: (entry) =>
				DateTime.fromMillis(entry.eventTime, { zone: entry.account.timeZone }).toFormat("MM/dd/yyyy 'at' h:mm a"),
			event_time: (entry) => graphTime(entry.eventTime, 'utc'),
			event_type: (entry) => entry.eventType,
			translated_event_type: (entry) =>
				entry.eventType.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()),
			object_id: (entry) => entry.objectId,
			object_name: (entry) => entry.objectName,
			object_type: (entry) => entry.objectType,
			extra_data: (entry) => JSON.stringify(entry.extraData),
		},
	}),
};
