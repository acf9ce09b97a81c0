/** Numbers of one object on one day; null where the report does not tell, which is never 0. */
export interface WatchDayFigures {
	readonly spend: number | null;
	readonly impressions: number | null;
	readonly clicks: number | null;
	readonly results: number | null;
	readonly purchases: number | null;
	readonly value: number | null;
}

export type FigureName = keyof WatchDayFigures;

/** A way to look at an object: how much there was of something, for what was put in. */
export interface Measure {
	readonly kind: 'costPerResult' | 'roas' | 'ctr' | 'spend';
	readonly counted: FigureName;
	/** What the count grows with; without it every day of a weekday is alike. */
	readonly effort?: FigureName;
	/** Counts vary by chance (Poisson), amounts by the size of their orders, spend by neither. */
	readonly chance: 'count' | 'orders' | 'none';
	/** Whether other objects of the account tell how uneven a day is: spend follows each one's own budget. */
	readonly isShared: boolean;
	/** The share of all false alerts that is spent on too little and on too much of it. */
	readonly fewer: number;
	readonly more: number;
	/** Below and above these parts of what was due it is news: a large account knows smaller differences with certainty. */
	readonly band: readonly [low: number, high: number];
}

/**
 * Most of the false alerts that a month may have are spent where they find most. A doubled cost per result is the
 * hardest to see in few results. Simulated by `bench/watch`.
 */
export const measures: readonly Measure[] = [
	{
		kind: 'costPerResult',
		counted: 'results',
		effort: 'spend',
		chance: 'count',
		isShared: true,
		fewer: 0.64,
		more: 0.12,
		band: [0.67, 1.5],
	},
	{
		kind: 'roas',
		counted: 'value',
		effort: 'spend',
		chance: 'orders',
		isShared: true,
		fewer: 0.06,
		more: 0.02,
		band: [0.6, 1.7],
	},
	{
		kind: 'spend',
		counted: 'spend',
		chance: 'none',
		isShared: false,
		fewer: 0.05,
		more: 0.05,
		band: [0.6, 1.6],
	},
	{
		kind: 'ctr',
		counted: 'clicks',
		effort: 'impressions',
		chance: 'count',
		isShared: true,
		fewer: 0.04,
		more: 0,
		band: [0.7, Infinity],
	},
];
