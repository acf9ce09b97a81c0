import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import type { EventFault, EventSubcode } from './eventRefusals.mts';
import { messagingFault } from './messaging.mts';
import { leadFault, userDataFault } from './userData.mts';

/** What one event must be (Meta: conversions-api/parameters/server-event, /custom-data; app-events). */

const SOURCES = 'website app email phone_call chat physical_store system_generated business_messaging other'.split(' ');

const DAY = 86_400;
/** "Up to 7 days"; store events "within 62 days" (Meta: conversions-api/parameters/server-event, /offline-events). */
const MOST_DAYS = 7;
const MOST_DAYS_IN_STORE = 62;
/** Clocks differ; how far ahead one may be is UNCONFIRMED 123. */
const AHEAD = 60;

export interface EventWorld {
	/** Milliseconds. */
	readonly now: number;
	readonly deletedLeads: ReadonlySet<string>;
}

const REQUIRED = ['event_name', 'event_time', 'user_data', 'action_source'] as const;

/** The first thing wrong with an event; nothing when it is taken. */
export function eventFault(event: unknown, index: number, world: EventWorld): EventFault | undefined {
	const missing = (name: string): EventFault => ({
		subcode: 2804019,
		says: `The parameter $['data'][${index}]['${name}'] is required`,
	});
	if (!isObject(event)) return missing('event_name');
	const lacking = REQUIRED.find((name) => event[name] === undefined || event[name] === null || event[name] === '');
	if (lacking !== undefined) return missing(lacking);
	const userData = event.user_data;
	if (!isObject(userData)) return missing('user_data');
	if (!SOURCES.includes(String(event.action_source))) return missing('action_source');
	const isMessaging = event.action_source === 'business_messaging';
	return (
		timeFault(event, world.now / 1000) ??
		(isMessaging ? messagingFault(event, userData) : userDataFault(userData)) ??
		leadFault(userData, world.deletedLeads) ??
		customDataFault(event) ??
		appFault(event)
	);
}

/** Milliseconds are a time far ahead. */
function timeFault({ event_time: time, action_source: source }: JsonObject, now: number): EventFault | undefined {
	const seconds = Number(time);
	if (!Number.isInteger(seconds) || seconds > now + AHEAD) return { subcode: 2804004 };
	const days = source === 'physical_store' ? MOST_DAYS_IN_STORE : MOST_DAYS;
	return seconds < now - days * DAY ? { subcode: 2804003 } : undefined;
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** "142.52" and "usd" are taken, as Meta's own examples have them. */
function customDataFault({ event_name: name, custom_data: data }: JsonObject): EventFault | undefined {
	const custom = isObject(data) ? data : {};
	const { value, currency, contents } = custom;
	const fault = (subcode: EventSubcode): EventFault => ({ subcode });
	if (name === 'Purchase' && isMissing(value)) return fault(2804009);
	if (name === 'Purchase' && isMissing(currency)) return fault(2804010);
	if (!isMissing(value) && isMissing(currency)) return fault(2804023);
	if (!isMissing(value) && !Number.isFinite(Number(value))) return fault(2804016);
	if (!isMissing(currency) && !/^[a-z]{3}$/i.test(String(currency))) return fault(2804016);
	if (contents === undefined) return undefined;
	if (!Array.isArray(contents) || !contents.every(isObject)) return fault(2804016);
	return contents.every(({ id }) => !isMissing(id)) ? undefined : fault(2804008);
}

/** Sixteen texts, of which the first two kinds of device and the version are needed (Meta: conversions-api/app-events). */
function appFault({ action_source: source, app_data: data }: JsonObject): EventFault | undefined {
	if (source !== 'app') return undefined;
	const info: unknown = isObject(data) ? data.extinfo : undefined;
	const texts = Array.isArray(info) ? (info as unknown[]) : [];
	const isWhole = texts.length === 16 && ['a2', 'i2'].includes(String(texts[0])) && !isMissing(texts[4]);
	return isWhole ? undefined : { subcode: 2804043 };
}
