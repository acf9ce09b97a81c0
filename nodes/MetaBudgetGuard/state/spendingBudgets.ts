import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts, Session } from '../../shared/node/session';
import { spendingObjects } from './dailySum';
import { wholeOf } from './family';
import type { Named } from './objects';

const unreadable = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s list of the budgets has one without an ID',
	advice: 'Run the step again.',
});

/**
 * The campaigns of an account that can spend a budget of their own, and the ad sets of those that have none, by IDs.
 *
 * @throws GraphFailure when a list cannot be read whole
 */
export async function spendingBudgets(session: Session, { id: account }: AccountFacts): Promise<Named[]> {
	const { campaigns, adSets } = await spendingObjects(session, account);
	return [...withBudget('campaign', campaigns), ...withBudget('adSet', adSets)];
}

const withBudget = (kind: Named['kind'], rows: readonly GraphObject[]): Named[] =>
	rows
		.filter(({ daily_budget: daily, lifetime_budget: lifetime }) => (wholeOf(daily) ?? wholeOf(lifetime)) !== null)
		.map(({ id }) => {
			if (typeof id !== 'string' || !/^\d+$/.test(id)) throw unreadable;
			return { kind, id };
		});
