import { accountType } from '../accounts/accountFields.mts';
import { ACCOUNT_TYPES } from '../accounts/accountTypes.mts';
import { activityType } from '../accounts/activityType.mts';
import { adType } from '../ads/adFields.mts';
import { adSetType } from '../adSets/adSetFields.mts';
import { ASSET_TYPES } from '../assets/assetTypes.mts';
import { AUDIENCE_TYPES } from '../audiences/audienceFields.mts';
import { periodType } from '../campaigns/budgetSchedules.mts';
import { campaignType } from '../campaigns/campaignFields.mts';
import { asyncSessionType } from '../copies/asyncSessionType.mts';
import { customConversionType } from '../datasets/customConversions.mts';
import { reportRunType } from '../insights/runs/reportRunFields.mts';
import { leadType } from '../leads/leadFields.mts';
import { MEDIA_TYPES } from '../media/mediaTypes.mts';
import { previewType } from '../previews/previewType.mts';
import { TARGETING_TYPES } from '../targeting/targetingTypes.mts';
import type { Kind } from '../world/storedNodes.mts';
import type { NodeType } from './handlers/nodeType.mts';

/** How every kind of object is read: each domain says it of its own. */
export const NODE_TYPES: Record<Kind, NodeType> = {
	...ACCOUNT_TYPES,
	AdAccount: accountType,
	AdActivity: activityType,
	Campaign: campaignType,
	HighDemandPeriod: periodType,
	AdSet: adSetType,
	Ad: adType,
	AdReportRun: reportRunType,
	AsyncSession: asyncSessionType,
	AdPreview: previewType,
	...ASSET_TYPES,
	Lead: leadType,
	...TARGETING_TYPES,
	...MEDIA_TYPES,
	...AUDIENCE_TYPES,
	CustomConversion: customConversionType,
};
