import { bareName } from '../../../meta/people/consent/consentNames';

/** A run has some thirty names of columns, and each for every item. */
const plainNames = new Map<string, string>();

const MOST_NAMES = 5_000;

/** A column's name by letters and digits alone: `financial_status` and "Financial Status" are one. */
export function plainName(name: string): string {
	const earlier = plainNames.get(name);
	if (earlier !== undefined) return earlier;
	if (plainNames.size >= MOST_NAMES) plainNames.clear();
	const plain = bareName(name);
	plainNames.set(name, plain);
	return plain;
}
