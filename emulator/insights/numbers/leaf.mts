/** One indivisible combination of a family's breakdowns, e.g. women of 25-34. */
export interface Leaf {
	values: Record<string, string>;
	/** Part of the numbers; the parts of a family add up to 1 after normalisation. */
	weight: number;
	/** Part of the people, 1 where the same person can be met in several leaves (placements, hours). */
	people: number;
}
