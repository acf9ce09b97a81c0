/** Names of columns by letters and digits alone; a run has some thirty of them, and each for every item. */
const bareNames = new Map<string, string>();

const MOST_NAMES = 5_000;

/** `financial_status` and "Financial Status" are one. */
export function bareName(name: string): string {
	const earlier = bareNames.get(name);
	if (earlier !== undefined) return earlier;
	const letters = name
		.normalize('NFD')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/[^\p{L}\p{N}]/gu, '');
	if (bareNames.size >= MOST_NAMES) bareNames.clear();
	bareNames.set(name, letters);
	return letters;
}
