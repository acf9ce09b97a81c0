import { labelNames } from '../shared/adObject/change/wanted';
import type { GraphObject } from '../shared/graph/object';
import { idOf } from '../shared/reading/cells';
import { isRecord } from '../shared/record';

/**
 * Why something is off, kept at Meta itself as ad labels, where every workflow, worker and person sees it. A set of reasons and not
 * a last writer: each step adds and takes only its own. A mark names its object, so that a copy's mark means nothing.
 *
 * UNCONFIRMED 126 whether `adlabels` of a POST replaces or adds: all that is to be there is sent, and what is ACTIVE beats a mark
 * that stayed. UNCONFIRMED 127 whether a label moves `updated_time` or is logged: it is only sent along with a status, or to add a reason.
 */

export type OffReason = 'hours' | 'stop-loss';

const REASONS: readonly OffReason[] = ['hours', 'stop-loss'];

const offMark = (reason: OffReason, id: string): string => `n8n off ${reason} ${id}`;
const keptMark = (id: string): string => `n8n hours ${id}`;
/** When a stop was last taken back, in minutes. */
const chanceMark = (at: number, id: string): string => `n8n chance ${new Date(at).toISOString().slice(0, 16)}Z ${id}`;
const CHANCE = /^n8n chance (\d{4}-\d\d-\d\dT\d\d:\d\dZ) (\d+)$/;
const OWN = /^n8n (off [a-z-]+|hours|chance \S+) \d+$/;

/** Most labels that an object may have (Marketing API, Ad Label, Limits). */
const MOST_LABELS = 50;

/** Nothing, where Meta's answer has no ID that can be read: then no mark is the object's own. */
const idOfMarked = ({ id }: GraphObject): string => idOf(id) ?? '';

/** The reasons that the object's own marks name. */
export function offReasons(object: GraphObject): ReadonlySet<OffReason> {
	const names = labelNames(object.adlabels);
	return new Set(REASONS.filter((reason) => names.includes(offMark(reason, idOfMarked(object)))));
}

/** Paused, and for its hours alone. */
const isPausedForHours = (object: GraphObject): boolean => {
	const reasons = offReasons(object);
	return object.status === 'PAUSED' && reasons.size === 1 && reasons.has('hours');
};

/** Whether it would be on but for its hours: itself, and where its campaign was read with it, that as well. */
export function isOffForHours(object: GraphObject): boolean {
	const parts = [object, ...(isRecord(object.campaign) ? [object.campaign as GraphObject] : [])];
	const offParts = parts.filter(({ status }) => status !== undefined && status !== 'ACTIVE');
	const isMereStatus = ['PAUSED', 'CAMPAIGN_PAUSED'].includes(String(object.effective_status));
	return isMereStatus && offParts.length > 0 && offParts.every(isPausedForHours);
}

/** Its own pause is one for its hours alone, whatever its campaign does. */
export const isItselfOffForHours = isPausedForHours;

/** Whether Keep to Hours turns it on and off. Switched on with the mark of a stop, somebody has given it another chance. */
export const keepsHours = (object: GraphObject): boolean =>
	labelNames(object.adlabels).includes(keptMark(idOfMarked(object))) &&
	!(object.status === 'ACTIVE' && offReasons(object).has('stop-loss'));

/** When a stop of it was taken back, milliseconds since 1970; null where no mark tells. */
export function lastChance(object: GraphObject): number | null {
	const moments = labelNames(object.adlabels).flatMap((name) => {
		const [, at, id] = CHANCE.exec(name) ?? [];
		const moment = Date.parse(at ?? '');
		return id === idOfMarked(object) && Number.isFinite(moment) ? [moment] : [];
	});
	return moments.length === 0 ? null : Math.max(...moments);
}

export interface MarkChange {
	readonly add?: OffReason;
	readonly take?: OffReason;
	/** Whoever took a stop back gave another chance then, milliseconds since 1970. */
	readonly chanceAt?: number;
}

/**
 * All labels the object is to have; null where there is no room for marks, or nobody knows whose they would be. Those of others stay. What is ACTIVE beats its
 * marks: a stop it still names was taken back by somebody, at the latest now.
 *
 * @param now milliseconds since 1970
 */
export function labelsAfter(object: GraphObject, { add, take, chanceAt }: MarkChange, now: number): string[] | null {
	const id = idOfMarked(object);
	if (id === '') return null;
	const names = labelNames(object.adlabels);
	const [active, reasons] = [object.status === 'ACTIVE', offReasons(object)];
	const left = active ? [] : [...reasons].filter((reason) => reason !== take);
	const chance = chanceAt ?? (active && reasons.has('stop-loss') ? now : lastChance(object));
	const kept = add === 'hours' || names.includes(keptMark(id));
	const marks = [
		...new Set([...left, ...(add === undefined ? [] : [add])].map((reason) => offMark(reason, id))),
		...(kept ? [keptMark(id)] : []),
		...(chance === null ? [] : [chanceMark(chance, id)]),
	];
	const all = [...names.filter((name) => !OWN.test(name)), ...marks];
	return all.length > MOST_LABELS ? null : all;
}

/** As Graph takes labels: one that is missing is made by its name. */
export const labelsParam = (names: readonly string[]): Array<{ readonly name: string }> =>
	names.map((name) => ({ name }));
