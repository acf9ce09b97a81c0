import { difference, sortBy } from 'lodash';

import { labelNames } from '../../shared/adObject/change/wanted';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { isRecord } from '../../shared/record';
import { claimLabels, isClaimMark, type ClaimChange } from './claims';
import { isTestMark } from './testMark';

/**
 * Why something is off, kept at Meta itself as ad labels, where every workflow, worker and person sees it. A set of reasons and not
 * a last writer: each step adds and takes only its own. A mark names its object, so that a copy's mark means nothing.
 *
 * A POST of the object replaces its labels (Meta: reference/ad-label, Updating). A stop goes that way, so that status and reason are
 * one write. Hours and steps of a budget go by the edge (`labelEdge`), which leaves what a stop has set a moment ago. What a stop
 * takes away so does no harm: its object stays off, and the log shows the rest. What is ACTIVE beats a mark that stayed.
 * UNCONFIRMED 127 whether a label moves `updated_time` or is logged: none changes after the status or value that the log tells.
 */

export type OffReason = 'hours' | 'stop-loss' | 'rotation';

const REASONS: readonly OffReason[] = ['hours', 'stop-loss', 'rotation'];
/** Reasons that somebody takes back by switching it on: another chance. */
const STOPS: readonly OffReason[] = ['stop-loss', 'rotation'];

const offMark = (reason: OffReason, id: string): string => `n8n off ${reason} ${id}`;
const keptMark = (id: string): string => `n8n hours ${id}`;
/** When a stop was last taken back, in minutes. */
const chanceMark = (at: number, id: string): string => `n8n chance ${new Date(at).toISOString().slice(0, 16)}Z ${id}`;
const CHANCE = /^n8n chance (\d{4}-\d\d-\d\dT\d\d:\d\dZ) (\d+)$/;
/** A step of a budget: amounts in Meta's smallest unit, and when. */
export interface MarkedStep {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly from: bigint;
	readonly to: bigint;
}
const stepMark = ({ at, from, to }: MarkedStep, id: string): string =>
	`n8n step ${from} ${to} ${new Date(at).toISOString()} ${id}`;
const STEP = /^n8n step (\d{1,15}) (\d{1,15}) (\S{24}) (\d+)$/;
/** IDs of Meta have far more digits than what people number: "n8n hours 24" is a label of somebody's. */
const OWN = /^n8n (off (hours|stop-loss|rotation)|hours|chance \S+Z|step \d+ \d+ \S+Z) \d{9,}$/;

/** Most labels that an object may have (Marketing API, Ad Label, Limits). */
const MOST_LABELS = 50;

/** Labels that cannot be read are no reason to replace them: those of people would be lost. */
export const areLabelsReadable = ({ adlabels }: GraphObject): boolean =>
	adlabels === undefined ||
	adlabels === null ||
	(Array.isArray(adlabels) && labelNames(adlabels).length === adlabels.length);

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

/** It, and what it lies in where that was read with it. */
export const partsOf = (object: GraphObject): GraphObject[] => [
	object,
	...[object.campaign, object.adset].filter(isRecord),
];

/** What has paused an object, or what it lies in, by the marks of those that are off; a stop before hours. Null where none tells. */
export function offByMarks(objects: readonly GraphObject[]): OffReason | null {
	const reasons = objects.filter(({ status }) => status === 'PAUSED').flatMap((object) => [...offReasons(object)]);
	return STOPS.find((reason) => reasons.includes(reason)) ?? reasons[0] ?? null;
}

/** Off for its hours, and stopped as well. */
export const isStoppedInRest = (object: GraphObject): boolean => {
	const reasons = offReasons(object);
	return reasons.has('hours') && STOPS.some((reason) => reasons.has(reason));
};

/** Whether it would be on but for its hours: itself, and where its ad set or campaign was read with it, that as well. */
export function isOffForHours(object: GraphObject): boolean {
	const offParts = partsOf(object).filter(({ status }) => status !== undefined && status !== 'ACTIVE');
	const isMereStatus = ['PAUSED', 'ADSET_PAUSED', 'CAMPAIGN_PAUSED'].includes(String(object.effective_status));
	return isMereStatus && offParts.length > 0 && offParts.every(isPausedForHours);
}

