import type { Period } from '../query/days.mts';
import type { InsightsQuery, Scope } from '../query/insightsQuery.mts';
import type { Delivery } from './delivery.mts';
import type { Event } from './facts.mts';

/** One object of the report's level and the ads whose numbers are its own. */
export interface Group {
	object: Scope;
	ads: Delivery[];
}

/** A custom conversion of the ad account and the event that it counts. */
export interface CountedConversion {
	id: string;
	event: Event;
}

/** A row before it is written: sums of one object, period and combination of breakdown values. */
export interface NumbersRow {
	query: InsightsQuery;
	group: Group;
	period: Period;
	values: Record<string, string>;
	conversions: readonly CountedConversion[];
	/** Part of all people who can be in this row. */
	people: number;
	sums: Float64Array;
	/** Whether the report is young enough for reach. */
	tellsReach: boolean;
}

/** A row as Meta writes it. */
export type WrittenRow = Record<string, unknown>;
