import { sumBy } from 'lodash';

import type { Alert } from './alert';
import type { WatchedObject } from './past';

/** An object that spends on every day of a week is missed on the next. */
const STEADY_DAYS = 7;
/** Older stops are no news, unless nobody has looked since. */
const LATEST_STOP = 3;

/** How many of the last days had no delivery; unknown spend is no sign of either. */
export function lastDelivery({ days }: WatchedObject): number {
	const back = [...days].reverse().findIndex(({ spend }) => spend !== 0);
	return back === -1 ? days.length : back;
}

/**
 * A delivery that ended in the last days and was steady before; null for any other.
 *
 * @param lastLook how many days ago it was looked at last
 */
export function stops(object: WatchedObject, lastLook: number): Alert | null {
	const { days } = object;
	const without = lastDelivery(object);
	const before = days.slice(0, days.length - without);
	const steady = before.slice(-STEADY_DAYS);
	if (without === 0 || without > Math.max(LATEST_STOP, lastLook) || steady.length < STEADY_DAYS) return null;
	if (steady.some(({ spend }) => spend === null || spend === 0)) return null;
	const [first, last] = [days[before.length], days[days.length - 1]];
	if (first === undefined || last === undefined) return null;
	const usual = sumBy(steady, ({ spend }) => spend ?? 0) / steady.length;
	return {
		kind: 'noDelivery',
		direction: 'fewer',
		objects: [object],
		since: first.date,
		until: last.date,
		found: 0,
		due: usual * without,
		effort: without,
		chance: null,
	};
}
