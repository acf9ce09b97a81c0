import { foldedStatuses } from '../../meta/activityLog/foldedStatuses';
import { endOfReview } from '../../meta/activityLog/rest';
import { activityRow } from '../../meta/activityLog/row';
import { tellsStatus } from '../../meta/activityLog/statusChanges';
import { extraOf, loggedValuesIn } from '../../meta/activityLog/values';
import { instantOf } from '../../shared/reading/instants';
import { idOf, textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { nouns, type EventType, type Happening, type EventLevel } from './event';
import { entryOf } from '../../shared/record';

/** What each entry of the log counts as (spec object AdActivity, `event_type`). Others are not told. */
const events: Readonly<Record<string, EventType>> = {
	update_campaign_run_status: 'statusChanged',
	update_ad_set_run_status: 'statusChanged',
	update_ad_run_status: 'statusChanged',
	update_ad_run_status_to_be_set_after_review: 'statusChanged',
	ad_account_update_status: 'statusChanged',
	update_campaign_budget: 'budgetChanged',
	update_campaign_group_spend_cap: 'budgetChanged',
	update_campaign_budget_optimization_toggling_status: 'budgetChanged',
	update_budget_flex_toggle_status: 'budgetChanged',
	update_ad_set_budget: 'budgetChanged',
	update_ad_set_spend_cap: 'budgetChanged',
	update_ad_set_min_spend_target: 'budgetChanged',
	update_ad_set_bidding: 'budgetChanged',
	update_ad_set_bid_strategy: 'budgetChanged',
	update_ad_set_bid_adjustments: 'budgetChanged',
	update_ad_bid_info: 'budgetChanged',
	update_ad_bid_type: 'budgetChanged',
	ad_account_update_spend_limit: 'budgetChanged',
	ad_account_reset_spend_limit: 'budgetChanged',
	ad_account_remove_spend_limit: 'budgetChanged',
	ad_review_approved: 'reviewChanged',
	ad_review_declined: 'reviewChanged',
};

/** The log's own, older names. */
const levels: Readonly<Record<string, EventLevel>> = { CAMPAIGN_GROUP: 'campaign', CAMPAIGN: 'adSet', ADGROUP: 'ad' };

const VERDICTS: Readonly<Record<string, string>> = { ad_review_approved: 'approved', ad_review_declined: 'rejected' };

interface Logged extends Happening {
	/** Milliseconds since 1970; 0 where the log does not tell. */
	readonly at: number;
}

export interface LogHappening extends Logged {
	/** Identities of the log's entries that it is: told with one of them, it is told. */
	readonly parts: ReadonlyArray<readonly unknown[]>;
}

/**
 * The log's entries as happenings, oldest first. Meta writes one pause as several entries: they come out once.
 *
 * @param waitsSince milliseconds since 1970: a change that is in process since then waits for its end
 */
export function logHappenings(
	entries: readonly GraphObject[],
	account: AccountFacts,
	waitsSince: number,
): LogHappening[] {
	const happenings = new Map<string, LogHappening>();
	for (const { entry, parts } of foldedStatuses(entries, waitsSince)) {
		const event = entryOf(events, typeOf(entry));
		if (event === undefined) continue;
		const happening = { ...happeningOf(entry, event, account), parts: parts.map(identityOf) };
		happenings.set(JSON.stringify(happening.identity), happening);
	}
	return [...happenings.values()].sort((one, other) => one.at - other.at);
}

/** The event an entry tells of: the end of a review can stand in the log as a change of status. */
function typeOf(entry: GraphObject): string {
	const verdict = endOfReview(entry);
	return verdict === null ? String(entry.event_type) : `ad_review_${verdict === 'approved' ? 'approved' : 'declined'}`;
}

/** Of a verdict that it was given, of a status only what it became: the next look can begin in the middle of its entries. */
function identityOf(entry: GraphObject): readonly unknown[] {
	const { before, after } = loggedValuesIn(extraOf(entry));
	const type = typeOf(entry);
	const common = ['log', type, String(entry.object_id), String(entry.event_time)];
	if (type in VERDICTS) return common;
	return [...common, ...(tellsStatus(entry) ? [after.value] : [before.value, after.value])];
}

function happeningOf(entry: GraphObject, event: EventType, account: AccountFacts): Logged {
	const row = activityRow(entry, account);
	const level = entryOf(levels, entry.object_type) ?? 'account';
	const type = typeOf(entry);
	const name = typeof row.objectName === 'string' ? row.objectName : null;
	const value = (logValue: unknown): string | number | boolean | null =>
		logValue === undefined ? null : (logValue as string | number | boolean | null);
	const verdict = entryOf(VERDICTS, type);
	return {
		event,
		level,
		at: instantOf(entry.event_time) ?? 0,
		identity: identityOf(entry),
		summary:
			verdict === undefined
				? changeInWords(row, nouns[level], name, account)
				: `Meta’s review ${verdict} the ad ${nameInQuotes(name, row.objectId)}.`,
		objectId: String(row.objectId ?? account.id),
		objectName: name,
		oldValue: verdict === undefined ? value(row.oldValue) : null,
		newValue: verdict ?? value(row.newValue),
		actorName: typeof row.actorName === 'string' ? row.actorName : null,
		eventTime: typeof row.eventTime === 'string' ? row.eventTime : null,
		details: String(row.event ?? ''),
		nextStep: '',
		adsManagerUrl: String(row.adsManagerUrl),
	};
}

const nameInQuotes = (name: unknown, id: unknown): string => `“${textCell(name) ?? idOf(id) ?? 'unnamed'}”`;

type Row = ReturnType<typeof activityRow>;

function changeInWords(row: Row, noun: string, name: string | null, { currency }: AccountFacts): string {
	const actorWords = [
		row.actorName ?? 'Somebody',
		row.applicationName === null ? '' : ` with ${String(row.applicationName)}`,
	]
		.map(String)
		.join('');
	const inUnits = (value: unknown): string => (typeof value === 'number' ? `${value} ${currency}` : String(value));
	const change =
		row.oldValue === null && row.newValue === null
			? ''
			: `: ${inUnits(row.oldValue ?? 'none')} → ${inUnits(row.newValue ?? 'none')}`;
	const eventWords = String(row.event).toLowerCase();
	return `${actorWords} changed the ${noun} ${nameInQuotes(name, row.objectId)} (${eventWords})${change}.`;
}
