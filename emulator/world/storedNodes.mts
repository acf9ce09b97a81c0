import type { Asset } from '../assets/assetModel.mts';
import type { AudienceSession, CustomAudience } from '../audiences/audienceModel.mts';
import type { HighDemandPeriod } from '../campaigns/highDemandPeriod.mts';
import type { AsyncSession } from '../copies/asyncSessionModel.mts';
import type { CustomConversion } from '../datasets/customConversionModel.mts';
import type { ReportRun } from '../insights/runs/reportRun.mts';
import type { Lead } from '../leads/leadModel.mts';
import type { AdImage, AdVideo, VideoThumbnail } from '../media/mediaModel.mts';
import type { AdPreview } from '../previews/previewModel.mts';
import type { Estimate, TargetingRow } from '../targeting/targetingModel.mts';
import type { Ad, AdSet, Campaign } from './adObjectModel.mts';
import type { Account, Activity, AdLabel, Business, MinimumBudget, Permission, User } from './basics.mts';

/** Everything that is stored or shown as an object. */
export type StoredNode =
	| User
	| Business
	| Account
	| AdLabel
	| Campaign
	| AdSet
	| Ad
	| Asset
	| CustomAudience
	| AudienceSession
	| CustomConversion
	| AdImage
	| AdVideo
	| VideoThumbnail
	| AsyncSession
	| AdPreview
	| Lead
	| Permission
	| MinimumBudget
	| HighDemandPeriod
	| Activity
	| TargetingRow
	| ReportRun
	| (Estimate & { kind: 'DeliveryEstimate' })
	| (Estimate & { kind: 'ReachEstimate' });
export type Kind = StoredNode['kind'];
export type NodeOf<K extends Kind> = Extract<StoredNode, { kind: K }>;
