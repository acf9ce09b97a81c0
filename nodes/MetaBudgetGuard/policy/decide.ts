import type { Guard, Hold, Limit, Situation } from './guard';
import { evidenceGuards } from './guards/evidence';
import { limitGuards } from './guards/limits';
import { logGuards } from './guards/log';
import { objectGuards } from './guards/object';
import { directionOf, levers } from './lever';
import { wishedValue, type StepRequest } from './request';
import { settingsProblem, type Policy } from './settings';
import type { LeverState } from './state';
import { undoProblem } from './undo';

/** A guard that held the step or cut it short, and why, a sentence. */
export interface Reason {
	readonly guard: string;
	readonly effect: 'held' | 'clamped';
	readonly sentence: string;
}

export interface Decision {
	readonly verdict: 'move' | 'held';
	readonly from: bigint;
	/** What was asked for, before any guard. */
	readonly wished: bigint;
	/** Where to go; `from` when held. Always between `from` and `wished`. */
	readonly to: bigint;
	/** Names of the guards that left no room for more. */
	readonly clampedBy: readonly string[];
	/** Why a controller wishes this, a sentence; null where somebody simply asked. */
	readonly because: string | null;
	readonly reasons: readonly Reason[];
	/** Milliseconds since 1970: when a held step may be possible, or the next loosening after a move; null when time alone does not help. */
	readonly earliestNextTry: number | null;
}

/** Every guard there is. Their order is that of the reasons in the output and decides nothing. */
export const guards: readonly Guard[] = [...objectGuards, ...logGuards, ...evidenceGuards, ...limitGuards];

/**
 * Decides one step. Pure: the same state, request, settings and time give the same answer.
 *
 * Whatever is unknown holds. Amounts are exact whole numbers, rounded toward the present value; the result lies between
 * the present value and the wished one, or the step is held.
 */
export function decide(state: LeverState, request: StepRequest, policy: Policy, now: number): Decision {
	const { value: from } = state;
	const { wish } = request;
	const wished = wishedValue(state, wish);
	const lever = levers[state.lever];
	const because = wish.kind === 'percent' || wish.kind === 'value' ? (wish.because ?? null) : null;
	const held = (...holds: ReadonlyArray<Hold & { readonly guard: string }>): Decision => ({
		verdict: 'held',
		from,
		wished,
		to: from,
		clampedBy: [],
		because,
		reasons: holds.map(({ guard, hold }) => ({ guard, effect: 'held', sentence: hold })),
		earliestNextTry: latest(holds.map(({ until }) => until)),
	});

	if (wish.kind === 'none') return held({ guard: 'target', hold: wish.because, until: wish.until });
	const problem = settingsProblem(policy, lever.loosensUpward);
	if (problem !== null) return held({ guard: 'settings', hold: problem });
	if (wished === from) return held({ guard: 'noChange', hold: `The ${lever.label} is ${lever.say(from, state.currency)} already, or the step is smaller than its smallest unit.` });
	if (wished <= 0n) return held({ guard: 'aboveZero', hold: `Nothing would be left of the ${lever.label}.` });

	const isUndo = wish.kind === 'undo' && undoProblem(state, wish.undo, now) === null;
	const situation: Situation = { state, request, policy, now, lever, direction: directionOf(lever, from, wished), wished, isUndo };
	const up = wished > from;
	const shorter = (one: bigint, other: bigint): boolean => (up ? one < other : one > other);
	const holds: Array<Hold & { guard: string }> = [];
	const limits: Array<Limit & { guard: string }> = [];
	for (const { name: guard, check } of guards) {
		const finding = check(situation);
		if (finding === null) continue;
		if ('hold' in finding) holds.push({ guard, ...finding });
		else if (shorter(finding.limit, wished)) limits.push({ guard, ...finding });
	}
	if (holds.length > 0) return held(...holds);
	limits.sort((one, other) => (one.limit === other.limit ? 0 : shorter(one.limit, other.limit) ? -1 : 1));
	const to = limits.length > 0 ? limits[0].limit : wished;
	const decisive = limits.filter(({ limit }) => limit === to);
	if (!shorter(from, to)) return held(...blocking(limits, from, shorter));
	return {
		verdict: 'move',
		from,
		wished,
		to,
		clampedBy: decisive.map(({ guard }) => guard),
		because,
		reasons: limits.map(({ guard, because }) => ({ guard, effect: 'clamped', sentence: because() })),
		earliestNextTry: now + policy.cooldown.loosen,
	};
}

/** Limits that leave no room at all hold. */
const blocking = (limits: ReadonlyArray<Limit & { guard: string }>, from: bigint, shorter: (one: bigint, other: bigint) => boolean): Array<Hold & { guard: string }> =>
	limits.filter(({ limit }) => !shorter(from, limit)).map(({ guard, because, until }) => ({ guard, hold: because(), until }));

/** All reasons have to pass: the latest moment, or null when one of them does not pass with time. */
const latest = (moments: ReadonlyArray<number | undefined>): number | null =>
	moments.some((moment) => moment === undefined) ? null : Math.max(...(moments as number[]));
