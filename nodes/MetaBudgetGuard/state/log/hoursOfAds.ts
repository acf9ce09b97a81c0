import { groupBy } from 'lodash';

import { isOfAd, subject, timeOf } from '../../../meta/activityLog/entry';
import { statusChanges, tellsStatus, type StatusChange } from '../../../meta/activityLog/statusChanges';
import { isItselfOffForHours, keepsHours } from '../../../meta/marks/marks';
import { DAY_MS } from '../../../shared/durations';
import type { GraphObject } from '../../../shared/graph/object';
import { ownStatusOf } from '../statuses';
import type { Parents } from './parents';
import { isByOneApp } from './switchedOn';

/** Hours come round within a week. What was off for longer has come back for another reason. */
const WEEK = 7 * DAY_MS;

const isRound = (off: StatusChange | undefined, on: StatusChange | undefined): boolean =>
	off?.to === 'off' && on?.to === 'on' && on.at - off.at < WEEK && isByOneApp(on, off);

/** Which of an ad's changes are those of its hours: off and on again, and the last one off where they keep it off now. */
const changesOfHours = (changes: readonly StatusChange[], rests: boolean): StatusChange[] =>
	changes.filter((change, index) => {
		const [before, next] = [changes[index - 1], changes[index + 1]];
		if (change.to === 'on') return isRound(before, change);
		if (next !== undefined) return isRound(change, next);
		return rests && before?.to === 'on' && isByOneApp(change, before);
	});

const keyOf = (entry: GraphObject): string => `${subject(entry)} ${timeOf(entry)}`;

/**
 * Whether an entry tells how its hours have switched an ad, twice a day: nothing waits after that, and days before it tell as much of the
 * ad set as days after it.
 *
 * @param entries all of them, some twice
 * @param keptToHours the form says that hours switch them, with or without labels at Meta
 */
export function tellsHours(
	entries: readonly GraphObject[],
	parents: Parents,
	keptToHours: boolean,
): (entry: GraphObject) => boolean {
	const switchings = groupBy(
		entries.filter((entry) => isOfAd(entry) && tellsStatus(entry)),
		subject,
	);
	const keys = Object.entries(switchings).flatMap(([id, own]) => {
		const ad = parents.get(id)?.ad;
		if (ad === undefined || !(keptToHours || keepsHours(ad))) return [];
		const { changes } = statusChanges(own, id, ownStatusOf(ad));
		return changesOfHours(changes, isItselfOffForHours(ad)).flatMap((change) => change.entries.map(keyOf));
	});
	const ofHours = new Set(keys);
	return (entry) => isOfAd(entry) && tellsStatus(entry) && ofHours.has(keyOf(entry));
}
