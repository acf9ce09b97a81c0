import { knownId } from '../../../shared/graph/object';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { spendingObjects } from './dailySum';
import { wholeOf } from '../family';
import type { NamedObject } from '../objects';

/**
 * The campaigns of an account that can spend a budget of their own, and the ad sets of those that have none, by IDs.
 *
 * @throws GraphFailure when a list cannot be read whole
 */
export async function spendingBudgets(
	session: Session,
	{ id: account }: AccountFacts,
	keptToHours: boolean,
): Promise<NamedObject[]> {
	const { campaigns, adSets } = await spendingObjects(session, account, keptToHours);
	const namesWithBudget = (kind: NamedObject['kind'], rows: typeof campaigns): NamedObject[] =>
		rows
			.filter(({ daily_budget: daily, lifetime_budget: lifetime }) => (wholeOf(daily) ?? wholeOf(lifetime)) !== null)
			.map((row) => ({ kind, id: knownId(row) }));
	return [...namesWithBudget('campaign', campaigns), ...namesWithBudget('adSet', adSets)];
}
