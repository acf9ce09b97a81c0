import { shortText } from './words';

/**
 * Money as Meta counts it.
 *
 * People type and read amounts in the account's currency units ("12.50" dollars, "1200" yen). Meta's API takes and
 * returns whole numbers of minor units: amount × offset. The offset is Meta's own and not ISO 4217's (the Bahraini
 * dinar is 100, not 1000; the forint is 1, not 100).
 *
 * All arithmetic is on decimal text and BigInt: a budget must never be off by a cent because 0.29 × 100 is
 * 28.999999999999996 in floating point.
 */

type Offset = 1 | 100;

const NO_DECIMALS = ['CLP', 'COP', 'CRC', 'HUF', 'IDR', 'ISK', 'JPY', 'KRW', 'PYG', 'TWD', 'VND'];

// Retired currencies (HRK, LTL, SKK …) stay: Meta still lists them, and old accounts still report in them. LKR is in
// Meta's own Currency enum but not in the table of offsets, so it is missing on purpose. A guess could spend a hundred
// times too much.
const TWO_DECIMALS = [
	...['AED', 'ARS', 'AUD', 'BDT', 'BGN', 'BHD', 'BOB', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'DZD', 'EGP', 'EUR'],
	...['FBZ', 'GBP', 'GTQ', 'HKD', 'HNL', 'HRK', 'ILS', 'INR', 'JOD', 'KES', 'LTL', 'LVL', 'MOP', 'MXN', 'MYR', 'NGN'],
	...['NIO', 'NOK', 'NZD', 'PEN', 'PHP', 'PKR', 'PLN', 'QAR', 'RON', 'RSD', 'RUB', 'SAR', 'SEK', 'SGD', 'SKK', 'THB'],
	...['TRY', 'UAH', 'USD', 'UYU', 'VEF', 'VES', 'ZAR'],
];

/**
 * Minor units per currency unit, for every currency Meta lists with an offset.
 * Source: https://developers.facebook.com/docs/marketing-api/currencies (read in English and Spanish, 2026-11).
 */
export const CURRENCY_OFFSETS: ReadonlyMap<string, Offset> = new Map<string, Offset>([
	...NO_DECIMALS.map((code): [string, Offset] => [code, 1]),
	...TWO_DECIMALS.map((code): [string, Offset] => [code, 100]),
]);

/**
 * The largest amount that is sent, in minor units: 100 billion dollars, 10 trillion dong. No budget comes near it, but
 * an object id (15 digits or more) pasted into the wrong field does. Every number below it is exact in JavaScript.
 */
export const MAX_MINOR_UNITS = 10_000_000_000_000n;

export type MoneyProblemCode =
	| 'unlistedCurrency'
	| 'notAnAmount'
	| 'tooManyDecimals'
	| 'notPositive'
	| 'tooLarge'
	| 'notMinorUnits';

/** An amount that cannot be used: `message` says what is wrong, `advice` how to mend it. Both are plain sentences. */
export class MoneyProblem extends Error {
	constructor(
		readonly code: MoneyProblemCode,
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'MoneyProblem';
	}
}

/** Whether Meta's table gives an offset for this currency; without one, amounts are neither sent nor converted. */
export function isListedCurrency(currency: string): boolean {
	return CURRENCY_OFFSETS.has(currency);
}

/**
 * How many decimals an amount in this currency may have: 0 or 2.
 * @throws MoneyProblem `unlistedCurrency`
 */
export function currencyDecimals(currency: string): 0 | 2 {
	const offset = CURRENCY_OFFSETS.get(currency);
	if (offset !== undefined) return offset === 1 ? 0 : 2;
	throw new MoneyProblem(
		'unlistedCurrency',
		`Meta publishes no unit for the currency "${currency}", so an amount in it cannot be converted safely.`,
		'Set budgets and bids of this account in Ads Manager. The supported currencies are listed at https://developers.facebook.com/docs/marketing-api/currencies.',
	);
}

export interface AmountRules {
	/** Accept 0, where Meta gives it a meaning such as "no limit". Negative amounts are never accepted. */
	allowZero?: boolean;
}

/**
 * Turns an amount in currency units (12, "12.5", "12.50") into Meta's minor units ("1250"), exactly.
 *
 * Text is read strictly: digits and at most one decimal point. Texts like "1,200" and "12.500" are refused rather than
 * guessed, since half the world reads them as another number.
 *
 * @returns a whole number as text, without leading zeros
 * @throws MoneyProblem
 */
