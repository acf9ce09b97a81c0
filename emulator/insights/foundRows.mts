import { writeRow, type WrittenRow } from './writtenRow.mts';
import type { Report } from './rows.mts';

/** Milliseconds of work at a time: calls that come meanwhile hardly wait. */
const SPELL = 5;

/** The rows of a report, each computed once: when it is read, or before. */
export class FoundRows {
	/** By place; null where nothing happened. */
	private readonly found: (WrittenRow | null | undefined)[] = [];
	private next = 0;

	constructor(private readonly report: Report) {}

	get places(): number {
		this.report.prepare();
		return this.report.places;
	}

	row(place: number): WrittenRow | undefined {
		const known = this.found[place];
		if (known !== undefined) return known ?? undefined;
		this.report.prepare();
		const row = this.report.row(place);
		const written = row && writeRow(row, this.report.query.fields);
		this.found[place] = written ?? null;
		return written;
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

/**
 * Meta computes a run's rows while its job goes on, on machines of its own; reading them afterwards is only handing over.
 * The emulator shares its machine with whoever reads, so it computes in the pauses between calls.
 */
export class PauseWork {
	private waiting: FoundRows[] = [];

	add(found: FoundRows): void {
		this.waiting.push(found);
		if (this.waiting.length === 1) this.schedule();
	}

	clear(): void {
		this.waiting = [];
	}

	private schedule(): void {
		setTimeout(() => {
			const [first] = this.waiting;
			if (!first) return;
			if (!goesOn(first)) this.waiting.shift();
			if (this.waiting.length > 0) this.schedule();
		}).unref();
	}
}

/** What cannot be found (an unknown field to sort by) is told to whoever reads. */
function goesOn(found: FoundRows): boolean {
	try {
		return found.work();
	} catch {
		return false;
	}
}
