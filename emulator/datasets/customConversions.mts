import { CustomConversion as SdkCustomConversion } from 'facebook-nodejs-business-sdk';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { graphTime } from '../graph/language/dates.mts';
import { GraphError, parameterError, unsupportedRequest } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { parseJson } from '../graph/language/params.mts';
import type { Account } from '../world/basics.mts';
import type { CustomConversion } from './customConversionModel.mts';

/** Custom conversions (Meta: reference/custom-conversion, reference/ad-account/customconversions; spec object CustomConversion). */

/** "You can create up to 100" (Meta: reference/custom-conversion); the answer to one more is UNCONFIRMED 59. */
const MOST = 100;

/** Spec enum `CustomConversion_custom_event_type`. */
const EVENT_TYPES = (
	'ADD_PAYMENT_INFO ADD_TO_CART ADD_TO_WISHLIST COMPLETE_REGISTRATION CONTACT CONTENT_VIEW CUSTOMIZE_PRODUCT DONATE ' +
	'FACEBOOK_SELECTED FIND_LOCATION INITIATED_CHECKOUT LEAD LISTING_INTERACTION OTHER PURCHASE SCHEDULE SEARCH START_TRIAL ' +
	'SUBMIT_APPLICATION SUBSCRIBE'
).split(' ');

const OPERATORS = 'i_contains i_not_contains contains not_contains eq neq lt lte gt gte regex_match'.split(' ');

/** `{"and":[{"url":{"i_contains":"thanks"}},{"event":{"eq":"Purchase"}}]}`; how Meta words a refusal is the emulator's own. */
function isRule(value: unknown): boolean {
	if (!isObject(value)) return false;
	const entries = Object.entries(value);
	return entries.every(([key, part]) => {
		if (key === 'and' || key === 'or') return Array.isArray(part) && part.length > 0 && part.every(isRule);
		return isObject(part) && Object.keys(part).length > 0 && Object.keys(part).every((one) => OPERATORS.includes(one));
	});
}

/** Blocked ones can neither be used nor changed (Meta: reference/custom-conversion; code and text: third-party hint). */
export const blockedConversion = (): GraphError =>
	new GraphError(2700000, 'Your custom conversion is currently blocked', {
		subcode: 2460004,
		userTitle: 'Custom conversion blocked',
		userMsg: 'Your custom conversion is currently blocked',
	});

/** `POST /act_X/customconversions`. */
export function createCustomConversion({ world, params }: WriteCall, account: Account): JsonObject {
	params.required('name');
	// "(#100) The parameter event_source_id is required" (third-party hint); the spec has it optional.
	params.required('event_source_id');
	params.required('rule');
	const source = params.text('event_source_id') ?? '';
	const dataset = world.find(source);
	if (dataset?.kind !== 'AdsPixel' || !dataset.usableIn.includes(account.id)) throw unsupportedRequest('POST', source);
	const rule = params.text('rule') ?? '';
	if (!isRule(parseJson(rule))) throw parameterError('Param rule must be a valid rule', 'rule');
	const own = world.all('CustomConversion').filter((one) => one.account.id === account.id);
	if (own.length >= MOST) throw parameterError('Too many custom conversions in this ad account', 'name');
	const customEventType = params.oneOf('custom_event_type', EVENT_TYPES);
	const made = world.add({
		kind: 'CustomConversion',
		id: world.newId('CustomConversion'),
		account,
		name: params.text('name') ?? '',
		description: params.text('description'),
		rule,
		dataset: source,
		customEventType: customEventType ?? 'OTHER',
		defaultConversionValue: params.number('default_conversion_value') ?? 0,
		creationTime: world.clock.now(),
		isArchived: false,
		isUnavailable: false,
	});
	return { id: made.id, is_custom_event_type_predicted: customEventType === undefined };
}

/** `POST /{custom conversion}`: name, description and value, nothing else (spec object CustomConversion). */
export function updateCustomConversion({ params }: WriteCall, conversion: CustomConversion): JsonObject {
	if (conversion.isUnavailable) throw blockedConversion();
	const value = params.number('default_conversion_value');
	if (params.has('name')) conversion.name = params.text('name') ?? '';
	if (params.has('description')) conversion.description = params.text('description');
	if (value !== undefined) conversion.defaultConversionValue = value;
	return { success: true };
}

export const customConversions: Edge = edge<'AdAccount'>(
	{ to: 'CustomConversion', order: 'newest', isAds: true, filterPrefix: 'customconversion' },
	(account, { world }) => world.newest('CustomConversion').filter((one) => one.account.id === account.id),
);

const time = (milliseconds: number | undefined): string | undefined =>
	milliseconds === undefined ? undefined : graphTime(milliseconds, 'UTC');

export const customConversionType = define('CustomConversion', {
	sdkFields: SdkCustomConversion.Fields,
	defaults: [],
	readers: {
		id: ({ id }) => id,
		account_id: ({ account }) => account.accountId,
		name: ({ name }) => name,
		description: ({ description }) => description,
		rule: ({ rule }) => rule,
		custom_event_type: ({ customEventType }) => customEventType,
		default_conversion_value: ({ defaultConversionValue }) => defaultConversionValue,
		pixel: ({ dataset }) => ({ id: dataset }),
		data_sources: ({ dataset }) => [{ id: dataset, source_type: 'PIXEL' }],
		event_source_type: () => 'pixel',
		creation_time: ({ creationTime }) => time(creationTime),
		first_fired_time: ({ firstFiredTime }) => time(firstFiredTime),
		last_fired_time: ({ lastFiredTime }) => time(lastFiredTime),
		is_archived: ({ isArchived }) => isArchived,
		is_unavailable: ({ isUnavailable }) => isUnavailable,
		retention_days: () => 0,
	},
});
