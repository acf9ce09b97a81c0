import { partition } from 'lodash';

import type { Changed } from '../../shared/graph/writes/change';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { paired } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { ownStepsOf, runOf } from '../state/log/ownWrites';
import { metaNow } from '../state/read';
import { review } from './review';
import { changeSchedules } from './schedule';
import { heldBy, isScheduled, isUnknown, notDone, type Decided, type Ending } from '../record/step';
import { Moved, toChange } from './write';

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
	steps: readonly Decided[],
	maxWait: number,
): Promise<Map<Decided, Ending>> {
	const endings = new Map<Decided, Ending>();
	const [checks, writes] = partition(steps, ({ step }) => step.dryRun);
	for (const [group, validateOnly] of [
		[checks, true],
		[writes, false],
	] as const) {
		for (const ended of await changeWithinLimit(session, account, group, { maxWait, validateOnly }))
			endings.set(...ended);
	}
	if ([...endings.values()].some(({ kind }) => kind === 'applied')) await review(session, account, endings);
	return endings;
}

type Ended = [Decided, Ending];

/** Changes as many at once as the limited tier has points for, and rests between, as long as the run may wait. */
async function changeWithinLimit(
	session: Session,
	account: AccountFacts,
	steps: readonly Decided[],
	{ maxWait, validateOnly }: { readonly maxWait: number; readonly validateOnly: boolean },
): Promise<Ended[]> {
	const ended: Ended[] = [];
	let open = steps;
	let waited = 0;
	while (open.length > 0) {
		const room = roomFor(session);
		if (room > 0) {
			ended.push(...(await changeSome(session, account, open.slice(0, room), validateOnly)));
			open = open.slice(room);
		} else if (waited + LIMITED.decay <= maxWait) {
			await rest(session, account);
			waited += LIMITED.decay;
		} else break;
	}
	const until = metaNow(session) + LIMITED.decay;
	const why = 'Meta’s call limit leaves no room for it in this run. A longer Max Wait lets the run wait.';
	return [...ended, ...open.map((decided): Ended => [decided, heldBy(decided, 'callLimit', why, until)])];
}

/**
 * How many changes fit into what is left of the limited tier's points; no limit elsewhere: there the client waits
 * where Meta says so.
 */
function roomFor({ graph: { observed } }: Session): number {
	if (observed.tier !== 'development_access') return Infinity;
	const left = LIMITED.points * (1 - (observed.accountQuota ?? 0) / 100) - RESERVE;
	// Each change has its own last look.
	return Math.max(0, Math.floor(left / (LIMITED.read + LIMITED.write)));
}

/** Waits for points to come back; any answer tells then how many have. */
async function rest({ graph, wait }: Session, { id }: AccountFacts): Promise<void> {
	await wait(LIMITED.decay);
	await graph.sendOne({ method: 'GET', path: id, params: { fields: 'id' }, effect: 'read', account: id });
}

async function changeSome(
	session: Session,
	account: AccountFacts,
	steps: readonly Decided[],
	validateOnly: boolean,
): Promise<Ended[]> {
	const at = metaNow(session);
	if (steps.some(isScheduled)) return await changeSchedules(session, account, steps, validateOnly);
	const changes = steps.map((decided) => toChange(decided, account, decided.decision));
	const change = async (): Promise<Changed[]> =>
		await changeAll(session.graph, changes, { wait: session.wait, validateOnly });
	const changed = validateOnly ? await change() : await remembered(session, steps, at, change);
	return paired(steps, changed).map(([decided, ending]): Ended => [
		decided,
		endingOf(decided, ending, { at, validateOnly }),
	]);
}

/** The steps are in memory before they are sent: of a run that is stopped meanwhile nobody hears how they ended. */
async function remembered(
	session: Session,
	steps: readonly Decided[],
	at: number,
	change: () => Promise<Changed[]>,
): Promise<Changed[]> {
	const [run, own] = [runOf(session), ownStepsOf(session)];
	const begun = steps.map(({ target: { state }, decision: { from, to } }) => ({ state, step: { at, from, to, run } }));
	for (const { state, step } of begun) own.begin(state.id, state.lever, step);
	const changed = await change();
	for (const [{ state, step }, { failure }] of paired(begun, changed)) {
		const mayHaveHappened = !failure || isUnknown(failure);
		if (mayHaveHappened) own.remember(state.id, state.lever, step);
		else own.forget(state.id, state.lever, step);
	}
	return changed;
}

/** When, and whether as a mere check. */
interface Attempt {
	readonly at: number;
	readonly validateOnly: boolean;
}

function endingOf(decided: Decided, changed: Changed, { at, validateOnly }: Attempt): Ending {
	const { failure } = changed;
	if (failure instanceof Moved) {
		return heldBy(decided, 'changedMeanwhile', 'It has changed since the decision, a moment ago.');
	}
	if (failure) return notDone(decided, failure, at);
	if (validateOnly) return { kind: 'wouldApply', decided };
	return { kind: 'applied', decided, at, after: changed.after, logged: null, learningReset: null, warning: null };
}
