import type { IDataObject } from 'n8n-workflow';

import { fromGraphTime, toGraphTime } from '../../shared/accountTime';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { inUnits, textCell } from '../../shared/reading/cells';
import { entryOf } from '../../shared/record';
import { inPlainWords } from '../../shared/words';
import { logFields } from './entry';
import { extraOf, loggedValuesIn, type LoggedSide } from './values';

/** What is read of an entry that is shown. */
export const activityFields = [...logFields.filter((field) => field !== 'application_id'), 'translated_event_type'];

/**
 * Events whose values are amounts, whether or not they say so themselves (superbolt-x/Talk-to-Meta-SB-remote has bare numbers).
 * Others can carry numbers too (times, counts), which stay as they are.
 */
const amountEvents = new Set([
	'ad_account_billing_charge',
	'ad_account_billing_chargeback',
	'ad_account_billing_refund',
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

/** An amount in currency units; other values as they are, structured ones as JSON so that the row stays flat. */
function cellOf(
	{ value, isAmount, currency }: LoggedSide,
	eventType: string,
	ofAccount: string,
): string | number | boolean | null {
	if ((isAmount || amountEvents.has(eventType)) && isWhole(value)) {
		return String(value) === NO_LIMIT ? 'no limit' : inUnits(value, currency ?? ofAccount);
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
	const eventType = textCell(entry.event_type) ?? 'unknown';
	const { before, after } = loggedValuesIn(extraOf(entry));
	const id = textCell(entry.object_id);
	const type = textCell(entry.object_type);
	return {
		eventTime: localTime(entry.event_time, account.timeZone),
		event: textCell(entry.translated_event_type) ?? inPlainWords(eventType),
		eventType,
		actorName: textCell(entry.actor_name),
		applicationName: textCell(entry.application_name),
		objectType: type === null ? null : (entryOf(objectTypes, type) ?? inPlainWords(type)),
		objectId: id,
		objectName: textCell(entry.object_name),
		oldValue: cellOf(before, eventType, account.currency),
		newValue: cellOf(after, eventType, account.currency),
		valueType: after.kind ?? before.kind,
		currency: after.currency ?? before.currency ?? account.currency,
		accountId: account.id,
		adsManagerUrl: objectUrl(type, id, account.id),
	};
}
