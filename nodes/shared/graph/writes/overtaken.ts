import { isEqual } from 'lodash';

import { pairLists } from '../../lists';
import type { GraphClient } from '../client';
import type { GraphFailure } from '../error';
import type { GraphObject } from '../object';
import type { GraphRequest } from '../request';
import { readStates, type State } from '../states';
import { overtakenChange, type PlannedWrite, type UnderWay } from './change';
import { plannedBy } from './plan';

/** Changes that have waited for a limit of Meta's while their objects changed. */

/** What went ahead of it is taken back. Unless an earlier try may have been carried out, nothing of it was sent. */
export function planAnew(one: UnderWay): void {
	delete one.isOvertaken;
	if (one.lostBy !== undefined) return;
	delete one.isSent;
	delete one.before;
	delete one.undo;
}

/**
 * Writes that would be others by what their objects show after a rest: a person can have changed these meanwhile. Each goes with what
 * goes along.
 */
export async function overtakenIn(
	client: GraphClient,
	open: readonly PlannedWrite[],
	late: readonly GraphRequest[],
	starts: ReadonlyMap<string, GraphObject>,
): Promise<ReadonlyMap<GraphRequest, GraphFailure>> {
	const plans = open.filter(({ one, write }) => one.change.exact && late.includes(write));
	const states = await readStates(
		client,
		plans.map(({ one }) => one.change),
	);
	const overtaken = pairLists(plans, states).filter(([plan, state]) => !isStillRight(plan, state, starts));
	const failures = new Map<GraphRequest, GraphFailure>();
	for (const [{ one, write, sideCalls }] of overtaken) {
		one.isOvertaken = true;
		for (const call of [sideCalls.along ?? write, write]) failures.set(call, overtakenChange());
	}
	return failures;
}

function isStillRight(
	{ one: { change }, before, write }: PlannedWrite,
	{ answer }: State,
	starts: ReadonlyMap<string, GraphObject>,
): boolean {
	if (answer === undefined) return false;
	const plan = plannedBy(change, answer.body as GraphObject, starts.get(change.id) ?? before);
	return !(plan instanceof Error) && isEqual(plan.write, write);
}
