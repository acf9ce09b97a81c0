import { partition } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import type { ChangeResult } from '../../shared/graph/writes/change';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { pairLists } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { nameOfStep } from '../../meta/marks/claimant';
import { ownStepsOf, runOf } from '../state/log/ownWrites';
import { metaNow } from '../state/read';
import { review } from './review';
import { changeSchedules } from './schedule';
import { heldEnding, isScheduled, isUnknownFailure, notDone, type DecidedStep, type Ending } from '../record/step';
import { ChangedMeanwhile, claimOfBudget, marksOf, noteMarks, toChange } from './write';
import { mayBeOfLabels } from '../../meta/marks/labelEdge';
import { showsClaim } from '../../meta/marks/claims';
import { marksLost } from '../../meta/marks/marks';

/**
 * Points of the limited tier, and what calls cost (Marketing API, "Rate limiting"): 60, a read 1, a write 3, decaying
 * within 300 s.
 */
const LIMITED = { points: 60, read: 1, write: 3, decay: 300_000 };

/** Points kept for reading back values, log and sum. */
const RESERVE = 10;

/** Takes the steps of one account, or has Meta check them. Every step gets its ending. */
export async function applyAll(
	session: Session,
	account: AccountFacts,
	steps: readonly DecidedStep[],
	maxWait: number,
): Promise<Map<DecidedStep, Ending>> {
	const endings = new Map<DecidedStep, Ending>();
	const [checks, writes] = partition(steps, ({ step }) => step.dryRun);
	for (const [group, validateOnly] of [
		[checks, true],
		[writes, false],
	] as const) {
		for (const stepEnding of await changeWithinLimit(session, account, group, { maxWait, validateOnly }))
			endings.set(...stepEnding);
	}
	if ([...endings.values()].some(({ kind }) => kind === 'applied')) await review(session, account, endings);
	return endings;
}

type Ended = [DecidedStep, Ending];

/** Changes as many at once as the limited tier has points for, and rests between, as long as the run may wait. */
async function changeWithinLimit(
	session: Session,
	account: AccountFacts,
	steps: readonly DecidedStep[],
	{ maxWait, validateOnly }: { readonly maxWait: number; readonly validateOnly: boolean },
): Promise<Ended[]> {
	const endings: Ended[] = [];
	let open = steps;
	let waitedMs = 0;
	while (open.length > 0) {
		const room = roomFor(session, open);
		if (room > 0) {
			endings.push(...(await changeSome(session, account, open.slice(0, room), validateOnly)));
			open = open.slice(room);
		} else if (waitedMs + LIMITED.decay <= maxWait) {
			await rest(session, account);
			waitedMs += LIMITED.decay;
		} else break;
	}
	const until = metaNow(session) + LIMITED.decay;
	const why = 'Meta’s call limit leaves no room for it in this run. A longer Rate Limit Wait lets the run wait.';
	return [
		...endings,
		...open.map((decidedStep): Ended => [decidedStep, heldEnding(decidedStep, 'callLimit', why, until)]),
	];
}

/**
 * How many changes fit into what is left of the limited tier's points; no limit elsewhere: there the client waits
 * where Meta says so.
 */
function roomFor({ graph: { answerFacts } }: Session, steps: readonly DecidedStep[]): number {
	if (answerFacts.tier !== 'development_access') return Infinity;
	const left = LIMITED.points * (1 - (answerFacts.accountQuota ?? 0) / 100) - RESERVE;
	// Each change has its own last look, and with marks of steps two more writes: one that comes, one that goes.
	const writes = steps.some(
		(step) => marksOf(step, step.decision, 0)?.steps !== undefined || step.step.request.keeper !== undefined,
	)
		? 3
		: 1;
	return Math.max(0, Math.floor(left / (LIMITED.read + writes * LIMITED.write)));
}

/** Waits for points to come back; any answer tells then how many have. */
async function rest({ graph, wait }: Session, { id }: AccountFacts): Promise<void> {
	await wait(LIMITED.decay);
	await graph.sendOne({ method: 'GET', path: id, params: { fields: 'id' }, effect: 'read', account: id });
}

