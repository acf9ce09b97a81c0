import { Ad, AdCreative, AdSet, Campaign, CustomAudience } from 'facebook-nodejs-business-sdk';

/** Words that Meta's SDK lists for fields, by the field's name: those are known although no account here shows them. */

type Words = Readonly<Record<string, string>>;

/** Meta: reference/ad-campaign-learning-stage-info. */
const LEARNING: Words = { LEARNING: 'LEARNING', SUCCESS: 'SUCCESS', FAIL: 'FAIL' };
/** Meta: reference/ad-campaign-group. */
const BUYING: Words = { AUCTION: 'AUCTION', RESERVED: 'RESERVED' };
/** Kinds in Meta's log: campaigns, ad sets and ads by their old names, and the account (pasted by owners of accounts). */
const LOGGED: Words = {
	ACCOUNT: 'ACCOUNT',
	CAMPAIGN_GROUP: 'CAMPAIGN_GROUP',
	CAMPAIGN: 'CAMPAIGN',
	ADGROUP: 'ADGROUP',
};

const words: Readonly<Record<string, readonly Words[]>> = {
	status: [Campaign.Status, AdSet.Status, Ad.Status, AdCreative.Status, LEARNING],
	configured_status: [Campaign.ConfiguredStatus, AdSet.ConfiguredStatus, Ad.ConfiguredStatus],
	effective_status: [Campaign.EffectiveStatus, AdSet.EffectiveStatus, Ad.EffectiveStatus],
	objective: [Campaign.Objective],
	buying_type: [BUYING],
	bid_strategy: [Campaign.BidStrategy, AdSet.BidStrategy],
	optimization_goal: [AdSet.OptimizationGoal],
	billing_event: [AdSet.BillingEvent],
	destination_type: [AdSet.DestinationType],
	object_type: [AdCreative.ObjectType, LOGGED],
	call_to_action_type: [AdCreative.CallToActionType],
	subtype: [CustomAudience.Subtype],
};

/** @param at the field's path in an answer */
export const isEnumerated = (at: string, word: string): boolean =>
	(words[at.replace(/^.*\./, '')] ?? []).some((one) => Object.values(one).includes(word));
