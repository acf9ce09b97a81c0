import { LABELS, labelNames, wantedLabels, wantedStatus, type WantedValue } from '../../shared/adObject/change/wanted';
import type { GraphObject } from '../../shared/graph/object';
import type { SideCalls } from '../../shared/graph/writes/change';
import { pairLists } from '../../shared/lists';
import type { Verdict } from '../../shared/node/operation';
import { addingLabels, mayBeOfLabels, replacingLabels, takingLabels, type LabelTarget } from './labelEdge';
import { labelsAfter, labelsParam, marksGone, offReasons, withMarks, type MarkChange } from './marks';

/** Switching something on or off with the marks that say why. */

/**
 * The mark goes along with the status: that Meta shows the status is what proves it. Hours send theirs by the edge of labels. Alone
 * it goes where the status is there already, and a reason is added or taken back; then Meta has to show the mark.
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
	const statusNow = wantedStatus(rests && current.status === 'PAUSED' ? 'PAUSED' : status);
	const names = labelsAfter(current, change, now);
	if (names === null) return [statusNow];
	const isOwnReason = change.add !== 'hours' && change.take !== 'hours';
	const labels = wantedLabels(names);
	if (isOwnReason) return [statusNow, statusNow.shownBy(current) ? labels : { ...labels, shownBy: statusNow.shownBy }];
	return [statusNow, { ...labels, shownBy: statusNow.shownBy, ...callsOfHours(current, change, names) }];
}

/**
 * A mark before the pause: what is ACTIVE beats it, and a run that is killed in between leaves no pause without a reason. Its end in one
 * batch with the switch: afterwards, the object would seem changed by somebody whom the log does not show (UNCONFIRMED 127). Where a
 * stop was taken back, its mark has to be gone before the pause: all goes in one write. No stop is made within a day of that.
 */
function callsOfHours(
	current: GraphObject,
	{ add }: MarkChange,
	names: readonly string[],
): Pick<WantedValue, 'sideCalls'> {
	const goneNames = marksGone(current, names);
	if (add !== undefined && goneNames.length > 0) return {};
	const present = labelNames(current.adlabels);
	const isThere = names.every((name) => present.includes(name));
	return {
		sideCalls: (target) => ({
			...(!isThere && { ahead: addingLabels(target, [...names, ...goneNames]) }),
			...(goneNames.length > 0 && takingCalls(target, names, goneNames)),
		}),
	};
}

const takingCalls = (target: LabelTarget, names: readonly string[], goneNames: readonly string[]): SideCalls => ({
	along: takingLabels(target, goneNames),
	otherwise: replacingLabels(target, names),
	undo: addingLabels(target, [...names, ...goneNames]),
});

/** All labels of what is to be paused, without the reason of its hours; null where it has none. */
function labelsOfPause(wantedValues: readonly WantedValue[], current: GraphObject): string[] | null {
	const isPause = wantedValues.some(({ field, value }) => field === 'status' && value === 'PAUSED');
	if (!isPause || !offReasons(current).has('hours')) return null;
	return labelsAfter({ ...current, status: 'PAUSED' }, { take: 'hours' }, 0);
}

/**
 * An update of labels leaves the object's marks: Meta replaces all labels of it. Only whoever pauses what its hours keep off takes
 * their reason away, or they would switch it on in the morning.
 */
export function keepingMarks(wantedValues: readonly WantedValue[], current: GraphObject): WantedValue[] {
	const names = labelsOfPause(wantedValues, current);
	const markedObject = names === null ? current : { ...current, adlabels: labelsParam(names) };
	const valuesWithMarks = wantedValues.map((one) =>
		one.label === LABELS ? wantedLabels(withMarks(labelNames(one.value), markedObject)) : one,
	);
	return names === null || valuesWithMarks.some(({ label }) => label === LABELS)
		? valuesWithMarks
		: [...valuesWithMarks, wantedLabels(names)];
}

/** Meta refuses labels of some objects (facebook-php-business-sdk, issue 427): those are changed without, and the log alone tells. */
export async function unlessRefused<Task>(
	tasks: readonly Task[],
	change: (some: readonly Task[], hasMarks: boolean) => Promise<Verdict[]>,
): Promise<Verdict[]> {
	const verdicts = await change(tasks, true);
	const refusedTasks = tasks.filter((_task, index) => mayBeOfLabels(verdicts[index]?.failure));
	const again = new Map(pairLists(refusedTasks, refusedTasks.length === 0 ? [] : await change(refusedTasks, false)));
	return pairLists(tasks, verdicts).map(([task, verdict]) => again.get(task) ?? verdict);
}
