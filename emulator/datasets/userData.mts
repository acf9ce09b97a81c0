import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { EventFault } from './eventRefusals.mts';

/** Who an event is of (Meta: conversions-api/parameters/customer-information-parameters). */

const HASHED = ['em', 'ph', 'fn', 'ln', 'db', 'ge', 'ct', 'st', 'zp', 'country'];
const AS_IT_IS = (
	'external_id client_ip_address client_user_agent fbc fbp subscription_id fb_login_id lead_id anon_id madid page_id ' +
	'page_scoped_user_id ctwa_clid ig_account_id ig_sid whatsapp_business_account_id'
).split(' ');

const SHA256 = /^[0-9a-f]{64}$/;

/** "fb.subdomain_index.creation_time.fbclid" (Meta: conversions-api/parameters/fbp-and-fbc); the click's case counts. */
const CLICK = /^fb\.[012]\.\d{13}\..+$/;

const valuesOf = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value])
		.filter((entry) => typeof entry === 'string' || typeof entry === 'number')
		.map(String)
		.filter((entry) => entry !== '');

/**
 * The keys by which somebody can be found. What has to be hashed and is not finds nobody: Meta documents no refusal of it
 * (UNCONFIRMED 122).
 */
export function matchKeys(userData: JsonObject): string[] {
	const isUsable = (key: string): boolean => {
		const values = valuesOf(userData[key]);
		if (HASHED.includes(key)) return values.some((value) => SHA256.test(value));
		return key === 'fbc' ? values.some((value) => CLICK.test(value)) : values.length > 0;
	};
	return [...HASHED, ...AS_IT_IS].filter(isUsable);
}

/** Combinations that are too broad (Meta: conversions-api/best-practices: the rule since v13.0). */
const TOO_BROAD = [
	['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent'],
	['db', 'client_user_agent'],
	['fn', 'ge'],
	['ln', 'ge'],
];

export function userDataFault(userData: JsonObject): EventFault | undefined {
	const keys = matchKeys(userData);
	const isBroad = TOO_BROAD.some((combination) => keys.every((key) => combination.includes(key)));
	return isBroad ? { subcode: 2804050 } : undefined;
}

/** A lead of a lead ad: 15 to 17 digits (Meta: conversions-api/parameters/customer-information-parameters, lead_id). */
export function leadFault(userData: JsonObject, deleted: ReadonlySet<string>): EventFault | undefined {
	const [lead] = valuesOf(userData.lead_id);
	if (lead === undefined) return undefined;
	return /^\d{15,17}$/.test(lead) && !deleted.has(lead) ? undefined : { subcode: 2804036 };
}
