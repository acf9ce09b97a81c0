import { knownId } from '../../../shared/graph/object';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { spendingObjects } from './dailySum';
import { wholeOf } from '../family';
import type { Named } from '../objects';

/**
 * The campaigns of an account that can spend a budget of their own, and the ad sets of those that have none, by IDs.
 *
 * @throws GraphFailure when a list cannot be read whole
 */
export async function spendingBudgets(session: Session, { id: account }: AccountFacts): Promise<Named[]> {
	const { campaigns, adSets } = await spendingObjects(session, account);
	const named = (kind: Named['kind'], rows: typeof campaigns): Named[] =>
		rows
			.filter(({ daily_budget: daily, lifetime_budget: lifetime }) => (wholeOf(daily) ?? wholeOf(lifetime)) !== null)
			.map((row) => ({ kind, id: knownId(row) }));
	return [...named('campaign', campaigns), ...named('adSet', adSets)];
}
