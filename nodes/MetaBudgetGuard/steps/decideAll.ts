import { accountDay } from '../../shared/accountTime';
import { titleOf } from '../../shared/graph/object';
import { existing, pairLists } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { decideStep, type Reason } from '../policy/decide';
import { isLossCut, type Wish } from '../policy/request';
import type { Family } from '../state/family';
import { ownStepsOf, runOf, type OwnSteps } from '../state/log/ownWrites';
import { rememberDelay, usualDelay } from '../state/log/delays';
import { readTargets, type StateQuery, type TargetLookup } from '../state/read';
import { bigger, dailyShare } from './accountSum';
import { conflictOf, isOfAccount, movedBefore } from './conflicts';
import { MARKED_AGAIN, markStopsAgain } from './lostMark';
import { itemsAboutOne, missingFor, type LeftOut } from './evidence/leftOut';
import {
	endOf,
	heldBefore,
	heldEnding,
	isPause,
	type DecidedStep,
	type Ending,
	type NumberedStep,
	type FoundStep,
	type GuardStep,
} from '../record/step';
import type { Surroundings } from '../target/surroundings';
import { planWishes, type Unread } from './toAccountPlan';
import { joinedByObject, memoryOf, surroundingsIn, unusableTarget, wishNow } from './towardTarget';
import { restsOn, unreportedIn } from './evidence/unreported';

/**
 * Reads the state of all items of one account and decides each. Steps that may be taken come back as decided,
 * everything else has its ending. Raises of one run share what is left below the account's ceiling, in the order of the
 * items.
 */
export async function decideAll(
	session: Session,
	{ account, family }: { readonly account: AccountFacts; readonly family: Family },
	numberedSteps: readonly NumberedStep[],
	left: readonly LeftOut[],
	now: () => number,
): Promise<Map<number, DecidedStep | Ending>> {
	const lookUps = await readTargets(
		session,
		account,
		family,
		numberedSteps.map(({ step }) => askedBy(step, now())),
	);
	const all = pairLists(numberedSteps, lookUps);
	const foundSteps = all.flatMap(([one, its]) => ('target' in its ? [{ ...one, target: its.target }] : []));
	const { ready, joined } = joinedByObject(foundSteps);
	const markedAgain = await markStopsAgain(session, account, ready, now());
	const byIndex = new Map(ready.map((one) => [one.index, one]));
	const results = new Map<number, DecidedStep | Ending>();
	const [run, own] = [runOf(session), ownStepsOf(session)];
	const memory = session.n8n.getWorkflowStaticData('global');
	const around = surroundingsIn(ready, now(), usualDelay(memory, account.id));
	if (around.delay !== null) rememberDelay(memory, account.id, accountDay(now(), account.timeZone), around.delay);
	const unreportedSpend = await unreportedIn(session, account, ready, foundSteps, now());
	const others = ready.some(isOfAccount) ? itemsAboutOne(session.n8n) : [];
	const shares = planWishes(ready, { unread: all.flatMap(unreadIn), others }, now());
	let raisedSum = 0n;
	const pausedIds = new Set<string>();
	for (const [{ index, step }, its] of all) {
		const first = joined.get(index);
		if (first !== undefined) results.set(index, { kind: 'joined', first });
		else if ('failure' in its) results.set(index, { kind: 'failed', failure: its.failure });
		else if ('absent' in its) results.set(index, heldBefore(step, titleOf(its.object), 'noValue', its.absent));
		else {
			const result = decideOne(
				existing(byIndex.get(index), 'a step that was found'),
				{ ready, located: foundSteps, left, unreported: unreportedSpend },
				{ raised: raisedSum, paused: pausedIds, markedAgain, run, own, around, shares },
				now,
			);
			// Cuts free nothing until they are done.
			if (!('kind' in result)) {
				raisedSum += bigger(0n, dailyShare(result, now()));
				if (isPause(result)) pausedIds.add(result.target.state.id);
			}
			results.set(index, result);
		}
	}
	return results;
}

/** A budget that was listed a moment ago, and is none of those that were found. */
function unreadIn([one, lookUps]: readonly [NumberedStep, TargetLookup]): Unread[] {
	if ('target' in lookUps) return [];
	if ('failure' in lookUps) return [{ one, name: one.step.named.id, why: 'it could not be read' }];
	return [{ one, name: titleOf(lookUps.object), why: 'its budget was moved to another place a moment ago' }];
}

const askedBy = ({ named, policy, request }: GuardStep, now: number): StateQuery => ({
	named,
	memory: Math.max(policy.cooldown.loosen, policy.cooldown.tighten, memoryOf(request, now)),
	until: endOf(request),
	keptToHours: policy.keptToHours,
});

const withMarkTold = (reasons: readonly Reason[]): Reason[] =>
	reasons.map((reason) => ({ ...reason, sentence: `${reason.sentence} ${MARKED_AGAIN}` }));

/** What the run has done and decided so far. */
interface SoFar {
	/** What raises of this run add to the account's daily sum already. */
	readonly raised: bigint;
	/** What it pauses already. */
	readonly paused: ReadonlySet<string>;
	/** Stops of which the mark was lost: they have it again. */
	readonly markedAgain: ReadonlySet<string>;
	readonly run: string | null;
	readonly own: OwnSteps;
	/** What all objects with a target tell together. */
	readonly around: Surroundings;
	/** What plans for the whole account want, by step. */
	readonly shares: ReadonlyMap<number, Wish>;
}

/** The items it is decided beside. */
interface Beside {
	readonly ready: readonly FoundStep[];
	/** Before those of one object were joined. */
	readonly located: readonly FoundStep[];
	readonly left: readonly LeftOut[];
	/** Why the numbers of a step are not those of all that its budget is for. */
	readonly unreported: ReadonlyMap<number, Reason>;
}

function decideOne(
	one: FoundStep,
	{ ready, located, left, unreported }: Beside,
	{ raised, paused, markedAgain, run, own, around, shares }: SoFar,
	now: () => number,
): DecidedStep | Ending {
	const { step, target } = one;
	const problem = unusableTarget(step.request);
	if (problem !== undefined) return { kind: 'failed', failure: problem };
	const { id, accountDaily, beside, marks } = target.state;
	const state = {
		...target.state,
		...(marks && markedAgain.has(id) && { marks: { ...marks, offBy: 'stop-loss' as const } }),
		accountDaily: typeof accountDaily === 'bigint' ? accountDaily + raised : accountDaily,
		beside: Array.isArray(beside) ? beside.filter((id) => !paused.has(id)) : beside,
	};
	const wish = shares.get(one.index) ?? wishNow(step, state, around, now());
	const decision = decideStep(state, { ...step.request, wish }, step.policy, now());
	const decidedStep: DecidedStep = {
		...{ step, target: { ...target, state }, decision, restsOn: restsOn(one, located) },
		...(isLossCut(wish) && { isClearLoss: true }),
	};
	const conflict = conflictOf(one, ready) ?? missingFor(one, located, left) ?? movedBefore(one, run, own);
	if (conflict) return heldEnding(decidedStep, conflict.guard, conflict.sentence);
	const partial = unreported.get(one.index);
	if (decision.verdict === 'move' && partial) return heldEnding(decidedStep, partial.guard, partial.sentence);
	if (decision.verdict === 'move') return decidedStep;
	const { earliestNextTry: until } = decision;
	const reasons = markedAgain.has(id) ? withMarkTold(decision.reasons) : decision.reasons;
	return { kind: 'held', step, target, objectName: state.name, decision, reasons, until };
}
