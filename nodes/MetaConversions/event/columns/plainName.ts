import { bareName } from '../../../meta/people/consent/consentNames';

const MOST_NAMES = 5_000;

/** What a name says is found once: a run has some thirty names of columns, and each for every item. */
export function findOnce<T>(find: (name: string) => T): (name: string) => T {
	const results = new Map<string, T>();
	return (name) => {
		const earlier = results.get(name);
		if (earlier !== undefined) return earlier;
		if (results.size >= MOST_NAMES) results.clear();
		const result = find(name);
		results.set(name, result);
		return result;
	};
}

/** A column's name by letters and digits alone: `financial_status` and "Financial Status" are one. */
export const plainName = findOnce(bareName);
