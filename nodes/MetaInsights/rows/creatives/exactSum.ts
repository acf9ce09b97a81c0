const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Decimals that sums are worked out with; Meta's numbers have fewer. */
const DECIMALS = 20;

function scaledNumber(value: unknown): bigint | null {
	const numberMatch = typeof value === 'string' || typeof value === 'number' ? NUMBER.exec(String(value)) : null;
	if (numberMatch === null) return null;
	const [, sign, whole = '', part = ''] = numberMatch;
	if (part.length > DECIMALS) return null;
	const digits = BigInt(whole + part.padEnd(DECIMALS, '0'));
	return sign === '-' ? -digits : digits;
}

/** The sum of numbers, to the last digit and in any order; null where one of them is not told. */
export function exactSum(values: readonly unknown[]): number | null {
	let sum = 0n;
	for (const value of values) {
		const one = scaledNumber(value);
		if (one === null) return null;
		sum += one;
	}
	const digits = (sum < 0n ? -sum : sum).toString().padStart(DECIMALS + 1, '0');
	return Number(`${sum < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`);
}

/** A rate or a cost, as exact as Meta's own (six decimals); null where there is nothing to divide by, or either is not told. */
export const exactRatio = (of: number | null, by: number | null, times = 1): number | null =>
	of === null || by === null || by <= 0 ? null : Math.round(((of * times) / by) * 1e6) / 1e6;
