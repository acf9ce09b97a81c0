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
export function showsWanted(shown: unknown, wanted: unknown, order: 'asSent' | 'anyOrder' = 'asSent'): boolean {
	if (wanted === undefined) return true;
	if (isNothing(wanted)) return isNothing(shown);
	if (Array.isArray(wanted)) {
		if (!Array.isArray(shown) || shown.length !== wanted.length) return false;
		const alike = (at: number, place: number): boolean => showsWanted(shown[place], wanted[at], order);
		return order === 'asSent' ? wanted.every((_, at) => alike(at, at)) : hasPairs(wanted.length, alike);
	}
	if (isRecord(wanted))
		return (
			isRecord(shown) &&
			Object.entries(wanted).every(([name, part]) =>
				showsWanted(Object.hasOwn(shown, name) ? shown[name] : undefined, part, order),
			)
		);
	return typeof shown !== 'object' && shown !== undefined && String(shown) === String(wanted);
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
function hasPairs(count: number, alike: (wanted: number, shown: number) => boolean): boolean {
	const takenBy = new Array<number | undefined>(count).fill(undefined);
	const places = [...takenBy.keys()];
	const finds = (wanted: number, tried: Set<number>): boolean => {
		// Most lists come back as they were sent.
		for (const place of [wanted, ...places]) {
			if (tried.has(place) || !alike(wanted, place)) continue;
			tried.add(place);
			const holder = takenBy[place];
			if (holder !== undefined && !finds(holder, tried)) continue;
			takenBy[place] = wanted;
			return true;
		}
		return false;
	};
	return places.every((wanted) => finds(wanted, new Set()));
}
