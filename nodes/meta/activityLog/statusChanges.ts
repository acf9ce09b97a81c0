import { findLast, isEqual, uniqWith } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { isRecord } from '../../shared/record';
import { isByMeta, subject, timeOf } from './entry';
import { inOrder } from './inOrder';
import { statusOfNumber, statusOfWord, type LoggedStatus } from './statusWords';
import { extraOf, loggedValuesIn } from './values';

/** Changes of an object's own status (spec object AdActivity, `event_type`). */
const statusEvents = new Set([
	'update_campaign_run_status',
	'update_ad_set_run_status',
	'update_ad_run_status',
	'update_ad_run_status_to_be_set_after_review',
]);

export const tellsStatus = ({ event_type: type }: GraphObject): boolean => statusEvents.has(String(type));

/** What an entry says of both sides: by its number, else by its word; null where neither is known. */
export function statusesIn(entry: GraphObject): Record<'from' | 'to', LoggedStatus | null> {
	const extra = extraOf(entry);
	const { before, after } = loggedValuesIn(extra);
	const numbers = isRecord(extra.run_status) ? extra.run_status : {};
	const read = (number: unknown, value: unknown): LoggedStatus | null =>
		statusOfNumber(number) ?? statusOfWord(value) ?? statusOfNumber(value);
	return { from: read(numbers.old_value, before.value), to: read(numbers.new_value, after.value) };
}

/** One change of an object's own status, of however many entries. Times are milliseconds since 1970. */
export interface StatusChange {
	/** When somebody made it. */
	readonly at: number;
	/** Null where nothing tells. */
	readonly from: OwnStatus | null;
	readonly to: OwnStatus | null;
	/** Its entries, oldest first. */
	readonly entries: readonly GraphObject[];
	/** Those of whoever decided it: Meta's own only where there are no others. */
	readonly authors: readonly GraphObject[];
}

/** What somebody has set, whatever Meta makes of it. */
export type OwnStatus = 'on' | 'off';

export interface StatusLog {
	/** Oldest first. */
	readonly changes: readonly StatusChange[];
	/** Entries of which nobody knows when they happened. */
	readonly undated: readonly GraphObject[];
}

interface StatusStep {
	readonly at: number;
	readonly from: LoggedStatus | null;
	readonly to: LoggedStatus | null;
	readonly entry: GraphObject;
	readonly byMeta: boolean;
}

/** One pause of an ad was seen as three entries within two seconds (superbolt-x/Talk-to-Meta-SB-remote). */
const BURST = 5_000;

/** What Meta adds to a change so soon belongs to it: eighteen seconds were recorded from in process to active. */
export const META_ADDS = 120_000;

/**
 * What the log tells of an object's own status, each change once. Creating, pausing and activating pass through
 * “Pending process”, an ad through “Pending Review” as well, and Meta writes some of these steps itself, actor 0.
 *
 * Words that nobody here can read do not matter where numbers stand next to them, or a neighbor says the same. Nor do
 * those of the last change: it led to what the object shows now.
 *
 * @param entries of any objects, in any order, some of them twice
 * @param present what the object itself shows; null where that is not known
 */
export function statusChanges(entries: readonly GraphObject[], id: string, present: OwnStatus | null): StatusLog {
	const own = entries.filter((entry) => tellsStatus(entry) && subject(entry) === id);
	const steps = own.flatMap((entry): StatusStep[] => {
		const at = timeOf(entry);
		return at === null ? [] : [{ at, ...statusesIn(entry), entry, byMeta: isByMeta(entry) }];
	});
	const groups = changesOf(chained(uniqWith(steps, isSame)));
	const ends = groups.map((group, index) => endOf(group, groups[index + 1], present));
	const changes = groups.map((group, index) => toChange(group, ends[index] ?? null, ends[index - 1] ?? null));
	return { changes, undated: own.filter((entry) => timeOf(entry) === null) };
}

/** One entry that came twice. Its moment comes first: each step is held against all others, and few share one. */
const isSame = (one: StatusStep, other: StatusStep): boolean => one.at === other.at && isEqual(one, other);

/** Oldest first. A word that nobody here can read still says which step begins where another ended. */
function chained(steps: readonly StatusStep[]): StatusStep[] {
	const links = steps.map((step) => {
		const { before, after } = loggedValuesIn(extraOf(step.entry));
		return { at: step.at, from: step.from ?? before.value ?? null, to: step.to ?? after.value ?? null, step };
	});
	return inOrder(links).map(({ step }) => step);
}

const isStation = (status: LoggedStatus | null): boolean => status === 'processing' || status === 'inReview';

/** Steps that belong to one change stand together. */
function changesOf(steps: readonly StatusStep[]): StatusStep[][] {
	const groups: StatusStep[][] = [];
	for (const step of steps) {
		const group = groups.at(-1);
		const before = group?.at(-1);
		if (group !== undefined && before !== undefined && goesOn(before, step)) group.push(step);
		else groups.push([step]);
	}
	return groups;
}

function goesOn(before: StatusStep, step: StatusStep): boolean {
	const later = step.at - before.at;
	// It had come to an end, and somebody has changed it from there.
	if (ownStatus(before.to) !== null && step.from === before.to) return false;
	return later <= BURST || (step.byMeta && later <= META_ADDS) || (isStation(before.to) && isStation(step.from));
}

/** What an object's own status is while Meta shows this; an ad in review or rejected is switched on, or was paused meanwhile. */
const ownStatus = (status: LoggedStatus | null): OwnStatus | null =>
	status === 'on' || status === 'off' ? status : null;

/** Where a change led to: by its own end, else by where the next one begins, else by what the object shows now. */
function endOf(
	group: readonly StatusStep[],
	next: readonly StatusStep[] | undefined,
	present: OwnStatus | null,
): OwnStatus | null {
	const last = group.at(-1);
	const lastSecond = group.filter(({ at }) => at === last?.at);
	// Where entries of one second contradict each other, their order is not known.
	const ends = new Set(
		lastSecond.map(({ to }) => to).filter((to) => !lastSecond.some(({ from }) => from !== null && from === to)),
	);
	const end = lastSecond.length === 1 ? last?.to : ends.size === 1 ? [...ends][0] : null;
	return ownStatus(end ?? null) ?? (next === undefined ? present : ownStatus(next[0]?.from ?? null));
}

function toChange(group: readonly StatusStep[], to: OwnStatus | null, before: OwnStatus | null): StatusChange {
	const decisive = findLast(group, ({ byMeta }) => !byMeta) ?? group.at(-1);
	const at = decisive?.at ?? 0;
	const authors = group.filter((step) => step.byMeta === decisive?.byMeta && at - step.at <= BURST);
	const [first] = group;
	return {
		at,
		from: ownStatus(first?.from ?? null) ?? before,
		to,
		entries: group.map(({ entry }) => entry),
		authors: authors.map(({ entry }) => entry),
	};
}
