import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Form, ParamsIn, SettingsIn } from '../form/form';
import type { FormRule } from '../form/rule';
import type { Session } from './session/session';

/** One input item, read and checked, with the values it has of its own. */
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
	/** No row of the list that was asked for: an empty one because it has none, or one that is about it. */
	readonly apart?: 'empty' | 'about';
}

/** An input item that was not carried out, or of which that is not known. */
export interface FailedItem {
	readonly rows?: undefined;
	readonly unsent?: undefined;
	readonly isUnread?: undefined;
	readonly failure: Error;
}

/** An input item that has its answer. */
interface Answered {
	readonly rows: readonly Row[];
	readonly failure?: undefined;
	/** Nothing was to be sent for it: of what was carried out, it is no part. */
	readonly unsent?: boolean;
	/** What was made could not be read back: no write may build on it. */
	readonly isUnread?: boolean;
}

/** What became of one input item. */
export type Verdict = Answered | FailedItem;

/** The verdict a thrown value comes to. */
export const failedVerdict = (thrown: unknown): FailedItem => ({
	failure: thrown instanceof Error ? thrown : new Error(String(thrown)),
});

/**
 * One operation: the fields it shows and what it does, nothing else. Everything around it (reading parameters, pairing,
 * error modes, retries, tool mode) is done once, in `run`.
 */
export interface Operation {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** The fields it shows, each said once: the editor's form, the check of the values and their types come from it. */
	readonly form: Form;
	/** What the values have to be together. Asked before anything is sent, also while other fields cannot be used. */
	readonly rule?: FormRule<unknown>;
	/**
	 * `write` operations are remembered against Retry On Fail and are dry runs as a tool until a human allows changes.
	 */
	readonly effect: 'read' | 'write';
	/**
	 * All items are one write that may be done again as a whole, so nothing of it is remembered against Retry On Fail.
	 * An item left out because it was done before would be missing from the list.
	 */
	readonly repeatable?: true;
	/** It can pause or lower what spends: its calls are held back least while the app has many refused ones. */
	readonly stopsSpend?: true;
	/** It sums up its run itself, above its rows. */
	readonly ownSummary?: true;
	/** What an amount means for accounts in several currencies it judges itself. */
	readonly ownCurrencies?: true;
	/** All items are one list that takes the place of another: nothing begins while one of them cannot be read. */
	readonly oneList?: true;
	/** Its items are people: no value that an expression gives is quoted in an error. */
	readonly ofPeople?: true;
	/** What people see of a simplified row, in reading order, unless they want all columns; absent where it has no more. */
	readonly mainColumns?: readonly string[];
	/** Names of the outputs, for an operation with more than one. */
	readonly outputs?: readonly string[];
	/** False for operations that never call Meta. */
	readonly needsCredential?: false;
	/**
	 * Handles all items of a run together and answers for each, in order; nothing for one that was not begun.
	 *
	 * @param settings of the whole run, the same for every item
	 * @param resources of the node, for an operation that runs others; absent where another operation runs this one
	 */
	perform(
		session: Session,
		jobs: ReadonlyArray<Job<unknown>>,
		settings: unknown,
		resources?: ReadableResources,
	): Promise<Array<Verdict | undefined>>;
}

type Definition<F extends Form> = Omit<Operation, 'form' | 'rule' | 'perform'> & {
	readonly form: F;
	readonly rule?: FormRule<ParamsIn<F>, SettingsIn<F>>;
	perform(
		session: Session,
		jobs: ReadonlyArray<Job<ParamsIn<F>>>,
		settings: SettingsIn<F>,
		resources?: ReadableResources,
	): Promise<Array<Verdict | undefined>>;
};

/** Ties an operation to the values of its form; the table holds operations of all shapes. */
export function defineOperation<F extends Form>(definition: Definition<F>): Operation {
	return definition as unknown as Operation;
}

/** A folder of operations. A node with one resource shows no Resource field. */
export interface Resource {
	readonly value: string;
	readonly name: string;
	readonly operations: readonly Operation[];
}

/** The resources of a node, in the order of its menu. */
export type OperationTable = readonly Resource[];

/** A resource that is read when a step first runs one of its operations; by an operation's name, it may come with that one alone. */
interface ReadResource {
	(): Promise<Resource>;
	(operation: string): Promise<Pick<Resource, 'operations'>>;
}

/** The same by the names of the resources. */
export type ReadableResources = Readonly<Record<string, ReadResource>>;

/** Items under way at once where each needs calls of its own. */
const LANES = 5;

/**
 * For operations whose items do not gain from being handled together: one function, one item. In the mode that stops,
 * no item is begun after one has failed: nobody would see what it brings.
 */
export function eachItem<P, S>(
	work: (
		session: Session,
		params: P,
		index: number,
		settings: S,
		resources?: ReadableResources,
	) => Promise<readonly Row[]>,
): (
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	settings: S,
	resources?: ReadableResources,
) => Promise<Array<Verdict | undefined>> {
	return async (session, jobs, settings, resources) => {
		const verdicts = new Array<Verdict | undefined>(jobs.length);
		// One queue for all lanes: each takes the next item that nobody has begun.
		const queue = jobs.entries();
		let isOver = false;
		const lane = async (): Promise<void> => {
			for (const [position, { params, index }] of queue) {
				if (isOver) return;
				const answer = work(session, params, index, settings, resources);
				const verdict = await answer.then((rows): Verdict => ({ rows }), failedVerdict);
				verdicts[position] = verdict;
				isOver ||= session.stops && verdict.failure !== undefined;
			}
		};
		await Promise.all(Array.from({ length: Math.min(LANES, jobs.length) }, lane));
		return verdicts;
	};
}
