import { groupBy } from 'lodash';
import type { DateTime } from 'luxon';

import { betweenSteps, sayBetween } from '../../meta/betweenSteps';
import { authorOf, isUntold } from '../../meta/activityLog/entry';
import { logEntriesOf } from '../../meta/activityLog/logEntries';
import { statusChanges } from '../../meta/activityLog/statusChanges';
import { hoursInWords, isInHours, nextClosing, type WallMinute, type WeekHours } from '../../meta/hours/week';
import { claimsOf, rivalOf, type Claim, type Claimant, type ClaimChange } from '../../meta/marks/claims';
import { keptMarksOf } from '../../meta/marks/keptMarks';
import { keepsHours, lastChance, offReasons, type OffReason } from '../../meta/marks/marks';
import { toInstant } from '../../shared/accountTime';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { readObject } from '../../shared/adObject/target';
import type { GraphObject } from '../../shared/graph/object';
import { pairLists } from '../../shared/lists';
import { failedVerdict } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { DAY_MS, MINUTE_MS } from '../../shared/durations';
import { instantOf } from '../../shared/reading/instants';
import type { LastPause } from '../../meta/hours/lastPause';
import { ownApp, readPauses } from '../../meta/hours/pauses';
import type { SeenMarks } from './seenMarks';

/** What is to be done with one object now. */
export interface Task {
	readonly id: string;
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** Only shown, as it was started in the editor. */
	readonly editorDryRun: boolean;
	readonly hours: readonly WeekHours[];
	/** The moment by the account's clock. */
	readonly local: DateTime;
	/** This schedule, as its claims name it. */
	readonly claimant: Claimant;
	/** Codes of workflows that it replaces. */
	readonly takenOver: readonly string[];
	/** Why nothing is done with it, a sentence: not all of its hours are known. */
	readonly unsure?: string;
}

const wallMinute = ({ weekday, hour, minute }: DateTime): WallMinute => ({
	day: weekday % 7,
	minute: hour * 60 + minute,
});

/** Whether it should run now. */
export const runs = ({ hours, local }: Task): boolean => isInHours(hours, wallMinute(local));

/**
 * What a switch claims: until a day after the hours should have ended next, when the schedule would have renewed it. A claim of
 * hours that never end ends within two weeks.
 */
export function claimOfHours(task: Task): ClaimChange {
	const { claimant, takenOver, hours, local } = task;
	const at = local.toMillis();
	const closing = nextClosing(hours, at, (moment) => wallMinute(toInstant(new Date(moment), local.zoneName ?? '')));
	const claim = { ...claimant, at, until: (closing ?? at + 13 * DAY_MS) + DAY_MS, how: hoursInWords(hours) };
	return { what: 'hours', claim, takenOver, renews: runs(task) ? 'ifNoneIsLeft' : 'always' };
}

/** The schedule of another workflow that keeps the object; null where none does. */
const rivalIn = ({ claimant, takenOver, local }: Task, object: GraphObject): Claim | null =>
	rivalOf(claimsOf(object, 'hours'), claimant, takenOver, local.toMillis());

/** Why an object is left to the schedule of another workflow, a sentence; null where it is not. */
export function leftToSchedule(task: Task, object: GraphObject): string | null {
	const rival = rivalIn(task, object);
	if (rival === null) return null;
	const ends = toInstant(new Date(rival.until), task.local.zoneName ?? '').toFormat('yyyy-MM-dd HH:mm');
	return sayBetween('hoursOfAnother', { who: rival.who, hours: rival.how, when: ends, code: rival.code });
}

/** A run that pauses right before its hours begin is seen in the log right after. */
const LATE = { minutes: 10 };

/**
 * Why an object stays paused within its hours, or null where it was paused for them.
 *
 * @param updatedAt when something of the object last changed, by itself; null where that is not known
 * @param app the application of this credential's token, as Meta's log names it; null where that is not known
 */
