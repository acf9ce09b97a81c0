import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import type { Session } from './session';

/** One input item, read and checked. */
export interface Job<P> {
	/** Index of the input item: what its rows and failures are paired with. */
	readonly index: number;
	readonly params: P;
}

export interface Row {
	readonly json: IDataObject;
	readonly binary?: IBinaryKeyData;
	/** One of the operation's named outputs; the first when absent. */
	readonly output?: string;
}

/** What became of one input item. */
export type Verdict = { readonly rows: readonly Row[]; readonly failure?: undefined } | { readonly rows?: undefined; readonly failure: Error };

/** The verdict a thrown value comes to. */
export const failed = (thrown: unknown): Verdict => ({ failure: thrown instanceof Error ? thrown : new Error(String(thrown)) });

/**
 * One operation: the fields it shows and what it does, nothing else. Everything around it (reading parameters, pairing,
 * error modes, retries, tool mode) is done once, in `run`.
 */
export interface Operation {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** Fields in the order of the form, without `displayOptions` for resource and operation: those are added. */
	readonly fields: readonly INodeProperties[];
	/** `write` operations are remembered against Retry On Fail and are dry runs as a tool until a human allows changes. */
	readonly effect: 'read' | 'write';
	/**
	 * All items are one write that may be done again as a whole: nothing of it is remembered against Retry On Fail, for an
	 * item left out because it was done before would be missing from the list.
	 */
	readonly repeatable?: true;
	/** Names of the outputs, for an operation with more than one. */
	readonly outputs?: readonly string[];
	/** False for operations that never call Meta. */
	readonly needsCredential?: false;
	/** Shape of the parameters, by field name; its messages complete a sentence that starts with the field's label. */
	readonly params: z.ZodTypeAny;
	/** Handles all items of a run together and answers for each, in order; nothing for one that was not begun. */
	perform(session: Session, jobs: ReadonlyArray<Job<unknown>>): Promise<Array<Verdict | undefined>>;
}

type Definition<S extends z.ZodTypeAny> = Omit<Operation, 'params' | 'perform'> & {
	readonly params: S;
	perform(session: Session, jobs: ReadonlyArray<Job<z.output<S>>>): Promise<Array<Verdict | undefined>>;
};

/** Ties an operation's parameters to their schema; the table holds operations of all shapes. */
export function defineOperation<S extends z.ZodTypeAny>(definition: Definition<S>): Operation {
	return definition as unknown as Operation;
}

/** A folder of operations. A node with one resource shows no Resource field. */
export interface Resource {
	readonly value: string;
	readonly name: string;
	readonly operations: readonly Operation[];
}

/** Menu and dispatch of a node in one. */
export type OperationTable = readonly Resource[];

/** Items under way at once where each needs calls of its own. */
const LANES = 5;

/**
 * For operations whose items do not gain from being handled together: one function, one item. In the mode that stops, no item
 * is begun after one has failed: nobody would see what it brings.
 */
export function eachItem<P>(
	work: (session: Session, params: P, index: number) => Promise<readonly Row[]>,
): (session: Session, jobs: ReadonlyArray<Job<P>>) => Promise<Array<Verdict | undefined>> {
	return async (session, jobs) => {
		const verdicts = new Array<Verdict | undefined>(jobs.length);
		let next = 0;
		let isOver = false;
		const lane = async (): Promise<void> => {
			for (let position = next++; position < jobs.length && !isOver; position = next++) {
				const job = jobs[position];
				const verdict = await work(session, job.params, job.index).then((rows): Verdict => ({ rows }), failed);
				verdicts[position] = verdict;
				isOver ||= session.stops && verdict.failure !== undefined;
			}
		};
		await Promise.all(Array.from({ length: Math.min(LANES, jobs.length) }, lane));
		return verdicts;
	};
}
