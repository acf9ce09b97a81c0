import { isRefusedValue, refuse, cellText, type RefusedValue } from '../../../meta/people/normalise/value';
import { isCurrencyCode } from '../../../shared/currencyCodes';
import { readDecimal } from '../../../shared/form/decimal';

/** Signs that are one country's; "$" and "¥" are several's. */
const signs: Readonly<Record<string, string>> = {
	'€': 'EUR',
	'£': 'GBP',
	'₹': 'INR',
	'₺': 'TRY',
	'₽': 'RUB',
	'₩': 'KRW',
	zł: 'PLN',
	fr: 'CHF',
};

/** Languages whose names of currencies are understood; Intl brings the names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt'];

/** The currencies in which most shops sell: the names of rare ones are refused rather than guessed. */
const COMMON =
	'EUR USD GBP CHF PLN SEK NOK DKK CZK HUF RON BGN TRY CAD AUD NZD JPY CNY INR BRL MXN ARS CLP COP ZAR AED SAR ILS SGD HKD'.split(
		' ',
	);

let names: ReadonlyMap<string, string> | undefined;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');

function allCurrencyNames(): ReadonlyMap<string, string> {
	const codeOfName = new Map<string, string>([['euros', 'EUR']]);
	for (const language of LANGUAGES) {
		const display = new Intl.DisplayNames(language, { type: 'currency', fallback: 'none' });
		for (const code of COMMON) {
			const name = display.of(code);
			if (name !== undefined && !codeOfName.has(bare(name))) codeOfName.set(bare(name), code);
		}
	}
	return codeOfName;
}

/** ISO 4217 of a cell: a code, an unmistakable sign, or a name; '' for a blank. */
export function currencyIn(raw: unknown): string | RefusedValue {
	const text = cellText(raw);
	if (isRefusedValue(text) || text === '') return text;
	const code = text.toUpperCase();
	if (isCurrencyCode(code)) return code;
	const sign = signs[text.toLowerCase()];
	if (sign !== undefined) return sign;
	names ??= allCurrencyNames();
	return names.get(bare(text)) ?? refuse('is not a currency’s code of three letters, such as EUR');
}

export interface Money {
	readonly value: number;
	/** As the cell itself says it: "20,50 €". */
	readonly currency?: string;
	/** One that several countries have. */
	readonly sharedSign?: '$' | '¥';
}

/** Countries' currencies with a sign that is not theirs alone. */
const CURRENCIES_OF_SIGN: Readonly<Record<'$' | '¥', ReadonlySet<string>>> = {
	$: new Set(
		'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL DOP JMD TTD BSD BBD BZD BMD BND FJD KYD LRD NAD XCD GYD SRD'.split(
			' ',
		),
	),
	'¥': new Set(['JPY', 'CNY']),
};

/** Why an amount cannot be in a currency: its cell names another. */
export function currencyProblem({ currency: own, sharedSign }: Money, currency: string): string | null {
	if (own !== undefined && own !== currency) return `Value is in ${own}, and Currency says ${currency}`;
	return sharedSign === undefined || currency === '' || CURRENCIES_OF_SIGN[sharedSign].has(currency)
		? null
		: `Value has the sign ${sharedSign}, which ${currency} has not: add a column for the currency`;
}

const isShared = (sign: string | undefined): sign is '$' | '¥' => sign === '$' || sign === '¥';

const around =
	/^(?<before>[A-Za-z]{3}|[€£$¥₹₺₽₩]|zł)?\s{0,3}(?<amount>[+−-]?\s{0,3}[\d.,'’\s\u00a0\u202f]{0,40}\d)\s{0,3}(?<after>[A-Za-z]{3}|[€£$¥₹₺₽₩]|zł)?$/u;

/** A cell's amount; null for a blank. What can be read in two ways is refused, and so is what is below zero: a refund is no event. */
export function moneyIn(raw: unknown): Money | RefusedValue | null {
	const text = typeof raw === 'number' ? String(raw) : cellText(raw);
	if (isRefusedValue(text)) return text;
	if (text === '') return null;
	const { before, amount, after } = around.exec(text)?.groups ?? {};
	if (amount === undefined) return refuse('is not an amount');
	const reading = readDecimal(typeof raw === 'number' ? raw : amount);
	if (!('value' in reading)) return refuse('can be read in two ways, or is no number: write 1200.50');
	const value = Number(reading.value);
	if (value < 0) return refuse('is below zero, and Meta accepts no refunds');
	const sign = before ?? after;
	if (isShared(sign)) return { value, sharedSign: sign };
	if (sign === undefined) return { value };
	const currency = currencyIn(sign);
	return isRefusedValue(currency) ? refuse('names a currency that is not known') : { value, currency };
}
