import { startCase } from 'lodash';

import { stepVerb, say, type Guard, type Limit, type Situation } from '../guard';
import { inPercent, raises, reach, WHOLE, type Share } from '../lever';
import { leftOf, MONTH, type LeverState } from '../state';
import { knownChanges } from '../unlogged';
import { DAY_MS, HOUR_MS } from '../../../shared/durations';

/** How far a share leads from a value. What is spent of a lifetime budget stays out of it. */
function limitReached({ state, lever, direction }: Situation, base: bigint, share: Share): bigint {
	const left = leftOf(base, state);
	return base - left + reach(lever, left, direction, share);
}

const step: Guard = {
	name: 'step',
	check(situation) {
		const { state, policy, isUndo } = situation;
		if (isUndo) return null;
		const rest = state.lever === 'lifetimeBudget' ? ' (of what is left)' : '';
		return {
			limit: limitReached(situation, state.value, policy.step),
			because: () => `At most ${inPercent(policy.step)}${rest} per change (Guards → Max Step).`,
		};
	},
};

/** Which field sets a cap. Those of ROAS floors are called otherwise in their own form than in that of Apply Approved Changes. */
const settingOf = ({ lever, direction }: Situation, time: string): string =>
	lever.loosensUpward
		? ` (Guards → Max ${direction === 'loosen' ? 'Increase' : 'Decrease'} in ${startCase(time)})`
		: '';

const windows = [
	{ name: 'dayCap', cap: 'day', length: DAY_MS, inWords: '24 hours' },
	{ name: 'weekCap', cap: 'week', length: 7 * DAY_MS, inWords: '7 days' },
	{ name: 'monthCap', cap: 'month', length: MONTH, inWords: '30 days' },
] as const;

/** The lowest or highest value since a moment, what it was then included, and when a change last touched it. */
function extreme(state: LeverState, since: number, lowest: boolean): { base: bigint; movedAt: number | null } {
	const values = knownChanges(state);
	let base = state.value;
	let atStart: bigint | null = null;
	for (const { at, from, to } of values) {
		if (at <= since) {
			atStart = to;
			continue;
		}
		if (from < base === lowest) base = from;
		if (to < base === lowest) base = to;
	}
	if (atStart !== null && atStart < base === lowest) base = atStart;
	let movedAt: number | null = null;
	for (const { at, from, to } of values)
		if (at > since && (from === base || to === base) && (movedAt === null || at > movedAt)) movedAt = at;
	return { base, movedAt };
}

/**
 * A cap holds from every moment of the window, its start included: a value that came down and goes up again is measured
 * from where it was lowest, so that no stretch of the window can show a larger move.
 */
const caps = windows.map(({ name, cap, length, inWords }): Guard => ({
	name,
	check(situation) {
		const { state, policy, lever, direction, now, isUndo } = situation;
		if (isUndo) return null;
		const { base, movedAt } = extreme(state, now - length, raises(lever, direction));
		const share = policy[cap][direction];
		return {
			limit: limitReached(situation, base, share),
			because: () =>
				`${startCase(stepVerb(situation))} by at most ${inPercent(share)} in ${inWords}${settingOf(situation, inWords)}, ` +
				`and it was ${say(situation, base)} in that time.`,
			until: movedAt === null ? undefined : movedAt + length,
		};
	},
}));

/** Milliseconds until a budget ends, at the least so many. Without a known end nothing is left (see `lastDay`). */
const timeLeft = ({ state, now }: Situation, least = 0): bigint => BigInt(Math.max(least, (state.endsAt ?? now) - now));

/**
 * An amount per day as a value of this lever: for a lifetime budget, what is spent plus that much for each day left.
 */
function perDay(situation: Situation, amount: bigint, roundUp: boolean): bigint {
	const { state } = situation;
	if (state.lever !== 'lifetimeBudget') return amount;
	const whole = amount * timeLeft(situation);
	return state.spent + (whole + (roundUp ? BigInt(DAY_MS) - 1n : 0n)) / BigInt(DAY_MS);
}

const perDayWords = ({ state }: Situation): string => (state.lever === 'lifetimeBudget' ? ' a day' : '');

const floor: Guard = {
	name: 'floor',
	check(situation) {
		const {
			policy: { floor },
			direction,
			lever,
		} = situation;
		if (direction === 'loosen' || floor === null) return null;
		return {
			limit: perDay(situation, floor, !raises(lever, direction)),
			because: () => `The ${lever.words.floor} is ${say(situation, floor)}${perDayWords(situation)}.`,
		};
	},
};

