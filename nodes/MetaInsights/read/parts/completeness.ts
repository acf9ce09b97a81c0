import type { ReportPeriod } from '../../facts/dateRanges';
import type { SplitKind } from './split';

/** Something the report lacks. */
export interface Missing {
	/** Fields, days and objects, in words. */
	readonly what: string;
	readonly why: string;
	/** The days whose rows it concerns; null for what is no row. */
	readonly period: ReportPeriod | null;
}

/** What a started report keeps of it. */
interface SoFar {
	readonly splits: Readonly<Record<SplitKind, number>>;
	readonly restarts: number;
	readonly missing: readonly Missing[];
	/** One for each run. */
	readonly entries: readonly unknown[];
}

/** Missing parts named in the output pane: more would push everything else out of sight. */
const MOST_TOLD = 5;

/** What it took to get a report, and what it lacks: told in hints and, on request, in a summary item. */
export class Completeness {
	private readonly cuts: Record<SplitKind, number> = { dates: 0, objects: 0, fields: 0 };
	private readonly lacking: Missing[] = [];
	private again = 0;
	private started = 0;

	/** Goes on where a started report has come to. */
	static from({ splits, restarts, missing, entries }: SoFar): Completeness {
		const completeness = new Completeness();
		Object.assign(completeness.cuts, splits);
		completeness.lacking.push(...missing);
		completeness.again = restarts;
		completeness.started = entries.length;
		return completeness;
	}

	get splits(): Readonly<Record<SplitKind, number>> {
		return { ...this.cuts };
	}

	get restarts(): number {
		return this.again;
	}

	get runs(): number {
		return this.started;
	}

	get missing(): readonly Missing[] {
		return [...this.lacking];
	}

	get complete(): boolean {
		return this.lacking.length === 0;
	}

	/** A run was started for a part. */
	ran(): void {
		this.started++;
	}

	/** A part's run was lost, and is asked for once more. */
	restarted(): void {
		this.again++;
	}

	/** A part was cut into smaller ones. */
	cut(kind: SplitKind): void {
		this.cuts[kind]++;
	}

	lacks(missing: Missing): void {
		this.lacking.push(missing);
	}

	/** Adds what another part of the same report took, such as its totals. */
	include({ splits, restarts, runs, missing }: Completeness): void {
		for (const kind of Object.keys(splits) as SplitKind[]) this.cuts[kind] += splits[kind];
		this.again += restarts;
		this.started += runs;
		this.lacking.push(...missing);
	}

	/** Sentences for the people who look at the result. */
	sentences(): string[] {
		const { dates, objects, fields } = this.cuts;
		const ways = [dates > 0 && 'by dates', objects > 0 && 'by objects', fields > 0 && 'by fields'].filter(Boolean);
		return [
			...(ways.length > 0 ? [`The report was too large for Meta and was fetched in parts: ${ways.join(', ')}.`] : []),
			...this.lacking.slice(0, MOST_TOLD).map(({ what, why }) => `Missing: ${what}. ${why}.`),
			...(this.lacking.length > MOST_TOLD ? [`${this.lacking.length - MOST_TOLD} more parts are missing.`] : []),
		];
	}
}
