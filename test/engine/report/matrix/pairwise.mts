/** Settings by name, each with the values that it can have. */
type Values<Setting> = { readonly [Name in keyof Setting]: ReadonlyArray<Setting[Name]> };

/**
 * Settings in which each two values of different names are together at least once, greedily and always the same.
 *
 * @see Czerwonka, "Pairwise Testing in the Real World" (PNSQC 2006)
 */
export function pairwise<Setting extends object>(values: Values<Setting>): Setting[] {
	const names = Object.keys(values) as Array<keyof Setting & string>;
	const sizes = names.map((name) => values[name].length);
	const open = new Set<string>();
	const pairOf = (one: number, oneValue: number, other: number, otherValue: number): string =>
		one < other ? `${one}:${oneValue} ${other}:${otherValue}` : `${other}:${otherValue} ${one}:${oneValue}`;
	sizes.forEach((size, one) =>
		sizes.slice(one + 1).forEach((otherSize, step) => {
			for (let a = 0; a < size; a++) for (let b = 0; b < otherSize; b++) open.add(pairOf(one, a, one + 1 + step, b));
		}),
	);
	const found: Setting[] = [];
	while (open.size > 0) {
		const [seed = ''] = open;
		const chosen = new Map(seed.split(' ').map((part) => part.split(':').map(Number) as [number, number]));
		for (let name = 0; name < names.length; name++) {
			if (chosen.has(name)) continue;
			const gain = (value: number): number =>
				[...chosen].filter(([other, otherValue]) => open.has(pairOf(name, value, other, otherValue))).length;
			const options = Array.from({ length: sizes[name]! }, (_, value) => value);
			chosen.set(
				name,
				options.reduce((best, value) => (gain(value) > gain(best) ? value : best), 0),
			);
		}
		for (const [one, oneValue] of chosen)
			for (const [other, otherValue] of chosen) if (one < other) open.delete(pairOf(one, oneValue, other, otherValue));
		found.push(
			Object.fromEntries([...chosen].map(([name, value]) => [names[name]!, values[names[name]!][value]])) as Setting,
		);
	}
	return found;
}
