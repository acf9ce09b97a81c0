import { areLabelsReadable, labelsAfter, marksLost, offReasons, type MarkChange } from '../../meta/marks/marks';
import { addingLabels } from '../../meta/marks/labelEdge';
import type { GraphChange } from '../../shared/graph/writes/change';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { pairLists } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { decidedSwitchings } from '../policy/switchings';
import { CLOCKS } from '../policy/state';
import type { FoundStep } from '../record/step';
import { objectRead } from '../state/objects';
import { OFF } from '../state/statuses';
import type { LeverTarget } from '../state/target';

/**
 * A stop whose mark somebody’s labels took away: it is set again, or its hours switch it on in the morning. That it was our stop tells
 * the workflow's own memory, and that nobody decided otherwise since the log and the mark of another chance.
 */

const MARK: MarkChange = { add: 'stop-loss' };

export const MARKED_AGAIN = 'Its mark (an ad label) was missing, and was set again.';

/** The mark of another chance tells whole minutes. */
const isUnmarkedStop = ({ state, object }: LeverTarget): boolean => {
	const { ownWrite: own, value, marks } = state;
	if (state.lever !== 'status' || value !== OFF || object.status !== 'PAUSED') return false;
	if (own === null || own.to !== OFF || offReasons(object).size > 0) return false;
	const last = decidedSwitchings(state).at(-1);
	const isLast = last !== undefined && last.to === OFF && last.at <= own.at + CLOCKS;
	return isLast && (marks?.chanceAt ?? 0) < own.at && areLabelsReadable(object);
};

/** @param now milliseconds since 1970 */
const toMark = ({ target: { place } }: FoundStep, account: AccountFacts, now: number): GraphChange => ({
	...objectRead(place, account.id),
	exact: true,
	plan(current) {
		const names =
			current.status === 'PAUSED' && !offReasons(current).has('stop-loss') && labelsAfter(current, MARK, now);
		return {
			write: names ? addingLabels({ path: place.id, account: account.id }, names) : null,
			unproven: (after) => (marksLost(after, MARK) === null ? [] : ['mark']),
		};
	},
});

/** Which objects have their mark again, by ID. What Meta refuses leaves it to the log, as before. */
export async function markStopsAgain(
	session: Session,
	account: AccountFacts,
	steps: readonly FoundStep[],
	now: number,
): Promise<ReadonlySet<string>> {
	const unmarkedSteps = steps.filter(
		({ step, target }) => !step.dryRun && step.request.wish.kind === 'target' && isUnmarkedStop(target),
	);
	if (unmarkedSteps.length === 0) return new Set();
	const changes = unmarkedSteps.map((one) => toMark(one, account, now));
	const results = await changeAll(session.graph, changes, { wait: session.wait, validateOnly: false });
	const markedSteps = pairLists(unmarkedSteps, results).filter(([, { failure }]) => failure === undefined);
	return new Set(markedSteps.map(([{ target }]) => target.state.id));
}