const ceiling: Guard = {
	name: 'ceiling',
	check(situation) {
		const {
			policy: { ceiling },
			direction,
			lever,
		} = situation;
		if (direction === 'tighten') return null;
		if (ceiling === null) {
			const movedWord = lever.loosensUpward ? 'raised' : 'lowered';
			return { hold: `No ${lever.words.ceiling} is set, so the ${lever.label} is not ${movedWord}.` };
		}
		const scheduledBudget = scheduledOn(situation);
		const besides =
			scheduledBudget > 0n ? `, and a future budget schedule adds ${say(situation, scheduledBudget)}` : '';
		return {
			limit: perDay(situation, ceiling, !raises(lever, direction)) - scheduledBudget,
			because: () => `The ${lever.words.ceiling} is ${say(situation, ceiling)}${perDayWords(situation)}${besides}.`,
		};
	},
};

/** The most that a budget schedule, running or to come, adds to this daily budget. Hours to be raised meet no other. */
function scheduledOn({ state: { lever, periods }, request: { wish } }: Situation): bigint {
	if (lever !== 'dailyBudget' || 'unknown' in periods || wish.kind === 'hours') return 0n;
	return periods.reduce((most, { adds }) => (adds > most ? adds : most), 0n);
}

const isBudget = ({ state }: Situation): boolean => state.lever === 'dailyBudget' || state.lever === 'lifetimeBudget';

/** What is left below the account's ceiling, as a value of this budget. */
const accountCeiling: Guard = {
	name: 'accountCeiling',
	check(situation) {
		const { state, direction } = situation;
		const { accountDaily } = state;
		const { accountCeiling: most } = situation.policy;
		if (most === null || direction === 'tighten' || !isBudget(situation)) return null;
		if (typeof accountDaily !== 'bigint') {
			const why = accountDaily === null ? 'it was not read' : accountDaily.unknown;
			return { hold: `The total of all active budgets is unknown: ${why}.` };
		}
		const because = (): string =>
			`All active budgets in the account add up to ${say(situation, accountDaily)} a day, ` +
			`and the account’s maximum is ${say(situation, most)}.`;
		const room = most - accountDaily;
		if (room <= 0n) return { limit: state.value, because };
		const days = state.lever === 'lifetimeBudget' ? timeLeft(situation) : BigInt(DAY_MS);
		return { limit: state.value + (room * days * WHOLE) / (BigInt(DAY_MS) * state.scheduled), because };
	},
};

const metaMinimum: Guard = {
	name: 'metaMinimum',
	check(situation) {
		const {
			state: { minimum },
			direction,
		} = situation;
		if (direction === 'loosen' || !isBudget(situation)) return null;
		if (minimum === null) return { hold: 'Meta’s minimum budget could not be read.' };
		return {
			limit: perDay(situation, minimum, true),
			because: () => `Meta’s minimum is ${say(situation, minimum)} a day.`,
		};
	},
};

/** What a raise allows is not spent: everything of the account stands still until somebody raises the limit or resets it. */
const spendingLimit: Guard = {
	name: 'spendingLimit',
	check(situation) {
		const { state, direction, isUndo } = situation;
		const { most, spent } = state.spendingLimit ?? { most: 0n, spent: null };
		if (direction === 'tighten' || isUndo || !isBudget(situation) || spent === null || spent < most) return null;
		return { hold: `The ad account has spent its spending limit of ${say(situation, most)}, so nothing of it runs.` };
	},
};

/**
 * A lifetime budget cannot go below what is spent and about a quarter of an hour more (Marketing API, error 1885650).
 * Spend is reported late, so an hour at the present pace is kept.
 */
const spentGuard: Guard = {
	name: 'spent',
	check(situation): Limit | null {
		const { state, direction } = situation;
		if (state.lever !== 'lifetimeBudget' || direction === 'loosen') return null;
		const headroom = (leftOf(state.value, state) * BigInt(HOUR_MS)) / timeLeft(situation, HOUR_MS) + 1n;
		return {
			limit: state.spent + headroom,
			because: () => `${say(situation, state.spent)} of it has already been spent.`,
		};
	},
};

export const limitGuards: readonly Guard[] = [
	step,
	...caps,
	floor,
	ceiling,
	accountCeiling,
	spendingLimit,
	metaMinimum,
	spentGuard,
];
