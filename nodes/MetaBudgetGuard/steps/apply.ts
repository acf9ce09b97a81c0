import { changeAll, type Change, type Changed } from '../../shared/graph/change';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts, Session } from '../../shared/node/session';
import { MINUTE } from '../policy/state';
import { changedValues } from '../../meta/activityLog';
import { subject, timeOf } from '../state/changeLog';
import { dailySum } from '../state/dailySum';
import { adSetsBelow, objectRead } from '../state/objects';
import { ownWrites } from '../state/ownWrites';
import { learningSince, metaNow, readLog } from '../state/read';
import { heldBy, type Decided, type Ending, type LoggedAs } from './step';

/** The object is no longer what the decision was made on. */
class Moved extends Error {}

/** Points of the limited tier, and what calls cost (Marketing API, "Rate limiting"): 60, a write 3, decaying within 300 s. */
const LIMITED = { points: 60, write: 3, decay: 300_000 };

/** Points kept for reading back values, log and sum. */
const RESERVE = 10;

/** Takes the steps of one account, or has Meta check them. Every step gets its ending. */
export async function applyAll(session: Session, account: AccountFacts, steps: readonly Decided[], maxWait: number): Promise<Map<Decided, Ending>> {
	const endings = new Map<Decided, Ending>();
	const writes = steps.filter(({ step }) => !step.dryRun);
	for (const [group, validateOnly] of [[steps.filter(({ step }) => step.dryRun), true], [writes, false]] as const) {
		let open: readonly Decided[] = group;
		let waited = 0;
		while (open.length > 0) {
			const room = roomFor(session);
			if (room === 0 && waited + LIMITED.decay <= maxWait) {
				await session.wait(LIMITED.decay);
				waited += LIMITED.decay;
				// Any answer tells how much has freed.
				await session.graph.sendMany([{ method: 'GET', path: account.id, params: { fields: 'id' }, effect: 'read', account: account.id }]);
				continue;
			}
			if (room === 0) break;
			for (const [decided, ending] of await changeSome(session, account, open.slice(0, room), validateOnly)) endings.set(decided, ending);
			open = open.slice(room);
		}
		const until = metaNow(session) + LIMITED.decay;
		for (const decided of open) endings.set(decided, heldBy(decided, 'callLimit', 'Meta’s limit of calls leaves no room for it in this run. A longer Max Wait lets the run wait.', until));
	}
	const applied = writes.filter((decided) => endings.get(decided)?.kind === 'applied');
	if (applied.length > 0) await review(session, account, applied, endings);
	return endings;
}

/** How many changes fit into what is left of the limited tier's points; no limit elsewhere: there the client waits where Meta says so. */
function roomFor({ graph: { observed } }: Session): number {
	if (observed.tier !== 'development_access') return Infinity;
	const left = LIMITED.points * (1 - (observed.accountQuota ?? 0) / 100) - RESERVE;
	return Math.max(0, Math.floor(left / LIMITED.write));
}

async function changeSome(session: Session, account: AccountFacts, steps: readonly Decided[], validateOnly: boolean): Promise<Array<[Decided, Ending]>> {
	const at = metaNow(session);
	const changed = await changeAll(session.graph, steps.map((decided) => toChange(decided, account, decided.decision.from, decided.decision.to)), { wait: session.wait, validateOnly });
	return steps.map((decided, index): [Decided, Ending] => [decided, endingOf(decided, changed[index], at, validateOnly)]);
}

/** One absolute write, sent only while the object still shows what the decision was made on. */
function toChange({ step: { family }, target }: Decided, account: AccountFacts, from: bigint, to: bigint): Change {
	const { lever } = target.state;
	const valueOf = (object: GraphObject): bigint | null => family.valueOf(object, lever);
	return {
		...objectRead(target.place, account.id),
		plan(current, atStart) {
			const value = valueOf(current);
			// Only a write of this run that got no answer can have led here: a first look that shows it is someone else's change.
			if (value === to && valueOf(atStart) === from) return { write: null, unproven: () => [] };
			if (value !== from || current.effective_status !== target.object.effective_status) return new Moved();
			return {
				write: { method: 'POST', path: target.place.id, params: family.params(lever, to), effect: 'set', account: account.id },
				unproven: (after) => (valueOf(after) === to ? [] : [family.noun]),
			};
		},
	};
}

