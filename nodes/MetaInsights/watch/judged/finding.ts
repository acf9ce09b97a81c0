import type { Measure } from './measures';

/** One measure of one object that is off on its last days. */
export interface WatchFinding {
	readonly kind: Measure['kind'] | 'fatigue';
	readonly object: string;
	readonly name: string;
	readonly direction: 'fewer' | 'more';
	/** The days it is off on. */
	readonly since: string;
	readonly until: string;
	readonly found: number;
	readonly due: number;
	/** What was put in on those days. */
	readonly effort: number;
	/** What the object's own past brought for one unit of that. */
	readonly usual: number;
	/** How often chance alone does this, at most; null where a person's threshold decides. */
	readonly chance: number | null;
	/** How much of what was due is there by now, where results come late; 1 for all of it. */
	readonly arrived?: number;
	/** How often a person has seen the ads, where that is what is off. */
	readonly frequency?: { readonly now: number; readonly usual: number };
}