export function toMinorUnits(amount: string | number, currency: string, rules: AmountRules = {}): string {
	const decimals = currencyDecimals(currency);
	const text = String(amount).trim();
	const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
	if (!parts) throw notAnAmount(text, decimals);

	const [, sign, whole, fraction = ''] = parts;
	if (fraction.length > decimals) throw tooManyDecimals(text, currency, decimals);

	const minor = BigInt(whole + fraction.padEnd(decimals, '0'));
	if (sign || (minor === 0n && !rules.allowZero)) {
		throw new MoneyProblem(
			'notPositive',
			`The amount ${shortText(text)} is not above zero.`,
			rules.allowZero ? 'Enter 0 or a positive amount.' : 'Enter a positive amount.',
		);
	}
	if (minor > MAX_MINOR_UNITS) {
		throw new MoneyProblem(
			'tooLarge',
			`The amount ${shortText(text)} ${currency} is larger than any real budget.`,
			'Check that the field has an amount in currency units and not an ID or a timestamp.',
		);
	}
	return minor.toString();
}

/**
 * Turns Meta's minor units ("1250") into currency units.
 *
 * @returns a number (12.5) as long as a number shows every digit, which is up to 15 of them; beyond that, exact text
 * @throws MoneyProblem `unlistedCurrency` or `notMinorUnits`
 */
export function fromMinorUnits(minor: string | number, currency: string): number | string {
	const decimals = currencyDecimals(currency);
	const digits = wholeNumber(minor);
	const text = placePoint(digits, decimals);
	return digits.replace('-', '').length <= 15 ? Number(text) : text;
}

/**
 * Writes Meta's minor units for people: "1,234.50 USD", "1,200 JPY". Meant for messages, so an unlisted currency does
 * not throw: it reads "1234 LKR (Meta's minor units)".
 *
 * @throws MoneyProblem `notMinorUnits`
 */
export function formatMoney(minor: string | number, currency: string): string {
	const digits = wholeNumber(minor);
	if (!isListedCurrency(currency)) return `${digits} ${currency} (Meta's minor units)`;
	const amount = placePoint(digits, currencyDecimals(currency));
	const whole = amount.replace(/\.\d+$/, '');
	return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${amount.slice(whole.length)} ${currency}`;
}

/** What one of something costs, with so many decimals; so small a cost that none of them shows it still says what it is. */
export function roundedCost(cost: number, decimals: number): number {
	const round = Number(cost.toFixed(decimals));
	return round === 0 && cost !== 0 ? Number(cost.toPrecision(2)) : round;
}

/** More than any sum of money has: a longer text would keep its readers busy. */
const MOST_DIGITS = 40;

/** The number as plain digits, with a minus sign where the account owes; leading zeros and "-0" are gone. */
function wholeNumber(minor: string | number): string {
	const text = String(minor).trim();
	const isExact = typeof minor === 'string' || Number.isSafeInteger(minor);
	if (isExact && text.length <= MOST_DIGITS && /^-?\d+$/.test(text)) return BigInt(text).toString();
	throw new MoneyProblem(
		'notMinorUnits',
		`"${shortText(text)}" is not a whole number of minor units.`,
		'Use the amount as Meta returned it.',
	);
}

function placePoint(digits: string, decimals: 0 | 2): string {
	if (decimals === 0) return digits;
	const sign = digits.startsWith('-') ? '-' : '';
	const padded = digits.slice(sign.length).padStart(decimals + 1, '0');
	return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function notAnAmount(text: string, decimals: 0 | 2): MoneyProblem {
	const example = decimals === 0 ? '1200' : '12.50';
	const advice =
		'Write digits only, with a point for decimals and no thousands separator or currency sign, ' + `e.g. ${example}.`;
	if (text === '') return new MoneyProblem('notAnAmount', 'The amount is empty.', advice);
	return new MoneyProblem('notAnAmount', `"${shortText(text)}" is not an amount.`, advice);
}

function tooManyDecimals(text: string, currency: string, decimals: 0 | 2): MoneyProblem {
	const rule = decimals === 0 ? 'has no decimals' : `has at most ${decimals} decimals`;
	return new MoneyProblem(
		'tooManyDecimals',
		`The amount ${shortText(text)} has too many decimals: an amount in ${currency} ${rule}.`,
		`Round it first, e.g. {{ $json.amount.toFixed(${decimals}) }}.`,
	);
}
