import { isListedCurrency } from '../../shared/money';
import { InputProblem } from '../../shared/form/problem';
import { amountAt } from '../../shared/node/accountValues';
import type { AccountFacts } from '../../shared/node/session';
import type { Share } from '../policy/lever';

/** Numbers as people and items give them, exactly. */

export type Entered = string | number;

/**
 * An amount of a currency whose unit Meta does not publish could be a hundred times what it seems, so nothing is stepped there.
 *
 * @throws InputProblem
 */
export function refuseUnlisted({ currency }: AccountFacts): void {
	if (isListedCurrency(currency)) return;
	throw new InputProblem(['adAccount'], `is in ${currency}, whose smallest unit Meta does not publish`, 'Budgets and bids of this account can only be set in Ads Manager.');
}

/** A percentage with a sign; what lies behind the fourth decimal is dropped, toward no change. */
const PERCENT = /^([+-]?)(\d{1,7})(?:\.(\d+))?\s*%?$/;

/** @throws InputProblem at the field */
export function shareAt(field: string, entered: Entered): Share {
	const [, sign, whole, fraction = ''] = PERCENT.exec(plain(entered)) ?? [];
	if (whole === undefined) throw new InputProblem([field], `cannot be “${shorten(entered)}”`, 'Enter a number such as 10 for ten percent more, or -10 for ten percent less.');
	const size = BigInt(whole + fraction.slice(0, 4).padEnd(4, '0'));
	if (size === 0n) throw new InputProblem([field], 'is zero', 'Enter a number above or below zero.');
	if (sign === '-' && size >= 1_000_000n) throw new InputProblem([field], 'leaves nothing', 'Enter more than -100. To stop spending, pause the object instead.');
	return sign === '-' ? -size : size;
}

/** A number in plain digits, also one that JavaScript would write with an exponent. */
const plain = (entered: Entered): string => (typeof entered === 'number' && Math.abs(entered) < 1e-6 ? '0' : String(entered).trim());

const shorten = (entered: Entered): string => String(entered).slice(0, 40);

/**
 * An amount to add or take away.
 *
 * @throws InputProblem at the field
 */
export function signedAmountAt(field: string, entered: Entered, account: AccountFacts): bigint {
	const text = plain(entered);
	const size = BigInt(amountAt([field], text.replace(/^[+-]/, ''), account));
	return text.startsWith('-') ? -size : size;
}

/** @throws InputProblem at the field */
export const amountIn = (path: readonly string[], entered: Entered, account: AccountFacts): bigint => BigInt(amountAt(path, entered, account));

