import { accountDay, toInstant } from '../../shared/accountTime';
import { existing } from '../../shared/lists';
import { shortened } from '../../shared/words';
import type { Decision } from '../policy/decide';
import { WHOLE } from '../policy/lever';
import type { Wish } from '../policy/request';
import type { Policy } from '../policy/settings';
import { spending, type LeverState } from '../policy/state';
import { nothing } from './counted';
import {
	comingOf,
	daysFrom,
	furthest,
	limits,
	ofItBy,
	ON_PLAN,
	outside,
	pacedBy,
	scheduledOn,
	shapeOf,
	spentInWords,
	spentUntil,
	sum,
	type Paced,
	type Span,
	type SpendByDay,
} from './pace';
import { sayIn, unitOf, type Say } from './say';
import { unshownDays, unshownInWords } from './unshown';

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
	readonly decide: (value: bigint) => Decision;
}

/** A daily budget that the plan moves. */
interface Moving extends Budget, Paced {}

/** What is to come of the account, with its budgets as they are. */
interface Reckoned {
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

/**
 * What a plan for a whole account wants of each of its budgets: the same percent more or less of every daily budget, so that
 * all together come to the plan. What one of them cannot take, the others take within their own guards; lifetime
 * budgets, and what does not run any more, count with what they spend.
 *
 * @param budgets all that can be spent, one at least
 * @param unread which of them are not among these, as their own state is unknown, a sentence; null where none is
 * @param now milliseconds since 1970
 * @returns by the ID of the object
 */
export function wishesToPlan(
	plan: AccountPlan,
	budgets: readonly Budget[],
	policy: Policy,
	unread: string | null,
	now: number,
): ReadonlyMap<string, Wish> {
	const { zone, currency } = existing(budgets[0], 'a budget of an account').state;
	const today = accountDay(now, zone);
	const forAll = (because: string): ReadonlyMap<string, Wish> =>
		new Map(budgets.map(({ state }) => [state.id, nothing(because)]));
	const over = outside(plan, today);
	if (over !== null) return forAll(over);
	const unknown = unread ?? budgets.map(unknownOf).find((why) => why !== null);
	if (unknown !== undefined) return forAll(unknown);
	const days = daysFrom(today, plan.until);
	const { wanted, common, because } = wantedOf(reckon(plan, budgets, days, now), plan, policy, [
		sayIn(currency),
		days.length,
	]);
	return new Map(
		budgets.map(({ state, stays }): [string, Wish] => {
			const value = wanted?.get(state.id);
			if (value !== undefined) return [state.id, { kind: 'value', value, common }];
			const own = stays ?? (isLifetime(state) ? LIFETIME : null);
			return [state.id, { ...nothing(own ?? because ?? 'It stays.'), common }];
		}),
	);
}

const LIFETIME = 'It has a lifetime budget, which Meta spreads over its time by itself, and counts as it is.';

const isLifetime = ({ lever }: LeverState): boolean => lever === 'lifetimeBudget';

/** Why nobody knows what comes of it: taken for nothing it would raise all others. Null where it is known. */
function unknownOf({ state, rest }: Budget): string | null {
	if (!isLifetime(state) || !runs(state)) return null;
	if (state.endsAt === null) return unknownSpend(state.name, 'when its lifetime budget ends could not be read');
	return rest === null ? unknownSpend(state.name, 'what is left of its lifetime budget could not be read') : null;
}

/** That a budget makes the whole plan uncertain. @param why the end of a sentence */
export const unknownSpend = (name: string, why: string): string =>
	`What “${shortened(name)}” spends of the plan is unknown: ${why}.`;

function reckon(plan: AccountPlan, budgets: readonly Budget[], days: readonly string[], now: number): Reckoned {
	const [today = ''] = days;
	const shape = shapeOf(plan.spent, today);
	const spentOf = (state: LeverState): SpendByDay => plan.spentBy.get(state.id) ?? new Map<string, number>();
	const todayOf = (state: LeverState): number => spentOf(state).get(today) ?? 0;
	const running = budgets.filter(({ state }) => runs(state));
	const daily = budgets
		.filter(({ state }) => !isLifetime(state))
		.map((budget): Moving => {
			const { state } = budget;
			return { ...budget, ...(runs(state) ? pacedBy(spentOf(state), state, days, shape) : { weights: [] }) };
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
	if (endsAt === null || rest === null)
		throw new RangeError('A lifetime budget of which this is unknown is not reckoned with');
	const from = Math.max(toInstant(accountDay(now, zone), zone).toMillis(), startsAt ?? 0);
	const planned = toInstant(until, zone, 'end').toMillis();
	// What is left when it has ended is never spent.
	if (planned <= from || endsAt <= now) return ofToday;
	return (Number(rest) / unitOf(currency) + ofToday) * Math.min(1, (planned - from) / (endsAt - from));
}

/** What each budget that moves should be, with what is said of all; or why none of them moves. */
interface Wanted {
	readonly wanted?: ReadonlyMap<string, bigint>;
	readonly common: string;
	readonly because?: string;
}

function wantedOf(
	{ moving, spent, lifetime, scheduled, other, unshown }: Reckoned,
	plan: AccountPlan,
	policy: Policy,
	[money, days]: readonly [Say, number],
): Wanted {
	const stands = spent + lifetime + scheduled + other;
	const movable = sum(moving.map(comingOf));
	const coming = stands + movable;
	const apart = ofItBy('lifetime budgets', lifetime, money) + ofItBy('budget schedules', scheduled, money);
	const read = `The account: ${spentInWords(spent, plan, days, money)}; as its budgets are it comes to ${money(coming)}${apart}`;
	if (Math.abs(coming - plan.total) <= plan.total * ON_PLAN)
		return { common: `${read}.`, because: 'As planned: no step.' };
	const up = coming < plan.total;
	if (up && unshown !== null) return { common: `${read}.`, because: unshown };
	const room = roomIn(moving, policy);
	const end = stands + furthest(moving, up, policy, room ?? undefined);
	const short = limits(up, end, plan, policy, money);
	if (movable === 0) return { common: `${read}.${short}`, because: 'No daily budget of the account can be moved.' };
	const spread = spreadOver(moving, plan.total - stands);
	const { wanted, capped } = up && room !== null ? below(room, moving, spread) : { wanted: spread, capped: false };
	const ceiling = capped ? ` The account’s ceiling leaves room for ${money(room ?? 0)} a day of that.` : '';
	return {
		wanted,
		common: `${read}; ${changeIn((plan.total - stands) / movable, spent >= plan.total)}.${ceiling}${short}`,
	};
}

/** "daily budgets 8.3 % higher would meet the plan". */
function changeIn(factor: number, isSpent: boolean): string {
	if (isSpent) return 'the plan is spent: daily budgets go down as far as they may. Pause them to spend nothing more';
	if (factor <= 0) return 'what cannot be moved spends the plan alone: daily budgets go down as far as they may';
	return `daily budgets ${(Math.abs(factor - 1) * 100).toFixed(1)} % ${factor > 1 ? 'higher' : 'lower'} would meet the plan`;
}

/**
 * The same factor for all, so that together they come to what is needed. One that its guards let go less far, or not at
 * all, counts with where they let it go, and the others make up for it.
 */
function spreadOver(moving: readonly Moving[], needed: number): Map<string, bigint> {
	const factorOf = (some: readonly Moving[], rest: number): number => Math.max(0, rest / sum(some.map(comingOf)));
	const timesOf = ({ state }: Moving, factor: number): bigint =>
		BigInt(Math.max(1, Math.round(Number(state.value) * factor)));
	// What does not deliver is asked as the others are, so that its guards say why it stays.
	const wanted = new Map(moving.map((one) => [one.state.id, timesOf(one, factorOf(moving, needed))]));
	let [open, left] = [moving.filter((one) => comingOf(one) > 0), needed];
	while (open.length > 0) {
		const factor = factorOf(open, left);
		const asked = open.map((one) => {
			const value = timesOf(one, factor);
			wanted.set(one.state.id, value);
			return { one, value, to: one.decide(value).to };
		});
		const stopped = asked.filter(({ value, to }) => to !== value);
		if (stopped.length === 0) break;
		left -= sum(stopped.map(({ one, to }) => comingOf({ ...one, state: { ...one.state, value: to } })));
		open = asked.filter(({ value, to }) => to === value).map(({ one }) => one);
	}
	return wanted;
}

/** What is left below the account's ceiling a day, in the account's currency; null where there is none or it is unknown. */
function roomIn(moving: readonly Moving[], { accountCeiling }: Policy): number | null {
	const state = moving[0]?.state;
	if (state === undefined || accountCeiling === null || typeof state.accountDaily !== 'bigint') return null;
	return Math.max(0, Number(accountCeiling - state.accountDaily) / unitOf(state.currency));
}

/** The same with raises that fit below the account's ceiling together, each in proportion; where it leaves nothing, the guard says so. */
function below(
	room: number,
	moving: readonly Moving[],
	wanted: ReadonlyMap<string, bigint>,
): { readonly wanted: ReadonlyMap<string, bigint>; readonly capped: boolean } {
	const raiseOf = ({ state, decide }: Moving): number =>
		((Number(decide(wanted.get(state.id) ?? state.value).to - state.value) / unitOf(state.currency)) *
			Number(state.scheduled)) /
		Number(WHOLE);
	const raise = sum(moving.map(raiseOf));
	if (room === 0 || raise <= room) return { wanted, capped: false };
	const share = room / raise;
	const fitted = moving.map(({ state, decide }): [string, bigint] => {
		const asked = wanted.get(state.id) ?? state.value;
		const more = Math.floor(Number(decide(asked).to - state.value) * share);
		// One that does not move at all is asked as it was, so that its guards say why.
		return [state.id, decide(asked).to === state.value ? asked : state.value + BigInt(more)];
	});
	return { wanted: new Map(fitted), capped: true };
}
