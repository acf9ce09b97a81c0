/** Field and enum names of one of Meta's objects, by list. */
export type SpecLists = Readonly<Record<string, readonly string[]>>;

export type Merged<Generated extends SpecLists, Added extends SpecLists> = {
	readonly [List in keyof Generated]: List extends keyof Added
		? readonly [...Generated[List], ...Added[List]]
		: Generated[List];
};

/** The generated lists of one object, each with the names added by hand behind its own. */
export function withAdditions<Generated extends SpecLists, Added extends SpecLists>(
	generated: Generated,
	added: Added,
): Merged<Generated, Added> {
	const merged: Record<string, readonly string[]> = { ...generated };
	for (const [list, names] of Object.entries(added)) merged[list] = [...generated[list], ...names];
	return merged as Merged<Generated, Added>;
}

/** Whether a list holds this name; narrows the text to the list's own type. */
export function isNameIn<List extends readonly string[]>(list: List, name: string): name is List[number] {
	return list.includes(name);
}
