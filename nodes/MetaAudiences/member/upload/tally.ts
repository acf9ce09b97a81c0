import type { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { PlacedRow } from '../../people/rows/placedRows';
import { sampledRows } from './samples';

/** Rows of one request, and its place in the session, counted from 1. */
export interface Batch {
	readonly sequence: number;
	readonly rows: readonly PlacedRow[];
}

export interface UploadTally {
	readonly batches: number;
	/** Batches Meta took. */
	readonly accepted: number;
	/** Meta's running totals for the session; null when no answer told them, or none after a batch that may have arrived. */
	readonly received: number | null;
	readonly invalid: number | null;
	/** A batch whose answer was lost may be in the list. */
	readonly isUnheard: boolean;
	/** Positions of contacts that are among Meta's samples of invalid entries. */
	readonly invalidContacts: ReadonlySet<number>;
	/** Why a contact's rows were not taken. */
	readonly failures: ReadonlyMap<number, GraphFailure>;
	/** The first of them. */
	readonly failure?: GraphFailure;
}

/** What became of the batches of one session. */
export class Tally {
	/** Why nothing more is sent. */
	stopped?: GraphFailure;
	private accepted = 0;
	private received: number | null = null;
	private invalid: number | null = null;
	/** A batch whose answer was lost may be in the list, and no answer since has told a total. */
	private unheard = false;
	private failure?: GraphFailure;
	private readonly invalidContacts = new Set<number>();
	private readonly failures = new Map<number, GraphFailure>();

	constructor(private readonly batches: number) {}

	accept({ rows }: Batch, answer: GraphObject): void {
		this.accepted++;
		this.unheard = answer.num_received === undefined;
		this.received = highest(this.received, answer.num_received);
		this.invalid = highest(this.invalid, answer.num_invalid_entries);
		for (const { contact } of sampledRows(answer.invalid_entry_samples, rows)) this.invalidContacts.add(contact);
	}

	fail({ rows }: Batch, failure: GraphFailure, stop = false): void {
		this.failure ??= failure;
		this.unheard ||= mayHaveArrived(failure);
		if (stop) this.stopped ??= failure;
		for (const { contact } of rows) this.failures.set(contact, failure);
	}

	result(): UploadTally {
		const { batches, accepted, unheard: isUnheard, invalidContacts, failures, failure } = this;
		const [receivedCount, invalid] = isUnheard ? [null, null] : [this.received, this.invalid];
		return { batches, accepted, received: receivedCount, invalid, isUnheard, invalidContacts, failures, failure };
	}
}

/** Neither a broken connection nor Meta's codes 1 and 2 tell whether a batch was taken. */
const mayHaveArrived = ({ kind, meta }: GraphFailure): boolean =>
	kind === 'temporary' || meta?.code === 1 || meta?.code === 2;

/** Totals of a session only grow; answers of parallel batches come in any order. */
function highest(highestSoFar: number | null, newValue: unknown): number | null {
	const value = Number(newValue);
	return newValue === undefined || !Number.isFinite(value) ? highestSoFar : Math.max(highestSoFar ?? 0, value);
}
