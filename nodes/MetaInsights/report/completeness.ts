import type { Period } from './dateRanges';
import type { SplitKind } from './split';

/** Something the report lacks. */
export interface Missing {
	/** Fields, days and objects, in words. */
	readonly what: string;
	readonly why: string;
	/** The days whose rows it concerns; null for what is no row. Plans of before do not tell it. */
	readonly period?: Period | null;
}

/** What it took to get a report, and what it lacks: told in hints and, on request, in a summary item. */
export class Completeness {
	readonly splits: Record<SplitKind, number> = { dates: 0, objects: 0, fields: 0 };
	restarts = 0;
	runs = 0;
	readonly missing: Missing[] = [];

	get complete(): boolean {
		return this.missing.length === 0;
	}

	/** Sentences for the people who look at the result. */
	sentences(): string[] {
		const { dates, objects, fields } = this.splits;
		const ways = [dates > 0 && 'by dates', objects > 0 && 'by objects', fields > 0 && 'by fields'].filter(Boolean);
		return [
			...(ways.length > 0 ? [`The report was too large for Meta and was fetched in parts: ${ways.join(', ')}.`] : []),
			...this.missing.slice(0, 5).map(({ what, why }) => `Missing: ${what}. ${why}.`),
			...(this.missing.length > 5 ? [`${this.missing.length - 5} more parts are missing.`] : []),
		];
	}
}
