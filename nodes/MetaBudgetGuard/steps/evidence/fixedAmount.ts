import { uniq } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { isOfOwnItem } from '../../../shared/node/formValues';
import type { NumberedStep } from '../../record/step';

/** Amounts of the form that are the same for all items. They have no currency, and would mean something else in each. */

const amountNames = [
	...['ceiling', 'accountCeiling', 'plan', 'target', 'newValue', 'amount'],
	...['guards.bidCeiling', 'guards.floor', 'guards.expectedValue', 'guards.releasedValue'],
];
/** Rows with amounts and other numbers in them: what each is stays unread here, so all count as amounts. */
const listNames = ['raiseWhen', 'cutWhen', 'guards.minimumData'];

const isEntered = (raw: unknown): boolean => raw !== null && raw !== undefined && raw !== '';

/** @param index of any item: what is the same for all is the same there */
function hasFixedAmount(n8n: IExecuteFunctions, index: number): boolean {
	const rawAt = (name: string): unknown => n8n.getNodeParameter(name, index, null, { rawExpressions: true });
	const isFixed = (name: string): boolean => isEntered(rawAt(name)) && !isOfOwnItem(rawAt(name));
	return amountNames.some(isFixed) || listNames.some((name) => isEntered(rawAt(name)));
}

/**
 * Why none of the steps is made, a sentence; null where nothing speaks against them. An amount is a number without a currency: one for
 * items of several would mean something else for each.
 */
export function mixedCurrencies(
	n8n: IExecuteFunctions,
	steps: ReadonlyArray<Pick<NumberedStep, 'item' | 'step'>>,
): string | null {
	const currencies = uniq(steps.map(({ step }) => step.account.currency));
	const [first] = steps;
	if (first === undefined || currencies.length < 2 || !hasFixedAmount(n8n, first.item)) return null;
	return (
		`The items of this run are in several currencies (${currencies.join(', ')}), and an amount in the form is the same for ` +
		'all. Let each amount read its own item, or run the step once for each currency.'
	);
}
