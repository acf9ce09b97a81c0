import { sumBy } from 'lodash';

import type { FigureName } from './measures';

/** How much of what a day brings in the end is counted already: at least and at most, as shares. */
export interface ArrivedShare {
	readonly least: number;
	readonly most: number;
}

/** By figure, the youngest day first; what is not named is there on the first day. */
export type Arrival = Readonly<Partial<Record<FigureName, readonly ArrivedShare[]>>>;

/** What comes late: results and their value are credited for days after the click. */
export const LATE_FIGURES = ['results', 'value'] as const satisfies readonly FigureName[];

/** Days on which results still come in. */
export const LATE_DAYS = 5;

/**
 * What is taken to be there after one, two … days until the account's own looks tell. Meta credits most within a day or two, and
 * the rest for days.
 */
const ASSUMED_SHARES = [0.6, 0.8, 0.9, 0.95, 0.98];

/** What is assumed counts like so many results that were looked at twice. */
const TRUST = 40;

const ALL: ArrivedShare = { least: 1, most: 1 };

/** @param age days since; 1 is yesterday */
export const arrivedOn = (arrival: Arrival, figure: FigureName, age: number): ArrivedShare =>
	arrival[figure]?.[age - 1] ?? (arrival[figure] === undefined || age > LATE_DAYS ? ALL : assumedOn(age));

const assumedOn = (age: number): ArrivedShare => ({ least: ASSUMED_SHARES[age - 1] ?? 1, most: 1 });

/** One day of an account: what was counted of it at each age, and what is now that it is old. */
export interface LookedDay {
	/** By age, the first at 1; null where nobody looked. */
	readonly seen: ReadonlyArray<number | null>;
	readonly now: number;
}

/**
 * What share of a figure is there at each age, as far as earlier looks tell.
 *
 * @param unit of what is counted: 1, or what an order brings
 */
export function arrivalOf(days: readonly LookedDay[], unit: number): ArrivedShare[] {
	return ASSUMED_SHARES.map((assumedShare, index) => {
		const looked = days.flatMap(({ seen, now }) => {
			const then = seen[index];
			return then === null || then === undefined ? [] : [{ then, now }];
		});
		const [then, now] = [sumBy(looked, 'then') / unit, sumBy(looked, 'now') / unit];
		const share = (start: number): number => Math.min(1, (TRUST * start + then) / (TRUST + now));
		return { least: share(assumedShare), most: share(1) };
	});
}
