import { isEqual, uniqWith } from 'lodash';

import { idOf } from '../../../shared/reading/cells';
import { instantOf, type Milliseconds } from '../../../shared/reading/instants';
import { titleOf, type GraphObject } from '../../../shared/graph/object';
import { changedValues } from '../../../meta/activityLog';
import type { LeverName } from '../../policy/lever';
import type { ChangeLog, Touch, ValueChange } from '../../policy/state';
import type { Family } from '../family';

/** What is read of an entry. */
export const logFields = [
	'event_time',
	'event_type',
	'object_id',
	'object_name',
	'object_type',
	'actor_id',
	'application_id',
	'extra_data',
];

/**
 * Events after which nothing needs to rest: names and labels, review, learning, delivery, and starting and stopping the
 * object itself. Whatever else the log tells of an object counts as a change, also what is not known here.
 */
const restless = new Set([
	'ad_review_approved',
	'ad_review_declined',
	'billing_event',
	'campaign_ended',
	'campaign_spending_limit_reached',
	'di_ad_set_learning_stage_exit',
	'first_delivery_event',
	'lifetime_budget_spent',
	'update_ad_friendly_name',
	'update_ad_labels',
	'update_ad_run_status_to_be_set_after_review',
	'update_ad_set_learning_stage_status',
	'update_ad_set_name',
	'update_ad_set_run_status',
	'update_campaign_name',
	'update_campaign_run_status',
]);

export const counts = (entry: GraphObject): boolean => !restless.has(String(entry.event_type));

/** The object an entry is about. */
export const subject = (entry: GraphObject): string => String(entry.object_id ?? '');

/** Meta's old name of ads, which the log still uses (seen in the field, not documented). */
export const isOfAd = (entry: GraphObject): boolean => entry.object_type === 'ADGROUP';
export const isOfAdSet = (entry: GraphObject): boolean => entry.object_type === 'CAMPAIGN';
export const isOfAdObject = (entry: GraphObject): boolean =>
	['CAMPAIGN_GROUP', 'CAMPAIGN', 'ADGROUP'].includes(String(entry.object_type));

/** When the newest of the entries about an object happened, whatever it tells. */
export const newestOf = (entries: readonly GraphObject[], id: string): number =>
	entries.reduce((last, entry) => (subject(entry) === id ? Math.max(last, timeOf(entry) ?? 0) : last), 0);

/** Every value asks each entry of the account, and reading a time is what takes the time. */
const times = new WeakMap<GraphObject, Milliseconds | null>();

/** When an entry happened; null when it does not say. */
export function timeOf(entry: GraphObject): Milliseconds | null {
	const known = times.get(entry);
	if (known !== undefined) return known;
	const read = instantOf(entry.event_time);
	times.set(entry, read);
	return read;
}

/** Words of an event: "update_ad_set_target_spec" is about targeting. */
const parts: ReadonlyArray<readonly [RegExp, string]> = [
	[/budget|spend|high_demand/, 'budget'],
	[/bid/, 'bid'],
	[/target|audience/, 'targeting'],
	[/duration|schedul/, 'schedule'],
	[/^create_ad_set|^create_campaign/, 'creation'],
	[/^create_ad$|update_ad_/, 'ads'],
];

/** "The budget of “Broad”": what changed, as the start of a sentence. */
function whatChanged(entry: GraphObject): string {
	const type = String(entry.event_type);
	const part =
		parts.find(([pattern]) => pattern.test(isOfAd(entry) ? 'update_ad_' : type))?.[1] ?? type.replace(/_/g, ' ');
	return `The ${part} of “${titleOf({ id: subject(entry), name: entry.object_name })}”`;
}

interface About {
	readonly id: string;
	readonly lever: LeverName;
	/** Ids whose changes a step waits after: the object, its parent, what lies in it. */
	readonly related: (entry: GraphObject) => boolean;
}

/**
 * What the entries tell of one value. Entries may come in any order, and more than once (one pause was seen as three:
 * third-party hint); those that cannot be read are named, never skipped.
 */
export function changeLog(entries: readonly GraphObject[], family: Family, { id, lever, related }: About): ChangeLog {
	const values: ValueChange[] = [];
	const touches: Touch[] = [];
	const unreadable: string[] = [];
	for (const entry of entries) {
		if (!related(entry)) continue;
		const at = timeOf(entry);
		if (at === null) {
			unreadable.push(`a time that is none (${String(entry.event_type)})`);
			continue;
		}
		if (counts(entry)) touches.push({ at, what: whatChanged(entry) });
		if (subject(entry) !== id || !family.events.has(String(entry.event_type))) continue;
		const change = valueChange(entry, at, family, lever);
		if (typeof change === 'string') unreadable.push(change);
		else values.push(change);
	}
	return { values: withoutGaps(inOrder(uniqWith(values, isEqual))), touches, unreadable };
}

function valueChange(entry: GraphObject, at: number, family: Family, lever: LeverName): ValueChange | string {
	const { oldValue, newValue, valueType } = changedValues(entry.extra_data);
	const [from, to] = [family.logged(oldValue), family.logged(newValue)];
	if (from === null || to === null) return `a change of the ${family.noun} without readable values`;
	if (valueType !== null && isOtherKind(valueType, lever)) return `a change of another kind of budget (${valueType})`;
	return { at, from, to, by: authorOf(entry) };
}

/** Who did it: application or person, as the log names it. */
export function authorOf({ application_id: application, actor_id: actor }: GraphObject): string | null {
	return idOf(application) ?? idOf(actor);
}

/** The words are Meta's and not documented; only those that clearly name the other kind tell something. */
const isOtherKind = (type: string, lever: LeverName): boolean =>
	(lever === 'dailyBudget' && /life/i.test(type)) || (lever === 'lifetimeBudget' && /day|daily/i.test(type));

/** Oldest first. Entries of one second are put so that each begins where the one before ended. */
function inOrder(values: readonly ValueChange[]): ValueChange[] {
	const sorted = [...values].sort((one, other) => one.at - other.at);
	for (const [index, next] of sorted.entries()) {
		const before = sorted[index - 1];
		if (before === undefined || next.from === before.to) continue;
		const follows = ({ at, from }: ValueChange): boolean => at === next.at && from === before.to;
		const fitting = sorted.findIndex((one, place) => place > index && follows(one));
		if (fitting > index) sorted.splice(index, 0, ...sorted.splice(fitting, 1));
	}
	return sorted;
}

/**
 * Where an entry does not begin at the value the one before ended with, something between is missing: a change that
 * counts from the latest moment it can have happened.
 */
const withoutGaps = (values: readonly ValueChange[]): ValueChange[] =>
	values.flatMap((next, index) => {
		const before = values[index - 1];
		if (before === undefined || before.to === next.from) return [next];
		return [{ at: next.at, from: before.to, to: next.from, by: null }, next];
	});
