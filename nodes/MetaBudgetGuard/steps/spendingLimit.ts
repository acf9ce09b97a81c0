import { DAY_MS } from '../../shared/durations';
import type { DecidedStep } from '../record/step';
import { leftOf, type LeverState } from '../policy/state';
import { levers } from '../policy/lever';
import type { AccountSum } from './accountSum';

/** A limit that lasts longer than this is looked at again before it ends. */
const SOON_DAYS = 7n;

/** What this budget alone may spend on a day: where the others are unknown, it is at least that. */
function ownPerDay(state: LeverState, to: bigint): bigint {
	if (state.lever !== 'lifetimeBudget') return to;
	const { endsAt, readAt } = state;
	const time = BigInt(Math.max(DAY_MS, (endsAt ?? readAt) - readAt));
	return (leftOf(to, state) * BigInt(DAY_MS)) / time;
}

/** That what was raised runs no longer than the account’s spending limit lets it; null where the limit lasts, or is none. */
export function limitRemark({ target: { state }, decision }: DecidedStep, sum: AccountSum | undefined): string | null {
	const { spendingLimit, currency, lever } = state;
	if (!spendingLimit || decision.to <= decision.from || !/Budget$/.test(lever)) return null;
	const say = (amount: bigint): string => levers.dailyBudget.say(amount, currency);
	const { most, spent } = spendingLimit;
	if (spent === null)
		return `The ad account has a spending limit of ${say(most)}, and Meta doesn’t say how much of it is spent.`;
	const rest = most > spent ? most - spent : 0n;
	const all = sum === undefined || 'unknown' in sum ? null : sum.after;
	const perDay = all ?? ownPerDay(state, decision.to);
	if (rest >= perDay * SOON_DAYS) return null;
	const days = perDay === 0n ? 0n : rest / perDay;
	const inWords = days < 1n ? 'less than a day' : `about ${days} day${days === 1n ? '' : 's'}`;
	const who = all === null ? 'this budget alone spends' : 'all budgets together spend';
	return `The ad account’s spending limit leaves ${say(rest)}, which ${who} in ${inWords}. Then nothing runs.`;
}
