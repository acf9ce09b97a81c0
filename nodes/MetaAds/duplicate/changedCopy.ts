import { collection } from '../../shared/form/collections';
import type { Field } from '../../shared/form/field';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { Creation } from '../../shared/graph/writes/create';
import type { AccountFacts } from '../../shared/node/session/session';
import { instantOf } from '../../shared/reading/instants';
import { recordOf } from '../../shared/reading/json';
import { inPlainWords } from '../../shared/words';

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
	/** What the original has and the copy does not, in words for the row. */
	readonly leftBehind: readonly string[];
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
	readonly changedCopy: (wish: AskedCopy, changes: CopyChanges) => ChangedCopy;
}

/** What the form offers to change. A copy's own reading knows which entries of its kind it has. */
export const changesField = (entries: readonly Field[]): Field<'changes', CopyChanges> =>
	collection(
		{
			displayName: 'Changes',
			name: 'changes',
			placeholder: 'Add change',
			description: 'Changes to make in the copy. The original stays as it is. The row shows each change.',
		},
		entries,
	) as unknown as Field<'changes', CopyChanges>;

/** “Pixel: 1 → 2” */
export const changeWords = (label: string, from: unknown, to: unknown): string =>
	`${label}: ${from === undefined || from === null || from === '' ? 'none' : String(from)} → ${String(to)}`;

/** What Meta shows where nothing was chosen. */
const noChoice: ReadonlySet<unknown> = new Set([undefined, null, false, '', 0, '0', 'NONE', 'UNDEFINED', 'NOT_SET']);

const isChosen = (value: unknown): boolean =>
	typeof value === 'object' && value !== null ? Object.values(value).some(isChosen) : !noChoice.has(value);

/** Those of the fields that the original has, in plain words. */
export const chosenFields = (original: GraphObject, fields: readonly string[]): string[] =>
	fields.filter((name) => isChosen(original[name])).map((name) => inPlainWords(name).replace(/^is /, ''));

/** A time that is still to come; one that has passed is not carried over. @param now milliseconds */
export const timeAhead = (value: unknown, now: number): string | undefined =>
	typeof value === 'string' && (instantOf(value) ?? 0) > now ? value : undefined;

/** The original's end where it has passed: a copy with it would never run. */
export const passedEnd = (end: unknown, now: number): string[] =>
	timeAhead(end, 0) !== undefined && timeAhead(end, now) === undefined
		? [`the end time ${String(end)}, which has passed`]
		: [];

/** The labels of the original as a create takes them. */
export const labelsOfCopy = ({ adlabels }: GraphObject) =>
	Array.isArray(adlabels) ? adlabels.map((label) => ({ id: recordOf(label).id })) : undefined;

/** For the row; nothing where the copy has all that the original has. */
export const leftBehindNote = ({ leftBehind }: Pick<ChangedCopy, 'leftBehind'>): string | false =>
	leftBehind.length > 0 &&
	`Left behind from the original: ${leftBehind.join(', ')}. Set it in Ads Manager if the copy needs it.`;
