export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** "3.2 times", the larger over the smaller being the reader's business. */
export const ratio = (a: number, b: number) => (a / b).toFixed(a / b < 10 ? 2 : 0);
