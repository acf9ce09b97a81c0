import { currencyDecimals, isListedCurrency, roundedCost } from '../../../../shared/money';
import type { AdTotals } from './record';
import type { RotationSettings } from './rotation';

/** Figures as sentences show them. */

export function amountInWords(amount: number, currency: string): string {
	const decimals = isListedCurrency(currency) ? currencyDecimals(currency) : 2;
	const text = amount.toFixed(decimals);
	return `${Number(text) === 0 ? roundedCost(amount, decimals) || text : text} ${currency}`;
}

export const shareInWords = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 2 : 0)} %`;

export const times = (factor: number): string => `${factor.toFixed(1)} times`;

export const count = (results: number): string => {
	const resultCount = Number(results.toFixed(2));
	return resultCount === 1 ? '1 result' : `${resultCount === 0 ? 'no' : resultCount} results`;
};

/** What was put in: money, or impressions. */
export const effort = ({ spend, impressions }: AdTotals, { goal, currency }: RotationSettings): string =>
	goal.kind === 'cost' ? `${amountInWords(spend, currency)}` : `${impressions} impressions`;

export const target = ({ goal, currency }: RotationSettings): string =>
	goal.kind === 'cost'
		? `${amountInWords(goal.target, currency)} a result`
		: `${shareInWords(goal.target)} of impressions`;

/** How the results compare: "40.12 USD a result", "0.51 % of impressions". */
export function performance({ spend, impressions, results }: AdTotals, { goal, currency }: RotationSettings): string {
	if (goal.kind === 'rate') return `${shareInWords(impressions === 0 ? 0 : results / impressions)} of impressions`;
	return results === 0 ? 'no result' : `${amountInWords(spend / results, currency)} a result`;
}

/** What an ad did, beside what it should do. */
export const figures = (all: AdTotals, settings: RotationSettings): string =>
	`${all.results === 0 && settings.goal.kind === 'cost' ? 'no result' : `${performance(all, settings)} from ${count(all.results)}`}, target ${target(settings)}`;

/** What to do where the count may be at fault. */
export const CHECK = 'Check that results reach Meta.';
