import { failureAfter, GraphFailure } from '../error';
import type { GraphObject } from '../object';
import type { GraphRequest } from '../request';
import type { StateRead } from '../states';
import type { Wait } from '../wait';

/** Calls of their own that go with a write: labels by their edge, which leaves those of others. */
export interface SideCalls {
	/** Has to be accepted before the write is sent. */
	readonly ahead?: GraphRequest;
	/** Travels in one batch with the write, in any order. The write stands, no matter what becomes of it. */
	readonly along?: GraphRequest;
	/** Sent if Meta refuses `along`. */
	readonly otherwise?: GraphRequest;
	/** Sent once Meta has accepted the write, one after the other. What becomes of them the object shows. */
	readonly after?: readonly GraphRequest[];
	/** Takes back what went with a write that Meta refused; of what only went along, also where the answer was lost. */
	readonly undo?: GraphRequest;
}

/** What a change comes to, once the present state is known. */
export interface ChangePlan {
	/** The absolute write that leads there; null when the object is there already. */
	readonly write: GraphRequest | null;
	readonly sideCalls?: SideCalls;
	/** Names of what the object does not show yet; empty when the change is proven. */
	readonly unproven: (after: GraphObject) => readonly string[];
}

/** A change of one object: look, decide, set, look again. Changes of one object are carried out one after the other. */
export interface GraphChange extends StateRead {
	/**
	 * Decides from the present state and that before the run's first change; an error ends it before anything is sent.
	 */
	readonly plan: (current: GraphObject, atStart: GraphObject) => ChangePlan | Error;
	/** The plan needs the object itself: a list can lag some seconds behind, too long for a decision about money. */
	readonly exact?: boolean;
	/** A read that finds nothing proves the change (deletes). */
	readonly goneIsDone?: boolean;
}

export type ChangeResult =
	| {
			readonly before: GraphObject;
			readonly after: GraphObject;
			readonly changed: boolean;
			readonly failure?: undefined;
	  }
	| { readonly failure: Error };

export interface ChangeOptions {
	readonly wait: Wait;
	/** Ask Meta to check the write without carrying it out; deletes are not sent at all. */
	readonly validateOnly: boolean;
	/** True unless given; false for objects whose writes Meta cannot check without carrying them out: then only the plan is made. */
	readonly askMeta?: boolean;
}

/** A change on its way, from the first look to its ending. */
export interface UnderWay {
	readonly change: GraphChange;
	/** The state before anything was sent for it; absent until it could be read. */
	before?: GraphObject;
	/** Why the answer to its write, or to what has to be there before it, is missing. */
	lostBy?: GraphFailure;
	/** The write itself was sent: until then the object is surely as it was. */
	isSent?: true;
	/** Something of it changed while the write waited for a limit: it did not leave. */
	isOvertaken?: true;
	/** Takes back what may be there ahead of a write that was never sent. */
	undo?: GraphRequest;
	/** What it has come to so far: a later look can know better. */
	ending?: ChangeResult;
}

/** A change with the write that leads to it. */
export interface PlannedWrite {
	readonly one: UnderWay;
	readonly before: GraphObject;
	readonly write: GraphRequest;
	readonly sideCalls: SideCalls;
	readonly unproven: ChangePlan['unproven'];
}

/**
 * The same write as a mere check (`execution_options`, with further kinds of it), which may be repeated like a read.
 */
export const validateOnly = (write: GraphRequest, ...more: readonly string[]): GraphRequest => ({
	...write,
	params: { ...write.params, execution_options: ['validate_only', ...more] },
	effect: 'read',
});

/** A write without an answer, of which nothing more could be found out. */
export const unknownChange = (sentence: string, cause: GraphFailure | undefined): GraphFailure =>
	failureAfter(cause, {
		kind: 'outcomeUnknown',
		message: 'It is unknown whether Meta carried out the change',
		advice: `${sentence}. Look at the object in Ads Manager; running the step again is safe, it compares first.`,
	});

/** Nothing was sent, since what has to be there before it got no answer. */
export const unsentChange = (cause: GraphFailure | undefined): GraphFailure =>
	failureAfter(cause, {
		kind: 'temporary',
		message: 'The change was not sent: Meta gave no answer to the ad label that comes before it, twice',
		advice: 'The object is as it was. Run the step again.',
	});

/** Nothing was sent: each time something of the object changed first. */
export const overtakenChange = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'The object changed while this step waited for Meta’s call limit',
		advice: 'Nothing was sent. Run the step again.',
	});

/** A write that Meta accepted and that the object does not show. */
export const unprovenChange = (missing: readonly string[], cause?: GraphFailure): GraphFailure =>
	failureAfter(cause, {
		kind: 'outcomeUnknown',
		message:
			missing.length > 0
				? `Meta accepted the change but still shows another ${missing.join(', ')}`
				: 'Meta accepted the change but it could not be read back',
		advice:
			'Look at the object in Ads Manager: another rule or person may have changed it at the same moment. ' +
			'Running the step again is safe, it compares first.',
	});
