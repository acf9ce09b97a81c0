import { partition } from 'lodash';

import { createSchedule, isSame, scheduleFields, schedulesIn, type Increase } from '../../meta/budgetSchedules';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { existing } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import type { Wish } from '../policy/request';
import { objectRead } from '../state/objects';
import { instantOf } from '../../shared/reading/instants';
import { metaNow } from '../state/read';
import { heldEnding, isUnknownFailure, notDone, type DecidedStep, type Ending } from '../record/step';

/** Raises for some hours: they are made and ended as budget schedules, and the budget itself stays as it is. */

type Hours = Extract<Wish, { kind: 'hours' }>;
type End = Extract<Wish, { kind: 'end' }>;

/** One after the other: a run has few, and each looks at what is there. Meta has no check for them. */
export async function changeSchedules(
	session: Session,
	account: AccountFacts,
	steps: readonly DecidedStep[],
	checkOnly: boolean,
): Promise<Array<[DecidedStep, Ending]>> {
	const endings: Array<[DecidedStep, Ending]> = [];
	for (const decidedStep of steps) {
		const ending = await changeOne(session, account, decidedStep, checkOnly).catch((thrown: unknown) =>
			notDone(decidedStep, thrown instanceof Error ? thrown : new Error(String(thrown)), metaNow(session)),
		);
		endings.push([decidedStep, ending]);
	}
	return endings;
}

async function changeOne(
	session: Session,
	account: AccountFacts,
	decidedStep: DecidedStep,
	checkOnly: boolean,
): Promise<Ending> {
	const { wish } = decidedStep.step.request;
	if (wish.kind === 'end') return await end(session, account, [decidedStep, wish], checkOnly);
	if (wish.kind === 'hours') return await begin(session, account, [decidedStep, wish], checkOnly);
	throw new RangeError(`A wish of the kind ${wish.kind} makes no budget schedule`);
}

async function begin(
	session: Session,
	account: AccountFacts,
	[decidedStep, wish]: readonly [DecidedStep, Hours],
	checkOnly: boolean,
): Promise<Ending> {
	const { step, target, decision } = decidedStep;
	const object = (await session.graph.send(objectRead(target.place, account.id).read)).body as GraphObject;
	const isAsDecided = object.effective_status === target.object.effective_status;
	if (step.family.valueOf(object, target.state.lever) !== decision.from || !isAsDecided)
		return heldEnding(decidedStep, 'changedMeanwhile', 'It changed a moment ago, after the decision was made.');
	const increase: Increase = {
		minor: String(decision.to - decision.from),
		start: wish.from,
		end: wish.until,
	};
	const id = target.place.id;
	// What was read before the decision can be some seconds old.
	const others = await schedulesIn(session, id, increase, account.id);
	if (others.length > 0) return heldEnding(decidedStep, 'budgetSchedule', OVERLAP);
	if (checkOnly) return { kind: 'wouldApply', decided: decidedStep };
	const at = metaNow(session);
	const schedule = await createSchedule(session, object, increase, account);
	const appliedStep = {
		kind: 'applied',
		decided: decidedStep,
		at,
		after: object,
		logged: null,
		learningReset: null,
		schedule,
	} as const;
	const there = await schedulesIn(session, id, increase, account.id).catch(asError);
	if (there instanceof Error) return { ...appliedStep, warning: unread(there) };
	const [[own], beside] = partition(there, (one) => String(one.id) === schedule);
	if (beside.length === 0)
		return { ...appliedStep, warning: own !== undefined && isSame(own, increase) ? null : NOT_SHOWN };
	const failure = await removeSchedule(session, account, schedule);
	if (failure) return { ...appliedStep, warning: stillBoth(failure) };
	return {
		kind: 'takenBack',
		decided: decidedStep,
		reason: { guard: 'budgetSchedule', effect: 'held', sentence: MADE_TWICE },
	};
}

const OVERLAP = 'It has a budget schedule in these hours by now.';
const MADE_TWICE = 'Another budget schedule of the same hours was made at the same moment: this one was deleted again.';
const NOT_SHOWN = 'The budget schedule was made, but Meta does not show it as it was sent. Look at it in Ads Manager.';
const unread = ({ message }: Error): string =>
	`The budget schedule was made, but could not be read back (${message}). Look at it in Ads Manager.`;

function stillBoth(failure: Error): string {
	const [end, advice] = isUnknownFailure(failure)
		? ['it is unknown whether this one was deleted', 'Look at them in Ads Manager: one of them is to stay.']
		: ['this one could not be deleted', 'Delete one of them in Ads Manager.'];
	return `Another budget schedule of the same hours was made at the same moment, and ${end} (${failure.message}). ${advice}`;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

async function end(
	session: Session,
	account: AccountFacts,
	[decidedStep, { undo }]: readonly [DecidedStep, End],
	checkOnly: boolean,
): Promise<Ending> {
	const { answer, failure } = await session.graph.sendOne(readOf(undo.schedule, account.id));
	if (failure instanceof GraphFailure && failure.kind === 'notFound')
		return heldEnding(decidedStep, 'undo', SCHEDULE_GONE);
	if (failure) throw failure;
	const scheduleRead = answer.body as GraphObject;
	const isOurs =
		String(scheduleRead.ad_object_id) === undo.object &&
		scheduleRead.budget_value_type === 'ABSOLUTE' &&
		String(scheduleRead.budget_value) === String(undo.to - undo.from);
	if (!isOurs) return heldEnding(decidedStep, 'undo', 'The budget schedule is not the one that was made.');
	const at = metaNow(session);
	if ((instantOf(scheduleRead.time_end) ?? Infinity) <= at)
		return heldEnding(decidedStep, 'undo', 'The budget schedule has ended.');
	if (checkOnly) return { kind: 'wouldApply', decided: decidedStep };
	const problem = await removeSchedule(session, account, undo.schedule);
	if (problem) return notDone(decidedStep, problem, at);
	const { object: after } = decidedStep.target;
	return { kind: 'applied', decided: decidedStep, at, after, logged: null, learningReset: null, warning: null };
}

const SCHEDULE_GONE =
	'Meta no longer shows the budget schedule: it has ended, was deleted, or the token no longer reaches it.';

const readOf = (id: string, account: string) =>
	({ method: 'GET', path: id, params: { fields: fieldList(scheduleFields) }, effect: 'read', account }) as const;

/** Deletes one and looks whether it is gone; what went wrong, or nothing. */
export async function removeSchedule(session: Session, account: AccountFacts, id: string): Promise<Error | undefined> {
	const write = { method: 'DELETE', path: id, effect: 'set', account: account.id } as const;
	const plan = () => ({ write, unproven: () => ['deletion'] });
	const changes = [{ id, read: readOf(id, account.id), goneIsDone: true, plan }];
	const [endings] = await changeAll(session.graph, changes, { wait: session.wait, validateOnly: false });
	return existing(endings, 'the ending of a deletion').failure;
}
