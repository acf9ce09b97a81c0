import { NodeOperationError } from 'n8n-workflow';

import { InputProblem } from '../form/problem';
import { GraphFailure } from '../graph/error';
import type { AnswerFacts } from '../graph/observed';
import { failedVerdict, type FailedItem, type Operation, type Verdict } from './operation';

/** What went out for the items of a run. */
export interface SentCounts {
	/** Input items. */
	readonly count: number;
	/** Writes that Meta has carried out in this try, or may have. */
	readonly taken: number;
}

export const isUnknownVerdict = ({ failure }: Verdict): boolean =>
	failure instanceof GraphFailure && failure.kind === 'outcomeUnknown';

/**
 * What became of the items besides the first failing one, told from what was sent: nothing was changed only where
 * nothing can have been.
 */
export function fateOfOthers(
	{ effect }: Pick<Operation, 'effect'>,
	verdicts: readonly Verdict[],
	{ count, taken }: SentCounts,
): string {
	if (count === 1) return '';
	const broken = verdicts.filter(({ failure }) => failure !== undefined);
	const unknown = broken.filter(isUnknownVerdict).length;
	// The first failing item speaks for itself and for all that ended with it; those of unknown outcome are counted by
	// themselves.
	const rest = broken.filter(({ failure }) => failure !== broken[0]?.failure);
	const more = rest.filter((one) => effect === 'read' || !isUnknownVerdict(one)).length;
	const others = more > 0 ? `${more} more failed.` : '';
	if (effect === 'read') return others;
	const doneCount = verdicts.filter(({ failure, unsent }) => failure === undefined && unsent !== true).length;
	const untouched = doneCount === 0 && unknown === 0 && taken === 0;
	const carriedOut = untouched ? 'Nothing was changed.' : `${doneCount} of ${count} items were carried out.`;
	return [carriedOut, mayBeChanged(unknown, doneCount === 0 && taken > 0), others]
		.filter((part) => part !== '')
		.join(' ');
}

function mayBeChanged(items: number, partly: boolean): string {
	if (items > 0) return `${items} may have been changed.`;
	return partly ? 'Calls sent before the failure may have changed something.' : '';
}

/**
 * A failure nobody foresaw, after something was written, is no failure that left nothing behind: its item may be
 * done, and a retry must not do it again. Ids that Meta answered and no row tells are told with it.
 */
export function untellable(
	verdicts: ReadonlyArray<Verdict | undefined>,
	{ writesTaken, created }: AnswerFacts,
): Array<Verdict | undefined> {
	if (writesTaken === 0) return [...verdicts];
	const idsInRows = new Set(verdicts.flatMap((verdict) => (verdict?.rows ?? []).map(({ json }) => String(json.id))));
	const ids = created.filter((id) => !idsInRows.has(id));
	return verdicts.map((verdict) =>
		verdict?.failure === undefined || isForeseen(verdict.failure)
			? verdict
			: { failure: lostTrack(verdict.failure, ids) },
	);
}

/** What every item comes to when all of them ended together: after a write nobody knows how far it went. */
export function endOfAll(
	{ effect, repeatable }: Pick<Operation, 'effect' | 'repeatable'>,
	thrown: unknown,
	{ writesTaken }: AnswerFacts,
): FailedItem {
	const end = failedVerdict(thrown);
	const isKnown = effect === 'read' || repeatable || writesTaken === 0 || isUnknownVerdict(end);
	// As a plain error it counts as unforeseen.
	return isKnown || end.failure instanceof InputProblem ? end : failedVerdict(new Error(end.failure.message));
}

/** Ours and n8n's own sentences (a file that is missing) come before anything is sent, or tell themselves. */
const isForeseen = (failure: Error): boolean =>
	failure instanceof GraphFailure || failure instanceof InputProblem || failure instanceof NodeOperationError;

function lostTrack({ message }: Error, ids: readonly string[]): GraphFailure {
	const newIdsInWords = ids.length > 0 ? ` Meta answered with these new IDs: ${ids.join(', ')}.` : '';
	return new GraphFailure({
		kind: 'outcomeUnknown',
		message: 'It is unknown what became of this item: something was sent, and what came back could not be read',
		advice:
			`${message}.${newIdsInWords} Look in Ads Manager before you run this step again. ` +
			'Please report this with the name of the operation.',
	});
}
