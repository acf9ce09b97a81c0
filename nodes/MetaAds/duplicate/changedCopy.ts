import type { Field } from '../../shared/form/field';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { Creation } from '../../shared/graph/writes/create';
import type { AccountFacts } from '../../shared/node/session/session';

/** A copy that is to differ from its model. */
export interface AskedCopy {
	readonly source: GraphObject;
	readonly account: AccountFacts;
	readonly name: string;
	readonly status: string;
	/** What it goes into, if not into what its model is in. */
	readonly target?: string;
	/** Milliseconds. */
	readonly now: number;
}

/**
 * How such a copy is made: by a create of its own. Meta copies an object as it is, and most of this cannot be changed
 * in a copy.
 */
export interface ChangedCopy {
	/** What has to be made before it. */
	readonly first?: Creation;
	/** @param firstId of what was made before */
	readonly creation: (firstId: string) => Creation;
	/** “Pixel: 1 → 2”, for the row. */
	readonly changed: readonly string[];
	/** What the copy has to show afterward, by Meta's names. */
	readonly wanted: GraphParams;
}

export type CopyChanges = Readonly<Record<string, unknown>>;

/** What copies of one kind may have otherwise. */
export interface Changeable {
	readonly field: Field<'changes', CopyChanges>;
	/** Fields of the original that a create needs and its row does not. */
	readonly fields: readonly string[];
	/** @throws InputProblem, before anything is sent */
	readonly changedCopy: (asked: AskedCopy, changes: CopyChanges) => ChangedCopy;
}

/** “Pixel: 1 → 2” */
export const changeWords = (label: string, from: unknown, to: unknown): string =>
	`${label}: ${from === undefined || from === null || from === '' ? 'none' : String(from)} → ${String(to)}`;
