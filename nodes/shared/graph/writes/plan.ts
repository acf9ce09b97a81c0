import { pairLists } from '../../lists';
import type { GraphClient, SettledRequest } from '../client';
import type { GraphFailure } from '../error';
import type { GraphObject } from '../object';
import { readStates, type State } from '../states';
import { unknownChange, type GraphChange, type ChangePlan, type PlannedWrite, type UnderWay } from './change';

/**
 * Looks at each object and decides what to send. What needs nothing sent, or cannot be, has its ending then.
 *
 * @param starts each object's state before the run's first change of it, filled in on the way
 */
export async function planAll(
	client: GraphClient,
	open: readonly UnderWay[],
	starts: Map<string, GraphObject>,
): Promise<PlannedWrite[]> {
	const states = await statesFor(
		client,
		open.map(({ change }) => change),
	);
	return pairLists(open, states).flatMap(([one, state]) => {
		if (state.failure) {
			endUnread(one, state.failure);
			return [];
		}
		return planOne(one, state.answer.body as GraphObject, starts);
	});
}

function planOne(one: UnderWay, current: GraphObject, starts: Map<string, GraphObject>): PlannedWrite[] {
	const { change, before } = one;
	const atStart = starts.get(change.id) ?? current;
	starts.set(change.id, atStart);
	one.before = before ?? current;
	const plan = plannedBy(change, current, atStart);
	if (plan instanceof Error) one.ending = { failure: before === undefined ? plan : overtakenFailure(plan, one) };
	// A second look: what was sent and got no answer has led there.
	else if (plan.write === null) one.ending = { before: one.before, after: current, changed: before !== undefined };
	else {
		const { write, sideCalls = {}, unproven } = plan;
		return [{ one, before: one.before, write, sideCalls, unproven }];
	}
	return [];
}

/** A plan from what Meta answered; what makes no sense to it is its failure, not that of the whole run. */
export function plannedBy(change: GraphChange, current: GraphObject, atStart: GraphObject): ChangePlan | Error {
	try {
		return change.plan(current, atStart);
	} catch (thrown) {
		return thrown instanceof Error ? thrown : new Error(String(thrown));
	}
}

/** A refusal by the second look: the first write got no answer, and may have been carried out before. */
const overtakenFailure = ({ message }: Error, { lostBy }: UnderWay): GraphFailure =>
	unknownChange(
		`The answer was lost, and the object is no longer what it was${message ? ` (${message})` : ''}`,
		lostBy,
	);

/** An object that cannot be read: before anything was sent a plain failure, afterwards what that says of the write. */
function endUnread(one: UnderWay, failure: GraphFailure): void {
	const { change, before } = one;
	if (before === undefined) one.ending = { failure };
	else if (isGone(change, failure)) one.ending = { before, after: {}, changed: true };
	else {
		const sentence = `The answer was lost, and the object could not be read afterwards (${failure.message})`;
		one.ending = { failure: unknownChange(sentence, failure) };
	}
}

/** States to plan from. A list that says "already there" is not believed: nothing would be sent and nothing proven. */
async function statesFor(client: GraphClient, changes: readonly GraphChange[]): Promise<SettledRequest[]> {
	const states = await readStates(
		client,
		changes.map((change) => (change.exact ? { ...change, edge: undefined } : change)),
	);
	const looks = pairLists(changes, states).map(([change, state]) => ({ change, state }));
	const doubtful = looks.filter(({ change, state }) => state.listed && isDone(change, state));
	const answersAgain = await client.sendMany(doubtful.map(({ change }) => change.read));
	const better = new Map(pairLists(doubtful, answersAgain));
	return looks.map((look) => better.get(look) ?? look.state);
}

function isDone(change: GraphChange, { answer }: State): boolean {
	const state = answer?.body as GraphObject | undefined;
	const plan = state ? plannedBy(change, state, state) : null;
	return plan !== null && !(plan instanceof Error) && plan.write === null;
}

/** Nothing is there any more, which is what was wanted. */
export const isGone = (change: GraphChange, failure: GraphFailure): boolean =>
	change.goneIsDone === true && failure.kind === 'notFound';
