/** What JavaScript reads as a number of another base. */
const OTHER_BASE = /^0[box]/i;

/**
 * A number as Meta or a table writes it: itself, or text in plain digits with a point, blanks around it left out. Null for
 * everything else: nothing becomes 0, NaN or endless, and neither `0x10` nor a list of one number is read into one.
 */
export function numberOf(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string') return null;
	const text = value.trim();
	const number = text === '' || OTHER_BASE.test(text) ? NaN : Number(text);
	return Number.isFinite(number) ? number : null;
}

/** How many: the same, and not below zero, as Meta writes −1 for what it does not know yet. */
export function countOf(value: unknown): number | null {
	const count = numberOf(value);
	return count === null || count < 0 ? null : count;
}
