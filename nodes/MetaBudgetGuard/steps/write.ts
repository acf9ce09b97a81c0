import { difference } from 'lodash';

import { labelNames } from '../../shared/adObject/change/wanted';
import type { ChangeResult, SideCalls, GraphChange } from '../../shared/graph/writes/change';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { addingLabels, takingLabels, type LabelTarget } from '../../meta/marks/labelEdge';
import { isRestOfWorkflow, keptMarksOf } from '../../meta/marks/keptMarks';
import type { ClaimChange } from '../../meta/marks/claims';
import {
	claimedLabels,
	labelsAfter,
	markedSteps,
	stepLabels,
	type MarkChange,
	type MarkedStep,
} from '../../meta/marks/marks';
import { DAY_MS } from '../../shared/durations';
import { leftToRival } from '../policy/rival';
import { MONTH } from '../policy/state';
import { objectRead } from '../state/objects';
import type { DecidedStep } from '../record/step';

/** The object is no longer what the decision was made on. */
export class ChangedMeanwhile extends Error {}

/** Milliseconds since 1970: when a step is made. */
type Moment = number;

/** As long as a rule, a target or a plan keeps a budget after its last change. */
const KEPT_FOR = 14 * DAY_MS;

/** A step that is made although the budget is another workflow's, such as the cut of a clear loss, leaves it to that one. */
export function claimOfBudget({ step: { request }, target: { state } }: DecidedStep, at: Moment): ClaimChange | null {
	const { keeper } = request;
	if (keeper === undefined || leftToRival(state, request, at) !== null) return null;
	const { code, who, how, takenOver } = keeper;
	return { what: 'budget', takenOver, renews: 'ifHalfIsOver', claim: { code, who, how, at, until: at + KEPT_FOR } };
}

/**
 * What the marks are to say of a step. A campaign's own time does not tell of its budget (see `LeverState.updatedAt`).
 * So another worker learns of the step by its mark alone, until the log shows it.
 */
export function marksOf({ step, target }: DecidedStep, { from, to }: Move, at: Moment): MarkChange | null {
	const { lever, ownBefore = [], ownWrite } = target.state;
	if (lever === 'status') return to > from ? { take: 'stop-loss', chanceAt: at } : { add: 'stop-loss' };
	if (!step.family.addsUp || target.place.kind !== 'campaign') return null;
	const untold = [...ownBefore, ...(ownWrite === null ? [] : [ownWrite])].filter((one) => one.at > at - MONTH);
	return { steps: [...untold, { at, from, to }] };
}

/** Another worker's step that the decision did not know. The own one is there where an answer was lost after it. */
const isMarkedSince = (current: GraphObject, decidedOn: GraphObject, own: MarkedStep): boolean => {
	const knownTimes = markedSteps(decidedOn).map(({ at }) => at);
	const isOwn = ({ at, from, to }: MarkedStep): boolean => at === own.at && from === own.from && to === own.to;
	return markedSteps(current).some((step) => !knownTimes.includes(step.at) && !isOwn(step));
};

/**
 * The mark before the step: another worker then finds a step too many and never one too few. It goes by the edge, so that a stop of
 * the same moment keeps its own, and is taken back where Meta refuses the step.
 */
function callsOfStep(
	{ target }: DecidedStep,
	current: GraphObject,
	steps: readonly MarkedStep[],
	place: LabelTarget,
): SideCalls {
	const labels = stepLabels(current, steps, markedSteps(target.object));
	if (labels === null) return {};
	const { names, added, gone } = labels;
	return {
		...(added.length > 0 && { ahead: addingLabels(place, names), undo: takingLabels(place, added) }),
		...(gone.length > 0 && { along: takingLabels(place, gone) }),
	};
}

/**
 * Whose the budget is from then on goes right after the step. If it went before one that Meta refuses, the object would seem changed by
 * somebody whom the log does not show (UNCONFIRMED 127).
 *
 * @param calls those of the marks of the step
 */
function callsOfClaim(current: GraphObject, claim: ClaimChange, calls: SideCalls, place: LabelTarget): SideCalls {
	const labels = claimedLabels(current, namesAfter(current, calls), claim);
	if (labels === null) return {};
	const { names, added, gone } = labels;
	return {
		after: [
			...(added.length > 0 ? [addingLabels(place, names)] : []),
			...(gone.length > 0 ? [takingLabels(place, gone)] : []),
		],
	};
}

/** Labels that are there once these calls are through. */
const namesAfter = ({ adlabels }: GraphObject, { ahead, along }: SideCalls): string[] => {
	const present = ahead === undefined ? labelNames(adlabels) : labelNames(ahead.params?.adlabels);
	return difference(present, labelNames(along?.params?.adlabels));
};

/** From where to where, and whether the object has to deliver as it did when that was decided. */
export interface Move {
	readonly from: bigint;
	readonly to: bigint;
	readonly whateverStatus?: true;
	/** Without the marks that say why: Meta has refused them. */
	readonly unmarked?: true;
}

/** One absolute write, sent only while the object still shows what the decision was made on. */
export function toChange(decidedStep: DecidedStep, account: AccountFacts, move: Move, at: Moment): GraphChange {
	const { step, target } = decidedStep;
	const { from, to, whateverStatus, unmarked } = move;
	const { family } = step;
	const { lever } = target.state;
	const valueOf = (object: GraphObject): bigint | null => family.valueOf(object, lever);
	return {
		...objectRead(target.place, account.id),
		// A list can lag: a person's change of the last seconds would be overwritten. A check changes nothing.
		exact: !step.dryRun,
		plan(current, atStart) {
			// It is off already, and only the workflow keeps why.
			if (lever === 'status' && isRestOfWorkflow(target.object))
				return current.status === 'PAUSED' ? { write: null, unproven: () => [] } : new ChangedMeanwhile();
			const value = valueOf(current);
			// Only a write of this run that got no answer can have led here: a first look that shows it is someone else's
			// change.
			if (value === to && valueOf(atStart) === from) return { write: null, unproven: () => [] };
			const isAsDecided = whateverStatus ?? current.effective_status === target.object.effective_status;
			const isSeen = whateverStatus ?? !isMarkedSince(current, target.object, { at, from, to });
			if (value !== from || !isAsDecided || !isSeen) return new ChangedMeanwhile();
			const change = unmarked ? null : marksOf(decidedStep, move, at);
			const { steps } = change ?? {};
			const labels = change === null || steps !== undefined ? null : labelsAfter(current, change, at);
			const place = { path: target.place.id, account: account.id };
			const calls = steps === undefined ? {} : callsOfStep(decidedStep, current, steps, place);
			const claim = whateverStatus ? null : claimOfBudget(decidedStep, at);
			const params = family.params(lever, to, labels === null ? undefined : { current, labels });
			return {
				write: { method: 'POST', ...place, params, effect: 'set' },
				sideCalls: { ...calls, ...(claim && callsOfClaim(current, claim, calls, place)) },
				unproven: (after) => (valueOf(after) === to ? [] : [family.noun]),
			};
		},
	};
}

/** What Meta does not keep of the marks of a stop, or of its end, this workflow keeps. */
export function noteMarks(session: Session, decidedStep: DecidedStep, move: Move, result: ChangeResult): void {
	const keptMarks = keptMarksOf(session);
	const change = marksOf(decidedStep, move, session.graph.serverTime() ?? session.now());
	if (result.failure || change === null || decidedStep.target.state.lever !== 'status') return;
	keptMarks.note(result.before, result.after, change);
}
