import { sortBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../form/problem';
import { GraphFailure } from '../../graph/error';
import type { GraphObject } from '../../graph/object';
import type { Verdict } from '../../node/operation';
import { instantOf } from '../../reading/instants';
import { outcomeFirst } from '../change/changes';
import type { AdObjectIdentity } from '../kind';
import type { FindNamesakes, Namesake, Place } from './namesakes';

/** What a run has made, although another made one of the same name while it did. */
export interface Rivalry {
	/** What this run has made. */
	readonly own: string;
	/** Meta's list shows it, so that every run sees the same order. */
	readonly isListed: boolean;
	/** It was the later one, and this run has deleted it again. */
	readonly isGone?: true;
	/** With which every run goes on: the one that Meta made first, unless its list does not show any. */
	readonly oldest: Namesake;
	/** All of the name, the oldest first. */
	readonly ids: readonly string[];
}

/** In whole seconds: within one the smaller ID counts, so that all runs come to the same object. */
const madeAt = (object: GraphObject): number =>
	instantOf(object.created_time) ?? instantOf(object.time_created) ?? Number.MAX_SAFE_INTEGER;

const byAge = (namesakes: readonly Namesake[]): Namesake[] =>
	sortBy(
		namesakes,
		madeAt,
		({ id }) => id.length,
		({ id }) => id,
	);

/**
 * Looks once more after a create. Graph knows no create that does so only where nothing is there. So two processes that
 * looked at the same moment both create. The later of them sees both here. What a list does not show yet counts as the
 * youngest.
 *
 * @returns nothing where there is no other; the failure where that could not be seen, for what was made is there all the same
 */
export async function rivalryOf(
	lookAgain: FindNamesakes,
	place: Place,
	name: string,
	own: string,
): Promise<Rivalry | Error | undefined> {
	const namesakes = await lookAgain(place, name).catch((thrown: unknown) =>
		thrown instanceof Error ? thrown : new Error(String(thrown)),
	);
	if (namesakes instanceof Error) return namesakes;
	const [oldest, ...younger] = byAge(namesakes);
	if (oldest === undefined || (younger.length === 0 && oldest.id === own)) return undefined;
	const ids = [oldest, ...younger].map(({ id }) => id);
	const isListed = ids.includes(own);
	return { own, isListed, oldest, ids: isListed ? ids : [...ids, own] };
}

export const isLater = (rivalry: Rivalry | Error | undefined): rivalry is Rivalry =>
	rivalry !== undefined && !(rivalry instanceof Error) && rivalry.oldest.id !== rivalry.own;

/** Measured with a real n8n in queue mode (`test/e2e/queue/exists.mts`, 50 rounds). */
const HOW_OFTEN =
	'Runs of one n8n process take turns, and workers of queue mode cannot. ' +
	'One of 50 pairs that started together made one each on an idle machine, and 17 on a busy one.';

function noteOf({ noun, plural }: AdObjectIdentity, name: string, rivalry: Rivalry | Error): string {
	if (rivalry instanceof Error)
		return `Whether another run made one of this name at the same moment could not be seen (${rivalry.message}). ${HOW_OFTEN}`;
	const { own, oldest, ids, isGone } = rivalry;
	if (isGone)
		return `Another run made one of this name at the same moment. This row continues with it. This run has deleted its own ${noun} ${own} again.`;
	const oldestInWords = isLater(rivalry) ? `the oldest; this run made ${own}` : 'which this run made';
	const [duplicates, areThere] = ids.length > 2 ? ['the others', 'they are'] : ['the other', 'it is'];
	return (
		`There are ${ids.length} ${plural} called “${name}” now: ${ids.join(', ')}. Another run made one at the same moment. ` +
		`This row continues with the ${noun} ${oldest.id}, ${oldestInWords}. Delete ${duplicates} if ${areThere} still there and no step needs it. ${HOW_OFTEN}`
	);
}

/** For an item that was to stop where there is one: what it has made is told, and nothing goes on with it. */
export function rivalryProblem(
	{ noun, plural }: AdObjectIdentity,
	name: string,
	{ own, ids, oldest, isGone }: Rivalry,
): InputProblem {
	const field = ['options', 'ifItExists'];
	if (isGone) {
		const advice = `Another run made it at the same moment. This run has deleted its own ${noun} ${own} again. Choose Use Existing, or give it another name.`;
		return new InputProblem(field, `The ${noun} “${name}” exists already: ${oldest.id}`, advice);
	}
	return new InputProblem(
		field,
		`There are ${ids.length} ${plural} called “${name}” now: ${ids.join(', ')}`,
		`Another run made one at the same moment; this run made ${own}. Delete the ${noun} ${own}, or the other, and run the step again.`,
	);
}

/** The row of an object that is there more than once: what it is, and by their IDs the others, for the steps after it. */
export function rivalRow(
	kind: AdObjectIdentity,
	name: string,
	rivalry: Rivalry | Error,
	row: IDataObject,
): IDataObject {
	const notes = [row.note, noteOf(kind, name, rivalry)].filter((sentence) => typeof sentence === 'string');
	const duplicates =
		rivalry instanceof Error || rivalry.isGone ? {} : { duplicateIds: rivalry.ids.slice(1).join(', ') };
	return outcomeFirst(row, { ...duplicates, note: notes.join(' ') });
}

/** What an item came to that has made an object, although its row or failure is of another. */
export function tellRivalry(
	kind: AdObjectIdentity,
	name: string,
	rivalry: Rivalry | Error,
	verdict: Verdict | undefined,
): Verdict | undefined {
	if (verdict?.rows !== undefined)
		return { rows: verdict.rows.map(({ json, ...row }) => ({ ...row, json: rivalRow(kind, name, rivalry, json) })) };
	const failure = verdict?.failure;
	if (!(failure instanceof GraphFailure) && !(failure instanceof InputProblem)) return verdict;
	const advice = `${failure.advice} ${noteOf(kind, name, rivalry)}`;
	return {
		failure:
			failure instanceof GraphFailure
				? failure.with({ advice })
				: new InputProblem(failure.field, failure.message, advice).with(failure.others),
	};
}
