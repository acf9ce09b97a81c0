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
import { campaign } from './campaign.generated';
import { customAudience } from './customAudience.generated';
import { flexibleTargeting } from './flexibleTargeting.generated';
import { existing } from '../lists';
import { targeting } from './targeting.generated';
import { targetingGeoLocation } from './targetingGeoLocation.generated';

/** Field and enum names of one of Meta's objects, by list. */
type SpecLists = Readonly<Record<string, readonly string[]>>;

type Merged<Generated extends SpecLists, Added extends SpecLists> = {
	readonly [List in keyof Generated]: List extends keyof Added
		? readonly [...Generated[List], ...Added[List]]
		: Generated[List];
};

/** The generated lists of one object, each with the names added by hand behind its own. */
function withAdditions<Generated extends SpecLists, Added extends SpecLists>(
	generated: Generated,
	added: Added,
): Merged<Generated, Added> {
	const merged: Record<string, readonly string[]> = { ...generated };
	for (const [list, names] of Object.entries(added))
		merged[list] = [...existing(generated[list], `the list ${list}`), ...names];
	return merged as Merged<Generated, Added>;
}

/**
 * Field and enum names that the nodes send, read or offer, by object: `campaignSpec.Fields` is a list for checks and
 * for zod. Meta keeps retired names in these lists (old objects still carry them), so a form mostly shows a table of
 * its own and uses these only to check.
 */
export const campaignSpec = withAdditions(campaign, additions.campaign);
export const adSetSpec = withAdditions(adSet, additions.adSet);
export const adPromotedObjectSpec = withAdditions(adPromotedObject, additions.adPromotedObject);
export const adPreviewSpec = withAdditions(adPreview, additions.adPreview);
export const adSpec = withAdditions(ad, additions.ad);
export const customAudienceSpec = withAdditions(customAudience, additions.customAudience);
export const adCreativeSpec = withAdditions(adCreative, additions.adCreative);
export const adCreativeFeaturesSpec = withAdditions(adCreativeFeatures, additions.adCreativeFeatures);
export const targetingSpec = withAdditions(targeting, additions.targeting);
export const targetingGeoLocationSpec = targetingGeoLocation;
export const flexibleTargetingSpec = flexibleTargeting;
export const adAccountSpec = withAdditions(adAccount, additions.adAccount);
export const adsInsightsSpec = withAdditions(adsInsights, additions.adsInsights);

/** Kinds of entries of the activity log. Only its type is used: the form shows a table of its own. */
export type AdActivityCategory = (typeof adActivity.Category)[number];

export { API_VERSIONS, DEFAULT_API_VERSION, isApiVersion, versionEnding, type ApiVersion } from './version';
