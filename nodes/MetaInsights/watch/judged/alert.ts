import type { WatchedObject } from './past';
import type { WatchFinding } from './finding';

/** Something that needs attention, of one object or of several at once. */
export interface Alert {
	readonly kind: WatchFinding['kind'] | 'noDelivery' | 'trackingSilent';
	readonly direction: 'fewer' | 'more';
	/** The objects it is about; several where they share a cause. */
	readonly objects: readonly WatchedObject[];
	readonly since: string;
	readonly until: string;
	/** How much came, how much was due by the objects' own past, and for how much that was put in. */
	readonly found: number;
	readonly due: number;
	readonly effort: number;
	/** The highest share of days on which chance alone does the same; null where no chance is involved. */
	readonly chance: number | null;
	/** How much of what was due is there by now, where results come late; 1 for all of it. */
	readonly arrived?: number;
	/** How often a person has seen the ads, where that is what it is about. */
	readonly frequency?: WatchFinding['frequency'];
}