/** Its own pause is one for its hours alone, whatever its campaign does. */
export const isItselfOffForHours = isPausedForHours;

/** Its labels without the reasons of its own: somebody has paused it since. */
export const withoutReasons = (object: GraphObject): unknown => {
	const own = REASONS.map((reason) => offMark(reason, idOfMarked(object)));
	return labelsParam(labelNames(object.adlabels).filter((name) => !own.includes(name)));
};

/** Its labels as its hours would have marked it, where nothing else does. */
export function marksOfHours(object: GraphObject): unknown {
	const id = idOfMarked(object);
	const own = [offMark('hours', id), keptMark(id)];
	return [...new Set([...labelNames(object.adlabels), ...own])].map((name) => ({ name, [UNMARKED]: true }));
}

/** Meta shows none of these. */
const UNMARKED = 'unmarked';

/** It counts as off for its hours by the form alone. */
export const isUnmarkedRest = ({ adlabels }: GraphObject): boolean =>
	Array.isArray(adlabels) && adlabels.some((label) => isRecord(label) && label[UNMARKED] === true);

/** Whether a schedule turns it on and off. Switched on with the mark of a stop, somebody has given it another chance. */
export const keepsHours = (object: GraphObject): boolean =>
	labelNames(object.adlabels).includes(keptMark(idOfMarked(object))) &&
	!(object.status === 'ACTIVE' && STOPS.some((reason) => offReasons(object).has(reason)));

/** Steps of its budget that its own marks tell, oldest first. */
export const markedSteps = (object: GraphObject): readonly MarkedStep[] =>
	sortBy(
		labelNames(object.adlabels).flatMap((name): MarkedStep[] => {
			const [, from = '', to = '', moment = '', id] = STEP.exec(name) ?? [];
			const at = Date.parse(moment);
			return id === idOfMarked(object) && Number.isFinite(at) ? [{ at, from: BigInt(from), to: BigInt(to) }] : [];
		}),
		'at',
	);

/** When a stop of it was taken back, milliseconds since 1970; null where no mark tells. */
export function lastChance(object: GraphObject): number | null {
	const moments = labelNames(object.adlabels).flatMap((name) => {
		const [, at, id] = CHANCE.exec(name) ?? [];
		const moment = Date.parse(at ?? '');
		return id === idOfMarked(object) && Number.isFinite(moment) ? [moment] : [];
	});
	return moments.length === 0 ? null : Math.max(...moments);
}

const isOwnMark = (name: string, id: string): boolean =>
	(OWN.test(name) || isTestMark(name) || isClaimMark(name)) && name.endsWith(` ${id}`);

/** Marks of its own that are not among what is to be there. */
export const marksGone = (object: GraphObject, names: readonly string[]): string[] =>
	labelNames(object.adlabels).filter((name) => isOwnMark(name, idOfMarked(object)) && !names.includes(name));

/** Labels of an object whose claim changes: all that are to be there, the new ones and those that go; null as of `labelsAfter`. */
export function claimedLabels(object: GraphObject, present: readonly string[], change: ClaimChange): StepLabels | null {
	if (idOfMarked(object) === '' || !areLabelsReadable(object)) return null;
	const [before, after] = [claimLabels(object), claimLabels(object, change)];
	const newNames = difference(after, before);
	if (present.length + newNames.length > MOST_LABELS) return null;
	return { names: [...present, ...newNames], added: newNames, gone: difference(before, after) };
}

/** All its labels and one more; null as of `labelsAfter`. */
export function labelsWith(object: GraphObject, name: string): string[] | null {
	if (idOfMarked(object) === '' || !areLabelsReadable(object)) return null;
	const names = [...new Set([...labelNames(object.adlabels), name])];
	return names.length > MOST_LABELS ? null : names;
}

export interface MarkChange {
	readonly add?: OffReason;
	readonly take?: OffReason;
	/** Whoever took a stop back gave another chance then, milliseconds since 1970. */
	readonly chanceAt?: number;
	/** Steps of its budget that the mark of one is to tell. */
	readonly steps?: readonly MarkedStep[];
	readonly claim?: ClaimChange;
}

