import { Ad as SdkAd } from 'facebook-nodejs-business-sdk';
import { common, time } from '../campaigns/adObjectFields.mts';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import type { Ad } from '../world/adObjectModel.mts';
import { effectiveStatus } from '../world/effectiveStatus.mts';

const adFields: Readers<Ad> = {
	...common,
	effective_status: effectiveStatus,
	campaign_id: (ad) => ad.campaign.id,
	campaign: (ad) => ({ id: ad.campaign.id, name: ad.campaign.name }),
	adset_id: (ad) => ad.adSet.id,
	adset: (ad) => ({ id: ad.adSet.id, name: ad.adSet.name }),
	creative: (ad) => ({ id: ad.creativeId }),
	ad_review_feedback: (ad) => ad.review.feedback,
	issues_info: (ad) => (ad.issues.length > 0 ? ad.issues : undefined),
	tracking_specs: (ad) => ad.trackingSpecs,
	conversion_domain: (ad) => ad.conversionDomain,
	ad_schedule_start_time: (ad) => time(ad.scheduleStart, ad.account),
	ad_schedule_end_time: (ad) => time(ad.scheduleEnd, ad.account),
	display_sequence: (ad) => ad.displaySequence,
	creative_asset_groups_spec: (ad) => ad.assetGroups,
	targeting: (ad) => ad.adSet.targeting,
	special_ad_categories: (ad) => ad.campaign.specialAdCategories,
	source_ad_id: (ad) => ad.sourceId ?? '0',
	preview_shareable_link: (ad) => `https://fb.me/emulated-${ad.id}`,
};

export const adType = define('Ad', {
	sdkFields: SdkAd.Fields,
	newer: ['special_ad_categories'],
	defaults: [],
	readers: adFields,
});
