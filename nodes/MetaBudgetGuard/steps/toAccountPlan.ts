import { groupBy, uniqBy } from 'lodash';

import { existing } from '../../shared/lists';
import { decide } from '../policy/decide';
import type { Wish } from '../policy/request';
import { wishesToPlan, type Budget } from '../target/accountPlan';
import { isOfAccount } from './conflicts';
import type { Ready, Step } from './step';
import { named } from './towardTarget';

/**
 * What plans for a whole account want of each of its budgets, by the step's place in the run.
 *
 * @param now milliseconds since 1970
 */
export function sharesIn(ready: readonly Ready[], now: number): ReadonlyMap<number, Wish> {
	const shares = new Map<number, Wish>();
	for (const group of Object.values(groupBy(ready.filter(isOfAccount), 'item'))) {
		const { request, policy } = existing(group[0], 'a step of a plan').step;
		if (request.wish.kind !== 'accountPlan') continue;
		const wishes = wishesToPlan(
			request.wish.plan,
			// A budget that a campaign got while this was read stands behind its ad sets as well: it counts once.
			uniqBy(group, ({ target }) => target.state.id).map((one) => budgetOf(one, ready, now)),
			policy,
			now,
		);
		for (const { index, target } of group)
			shares.set(index, named('plan', existing(wishes.get(target.state.id), 'the share of a budget')));
	}
	return shares;
}

const leftTo = ({ item }: Ready): string =>
	`Item ${item + 1} of this run is about it by itself: the plan for the account leaves it to that, and counts it as it is.`;

function budgetOf({ step, target: { state } }: Ready, ready: readonly Ready[], now: number): Budget {
	const decideFor = ({ request, policy }: Step, value: bigint) =>
		decide(state, { ...request, wish: { kind: 'value', value } }, { ...policy, accountCeiling: null }, now);
	const own = ready.find((other) => !isOfAccount(other) && other.target.state.id === state.id);
	const isProtected = decideFor(step, 1n).reasons.some(({ guard }) => guard === 'protected');
	const stays = own !== undefined ? leftTo(own) : isProtected ? 'It is protected, and counts as it is.' : null;
	return { state, stays, decide: (value) => decideFor(step, value) };
}
