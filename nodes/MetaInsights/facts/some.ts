/** A list with something in it. */
export type Some<T> = readonly [T, ...T[]];

export const lastOf = <T>([first, ...rest]: Some<T>): T => rest.at(-1) ?? first;

export const eachOf = <T, R>([first, ...rest]: Some<T>, make: (one: T) => R): Some<R> => [
	make(first),
	...rest.map(make),
];

/** What is made of each, in one list. */
export function flatOf<T, R>([first, ...rest]: Some<T>, make: (one: T) => Some<R>): Some<R> {
	const [one, ...more] = make(first);
	return [one, ...more, ...rest.flatMap(make)];
}

/** The only one of a list; null where there are more, or none. */
export function onlyOf<T>(list: readonly T[]): T | null {
	const [first] = list;
	return first === undefined || list.length > 1 ? null : first;
}
