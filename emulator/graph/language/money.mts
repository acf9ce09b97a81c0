/** No minor unit at Meta, so budgets are whole units (Meta: marketing-api/currencies). Every other currency is times 100. */
const OFFSET_ONE = new Set(['CLP', 'COP', 'CRC', 'HUF', 'ISK', 'IDR', 'JPY', 'KRW', 'PYG', 'TWD', 'VND']);

export function offsetOf(currency: string): 1 | 100 {
	return OFFSET_ONE.has(currency) ? 1 : 100;
}

export function display(minor: number, currency: string): string {
	const offset = offsetOf(currency);
	return `${(minor / offset).toFixed(offset === 1 ? 0 : 2)} ${currency}`;
}
