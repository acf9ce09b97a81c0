import { isRecord } from '../record';

/**
 * Whether Meta shows what is wanted: the one comparison of a value that was sent, or is to be sent, with what an object has.
 *
 * - A text and a number are the same where they read alike: Meta answers `5` and `"5"`. Nothing else is read into a value:
 *   `"5.0"` is not `5`.
 * - Nothing is null, "", an empty list or an empty object. Wanted nothing is shown by nothing, and by an absent field.
 *   What is `undefined` was not sent: it says nothing of what is there.
 * - Of an object, all that is wanted has to be there; Meta adds more of its own.
 * - A list has as many entries as are wanted. They stand in the order in which they were sent, unless the order says
 *   nothing. Then each wanted entry has a shown one of its own.
 *
 * @param order `anyOrder` where Meta keeps lists as sets; it counts for lists inside of others, too
 */
export function showsWanted(
	shownValue: unknown,
	wantedValue: unknown,
	order: 'asSent' | 'anyOrder' = 'asSent',
): boolean {
	if (wantedValue === undefined) return true;
	if (isNothing(wantedValue)) return isNothing(shownValue);
	if (Array.isArray(wantedValue)) {
		if (!Array.isArray(shownValue) || shownValue.length !== wantedValue.length) return false;
		const alike = (at: number, place: number): boolean => showsWanted(shownValue[place], wantedValue[at], order);
		return order === 'asSent' ? wantedValue.every((_, at) => alike(at, at)) : hasPairs(wantedValue.length, alike);
	}
	if (isRecord(wantedValue))
		return (
			isRecord(shownValue) &&
			Object.entries(wantedValue).every(([name, part]) =>
				showsWanted(Object.hasOwn(shownValue, name) ? shownValue[name] : undefined, part, order),
			)
		);
	return typeof shownValue !== 'object' && shownValue !== undefined && String(shownValue) === String(wantedValue);
}

const isNothing = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(Array.isArray(value) && value.length === 0) ||
	(isRecord(value) && Object.values(value).every((part) => part === undefined));

/**
 * Whether each of so many wanted entries has a shown one of its own. One that fits several gives way to one that fits
 * only there. What is wanted is a part of what is shown, so the first that fits need not be the right one.
 */
function hasPairs(count: number, alike: (wantedAt: number, shownAt: number) => boolean): boolean {
	const takenBy = new Array<number | undefined>(count).fill(undefined);
	const places = [...takenBy.keys()];
	const finds = (wantedAt: number, triedPlaces: Set<number>): boolean => {
		// Most lists come back as they were sent.
		for (const place of [wantedAt, ...places]) {
			if (triedPlaces.has(place) || !alike(wantedAt, place)) continue;
			triedPlaces.add(place);
			const holder = takenBy[place];
			if (holder !== undefined && !finds(holder, triedPlaces)) continue;
			takenBy[place] = wantedAt;
			return true;
		}
		return false;
	};
	return places.every((at) => finds(at, new Set()));
}