function endingOf(decided: Decided, changed: Changed, at: number, validateOnly: boolean): Ending {
	const { failure } = changed;
	if (failure instanceof Moved) return heldBy(decided, 'changedMeanwhile', 'It has changed since it was decided on, a moment ago.');
	if (failure instanceof GraphFailure && failure.kind === 'rateLimited') return heldBy(decided, 'callLimit', failure.message, failure.retryAfter === undefined ? null : at + failure.retryAfter * 1000);
	if (validateOnly && !failure) return { kind: 'wouldApply', decided };
	const { target: { state }, decision: { from, to } } = decided;
	if (!failure || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown')) ownWrites.remember(state.id, state.lever, { at, from, to });
	if (failure) return { kind: 'failed', failure };
	return { kind: 'applied', decided, at, after: changed.after, logged: null, learningReset: null };
}

/** After the writes: does the account's ceiling still hold, does the log show them, did learning begin again. */
async function review(session: Session, account: AccountFacts, applied: readonly Decided[], endings: Map<Decided, Ending>): Promise<void> {
	await takeBackOverrun(session, account, applied, endings);
	const kept = applied.filter((decided) => endings.get(decided)?.kind === 'applied');
	const since = Math.min(...kept.map((decided) => (endings.get(decided) as { at: number }).at));
	const entries = kept.length === 0 ? [] : await readLog(session, account, since - MINUTE, metaNow(session) + MINUTE).catch(() => []);
	const campaigns = kept.filter(({ target }) => target.place.kind === 'campaign').map(({ target }) => target.place.id);
	const below = campaigns.length === 0 ? [] : await adSetsBelow(session, campaigns, account.id).catch(() => []);
	for (const decided of kept) {
		const ending = endings.get(decided) as Extract<Ending, { kind: 'applied' }>;
		endings.set(decided, { ...ending, logged: loggedAs(decided, entries, ending.at), learningReset: wasReset(decided, learningSince([ending.after, ...below])) });
	}
}

/** Two workers that each saw room below the ceiling can both have used it: then each takes its own raises back, the last first. */
async function takeBackOverrun(session: Session, account: AccountFacts, applied: readonly Decided[], endings: Map<Decided, Ending>): Promise<void> {
	const raises = applied.filter(({ step, decision }) => step.policy.accountCeiling !== null && decision.to > decision.from);
	for (const decided of [...raises].reverse()) {
		const ceiling = decided.step.policy.accountCeiling as bigint;
		const { total } = await dailySum(session, account.id, metaNow(session));
		if (total <= ceiling) continue;
		const { from, to } = decided.decision;
		const [back] = await changeAll(session.graph, [toChange(decided, account, to, from)], { wait: session.wait, validateOnly: false });
		ownWrites.remember(decided.target.state.id, decided.target.state.lever, { at: metaNow(session), from: to, to: from });
		if (back.failure) endings.set(decided, { kind: 'failed', failure: overrun(back.failure) });
		else endings.set(decided, { kind: 'takenBack', decided, reason: { guard: 'accountCeiling', effect: 'held', sentence: 'Another change at the same moment used the room below the account’s ceiling: this raise was taken back.' } });
	}
}

const overrun = (failure: Error): GraphFailure =>
	new GraphFailure({
		...(failure instanceof GraphFailure ? failure : {}),
		kind: 'outcomeUnknown',
		message: 'The budgets of the account are above its ceiling, and taking this raise back failed',
		advice: `${failure.message}. Lower a budget in Ads Manager.`,
	});

/** The log's entry of a change, or null while it has not arrived. */
function loggedAs({ step, target, decision }: Decided, entries: readonly GraphObject[], at: number): LoggedAs | null {
	const entry = entries.find((one) => {
		if (subject(one) !== target.state.id || !step.family.events.has(String(one.event_type))) return false;
		const { newValue } = changedValues(one.extra_data);
		return step.family.logged(newValue) === decision.to && (timeOf(one) ?? 0) >= at - MINUTE;
	});
	if (entry === undefined) return null;
	const by = entry.application_id ?? entry.actor_id;
	return { by: by === undefined || by === null ? null : String(by) };
}

/** Whether the learning of an ad set this value works on began again; null where Meta does not tell. */
function wasReset({ target }: Decided, now: ReadonlyMap<string, number>): boolean | null {
	const known = [...target.learningSince].filter(([id]) => now.has(id));
	return known.length === 0 ? null : known.some(([id, before]) => (now.get(id) as number) > before);
}
