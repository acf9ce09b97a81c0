import { formatMoney } from '../../shared/money';

/**
 * What a step can move. Values are whole numbers: minor units of the currency, for ROAS floors ten-thousandths. A
 * status is 1 where it is on and 0 where it is paused.
 */
export type LeverName = 'dailyBudget' | 'lifetimeBudget' | 'bid' | 'roasFloor' | 'status';

/** Loosening lets Meta spend more or faster, tightening less: guards speak of these, never of up and down. */
export type Direction = 'loosen' | 'tighten';

export interface Lever {
	readonly name: LeverName;
	/** In a sentence. */
	readonly label: string;
	/** Whether a higher value loosens; a lower ROAS floor does. */
	readonly loosensUpward: boolean;
	readonly say: (value: bigint, currency: string) => string;
	readonly words: LeverWords;
}

/** What the two directions and their bounds are called, as the form calls them. */
export interface LeverWords {
	readonly loosen: string;
	readonly tighten: string;
	/** "It was raised". */
	readonly loosened: string;
	readonly tightened: string;
	readonly ceiling: string;
	readonly floor: string;
}

/** For what lets Meta spend more when it goes up. */
const budgetWords: LeverWords = {
	loosen: 'increase',
	tighten: 'decrease',
	loosened: 'raised',
	tightened: 'cut',
	ceiling: 'maximum budget',
	floor: 'minimum budget',
};

const bidWords: LeverWords = { ...budgetWords, ceiling: 'maximum bid', floor: 'minimum bid' };

const roasFloorWords: LeverWords = {
	loosen: 'decrease',
	tighten: 'increase',
	loosened: 'lowered',
	tightened: 'raised',
	ceiling: 'lowest floor',
	floor: 'highest floor',
};

const statusWords: LeverWords = { ...budgetWords, loosened: 'activated', tightened: 'paused' };

const money = (value: bigint, currency: string): string => formatMoney(value.toString(), currency);

/** Meta's unit of `roas_average_floor`: 10000 is a return of 1.0 (Marketing API, "Bid strategy"). */
export const ROAS_UNIT = 10_000n;

export const levers: Readonly<Record<LeverName, Lever>> = {
	dailyBudget: { name: 'dailyBudget', label: 'daily budget', loosensUpward: true, say: money, words: budgetWords },
	lifetimeBudget: {
		name: 'lifetimeBudget',
		label: 'lifetime budget',
		loosensUpward: true,
		say: money,
		words: budgetWords,
	},
	bid: { name: 'bid', label: 'bid', loosensUpward: true, say: money, words: bidWords },
	roasFloor: {
		name: 'roasFloor',
		label: 'ROAS floor',
		loosensUpward: false,
		say: (value) => String(Number(value) / Number(ROAS_UNIT)),
		words: roasFloorWords,
	},
	status: {
		name: 'status',
		label: 'status',
		loosensUpward: true,
		say: (value) => (value > 0n ? 'active' : 'paused'),
		words: statusWords,
	},
};

/** A share of one, in millionths: exact for percentages with up to four decimals. */
export type Share = bigint;

export const WHOLE: Share = 1_000_000n;

export const percentShare = (value: number): Share => BigInt(Math.round(value * 10_000));

export const inPercent = (share: Share): string => `${Number(share) / 10_000} %`;

export const directionOf = ({ loosensUpward }: Lever, from: bigint, to: bigint): Direction =>
	to > from === loosensUpward ? 'loosen' : 'tighten';

/** Whether this direction raises the number. */
export const raises = ({ loosensUpward }: Lever, direction: Direction): boolean =>
	(direction === 'loosen') === loosensUpward;

/** Whole division of positive numbers, up. */
const ceilDiv = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/**
 * The furthest value a move of `share` may reach from `base`, rounded toward `base`. On levers that loosen downward
 * the share counts as strength, so that loosening by a share and its counterpart upward mean the same: the floor is
 * divided.
 */
export function reach(lever: Lever, base: bigint, direction: Direction, share: Share): bigint {
	const factor = direction === 'loosen' ? WHOLE + share : WHOLE - share;
	const [times, by] = lever.loosensUpward ? [factor, WHOLE] : [WHOLE, factor];
	return raises(lever, direction) ? (base * times) / by : ceilDiv(base * times, by);
}
