import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import type { StepDecision, Reason } from '../policy/decide';
import type { StepRequest, Wish } from '../policy/request';
import type { Policy } from '../policy/settings';
import type { Family } from '../state/family';
import type { NamedObject } from '../state/objects';
import type { LeverTarget } from '../state/target';
import type { AccountPlan } from '../target/plan/accountComing';
import type { RuleSettings } from '../target/byRule';
import type { Plan } from '../target/plan/objectPlan';
import type { StopSettings } from '../target/stopLoss';
import type { TargetSettings } from '../target/toward';
import type { ReportWindow } from '../target/windows';

/** A wish that rests on the numbers of a report, and on what is found of the object: when it last changed. */
export interface TowardTarget {
	readonly kind: 'target';
	readonly settings: TargetSettings | StopSettings | RuleSettings;
	/** The numbers of this item; those of all items that name one object count together. */
	readonly reported: readonly ReportWindow[];
	/** Why the item's numbers cannot be used: then nothing can be said of its object, whatever other items tell. */
	readonly unusable?: Error;
	/** A report says that something is missing in it: what is there tells too little or too much. */
	readonly incomplete: boolean;
	/** The same numbers came twice. */
	readonly repeated: boolean;
	/** What its results are, in Meta's names; several where its rows count different ones. Absent where nobody knows. */
	readonly resultKinds?: readonly string[];
}

/** A wish that depends on the object's budget and what it has spent. */
export interface ToPlan {
	readonly kind: 'plan';
	readonly plan: Plan;
}

/** One that depends on all budgets of the account. */
export interface ToAccountPlan {
	readonly kind: 'accountPlan';
	readonly plan: AccountPlan;
}

export interface StepWish extends Omit<StepRequest, 'wish'> {
	readonly wish: Wish | TowardTarget | ToPlan | ToAccountPlan;
}

/** What a row is about: an object, or a whole ad account of which there is nothing to step. */
export interface Subject {
	readonly account: AccountFacts;
	readonly named: NamedObject | { readonly kind: 'account'; readonly id: string };
	readonly dryRun: boolean;
}

/** What one item asks of one object, with everything the account had to be known for. */
export interface GuardStep extends Subject {
	readonly named: NamedObject;
	readonly family: Family;
	readonly request: StepWish;
	readonly policy: Policy;
}

/** A step, by its place among all of the run. */
export interface NumberedStep {
	readonly index: number;
	/** Index of the input item that asks for it: a plan for a whole account has many. */
	readonly item: number;
	readonly step: GuardStep;
}

/** The steps of an item, or why none of them is even looked at. */
export interface PreparedSteps {
	readonly steps: readonly GuardStep[];
	readonly held: readonly Ending[] | null;
}

/** A step whose object was found. */
export interface FoundStep extends NumberedStep {
	readonly target: LeverTarget;
}

/** A step on its way: found, decided. */
export interface DecidedStep {
	readonly step: GuardStep;
	readonly target: LeverTarget;
	readonly decision: StepDecision;
	/** Of a campaign's step by numbers: the ad sets that these are of. */
	readonly restsOn?: readonly string[];
	/** It cuts a clear loss. */
	readonly isClearLoss?: true;
}

/**
 * Up to when budget schedules count for a step. A raise for some hours counts until they end; a step that ends one
 * counts without end. It is 0 for a step of now. Milliseconds since 1970.
 */
export const endOf = ({ wish }: StepWish): number =>
	wish.kind === 'hours' ? wish.until : wish.kind === 'end' ? Infinity : 0;

/** Whether it makes or ends a budget schedule, and leaves the budget itself as it is. */
export const isScheduled = ({ step: { request } }: Pick<DecidedStep, 'step'>): boolean =>
	request.wish.kind === 'hours' || request.wish.kind === 'end';

/**
 * Whether it can be applied later. An undo is allowed for its own sake, which a proposal cannot claim. A raise for some
 * hours would become one for good.
 */
export const isProposed = (decidedStep: DecidedStep): boolean =>
	decidedStep.step.request.wish.kind !== 'undo' && !isScheduled(decidedStep);

/** Whether it switches something off. */
export const isPause = ({ target: { state }, decision: { from, to } }: DecidedStep): boolean =>
	state.lever === 'status' && to < from;

/** How a step ended. */
export type Ending =
	| {
			readonly kind: 'applied';
			readonly decided: DecidedStep;
			/** Meta's time of it, milliseconds since 1970. */
			readonly at: number;
			/** When it was there at the latest: a call can wait for minutes. */
			readonly doneBy?: number;
			readonly after: GraphObject;
			readonly logged: LoggedAs | null;
			readonly learningReset: boolean | null;
			/** What could not be looked at or done afterwards, a sentence: the step itself stands. */
			readonly warning: string | null;
			/** The budget schedule that was made. */
			readonly schedule?: string;
	  }
	| { readonly kind: 'wouldApply'; readonly decided: DecidedStep }
	| {
			readonly kind: 'held';
			readonly step: Subject;
			readonly target: LeverTarget | null;
			readonly objectName: string | null;
			readonly decision: StepDecision | null;
			readonly reasons: readonly Reason[];
			readonly until: number | null;
	  }
	/** Applied, and taken back at once: together with what others did at the same moment it went too far. */
	| { readonly kind: 'takenBack'; readonly decided: DecidedStep; readonly reason: Reason }
	/** Its numbers counted with those of an earlier item, which carries the row. */
	| { readonly kind: 'joined'; readonly first: number }
	| { readonly kind: 'failed'; readonly failure: Error };

/** What the log says about a change of ours. */
export interface LoggedAs {
	readonly by: string | null;
}

/** Whether what was sent may have been carried out. */
export const isUnknownFailure = (failure: Error): boolean =>
	failure instanceof GraphFailure && failure.kind === 'outcomeUnknown';

/** Where none of its steps got as far as a verdict, an item has failed: it may be tried again as a whole. */
export function failureOf(endings: readonly Ending[]): Error | undefined {
	const failures = endings.flatMap((ending) => (ending.kind === 'failed' ? [ending.failure] : []));
	return failures.length < endings.length ? undefined : (failures.find(isUnknownFailure) ?? failures[0]);
}

export const heldEnding = (
	decidedStep: DecidedStep,
	guard: string,
	sentence: string,
	until: number | null = null,
): Ending => ({
	kind: 'held',
	step: decidedStep.step,
	target: decidedStep.target,
	objectName: decidedStep.target.state.name,
	decision: decidedStep.decision,
	reasons: [{ guard, effect: 'held', sentence }],
	until,
});

/** A limit of calls is no failure: it passes. @param at milliseconds since 1970 */
export function notDone(decidedStep: DecidedStep, failure: Error, at: number): Ending {
	if (!(failure instanceof GraphFailure) || failure.kind !== 'rateLimited') return { kind: 'failed', failure };
	const until = failure.retryAfter === undefined ? null : at + failure.retryAfter * 1000;
	return heldEnding(decidedStep, 'callLimit', failure.message, until);
}

/** A step that was held before there was anything to decide. */
export const heldBefore = (step: Subject, objectName: string | null, guard: string, sentence: string): Ending => ({
	kind: 'held',
	step,
	target: null,
	objectName,
	decision: null,
	reasons: [{ guard, effect: 'held', sentence }],
	until: null,
});
