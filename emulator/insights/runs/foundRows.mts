import type { Report } from '../numbers/report.mts';
import type { WrittenRow } from '../numbers/row.mts';
import type { ReportRows } from './reportRun.mts';
import { writeRow } from './writtenRow.mts';

/** Milliseconds of work at a time: calls that come meanwhile hardly wait. */
const SPELL = 5;

/** The rows of a report, each computed once: when it is read, or before. */
export class FoundRows implements ReportRows {
	/** By place; null where nothing happened. */
	private readonly found: (WrittenRow | null | undefined)[] = [];
	private next = 0;

	constructor(private readonly report: Report) {}

	get places(): number {
		this.report.prepare();
		return this.report.places;
	}

	row(place: number): WrittenRow | undefined {
		const earlierRow = this.found[place];
		if (earlierRow !== undefined) return earlierRow ?? undefined;
		this.report.prepare();
		const row = this.report.row(place);
		const writtenRow = row && writeRow(row, this.report.query.fields);
		this.found[place] = writtenRow ?? null;
		return writtenRow;
	}

	/** All rows as one, if asked for. */
	summary(): WrittenRow | undefined {
		const { summary } = this.report.query;
		return summary && writeRow(this.report.total(), summary);
	}

	/**
	 * Goes on computing for a little while.
	 *
	 * @returns whether there is more to do
	 */
	work(): boolean {
		const end = performance.now() + SPELL;
		const { places } = this;
		while (this.next < places && performance.now() < end) {
			this.row(this.next);
			this.next += 1;
		}
		return this.next < places;
	}
}
