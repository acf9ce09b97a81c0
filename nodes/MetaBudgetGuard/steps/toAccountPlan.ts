import { groupBy, uniqBy } from 'lodash';

import { sayBetween } from '../../meta/betweenSteps';
import { existing } from '../../shared/lists';
import { decideStep } from '../policy/decide';
import type { Wish } from '../policy/request';
import { loggedWhole } from '../state/family';
import { unknownSpend, type Budget } from '../target/plan/accountComing';
import { wishesToPlan } from '../target/plan/accountPlan';
import { isOfAccount } from './conflicts';
import type { AboutOne } from './evidence/leftOut';
import type { NumberedStep, FoundStep, GuardStep } from '../record/step';
import { underGuard } from './towardTarget';

/** A budget of a plan for an account that was not found as it was listed, and why, the end of a sentence. */
export interface Unread {
	readonly one: NumberedStep;
	readonly name: string;
	readonly why: string;
}

/** What plans for a whole account are reckoned beside. */
interface Beside {
	readonly unread: readonly Unread[];
	/** Items of the run that are each about one object, whatever becomes of them. */
	readonly others: readonly AboutOne[];
}

/**
 * What plans for a whole account want of each of its budgets, by the step's place in the run.
 *
 * @param now milliseconds since 1970
 */
export function planWishes(ready: readonly FoundStep[], beside: Beside, now: number): ReadonlyMap<number, Wish> {
	const shares = new Map<number, Wish>();
	for (const group of Object.values(groupBy(ready.filter(isOfAccount), 'item'))) {
		const { item, step } = existing(group[0], 'a step of a plan');
		const { request, policy } = step;
		if (request.wish.kind !== 'accountPlan') continue;
		const unread = beside.unread.find(({ one }) => one.item === item);
		const wishes = wishesToPlan(
			request.wish.plan,
			// A budget that a campaign got while this was read stands behind its ad sets as well: it counts once.
			uniqBy(group, ({ target }) => target.state.id).map((one) => budgetOf(one, ready, beside, now)),
			policy,
			unread === undefined ? null : unknownSpend(unread.name, unread.why),
			now,
		);
		for (const { index, target } of group)
			shares.set(index, underGuard('plan', existing(wishes.get(target.state.id), 'the share of a budget')));
	}
	return shares;
}

/** Why a budget is left to another item, also where nothing has come of that one; null where none is about it. */
function leftTo(
	{ step, target: { state } }: FoundStep,
	ready: readonly FoundStep[],
	{ others }: Beside,
): string | null {
	const otherStep = ready.find((other) => !isOfAccount(other) && other.target.state.id === state.id);
	const itself = otherStep?.item ?? others.find(({ object }) => object === state.id)?.index;
	const about = (index: number, it: string): string => sayBetween('planForAll', { n: String(index + 1), it });
	if (itself !== undefined) return about(itself, 'this budget alone');
	const around = others.find(({ object }) => object !== null && state.knownAs.includes(object));
	if (around !== undefined) return about(around.index, 'its campaign');
	const unclear = others.find(
		({ account, object }) => object === null && (account === null || account === step.account.id),
	);
	if (unclear === undefined) return null;
	return `Item ${unclear.index + 1} of this run may be about it, and cannot be read: it stays, and counts as it is. Its error says what to correct.`;
}

function budgetOf(one: FoundStep, ready: readonly FoundStep[], beside: Beside, now: number): Budget {
	const {
		step,
		target: { object, state },
	} = one;
	const decideFor = ({ request, policy }: GuardStep, value: bigint) =>
		decideStep(state, { ...request, wish: { kind: 'value', value } }, { ...policy, accountCeiling: null }, now);
	const isProtected = decideFor(step, 1n).reasons.some(({ guard }) => guard === 'protected');
	const stays = leftTo(one, ready, beside) ?? (isProtected ? 'It is protected, and counts as it is.' : null);
	return { state, rest: loggedWhole(object.budget_remaining), stays, decide: (value) => decideFor(step, value) };
}
