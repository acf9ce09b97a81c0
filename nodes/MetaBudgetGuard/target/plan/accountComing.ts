import { accountDay, toInstant } from '../../../shared/accountTime';
import { shortText } from '../../../shared/words';
import type { StepDecision } from '../../policy/decide';
import { spending, type LeverState } from '../../policy/state';
import { minorUnitsOf } from '../say';
import {
	comingOf,
	idleSentence,
	pacedBy,
	scheduledOn,
	weekShapeOf,
	spentUntil,
	sum,
	type PacedBudget,
	type Span,
	type SpendByDay,
} from './pace';
import { unshownDays } from '../../../meta/evidence/unshownDays';
import { unshownInWords } from './unshown';

/** What comes of a whole ad account with its budgets as they are. */

/** What a whole ad account is to spend in a time, and what was spent day by day until now. */
export interface AccountPlan extends Span {
	/** By all of it, what is paused or deleted by now included. Some weeks before the plan belong to it. */
	readonly spent: SpendByDay;
	/** By each object with a budget that can be spent, by ID. */
	readonly spentBy: ReadonlyMap<string, SpendByDay>;
}

/** A budget that can be spent. */
export interface Budget {
	readonly state: LeverState;
	/** What is left of a lifetime budget, in Meta's smallest unit; null where Meta does not tell. */
	readonly rest: bigint | null;
	/** Why it is not this plan that moves it, a sentence; null where it is. */
	readonly stays: string | null;
	/** What the guards make of a step toward a value; the account’s ceiling is not asked: what it leaves is for all. */
	readonly decide: (value: bigint) => StepDecision;
}

/** A daily budget that the plan moves. */
export interface Moving extends Budget, PacedBudget {}

/** What is to come of the account, with its budgets as they are. */
export interface AccountForecast {
	readonly moving: readonly Moving[];
	/** What was spent until yesterday. */
	readonly spent: number;
	/** What comes of all that does not move: lifetime budgets, schedules, and what else of today was spent already. */
	readonly lifetime: number;
	readonly scheduled: number;
	readonly other: number;
	/** Why more may have been spent, a sentence; null where every day is shown. */
	readonly unshown: string | null;
}

/** What has another status spends nothing until somebody switches it on. */
const runs = ({ status, atRest }: LeverState): boolean => spending.includes(status) && atRest === null;

export const isLifetime = ({ lever }: LeverState): boolean => lever === 'lifetimeBudget';

/** Why nobody knows what comes of it: taken for nothing it would raise all others. Null where it is known. */
export function unknownOf({ state, rest }: Budget): string | null {
	if (!isLifetime(state) || !runs(state)) return null;
	if (state.endsAt === null) return unknownSpend(state.name, 'when its lifetime budget ends could not be read');
	return rest === null ? unknownSpend(state.name, 'what is left of its lifetime budget could not be read') : null;
}

/** That a budget makes the whole plan uncertain. @param why the end of a sentence */
export const unknownSpend = (name: string, why: string): string =>
	`The spend of “${shortText(name)}” in the plan is unknown: ${why}.`;

/** Why a budget of the plan is not raised; null while the account's spend of the last weeks is not shown. */
export const idleIn = ({ spent, spentBy }: AccountPlan, state: LeverState, today: string): string | null =>
	spent.size === 0 || isLifetime(state) || !runs(state)
		? null
		: idleSentence(spentBy.get(state.id) ?? new Map(), state, today);

export function reckon(
	plan: AccountPlan,
	budgets: readonly Budget[],
	days: readonly string[],
	now: number,
): AccountForecast {
	const [today = ''] = days;
	const shape = weekShapeOf(plan.spent, today);
	const spentOf = (state: LeverState): SpendByDay => plan.spentBy.get(state.id) ?? new Map<string, number>();
	const todayOf = (state: LeverState): number => spentOf(state).get(today) ?? 0;
	const running = budgets.filter(({ state }) => runs(state));
	const daily = budgets
		.filter(({ state }) => !isLifetime(state))
		.map((budget): Moving => {
			const { state } = budget;
			const isCounted = runs(state) && idleIn(plan, state, today) === null;
			return { ...budget, ...(isCounted ? pacedBy(spentOf(state), state, days, shape) : { weights: [] }) };
		});
	const lifetime = running.filter(({ state }) => isLifetime(state));
	// What runs has today in what is to come of it.
	const elsewhere = (plan.spent.get(today) ?? 0) - sum(running.map(({ state }) => todayOf(state)));
	return {
		moving: daily.filter(({ stays }) => stays === null),
		spent: spentUntil(today, plan, plan.spent),
		lifetime: sum(lifetime.map((budget) => restOf(budget, plan, now, todayOf(budget.state)))),
		scheduled: sum(running.map(({ state }) => (isLifetime(state) ? 0 : scheduledOn(state, days)))),
		other: Math.max(0, elsewhere) + sum(daily.filter(({ stays }) => stays !== null).map(comingOf)),
		unshown: unshownInWords(unshownDays(plan.spent, plan.since, today)),
	};
}

/** What a lifetime budget spends from today until the plan's end, if Meta spreads it evenly. */
function restOf(
	{ rest, state: { currency, zone, startsAt, endsAt } }: Budget,
	{ until }: Span,
	now: number,
	ofToday: number,
): number {
	if (endsAt === null || rest === null) throw new RangeError('A lifetime budget with unknown spend is not counted');
	const from = Math.max(toInstant(accountDay(now, zone), zone).toMillis(), startsAt ?? 0);
	const planEnd = toInstant(until, zone, 'end').toMillis();
	// What is left when it has ended is never spent.
	if (planEnd <= from || endsAt <= now) return ofToday;
	return (Number(rest) / minorUnitsOf(currency) + ofToday) * Math.min(1, (planEnd - from) / (endsAt - from));
}
