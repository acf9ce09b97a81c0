import type { Claimant } from '../../meta/marks/claims';
import type { Cause } from './cause';
import { WHOLE, type LeverName, type Share } from './lever';
import type { LeverState } from './state';

/** Why a controller wants something, in sentences. */
interface Why {
	readonly because?: string;
	/** What is the same for all that it wants: a rule, or the plan of the account. It is said before the rest. */
	readonly common?: string;
}

/** A cut of what costs far too much with certainty goes on in the learning phase. */
interface Loss {
	readonly isClearLoss?: true;
}

/** What somebody wants of one value. */
export type Wish =
	/** Of a lifetime budget: of what is left of it. */
	| ({ readonly kind: 'percent'; readonly share: Share } & Why & Loss)
	| { readonly kind: 'amount'; readonly amount: bigint }
	| ({ readonly kind: 'value'; readonly value: bigint } & Why & Loss)
	| { readonly kind: 'undo'; readonly undo: Undo }
	/** For some hours only, by a budget schedule that Meta ends itself. Milliseconds since 1970. */
	| {
			readonly kind: 'hours';
			readonly share: Share;
			readonly from: number;
			readonly until: number;
			readonly because: string;
	  }
	/** Ends such a schedule of ours before its time. */
	| { readonly kind: 'end'; readonly undo: Undo & { readonly schedule: string } }
	/** A controller that does not want to move, and says why; `guard` names it. */
	| {
			readonly kind: 'none';
			readonly because: string;
			readonly common?: string;
			readonly until?: number;
			readonly guard?: string;
			readonly cause?: Cause;
			/** It has looked, and the value is right: nothing holds it. */
			readonly isRight?: true;
	  };

/** Takes one of the guard's own changes back. */
export interface Undo {
	readonly object: string;
	readonly from: bigint;
	readonly to: bigint;
	readonly at: number;
	/** When the change was there at the latest, where it waited for Meta's call limit. */
	readonly doneBy?: number;
	/** Who the log says made the change, where it had arrived in time. */
	readonly by: string | null;
	/** The budget schedule that was made, where it raised for some hours only. */
	readonly schedule?: string;
}

export interface StepRequest {
	readonly wish: Wish;
	/** Act only if this is still the value. */
	readonly expected: bigint | null;
	/**
	 * A person has looked: at this value a step may be taken although Meta's log does not tell how it came to be. Any
	 * step leads away from it, so it lets one step through.
	 */
	readonly released: bigint | null;
	/** What the numbers of the item must reach. */
	readonly figures: readonly LeastFigure[];
	/** A tightening that cannot wait for the cooldown. */
	readonly emergency: boolean;
	/** A rule, a target or a plan that goes on: whose budget it is from a step on. Absent where somebody asks once. */
	readonly keeper?: Keeper;
	/** A person has said yes to exactly this, of an object as it was then. */
	readonly approved?: ApprovedState;
}

export interface Keeper extends Claimant {
	/** "a plan". */
	readonly how: string;
	/** Codes of workflows that it replaces. */
	readonly takenOver: readonly string[];
}

export interface ApprovedState {
	readonly lever: LeverName;
	/** When what it was approved on was read, milliseconds since 1970. */
	readonly since: number;
	/** Of a campaign's step by numbers: the ad sets that these are of. */
	readonly restsOn?: readonly string[];
}

/** A number of the item, and the least it must be. */
export interface LeastFigure {
	readonly name: string;
	readonly value: number | null;
	readonly least: number;
}

/** The value the wish asks for; rounding goes toward the present value, since BigInt division drops the rest. */
export function wishedValue({ value, spent }: LeverState, wish: Wish): bigint {
	switch (wish.kind) {
		case 'percent':
		case 'hours':
			return value + ((value - spent) * wish.share) / WHOLE;
		case 'amount':
			return value + wish.amount;
		case 'value':
			return wish.value;
		case 'undo':
			return wish.undo.from;
		case 'none':
		case 'end':
			return value;
	}
}

/** Whether a wish is a clear loss's cut. */
export const isLossCut = (wish: Wish): boolean => 'isClearLoss' in wish && wish.isClearLoss === true;
