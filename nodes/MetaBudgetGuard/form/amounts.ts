import { isListedCurrency } from '../../shared/money';
import type { Decimal } from '../../shared/form/decimal';
import { InputProblem } from '../../shared/form/problem';
import { amountAt } from '../../shared/node/session/accountValues';
import type { AccountFacts } from '../../shared/node/session/session';
import type { Share } from '../policy/lever';
import { shortText } from '../../shared/words';

/** What fields hold, as the whole numbers that guards reckon with: exactly. */

/** An amount as text, a ROAS floor as a number. */
export type EnteredAmount = Decimal | number;

/** @throws InputProblem at the field */
export type ReadValue = (path: readonly string[], enteredAmount: EnteredAmount) => bigint;

/**
 * An amount of a currency whose unit Meta does not publish could be a hundred times what it seems, so nothing is
 * stepped there.
 *
 * @throws InputProblem
 */
export function refuseUnlisted({ currency }: AccountFacts): void {
	if (isListedCurrency(currency)) return;
	throw new InputProblem(
		['adAccount'],
		`is in ${shortText(currency)}, whose smallest unit Meta does not publish`,
		'Budgets and bids of this account can only be set in Ads Manager.',
	);
}

/** More digits than any percentage has are an ID in the wrong field. */
const PERCENT = /^(-?)(\d{1,7})(?:\.(\d+))?$/;

/**
 * A percentage with a sign; what lies behind the fourth decimal is dropped, toward no change.
 *
 * @throws InputProblem at the field
 */
export function shareAt(path: readonly string[], enteredAmount: Decimal): Share {
	const [, sign, whole, fraction = ''] = PERCENT.exec(enteredAmount) ?? [];
	if (whole === undefined)
		throw new InputProblem(
			path,
			`cannot be “${shortText(enteredAmount)}”`,
			'Enter a number such as 10 for ten percent more, or -10 for ten percent less.',
		);
	const size = BigInt(whole + fraction.slice(0, 4).padEnd(4, '0'));
	if (size === 0n) throw new InputProblem(path, 'is zero', 'Enter a number above or below zero.');
	if (sign === '-' && size >= 1_000_000n)
		throw new InputProblem(path, 'leaves nothing', 'Enter more than -100. To stop spending, pause the object instead.');
	return sign === '-' ? -size : size;
}

/**
 * An amount to add or take away.
 *
 * @throws InputProblem at the field
 */
export function signedAmountAt(path: readonly string[], enteredAmount: Decimal, account: AccountFacts): bigint {
	const size = BigInt(amountAt(path, enteredAmount.replace(/^-/, ''), account));
	return enteredAmount.startsWith('-') ? -size : size;
}

/** @throws InputProblem at the field */
export const amountIn = (path: readonly string[], enteredAmount: EnteredAmount, account: AccountFacts): bigint =>
	BigInt(amountAt(path, enteredAmount, account));

/** The same for what may be left out. */
export const orNone =
	(read: ReadValue) =>
	(path: readonly string[], enteredAmount: EnteredAmount | undefined): bigint | null =>
		enteredAmount === undefined ? null : read(path, enteredAmount);
