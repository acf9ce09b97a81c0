import type { IDataObject } from 'n8n-workflow';

import { fromGraphTime, toGraphTime } from '../shared/accountTime';
import { inUnits, text } from '../shared/reading/cells';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../shared/adsManager';
import type { GraphObject } from '../shared/graph/object';
import { parseGraphJson } from '../shared/graph/request';
import type { AccountFacts } from '../shared/node/session/session';
import { entryOf, isRecord, type Json } from '../shared/record';
import { inPlainWords } from '../shared/words';

/** What is read of an entry of the log. */
export const activityFields = [
	'event_time',
	'event_type',
	'translated_event_type',
	'actor_id',
	'actor_name',
	'application_name',
	'object_type',
	'object_id',
	'object_name',
	'extra_data',
];

/** Events whose values are amounts. Others can carry numbers too (times, counts), which stay as they are. */
const amountEvents = new Set([
	'update_campaign_budget',
	'update_ad_set_budget',
	'update_campaign_group_spend_cap',
	'update_ad_set_spend_cap',
	'update_ad_set_min_spend_target',
	'ad_account_update_spend_limit',
]);

/** The amount that stands for “no limit” (Marketing API, Ad Campaign Group reference). */
const NO_LIMIT = '922337203685478';

/** The log's own, older names: what people call a campaign, it calls a campaign group. */
const objectTypes: Readonly<Record<string, string>> = {
	CAMPAIGN_GROUP: 'campaign',
	CAMPAIGN: 'ad set',
	ADGROUP: 'ad',
	ACCOUNT: 'ad account',
};

/** Both times are Meta's, in whole seconds. More would let an entry explain what was changed right after it. */
const SECOND = 1_000;

/**
 * Whether an object was changed later than anything the log tells of it. Where something else moves
 * `updated_time`, this is true too often.
 */
export const isUntold = (updatedAt: number, toldUntil: number): boolean => updatedAt > toldUntil + SECOND;

export interface ChangedValues {
	readonly oldValue: unknown;
	readonly newValue: unknown;
	/** What the values are, where the entry says so: “Per day”, “Lifetime budget”. */
	readonly valueType: string | null;
}

const nothing: ChangedValues = { oldValue: null, newValue: null, valueType: null };

/**
 * Reads `extra_data`, a JSON text that Meta does not document. Two shapes are seen in the field: values side by side,
 * and each value wrapped once more together with its type. Anything else is no values, never an error.
 */
export function changedValues(extraData: unknown): ChangedValues {
	const data = parsed(extraData);
	if (!isRecord(data)) return nothing;
	const [before, after] = [data.old_value, data.new_value];
	const type = [after, before, data].find((value) => isRecord(value) && typeof value.type === 'string') as
		Json | undefined;
	return {
		oldValue: unwrapped(before, 'old_value'),
		newValue: unwrapped(after, 'new_value'),
		valueType: text(type?.type),
	};
}

function parsed(extraData: unknown): unknown {
	if (typeof extraData !== 'string') return extraData;
	try {
		return parseGraphJson(extraData);
	} catch {
		return undefined; // Not JSON after all: then it tells no values.
	}
}

const unwrapped = (value: unknown, name: string): unknown =>
	isRecord(value) && name in value ? value[name] : (value ?? null);

/** An amount in currency units; other values as they are, structured ones as JSON so that the row stays flat. */
function shown(value: unknown, eventType: string, currency: string): string | number | boolean | null {
	if (amountEvents.has(eventType) && isWhole(value)) {
		return String(value) === NO_LIMIT ? 'no limit' : inUnits(value, currency);
	}
	if (typeof value === 'object' && value !== null) return JSON.stringify(value);
	return value as string | number | boolean | null;
}

const isWhole = (value: unknown): value is string | number =>
	typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value);

function objectUrl(type: unknown, id: string | null, account: string): string {
	if (id === null) return accountUrl(account);
	if (type === 'CAMPAIGN_GROUP') return campaignUrl(account, id);
	if (type === 'CAMPAIGN') return adSetUrl(account, id);
	return type === 'ADGROUP' ? adUrl(account, id) : accountUrl(account);
}

/** The moment by the account's clock; a text that is not Meta's usual form, or no such clock, stays as it is. */
function localTime(eventTime: unknown, zone: string): string | null {
	if (typeof eventTime !== 'string') return null;
	try {
		return toGraphTime(fromGraphTime(eventTime), zone);
	} catch {
		return eventTime;
	}
}

/** The columns of an entry's row that people read first. */
export const mainActivityColumns = [
	'eventTime',
	'event',
	'eventType',
	'actorName',
	'applicationName',
	'objectType',
	'objectName',
	'oldValue',
	'newValue',
	'currency',
	'objectId',
	'adsManagerUrl',
];

/** An entry of the log as one flat row. Every row has the same columns. */
export function activityRow(entry: GraphObject, account: AccountFacts): IDataObject {
	const eventType = text(entry.event_type) ?? 'unknown';
	const { oldValue, newValue, valueType } = changedValues(entry.extra_data);
	const id = text(entry.object_id);
	const type = text(entry.object_type);
	return {
		eventTime: localTime(entry.event_time, account.timeZone),
		event: text(entry.translated_event_type) ?? inPlainWords(eventType),
		eventType,
		actorName: text(entry.actor_name),
		applicationName: text(entry.application_name),
		objectType: type === null ? null : (entryOf(objectTypes, type) ?? inPlainWords(type)),
		objectId: id,
		objectName: text(entry.object_name),
		oldValue: shown(oldValue, eventType, account.currency),
		newValue: shown(newValue, eventType, account.currency),
		valueType,
		currency: account.currency,
		accountId: account.id,
		adsManagerUrl: objectUrl(type, id, account.id),
	};
}
