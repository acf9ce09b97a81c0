import { isListedCurrency } from '../../../shared/money';
import { metricsNamedIn, type MetricName, type NamedMetric } from './metricNamed';
import { isMeant, NUMBER, readingsOf } from './readings';
import type { ToldNumber } from './told';

/** A number of a comment, with what the comment says that it is. */
export interface NumberClaim {
	readonly numberText: string;
	/** Null for a number that stands alone. */
	readonly unit: 'money' | 'percent' | null;
	/** Of an amount: the currencies of the report that its sign can mean. */
	readonly currencies: readonly string[];
	/** Columns of the metric that it is called by; null where it is called by none. */
	readonly columns: readonly string[] | null;
	/** Whether it may be how many lines, accounts or days there are. */
	readonly maySize: boolean;
}

const PERCENT = /^\s?(?:%|٪|per ?cent\b|prozent\b|pour cent\b|por cien\w*\b|por cento\b)/iu;
const SIGN_BEFORE = /((?:\b[A-Z]{1,3})?\p{Sc}|\b[A-Z]{3})\s?$/u;
const SIGN_AFTER = /^\s?(\p{Sc}|[A-Z]{3}\b)/u;

/** What may stand between a metric and its number: a few words, and no comma, number or sign. */
const BETWEEN = /^[\s:(]*(?:\p{L}[\p{L}'’-]*[\s:]+){0,4}$/u;

const signsOf = (currency: string): string[] =>
	(['narrowSymbol', 'symbol'] as const).map(
		(currencyDisplay) =>
			new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay })
				.formatToParts(0)
				.find(({ type }) => type === 'currency')?.value ?? currency,
	);

/** Whether a sign such as `$`, `US$` or `USD` can stand for a currency. */
const isSignOf = (sign: string, currency: string): boolean =>
	sign === currency ||
	signsOf(currency).some((own) => sign.endsWith(own) && currency.startsWith(sign.slice(0, -own.length)));

/** A sign next to a number. Three capital letters are a currency only where they are one: `CPC` is none. */
function signIn(match: RegExpExecArray | null): { readonly sign: string; readonly length: number } | null {
	const sign = match?.[1]?.normalize('NFKC');
	if (match === null || sign === undefined || (/^[A-Z]{3}$/.test(sign) && !isListedCurrency(sign))) return null;
	return { sign, length: match[0].length };
}

type Place = { readonly start: number; readonly end: number };

/** The metric that a number is called by: `11 purchases`, or `CPC was $0.62`. */
function nameOf(
	sentence: string,
	{ start, end }: Place,
	unit: NumberClaim['unit'],
	namedMetrics: readonly NamedMetric[],
): { readonly name: NamedMetric; readonly isBehind: boolean } | null {
	const behind = namedMetrics.find((name) => name.start > end - 1 && /^\s+$/.test(sentence.slice(end, name.start)));
	if (behind !== undefined && (behind.unit !== 'count' || unit === null)) return { name: behind, isBehind: true };
	const before = namedMetrics.filter((name) => name.end <= start).at(-1);
	if (before === undefined || !BETWEEN.test(sentence.slice(before.end, start))) return null;
	// “To reach $200” is no count of people.
	return before.unit === 'count' && unit === 'money' ? null : { name: before, isBehind: false };
}

/** The numbers of a sentence without names and dates. */
export function claimsIn(sentence: string, names: readonly MetricName[], currencies: readonly string[]): NumberClaim[] {
	const namedMetrics = metricsNamedIn(sentence, names);
	return [...sentence.matchAll(NUMBER)].map((match): NumberClaim => {
		const [numberText] = match;
		const end = match.index + numberText.length;
		const [textBefore, textAfter] = [sentence.slice(0, match.index), sentence.slice(end)];
		const percent = PERCENT.exec(textAfter);
		const before = percent === null ? signIn(SIGN_BEFORE.exec(textBefore)) : null;
		const after = percent === null && before === null ? signIn(SIGN_AFTER.exec(textAfter)) : null;
		const sign = (before ?? after)?.sign ?? null;
		const unit = percent !== null ? 'percent' : sign !== null ? 'money' : null;
		const place = {
			start: match.index - (before?.length ?? 0),
			end: end + (percent?.[0].length ?? after?.length ?? 0),
		};
		const called = nameOf(sentence, place, unit, namedMetrics);
		return {
			numberText,
			unit,
			currencies: sign === null ? [] : currencies.filter((currency) => isSignOf(sign, currency)),
			columns: called?.name.columns ?? null,
			maySize: unit === null && called?.isBehind !== true,
		};
	});
}

function canMean({ unit, currencies, columns, maySize }: NumberClaim, toldNumber: ToldNumber): boolean {
	if (toldNumber.column === null) return maySize;
	if (columns !== null && !columns.includes(toldNumber.column)) return false;
	if (unit === null || toldNumber.unit === null) return true;
	return (
		unit === toldNumber.unit &&
		(unit !== 'money' || toldNumber.currency === null || currencies.includes(toldNumber.currency))
	);
}

/** What a claim is: so in the report, something else there, or nowhere in it; as exactly as it is written. */
export function standOfClaim(claim: NumberClaim, toldNumbers: readonly ToldNumber[]): 'so' | 'other' | 'nowhere' {
	const readings = readingsOf(claim.numberText);
	const alike = toldNumbers.filter(({ value }) => readings.some((reading) => isMeant(value, reading)));
	if (alike.some((toldNumber) => canMean(claim, toldNumber))) return 'so';
	return alike.length > 0 ? 'other' : 'nowhere';
}
