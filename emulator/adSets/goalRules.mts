import { blockedConversion } from '../datasets/customConversions.mts';
import { AdPromotedObject } from 'facebook-nodejs-business-sdk';
import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { SEVERAL_MESSENGERS } from '../world/messengers.mts';
import { CONVERSION_GOALS, DESTINATION_GOALS, goalsOf, promotedNeeds } from './goals.mts';
import type { AdSetContext, AdSetRule } from './rule.mts';

/** 100/2490408: goal not valid for the objective (third-party hint); goal and destination: subcode UNCONFIRMED 29. */
const goalRule: AdSetRule = {
	on: ['optimizationGoal', 'destinationType'],
	check: ({ optimizationGoal: goal = '', destinationType = '' }, { campaign }) => {
		const allowed = goalsOf(campaign.objective);
		if (allowed && !allowed.includes(goal)) {
			throw ruleError(
				'Performance goal is not available',
				`The optimization goal ${goal} is not available for the objective ${campaign.objective}.`,
				'optimization_goal',
				2490408,
			);
		}
		if (DESTINATION_GOALS[destinationType]?.includes(goal) === false) {
			throw ruleError(
				'Performance goal is not available',
				`The optimization goal ${goal} does not go with the destination ${destinationType}.`,
				'destination_type',
			);
		}
	},
};

/** IMPRESSIONS goes with every goal, LINK_CLICKS and THRUPLAY with their own (Meta: reference/ad-campaign); subcode UNCONFIRMED 29. */
const billingRule: AdSetRule = {
	on: ['billingEvent', 'optimizationGoal'],
	check: ({ billingEvent = '', optimizationGoal }) => {
		if (billingEvent === 'IMPRESSIONS') return;
		if (['LINK_CLICKS', 'THRUPLAY'].includes(billingEvent) && billingEvent === optimizationGoal) return;
		throw ruleError(
			'Billing event does not fit',
			`The billing event ${billingEvent} is not available for the optimization goal ${optimizationGoal}.`,
			'billing_event',
		);
	},
};

const EVENT_TYPES: string[] = Object.values(AdPromotedObject.CustomEventType);
/** What names an object a token must be able to use; the kind of object it is here. */
const REFERENCES = {
	page_id: 'Page',
	pixel_id: 'AdsPixel',
	application_id: 'Application',
	product_set_id: 'ProductSet',
	product_catalog_id: 'ProductCatalog',
} as const;

/** What the objective, goal and destination need (Meta: reference/ad-campaign-group); subcodes UNCONFIRMED 29. */
const promotedRule: AdSetRule = {
	on: ['promotedObject', 'optimizationGoal', 'destinationType'],
	check: ({ promotedObject = {}, optimizationGoal = '', destinationType = '' }, context) => {
		const { campaign } = context;
		const needs = promotedNeeds(campaign.objective, optimizationGoal, destinationType);
		if (
			goalsOf(campaign.objective) &&
			needs.length > 0 &&
			!needs.some((keys) => keys.every((key) => promotedObject[key]))
		) {
			throw ruleError(
				'Promoted object is missing',
				`Set promoted_object with ${needs.map((keys) => keys.join(' and ')).join(', or ')}.`,
				'promoted_object',
			);
		}
		const event = promotedObject.custom_event_type;
		if (event !== undefined && !EVENT_TYPES.includes(String(event))) {
			throw parameterError(
				`Param promoted_object[custom_event_type] must be one of {${EVENT_TYPES.join(', ')}}`,
				'promoted_object',
			);
		}
		for (const [key, kind] of Object.entries(REFERENCES)) {
			const id = promotedObject[key];
			if (id !== undefined) checkUsable(context, key, kind, String(id));
		}
		const conversion = promotedObject.custom_conversion_id;
		if (conversion !== undefined) checkConversion(context, String(conversion));
	},
};

/** Blocked ones take no new ad sets (Meta: reference/custom-conversion); code and text: third-party hint. */
function checkConversion({ world, account }: AdSetContext, id: string): void {
	const conversion = world.find(id);
	if (conversion?.kind !== 'CustomConversion' || conversion.account.id !== account.id) {
		throw ruleError(
			'Promoted object is not accessible',
			`custom_conversion_id ${id} does not exist or cannot be used with ad account ${account.accountId}.`,
			'promoted_object',
		);
	}
	if (conversion.isUnavailable) throw blockedConversion();
}

function checkUsable({ world, account }: AdSetContext, key: string, kind: string, id: string): void {
	const node = world.find(id);
	if (node?.kind === kind && 'usableIn' in node && node.visible && node.usableIn.includes(account.id)) return;
	throw ruleError(
		'Promoted object is not accessible',
		`${key} ${id} does not exist or cannot be used with ad account ${account.accountId}.`,
		'promoted_object',
	);
}

/** Windows: click 1 or 7 days, view and engaged view 1 day; only conversions take more than 1 day click (Meta: reference/ad-campaign). */
const WINDOWS: Record<string, number[]> = { CLICK_THROUGH: [1, 7], VIEW_THROUGH: [0, 1], ENGAGED_VIDEO_VIEW: [0, 1] };

/** 1885501 for a combination that the goal does not take: third-party hint. */
const attributionRule: AdSetRule = {
	on: ['attributionSpec', 'optimizationGoal'],
	check: ({ attributionSpec = [], optimizationGoal = '' }) => {
		const isConversion = CONVERSION_GOALS.includes(optimizationGoal);
		for (const { event_type, window_days } of attributionSpec) {
			const days = Number(window_days);
			const isKnown = WINDOWS[String(event_type)]?.includes(days) ?? false;
			const isPlain = days === 0 || (event_type === 'CLICK_THROUGH' && days === 1);
			if (isKnown && (isConversion || isPlain)) continue;
			throw ruleError(
				'Attribution window is not supported',
				`${String(event_type)} of ${String(window_days)} days is not supported for the optimization goal ${optimizationGoal}.`,
				'attribution_spec',
				1885501,
			);
		}
	},
};

const MESSENGER_OBJECTIVES = ['OUTCOME_ENGAGEMENT', 'OUTCOME_SALES', 'OUTCOME_TRAFFIC'];

const wrong = (text: string) => ruleError('Destination is not available', text, 'destination_type'); // UNCONFIRMED 29

/**
 * Several messengers: three objectives, no special ad category, and a page with a WhatsApp number where WhatsApp is one of
 * them (Meta: ad-creative/messaging-ads/click-to-multidestination). 1487246: facebook-nodejs-business-sdk issue 301.
 */
const messengersRule: AdSetRule = {
	on: ['destinationType', 'promotedObject'],
	check: ({ destinationType = '', promotedObject = {} }, { campaign, world }) => {
		const messengers = SEVERAL_MESSENGERS[destinationType];
		if (messengers === undefined) return;
		if (!MESSENGER_OBJECTIVES.includes(campaign.objective)) {
			throw wrong(`${destinationType} is not available for the objective ${campaign.objective}.`);
		}
		if (campaign.specialAdCategories.some((category) => category !== 'NONE')) {
			throw wrong(`${destinationType} is not available for special ad categories.`);
		}
		const page = world.find(String(promotedObject.page_id));
		if (!messengers.includes('WHATSAPP') || page?.kind !== 'Page') return;
		if (page.fields.has_whatsapp_business_number === true) return;
		throw ruleError(
			'Campaign Creation Failed',
			'Campaign Creation Failed: This WhatsApp phone number is not linked to your account',
			'promoted_object',
			1487246,
		);
	},
};

export const GOAL_RULES: AdSetRule[] = [goalRule, billingRule, promotedRule, messengersRule, attributionRule];