export function reasonToHold(
	{ hours, local: { zoneName } }: Pick<Task, 'hours' | 'local'>,
	pause: LastPause,
	updatedAt: number | null,
	app: string | null,
	{ reasons, chanceAt = null, isKept = false, isGone = false, claims = [] }: MarksOfObject,
): string | null {
	const stopped = reasonOfStop(reasons);
	// The mark of a stop stays when somebody activates the object: a later pause by others is theirs.
	if (stopped !== null && (app === null || 'unknown' in pause || pause.application === app)) return stopped;
	const activateAdvice = 'To put it back on its schedule, activate it once.';
	const inWords = (moment: number): string => toInstant(new Date(moment), zoneName ?? '').toFormat('yyyy-MM-dd HH:mm');
	// A stop taken back while it rested changed its marks alone, which the log does not tell.
	const toldUntil = Math.max(toldIn(pause), chanceAt === null ? 0 : chanceAt + CHANCE_TAKES);
	if (updatedAt !== null && isUntold(updatedAt, toldUntil))
		return `it changed on ${inWords(updatedAt)}, but Meta’s activity history doesn’t show that yet. Someone may have paused it. ${activateAdvice}`;
	if ('unknown' in pause) return `${pause.unknown}. ${activateAdvice}`;
	if (app === null) return 'Meta did not return the app of this credential, so it is unknown who paused it.';
	if (updatedAt === null) return `Meta did not return when it last changed. ${activateAdvice}`;
	const at = toInstant(new Date(pause.at), zoneName ?? '');
	const when = inWords(pause.at);
	if (pause.application !== app) return sayBetween('hoursAfterPerson', { who: pause.who, when });
	// Without a mark of its own a pause right after its hours have begun is another step's.
	if (isKept && !reasons.has('hours')) return sayBetween('hoursAfterStep', { when, how: 'and not its hours' });
	if (isGone) return betweenSteps.hoursAfterLabels.says;
	// A schedule's own pause stays one, also where its hours have been made longer since, or another one has taken over.
	if (reasons.has('hours') && claims.some((claim) => Math.abs(pause.at - claim.at) < PAUSE_TAKES)) return null;
	const moments = reasons.has('hours') ? [at, at.minus(LATE)] : [at];
	if (!moments.every((moment) => isInHours(hours, wallMinute(moment)))) return null;
	return sayBetween('hoursAfterStep', { when, how: 'within its hours' });
}

/** Up to when the log tells of the object; where it is silent about who paused it, that says more than its age. */
const toldIn = (pause: LastPause): number =>
	'unknown' in pause ? (pause.neverOn?.toldUntil ?? Infinity) : pause.toldUntil;

/** Why what was stopped stays off, a sentence; null where nothing has stopped it. */
export function reasonOfStop(reasons: ReadonlySet<OffReason>): string | null {
	if (reasons.has('stop-loss')) return betweenSteps.hoursAfterStop.says;
	return reasons.has('rotation') ? betweenSteps.hoursAfterRotation.says : null;
}

/** What the marks of an object say: why it is off, and when a stop of it was taken back, milliseconds since 1970. */
export interface MarksOfObject {
	readonly reasons: ReadonlySet<OffReason>;
	readonly chanceAt?: number | null;
	/** Marks of it are kept: its hours would have left theirs. */
	readonly isKept?: boolean;
	/** A mark that an earlier run has seen is gone. */
	readonly isGone?: boolean;
	/** Whose schedule has paused it, and when. */
	readonly claims?: readonly Claim[];
}

/** A run tells its moment of all its pauses, and Meta’s log that of each. */
const PAUSE_TAKES = 3 * MINUTE_MS;

/** The mark tells whole minutes, of when the step had read the object. */
const CHANCE_TAKES = 3 * MINUTE_MS;

/** Statuses that leave nothing to find out: it runs already, or it cannot. */
const settledStatuses = new Set<unknown>(['ACTIVE', 'ARCHIVED', 'DELETED']);

/** Objects that should run and do not: why each has to stay paused, null where nothing speaks against it. */
export type Holds = ReadonlyMap<Task, string | Error | null>;

const isOpen = (task: Task): boolean => task.unsure === undefined && runs(task);

