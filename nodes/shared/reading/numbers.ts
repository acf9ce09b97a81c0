const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/**
 * A number as Meta or a table writes it: itself, or text in plain digits with a point, blanks around it left out. Null for
 * everything else: nothing becomes 0, NaN or endless, and neither `0x10` nor a list of one number is read into one.
 */
export function numberOf(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string') return null;
	const text = value.trim();
	const number = DECIMAL.test(text) ? Number(text) : NaN;
	return Number.isFinite(number) ? number : null;
}

/** How many: the same, and not below zero, as Meta writes −1 for what it does not know yet. */
export function countOf(value: unknown): number | null {
	const count = numberOf(value);
	return count === null || count < 0 ? null : count;
}
