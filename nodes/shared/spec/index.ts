import { ad } from './ad.generated';
import { adCreative } from './adCreative.generated';
import { adCreativeFeatures } from './adCreativeFeatures.generated';
import { adAccount } from './adAccount.generated';
import type { adActivity } from './adActivity.generated';
import { adPreview } from './adPreview.generated';
import { adPromotedObject } from './adPromotedObject.generated';
import { adSet } from './adSet.generated';
import { adsInsights } from './adsInsights.generated';
import { additions } from './additions';
import { answers } from './answers.generated';
import { campaign } from './campaign.generated';
import { customAudience } from './customAudience.generated';
import { flexibleTargeting } from './flexibleTargeting.generated';
import { targeting } from './targeting.generated';
import { targetingGeoLocation } from './targetingGeoLocation.generated';

/**
 * Field and enum names that the nodes send, read or offer, by object: `campaignSpec.Fields` is a list for checks and
 * for zod. Meta keeps retired names in these lists (old objects still carry them). So a form mostly shows a table of
 * its own and uses these only to check.
 */
export const campaignSpec = campaign;
export const adSetSpec = adSet;
export const adPromotedObjectSpec = adPromotedObject;
export const adPreviewSpec = adPreview;
export const adSpec = ad;
export const customAudienceSpec = customAudience;
export const adCreativeSpec = adCreative;
export const adCreativeFeaturesSpec = adCreativeFeatures;
export const targetingSpec = targeting;
export const targetingGeoLocationSpec = targetingGeoLocation;
export const flexibleTargetingSpec = flexibleTargeting;
export const adAccountSpec = adAccount;
export const adsInsightsSpec = {
	...adsInsights,
	Breakdowns: [...adsInsights.Breakdowns, ...additions.adsInsights.Breakdowns],
} as const;

/** `Fields` of whatever answers are made of; what stands in `Maps` may hold a map, whose keys are data. */
export const answersSpec = answers;

/** Kinds of entries of the activity log. Only its type is used: the form shows a table of its own. */
export type AdActivityCategory = (typeof adActivity.Category)[number];

export { API_VERSIONS, DEFAULT_API_VERSION, isApiVersion, majorOf, versionEnding, type ApiVersion } from './version';
