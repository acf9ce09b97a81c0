import { unshownDays } from '../../../meta/evidence/unshownDays';
import { accountDay, daysFrom } from '../../../shared/accountTime';
import type { Wish } from '../../policy/request';
import type { Policy } from '../../policy/settings';
import type { LeverState } from '../../policy/state';
import { nothing, right, type Nothing } from '../counted';
import {
	comingOf,
	furthest,
	idleSentence,
	limitsSentence,
	ofItBy,
	ON_PLAN,
	outside,
	pacedBy,
	scheduledOn,
	weekShapeOf,
	spentInWords,
	spentUntil,
	sum,
	valueInUnits,
	type Span,
	type SpendByDay,
} from './pace';
import { sayIn, minorUnitsOf } from '../say';
import { unshownInWords } from './unshown';

/** What is to be spent in a time, and what was spent day by day until now. */
export interface Plan extends Span {
	/** The object whose spend was read. */
	readonly object: string;
	/** Some weeks before the plan belong to it. */
	readonly spent: SpendByDay;
	/** What the whole account spent, where the object has nothing for yesterday; null where it has. */
	readonly ofAccount: SpendByDay | null;
}

/** Why there is nothing to reckon with; null where there is. */
function beside(plan: Plan, state: LeverState, today: string): Nothing | null {
	if (state.id !== plan.object)
		return nothing(
			'planForCampaign',
			'It uses its campaign’s budget. Choose the campaign, so the plan and the spend match.',
		);
	if (state.lever !== 'dailyBudget')
		return nothing('lifetimeInPlan', 'It has a lifetime budget, which Meta spreads over time itself.');
	return outside(plan, today);
}

/** What started later did not spend on the days before. */
function unshownOf({ ofAccount, since }: Plan, { startsAt, zone }: LeverState, today: string): string | null {
	if (ofAccount === null) return null;
	const began = startsAt === null ? since : accountDay(startsAt, zone);
	return unshownInWords(unshownDays(ofAccount, began > since ? began : since, today));
}

/**
 * What a plan wants of a daily budget: what is left of it, over the days that are left, as spend differs by weekday. Each
 * day looks anew, so that what Meta spends more or less is made up for.
 *
 * @param now milliseconds since 1970
 */
export function wishToPlan(plan: Plan, state: LeverState, policy: Policy, now: number): Wish {
	const today = accountDay(now, state.zone);
	const reason = beside(plan, state, today);
	if (reason !== null) return reason;
	const money = sayIn(state.currency);
	const spentSoFar = spentUntil(today, plan, plan.spent);
	const days = daysFrom(today, plan.until);
	const pacedBudget = pacedBy(plan.spent, state, days, weekShapeOf(plan.spent, today));
	if (sum(pacedBudget.weights) === 0)
		return nothing('planWithoutDays', 'It doesn’t run on the remaining days of the plan.');
	const value = valueInUnits(state);
	const scheduledAmount = scheduledOn(state, days);
	const coming = spentSoFar + scheduledAmount + comingOf(pacedBudget);
	const ofSchedules = ofItBy('budget schedules', scheduledAmount, money);
	const read = `${spentInWords(spentSoFar, plan, days.length, money)}; at ${money(value)} a day it comes to ${money(coming)}${ofSchedules}`;
	if (spentSoFar >= plan.total) {
		const because = `${read}. The plan has been spent, so the budget goes down as far as the guards allow. To stop all spending, pause it.`;
		return { kind: 'value', value: 1n, because };
	}
	if (Math.abs(coming - plan.total) <= plan.total * ON_PLAN) return right(`${read}, as planned. Nothing changes.`);
	const isShort = coming < plan.total;
	const unshown = isShort ? unshownOf(plan, state, today) : null;
	if (unshown !== null) return nothing('spendNotShown', `${read}. ${unshown}`);
	const idle = isShort ? idleSentence(plan.spent, state, today) : null;
	if (idle !== null) return nothing('idle', `${read}. ${idle}`);
	const wantedDaily = Math.max(0, plan.total - spentSoFar - scheduledAmount) / sum(pacedBudget.weights);
	const end = spentSoFar + scheduledAmount + furthest([pacedBudget], wantedDaily > value, policy);
	const because = `${read}; ${money(wantedDaily)} a day would meet the plan.${limitsSentence(wantedDaily > value, end, plan, policy, money)}`;
	return { kind: 'value', value: BigInt(Math.max(1, Math.round(wantedDaily * minorUnitsOf(state.currency)))), because };
}
