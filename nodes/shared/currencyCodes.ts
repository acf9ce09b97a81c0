const codesInUse = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });

/** ISO 4217 has codes of metals, funds, tests and no currency at all (XAU, XDR, XTS, XXX); of those with X these are money. */
const MONEY_WITH_X = new Set(['XAF', 'XCD', 'XCG', 'XOF', 'XPF']);

const knownCodes = new Map<string, boolean>();

/** Whether three capitals are a currency's code. */
export function isCurrencyCode(code: string): boolean {
	if (!/^[A-Z]{3}$/.test(code)) return false;
	const knownAnswer = knownCodes.get(code);
	if (knownAnswer !== undefined) return knownAnswer;
	const name = codesInUse.of(code);
	const isOne = name !== undefined && name !== code && (!code.startsWith('X') || MONEY_WITH_X.has(code));
	knownCodes.set(code, isOne);
	return isOne;
}
