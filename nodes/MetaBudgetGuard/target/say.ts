import { currencyDecimals, formatMoney } from '../../shared/money';

/** An amount in the account's currency, in words. */
export type Say = (amount: number) => string;

/** So many of Meta's smallest unit are one of the currency. */
export const minorUnitsOf = (currency: string): number => 10 ** currencyDecimals(currency);

/** Beyond it an amount is no amount that anybody spends. */
const SAYABLE = 1e12;

export const sayIn =
	(currency: string): Say =>
	(amount) =>
		amount < SAYABLE ? formatMoney(String(Math.round(amount * minorUnitsOf(currency))), currency) : 'any amount';
