import { LABELS, labelNames, wantedLabels, wantedStatus, type WantedValue } from '../shared/adObject/change/wanted';
import { GraphFailure } from '../shared/graph/error';
import type { GraphObject } from '../shared/graph/object';
import { pairLists } from '../shared/lists';
import type { Verdict } from '../shared/node/operation';
import { labelsAfter, offReasons, withMarks, type MarkChange } from './marks';

/** Switching something on or off with the marks that say why. */

/**
 * The mark goes along with the status: that Meta shows the status is what proves it. Alone it goes where the status is there already,
 * and a reason is added or taken back; then Meta has to show the mark.
 *
 * @param now milliseconds since 1970
 */
export function wantedMarked(
	status: 'ACTIVE' | 'PAUSED',
	current: GraphObject,
	change: MarkChange,
	now: number,
): WantedValue[] {
	// What is taken back while hours keep it off stays off for these.
	const rests = change.take !== undefined && change.take !== 'hours' && offReasons(current).has('hours');
	const wanted = wantedStatus(rests && current.status === 'PAUSED' ? 'PAUSED' : status);
	const names = labelsAfter(current, change, now);
	if (names === null) return [wanted];
	const isOwnReason = change.add !== 'hours' && change.take !== 'hours';
	const labels = wantedLabels(names);
	return [wanted, wanted.shownBy(current) && isOwnReason ? labels : { ...labels, shownBy: wanted.shownBy }];
}

/** An update of labels leaves the object's marks: Meta replaces all labels of it. */
export const keepingMarks = (wantedValues: readonly WantedValue[], current: GraphObject): WantedValue[] =>
	wantedValues.map((one) => (one.label === LABELS ? wantedLabels(withMarks(labelNames(one.value), current)) : one));

const isRefused = (verdict: Verdict | undefined): boolean =>
	verdict?.failure instanceof GraphFailure && verdict.failure.kind === 'invalidParameter';

/** Meta refuses labels of some objects (facebook-php-business-sdk, issue 427): those are changed without, and the log alone tells. */
export async function unlessRefused<Task>(
	tasks: readonly Task[],
	change: (some: readonly Task[], marked: boolean) => Promise<Verdict[]>,
): Promise<Verdict[]> {
	const verdicts = await change(tasks, true);
	const refused = tasks.filter((_task, index) => isRefused(verdicts[index]));
	const again = new Map(pairLists(refused, refused.length === 0 ? [] : await change(refused, false)));
	return pairLists(tasks, verdicts).map(([task, verdict]) => again.get(task) ?? verdict);
}