async function changeSome(
	session: Session,
	account: AccountFacts,
	steps: readonly DecidedStep[],
	validateOnly: boolean,
): Promise<Ended[]> {
	const at = metaNow(session);
	if (steps.some(isScheduled)) return await changeSchedules(session, account, steps, validateOnly);
	const changes = steps.map((decidedStep) => toChange(decidedStep, account, decidedStep.decision, at));
	const change = async (): Promise<ChangeResult[]> => {
		const results = await changeAll(session.graph, changes, { wait: session.wait, validateOnly });
		return await withoutRefusedMarks(session, account, { steps, results, validateOnly, at });
	};
	const results = validateOnly ? await change() : await withMemory(session, steps, at, change);
	if (!validateOnly)
		for (const [step, result] of pairLists(steps, results)) noteMarks(session, step, step.decision, result);
	return pairLists(steps, results).map(([decidedStep, ending]): Ended => [
		decidedStep,
		endingOf(decidedStep, ending, { at, doneBy: metaNow(session), validateOnly }),
	]);
}

/**
 * Meta refuses labels of some objects (facebook-php-business-sdk, issue 427): what has to stop, stops without its mark. Today's
 * rule, by the log, is what is left then.
 */
async function withoutRefusedMarks(
	session: Session,
	account: AccountFacts,
	{ steps, results, validateOnly, at }: Tried,
): Promise<ChangeResult[]> {
	const refusedSteps = pairLists(steps, results).filter(
		([step, { failure }]) => marksOf(step, step.decision, at) !== null && mayBeOfLabels(failure),
	);
	if (refusedSteps.length === 0) return results;
	const changes = refusedSteps.map(([step]) => toChange(step, account, { ...step.decision, unmarked: true }, at));
	const again = await changeAll(session.graph, changes, { wait: session.wait, validateOnly });
	const byResult = new Map(pairLists(refusedSteps, again).map(([[, result], next]) => [result, next]));
	return results.map((result) => byResult.get(result) ?? result);
}

interface Tried extends Attempt {
	readonly steps: readonly DecidedStep[];
	readonly results: ChangeResult[];
}

/** The steps are in memory before they are sent: of a run that is stopped meanwhile nobody hears how they ended. */
async function withMemory(
	session: Session,
	steps: readonly DecidedStep[],
	at: number,
	change: () => Promise<ChangeResult[]>,
): Promise<ChangeResult[]> {
	const [run, own, by] = [runOf(session), ownStepsOf(session), nameOfStep(session.n8n)];
	const ownWrites = steps.map(({ target: { state }, decision: { from, to } }) => ({
		state,
		step: { at, from, to, run, by },
	}));
	for (const { state, step } of ownWrites) own.begin(state.id, state.lever, step);
	const results = await change();
	for (const [{ state, step }, { failure }] of pairLists(ownWrites, results)) {
		const mayHaveHappened = !failure || isUnknownFailure(failure);
		if (mayHaveHappened) own.remember(state.id, state.lever, step);
		else own.forget(state.id, state.lever, step);
	}
	return results;
}

/** When, and whether as a mere check. */
interface Attempt {
	readonly at: number;
	readonly doneBy?: number;
	readonly validateOnly: boolean;
}

function endingOf(decidedStep: DecidedStep, result: ChangeResult, { at, doneBy, validateOnly }: Attempt): Ending {
	const { failure } = result;
	if (failure instanceof ChangedMeanwhile) {
		return heldEnding(decidedStep, 'changedMeanwhile', 'It changed a moment ago, after the decision was made.');
	}
	if (failure) return notDone(decidedStep, failure, at);
	if (validateOnly) return { kind: 'wouldApply', decided: decidedStep };
	return {
		kind: 'applied',
		decided: decidedStep,
		at,
		doneBy,
		after: result.after,
		logged: null,
		learningReset: null,
		warning: markWarning(decidedStep, result.after, at),
	};
}

const UNCLAIMED =
	'No ad label shows that this workflow changes the budget, so another workflow cannot see it and may change it, too.';

/** The step stands; what others learn of it is less. */
function markWarning(decidedStep: DecidedStep, after: GraphObject, at: number): string | null {
	const change = marksOf(decidedStep, decidedStep.decision, at);
	const lostMark = change === null ? null : marksLost(after, change);
	const claim = claimOfBudget(decidedStep, at);
	if (lostMark === null) return claim === null || showsClaim(after, claim) ? null : UNCLAIMED;
	const who =
		decidedStep.target.state.lever === 'status'
			? 'only the published workflow remembers it. A schedule in another workflow sees it in the activity history alone.'
			: 'other workflows and workers see this step in the activity history alone.';
	return `Meta ${lostMark}: ${who}`;
}
