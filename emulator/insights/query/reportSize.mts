import type { Day } from './days.mts';
import type { InsightsQuery } from './insightsQuery.mts';

/** What a report asks for and how large it is, known before its rows are computed. */
export interface ReportSize {
	readonly query: InsightsQuery;
	readonly today: Day;
	/** How many rows there can be at most. */
	readonly places: number;
	/** Days times ads times breakdown values. */
	readonly cost: number;
	adIds(): string[];
}
