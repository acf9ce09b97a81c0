import type { Cause } from './cause';
import type { Direction, Lever } from './lever';
import type { StepRequest } from './request';
import type { Policy } from './settings';
import type { LeverState } from './state';

/** One step, understood: what the guards are asked about. */
export interface Situation {
	readonly state: LeverState;
	readonly request: StepRequest;
	readonly policy: Policy;
	readonly now: number;
	readonly lever: Lever;
	readonly direction: Direction;
	readonly wished: bigint;
	/** It takes back a change of ours that is the last one, so that step, caps and cooldown do not apply. */
	readonly isUndo: boolean;
}

/** The step must not be taken now. */
export interface Hold {
	/** A controller has looked, and wants no step: nothing is in the way of one. */
	readonly isRight?: true;
	readonly hold: string;
	readonly cause?: Cause;
	/** When it may be different; absent when time alone does not help. */
	readonly until?: number;
}

/** The step must not go further than this value. */
export interface Limit {
	readonly limit: bigint;
	/** Made only when it is needed: most limits are not. */
	readonly because: () => string;
	/** When the limit moves on, should it leave no room at all. */
	readonly until?: number;
}

/** One reason not to move, or not so far. Guards are independent of each other and of their order. */
export interface Guard {
	readonly name: string;
	readonly check: (situation: Situation) => Hold | Limit | null;
}

/** When the step takes effect, milliseconds since 1970: hours to come begin later. */
export const effectiveAt = ({ request: { wish }, now }: Situation): number =>
	wish.kind === 'hours' ? Math.max(now, wish.from) : now;

/** What a step of this direction does to the number, for sentences. */
export const stepVerb = ({ lever: { words }, direction }: Situation): string =>
	direction === 'loosen' ? words.loosened : words.tightened;

export const say = ({ lever, state }: Situation, value: bigint): string => lever.say(value, state.currency);