/** Finds out who paused what should run now. Where the log cannot be read, that is the failure of each that needs it. */
export async function readHolds(
	session: Session,
	kind: AdObjectKind,
	tasks: readonly Task[],
	seenMarks: SeenMarks,
): Promise<Holds> {
	const holds = new Map<Task, string | Error | null>();
	for (const [account, group] of Object.entries(groupBy(tasks.filter(isOpen), ({ account: { id } }) => id))) {
		const states = await readStates(session, kind, account, group, seenMarks);
		const pausedObjects = states.flatMap((one) => ('failure' in one || settledStatuses.has(one.status) ? [] : [one]));
		for (const one of states) if ('failure' in one) holds.set(one.task, one.failure);
		for (const task of await overUnseenStops(session, account, states)) holds.set(task, UNSEEN_STOP);
		if (pausedObjects.length === 0) continue;
		const creationTimes = new Map(pausedObjects.map(({ task: { id }, createdAt }) => [id, createdAt]));
		const pauses = await readPauses(session, account, creationTimes).catch(
			(thrown: unknown) => failedVerdict(thrown).failure,
		);
		const app = await ownApp(session);
		for (const { task, updatedAt, marks } of pausedObjects) {
			const pause = pauses instanceof Error ? pauses : (pauses.get(task.id) ?? { unknown: 'Nothing is known of it' });
			holds.set(task, pause instanceof Error ? pause : reasonToHold(task, pause, updatedAt, app, marks));
		}
	}
	return holds;
}

/** Why what is on within its hours goes off, a sentence. */
export const UNSEEN_STOP =
	'Stop Loss or Rotate had stopped it, and this step activated it because Meta did not show the ad label yet.';

/** What this step has switched on while Meta did not show the mark of a stop. By the log, nobody else has switched it since. */
async function overUnseenStops(session: Session, account: string, states: readonly Seen[]): Promise<Task[]> {
	const times = new Map(
		states.flatMap((one) => {
			if ('failure' in one || one.status !== 'ACTIVE' || one.switchedOnAt === null) return [];
			return reasonOfStop(one.marks.reasons) === null ? [] : [[one.task.id, one.switchedOnAt] as const];
		}),
	);
	if (times.size === 0) return [];
	const since = new Map([...times].map(([id, at]) => [id, at - PAUSE_TAKES]));
	const entries = await logEntriesOf(session, account, since).catch(() => new Map<string, null>());
	const app = await ownApp(session);
	return states.flatMap(({ task }) => {
		const last = statusChanges(entries.get(task.id) ?? [], task.id, 'on').changes.at(-1);
		const isOwn = last?.authors.every((entry) => app !== null && authorOf(entry) === app) === true;
		const at = times.get(task.id);
		return isOwn && at !== undefined && Math.abs(last.at - at) < PAUSE_TAKES ? [task] : [];
	});
}

/** What an object is at the first look, or why that is not known. */
type Seen =
	| { readonly task: Task; readonly failure: Error }
	| {
			readonly task: Task;
			readonly status: unknown;
			readonly updatedAt: number | null;
			readonly createdAt: number | null;
			/** When this workflow switched it on for its hours, milliseconds since 1970; null where it has not. */
			readonly switchedOnAt: number | null;
			readonly marks: MarksOfObject;
	  };

async function readStates(
	session: Session,
	kind: AdObjectKind,
	account: string,
	tasks: readonly Task[],
	seenMarks: SeenMarks,
): Promise<Seen[]> {
	const keptMarks = keptMarksOf(session);
	const states = await session.graph.sendMany(tasks.map(({ id }) => readObject(kind, id, account)));
	return pairLists(tasks, states).map(([task, { answer, failure }]): Seen => {
		if (failure !== undefined) return { task, failure };
		const object = keptMarks.shownWith(answer.body as GraphObject);
		const { status, updated_time: updatedTime, created_time: createdTime } = object;
		const [updatedAt, createdAt] = [instantOf(updatedTime), instantOf(createdTime)];
		const [reasons, isGone] = [offReasons(object), seenMarks.isGone(object)];
		const claims = claimsOf(object, 'hours');
		const marks = { reasons, chanceAt: lastChance(object), isKept: keepsHours(object), isGone, claims };
		return { task, status, updatedAt, createdAt, switchedOnAt: keptMarks.switchedOnAt(object), marks };
	});
}

/** Why an object is left as it is: a sentence, a failure, or null where nothing holds it. */
export function holdReason(task: Task, holds: Holds, current: GraphObject): string | Error | null {
	if (task.unsure !== undefined) return task.unsure;
	const left = leftToSchedule(task, current);
	if (left !== null) return left;
	if (!runs(task) || settledStatuses.has(current.status)) return null;
	const hold = holds.get(task);
	// A mark of now is of a stop since the first look. What was not paused then, nobody knows yet who has paused.
	const since = reasonOfStop(offReasons(current)) ?? (hold === undefined ? 'it was paused while this step ran.' : null);
	return hold ?? since;
}
