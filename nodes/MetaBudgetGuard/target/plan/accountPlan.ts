import { accountDay, daysFrom } from '../../../shared/accountTime';
import { existing, pairLists } from '../../../shared/lists';
import type { Wish } from '../../policy/request';
import type { Policy } from '../../policy/settings';
import { nothing, right, type Nothing } from '../counted';
import { sayIn, type Say } from '../say';
import {
	idleIn,
	isLifetime,
	reckon,
	unknownOf,
	type AccountPlan,
	type Budget,
	type AccountForecast,
} from './accountComing';
import { below, roomIn, spreadOver } from './accountShares';
import { comingOf, furthest, limitsSentence, ofItBy, ON_PLAN, outside, spentInWords, sum } from './pace';

/**
 * What a plan for a whole account wants of each of its budgets. Every daily budget moves by the same percent, so that
 * all together come to the plan. What one of them cannot take, the others take within their own guards. Lifetime
 * budgets, and what no longer runs, count with what they spend.
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
	const forAll = (wish: Wish): ReadonlyMap<string, Wish> => new Map(budgets.map(({ state }) => [state.id, wish]));
	const over = outside(plan, today);
	if (over !== null) return forAll(over);
	const unknown = unread ?? budgets.map(unknownOf).find((why) => why !== null);
	if (unknown !== undefined) return forAll(nothing('planUnknown', unknown));
	const days = daysFrom(today, plan.until);
	const all = budgets.map((one): Budget => ({ ...one, stays: one.stays ?? idleIn(plan, one.state, today) }));
	const { wanted, common, otherwise } = wantedOf(reckon(plan, all, days, now), plan, policy, [
		sayIn(currency),
		days.length,
	]);
	return new Map(
		pairLists(budgets, all).map(([budget, { state, stays }]): [string, Wish] => {
			const value = wanted?.get(state.id);
			if (value !== undefined) return [state.id, { kind: 'value', value, common }];
			const ownReason = stays === null ? null : nothing(budget.stays === null ? 'idle' : 'staysInPlan', stays);
			const apart = ownReason ?? (isLifetime(state) ? nothing('lifetimeInPlan', LIFETIME) : null);
			return [state.id, { ...(apart ?? otherwise ?? nothing('staysInPlan', 'It stays.')), common }];
		}),
	);
}

const LIFETIME =
	'It has a lifetime budget, which Meta spreads over time itself. The plan counts it but doesn’t change it.';

/** What each budget that moves should be, with what is said of all; or why none of them moves. */
interface Wanted {
	readonly wanted?: ReadonlyMap<string, bigint>;
	readonly common: string;
	readonly otherwise?: Nothing;
}

function wantedOf(
	{ moving, spent, lifetime, scheduled, other, unshown }: AccountForecast,
	plan: AccountPlan,
	policy: Policy,
	[money, days]: readonly [Say, number],
): Wanted {
	const stands = spent + lifetime + scheduled + other;
	const movable = sum(moving.map(comingOf));
	const coming = stands + movable;
	const apart = ofItBy('lifetime budgets', lifetime, money) + ofItBy('budget schedules', scheduled, money);
	const read = `The account: ${spentInWords(spent, plan, days, money)}, and ${money(coming)} expected with current budgets${apart}`;
	if (Math.abs(coming - plan.total) <= plan.total * ON_PLAN)
		return { common: `${read}.`, otherwise: right('As planned, so nothing changes.') };
	const up = coming < plan.total;
	if (up && unshown !== null) return { common: `${read}.`, otherwise: nothing('spendNotShown', unshown) };
	const room = roomIn(moving, policy);
	const end = stands + furthest(moving, up, policy, room ?? undefined);
	const short = limitsSentence(up, end, plan, policy, money);
	if (movable === 0)
		return {
			common: `${read}.${short}`,
			otherwise: nothing('staysInPlan', 'None of the account’s daily budgets can be changed.'),
		};
	const spread = spreadOver(moving, plan.total - stands);
	const { wanted, capped } = up && room !== null ? below(room, moving, spread) : { wanted: spread, capped: false };
	const ceiling = capped ? ` The account’s maximum leaves room for ${money(room ?? 0)} a day of that.` : '';
	return {
		wanted,
		common: `${read}; ${changeIn((plan.total - stands) / movable, spent >= plan.total)}.${ceiling}${short}`,
	};
}

/** "daily budgets 8.3 % higher would meet the plan". */
function changeIn(factor: number, isSpent: boolean): string {
	if (isSpent)
		return 'the plan has been spent, so daily budgets go down as far as the guards allow. To stop all spending, pause them';
	if (factor <= 0)
		return 'budgets that can’t be changed already use up the plan, so daily budgets go down as far as the guards allow';
	return `daily budgets ${(Math.abs(factor - 1) * 100).toFixed(1)} % ${factor > 1 ? 'higher' : 'lower'} would meet the plan`;
}