/**
 * All labels the object is to have; null where there is no room for marks, where labels cannot be read, or nobody knows whose they
 * would be. Those of others stay. What is ACTIVE beats its marks: a stop it still names was taken back by somebody, at the latest now.
 *
 * @param now milliseconds since 1970
 */
export function labelsAfter(object: GraphObject, change: MarkChange, now: number): string[] | null {
	const { add, take, chanceAt, claim } = change;
	const id = idOfMarked(object);
	if (id === '' || !areLabelsReadable(object)) return null;
	const names = labelNames(object.adlabels);
	const [active, reasons] = [object.status === 'ACTIVE', offReasons(object)];
	const left = active ? [] : [...reasons].filter((reason) => reason !== take);
	const isTakenBack = active && STOPS.some((reason) => reasons.has(reason));
	const chance = chanceAt ?? (isTakenBack ? now : lastChance(object));
	const isKept = add === 'hours' || names.includes(keptMark(id));
	const marks = [
		...new Set([...left, ...(add === undefined ? [] : [add])].map((reason) => offMark(reason, id))),
		...(isKept ? [keptMark(id)] : []),
		...(chance === null ? [] : [chanceMark(chance, id)]),
		...new Set(markedSteps(object).map((step) => stepMark(step, id))),
		...claimLabels(object, claim),
	];
	const all = [...names.filter((name) => !OWN.test(name) && !isClaimMark(name)), ...marks];
	if (all.length <= MOST_LABELS) return all;
	return claim === undefined ? null : labelsAfter(object, { ...change, claim: undefined }, now);
}

/** What telling a step takes: all labels that are to be there, and marks of steps that need no telling. */
export interface StepLabels {
	readonly names: readonly string[];
	readonly added: readonly string[];
	readonly gone: readonly string[];
}

/**
 * Labels of a budget's object after a step; null as of `labelsAfter`.
 *
 * @param steps all that are to be told
 * @param earlierSteps those that the step was decided on: what was told since is another worker's
 */
export function stepLabels(
	object: GraphObject,
	steps: readonly MarkedStep[],
	earlierSteps: readonly MarkedStep[],
): StepLabels | null {
	const id = idOfMarked(object);
	if (id === '' || !areLabelsReadable(object)) return null;
	const [present, stepNames] = [labelNames(object.adlabels), steps.map((step) => stepMark(step, id))];
	const goneNames = earlierSteps
		.map((step) => stepMark(step, id))
		.filter((name) => !stepNames.includes(name) && present.includes(name));
	const newNames = stepNames.filter((name) => !present.includes(name));
	const names = [...present.filter((name) => !goneNames.includes(name)), ...newNames];
	return present.length + newNames.length > MOST_LABELS ? null : { names, added: newNames, gone: goneNames };
}

/** Labels that a person gives an object, with its own marks: what stopped it is no label of theirs to take away. */
export function withMarks(names: readonly string[], object: GraphObject): string[] {
	const id = idOfMarked(object);
	const marks = labelNames(object.adlabels).filter((name) => isOwnMark(name, id));
	return [...new Set([...names, ...marks])];
}

/** What became of the marks of a change: null where Meta shows them, else the end of "Meta …". */
export function marksLost(after: GraphObject, { add, take, steps = [] }: MarkChange): string | null {
	const [reasons, shownSteps] = [offReasons(after), markedSteps(after).map((step) => stepMark(step, ''))];
	const isMissing =
		(add !== undefined && !reasons.has(add)) || !steps.every((step) => shownSteps.includes(stepMark(step, '')));
	if (isMissing) return 'does not keep its mark (an ad label)';
	const isStale = take !== undefined && after.status !== 'ACTIVE' && reasons.has(take);
	return isStale ? 'still shows the mark that was taken away (an ad label)' : null;
}

/** As Graph takes labels: one that is missing is made by its name. */
export function labelsParam(names: readonly string[]): Array<{ readonly name: string }> {
	return names.map((name) => ({ name }));
}
