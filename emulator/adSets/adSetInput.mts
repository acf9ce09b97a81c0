import { AdSet as SdkAdSet } from 'facebook-nodejs-business-sdk';
import { readLabels, type LabelInput } from '../accounts/labels.mts';
import { parameterError } from '../graph/language/graphError.mts';
import { readObject, readObjects, type JsonObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { DayPart } from '../world/adObjectModel.mts';
import { type Account, type Status, STATUSES } from '../world/basics.mts';

/** Newer names: SDK 26.0.0's public source. */
const GOALS: string[] = [
	...Object.values(SdkAdSet.OptimizationGoal),
	'ENGAGED_PAGE_VIEWS',
	'MESSAGING_DEEP_CONVERSATION_AND_FOLLOW',
];
const BILLING_EVENTS: string[] = Object.values(SdkAdSet.BillingEvent);
const BID_STRATEGIES: string[] = Object.values(SdkAdSet.BidStrategy);
/** The last three: Meta's mapping of objectives, not in the spec's list (reference/ad-campaign-group). */
const DESTINATIONS: string[] = [
	...Object.values(SdkAdSet.DestinationType),
	'PHONE_CALL',
	'LEAD_FROM_MESSENGER',
	'LEAD_FROM_IG_DIRECT',
];

/** What a create or update sent, with checked types; a key is absent when the parameter was not sent. */
export interface AdSetInput {
	name?: string;
	status?: Status;
	dailyBudget?: number;
	lifetimeBudget?: number;
	optimizationGoal?: string;
	billingEvent?: string;
	destinationType?: string;
	promotedObject?: JsonObject;
	targeting?: JsonObject;
	bidStrategy?: string;
	bidAmount?: number;
	bidConstraints?: JsonObject;
	startTime?: number;
	endTime?: number;
	attributionSpec?: JsonObject[];
	schedule?: DayPart[];
	pacingType?: string[];
	dsaBeneficiary?: string;
	dsaPayor?: string;
	dailyMinSpend?: number;
	dailySpendCap?: number;
	lifetimeMinSpend?: number;
	lifetimeSpendCap?: number;
	isDynamicCreative?: boolean;
	more?: JsonObject;
	labels?: LabelInput[];
}

/** Stored as sent and shown again, without rules of their own (spec object AdSet). */
const AS_SENT = [
	'frequency_control_specs',
	'placement_soft_opt_out',
	'regional_regulated_categories',
	'regional_regulation_identities',
	'bid_adjustments',
];

/** Parameters and types: spec objects AdAccount (POST adsets) and AdSet (POST). Unknown ones are ignored. */
export function readAdSetInput(params: Params, account: Account): AdSetInput {
	const more = Object.fromEntries(AS_SENT.filter((name) => params.has(name)).map((name) => [name, params.json(name)]));
	const input: AdSetInput = {
		name: params.text('name'),
		status: params.oneOf('status', STATUSES),
		dailyBudget: params.integer('daily_budget'),
		lifetimeBudget: params.integer('lifetime_budget'),
		optimizationGoal: params.oneOf('optimization_goal', GOALS),
		billingEvent: params.oneOf('billing_event', BILLING_EVENTS),
		destinationType: params.oneOf('destination_type', DESTINATIONS),
		promotedObject: readObject(params, 'promoted_object'),
		targeting: readObject(params, 'targeting'),
		bidStrategy: params.oneOf('bid_strategy', BID_STRATEGIES),
		bidAmount: params.integer('bid_amount'),
		bidConstraints: readObject(params, 'bid_constraints'),
		startTime: params.time('start_time', account.timeZone),
		endTime: params.time('end_time', account.timeZone),
		attributionSpec: readObjects(params, 'attribution_spec'),
		schedule: readSchedule(params),
		pacingType: params.list('pacing_type'),
		dsaBeneficiary: params.text('dsa_beneficiary'),
		dsaPayor: params.text('dsa_payor'),
		dailyMinSpend: params.integer('daily_min_spend_target'),
		dailySpendCap: params.integer('daily_spend_cap'),
		lifetimeMinSpend: params.integer('lifetime_min_spend_target'),
		lifetimeSpendCap: params.integer('lifetime_spend_cap'),
		isDynamicCreative: params.boolean('is_dynamic_creative'),
		more: Object.keys(more).length > 0 ? more : undefined,
		labels: readLabels(params),
	};
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** Spec object DayPart: minutes of a day, days from 0 = Sunday (Meta: reference/ad-campaign). */
function readSchedule(params: Params): DayPart[] | undefined {
	const name = 'adset_schedule';
	const isDay = (day: unknown): day is number => Number.isInteger(day) && Number(day) >= 0 && Number(day) <= 6;
	const isMinute = (minute: unknown): minute is number =>
		Number.isInteger(minute) && Number(minute) >= 0 && Number(minute) <= 24 * 60;
	return readObjects(params, name)?.map(({ start_minute, end_minute, days, timezone_type }, index) => {
		if (!isMinute(start_minute) || !isMinute(end_minute) || start_minute >= end_minute) {
			throw parameterError(`Param ${name}[${index}] must have start_minute and end_minute within a day`, name);
		}
		if (!Array.isArray(days) || days.length === 0 || !days.every(isDay)) {
			throw parameterError(`Param ${name}[${index}][days] must be an array of 0 (Sunday) to 6`, name);
		}
		if (timezone_type !== undefined && timezone_type !== 'USER' && timezone_type !== 'ADVERTISER') {
			throw parameterError(`Param ${name}[${index}][timezone_type] must be one of {USER, ADVERTISER}`, name);
		}
		return { start_minute, end_minute, days, timezone_type: timezone_type ?? 'USER' };
	});
}
