import { ad } from './ad.generated';
import { adCreative } from './adCreative.generated';
import { adCreativeFeatures } from './adCreativeFeatures.generated';
import { adAccount } from './adAccount.generated';
import { adActivity } from './adActivity.generated';
import { adPreview } from './adPreview.generated';
import { adPromotedObject } from './adPromotedObject.generated';
import { adSet } from './adSet.generated';
import { adsInsights } from './adsInsights.generated';
import { additions } from './additions';
import { campaign } from './campaign.generated';
import { customAudience } from './customAudience.generated';
import { flexibleTargeting } from './flexibleTargeting.generated';
import { withAdditions } from './merge';
import { targeting } from './targeting.generated';
import { targetingGeoLocation } from './targetingGeoLocation.generated';

/**
 * Every field and enum name the nodes may send or read, by object: `campaignSpec.Objective` is a list for checks and for
 * zod, `CampaignObjective` its type. Meta keeps retired names in these lists (old objects still carry them), so a form
 * shows a table of its own and uses these only to check.
 */
export const campaignSpec = withAdditions(campaign, additions.campaign);
export const adSetSpec = withAdditions(adSet, additions.adSet);
export const adPromotedObjectSpec = withAdditions(adPromotedObject, additions.adPromotedObject);
export const adPreviewSpec = withAdditions(adPreview, additions.adPreview);
export const adSpec = withAdditions(ad, additions.ad);
export const customAudienceSpec = customAudience;
export const adCreativeSpec = withAdditions(adCreative, additions.adCreative);
export const adCreativeFeaturesSpec = withAdditions(adCreativeFeatures, additions.adCreativeFeatures);
export const targetingSpec = withAdditions(targeting, additions.targeting);
export const targetingGeoLocationSpec = targetingGeoLocation;
export const flexibleTargetingSpec = flexibleTargeting;
export const adAccountSpec = withAdditions(adAccount, additions.adAccount);
export const adActivitySpec = withAdditions(adActivity, additions.adActivity);
export const adsInsightsSpec = withAdditions(adsInsights, additions.adsInsights);

export type CampaignField = (typeof campaignSpec.Fields)[number];
export type CampaignObjective = (typeof campaignSpec.Objective)[number];
export type CampaignBidStrategy = (typeof campaignSpec.BidStrategy)[number];
export type CampaignStatus = (typeof campaignSpec.Status)[number];
export type CampaignEffectiveStatus = (typeof campaignSpec.EffectiveStatus)[number];
export type SpecialAdCategory = (typeof campaignSpec.SpecialAdCategories)[number];
export type SpecialAdCategoryCountry = (typeof campaignSpec.SpecialAdCategoryCountry)[number];
export type ExecutionOption = (typeof campaignSpec.ExecutionOptions)[number];

export type AdSetField = (typeof adSetSpec.Fields)[number];

export type AdField = (typeof adSpec.Fields)[number];

export type AdAccountField = (typeof adAccountSpec.Fields)[number];
export type AdAccountCurrency = (typeof adAccountSpec.Currency)[number];
export type AdAccountTask = (typeof adAccountSpec.Tasks)[number];

export type AdActivityField = (typeof adActivitySpec.Fields)[number];
export type AdActivityEventType = (typeof adActivitySpec.EventType)[number];
export type AdActivityCategory = (typeof adActivitySpec.Category)[number];

export { isNameIn } from './merge';
export { API_VERSIONS, DEFAULT_API_VERSION, isApiVersion, type ApiVersion } from './version';
