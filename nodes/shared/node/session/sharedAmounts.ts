import { get, uniq } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { isHolding, isOfCurrency, type Field } from '../../form/field';
import { InputProblem } from '../../form/problem';
import { isRecord } from '../../record';
import { isOfOwnItem } from '../formValues';
import type { Job, Operation } from '../operation';
import type { Session } from './session';

/** Where an amount stands: in the form, and in what was read of it. */
interface AmountPlace {
	readonly path: readonly string[];
	readonly names: readonly string[];
}

/** Where a form has amounts of a currency: in itself and in its collections. Rows name objects of one account. */
const amountPlaces = (fields: readonly Field[]): AmountPlace[] =>
	fields.flatMap((one): AmountPlace[] => {
		const { name, property } = one;
		if (isOfCurrency(one)) return [{ path: [property.name], names: [name] }];
		if (!isHolding(one) || property.type !== 'collection') return [];
		return amountPlaces(one.entries).map(({ path, names }) => ({
			path: [property.name, ...path],
			names: [name, ...names],
		}));
	});

/** Whether the form shows an amount there that does not read its own item. */
const isSharedAmount = (
	n8n: IExecuteFunctions,
	{ index, params }: Job<unknown>,
	{ path, names }: AmountPlace,
): boolean =>
	get(params, names) !== undefined &&
	!isOfOwnItem(n8n.getNodeParameter(path.join('.'), index, null, { rawExpressions: true }));

const accountOf = ({ params }: Job<unknown>): string[] =>
	isRecord(params) && typeof params.adAccount === 'string' ? [params.adAccount] : [];

/**
 * Why none of the items is carried out; null where nothing speaks against them. An amount in the form is a number
 * without a currency: 3,000 yen a day are 16 euros, and 3,000 euros are not.
 */
export async function sharedAmountProblem(
	session: Session,
	{ effect, form, ownCurrencies }: Operation,
	jobs: ReadonlyArray<Job<unknown>>,
): Promise<InputProblem | null> {
	if (effect === 'read' || ownCurrencies === true) return null;
	const accounts = uniq(jobs.flatMap(accountOf));
	if (accounts.length < 2) return null;
	const place = amountPlaces(form.fields).find((one) => jobs.some((job) => isSharedAmount(session.n8n, job, one)));
	if (place === undefined) return null;
	const facts = await Promise.allSettled(accounts.map(session.account));
	const currencies = uniq(facts.flatMap((one) => (one.status === 'fulfilled' ? one.value.currency : [])));
	if (currencies.length < 2) return null;
	return new InputProblem(
		place.path,
		`is the same for all items, and their accounts are in ${currencies.join(' and ')}`,
		'Let it read its own item, or use this step once for each currency.',
	);
}
