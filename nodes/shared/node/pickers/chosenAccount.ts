import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { GraphFailure } from '../../graph/error';
import type { GraphRequest } from '../../graph/request';
import { accountOfCredential, isFromCredential } from '../defaultAccount';

/**
 * The account the form has chosen so far; lists inside an account need it.
 *
 * @throws GraphFailure or InputProblem if the form has no account
 */
export async function chosenAccount(context: ILoadOptionsFunctions): Promise<string> {
	if (isFromCredential(context.getCurrentNodeParameter('adAccount'))) return await accountOfCredential(context);
	const value = chosenSoFar(context, 'adAccount', 'Ad Account');
	const digits = /^(?:act_)?(\d+)$/i.exec(String(value ?? '').trim())?.[1];
	if (digits !== undefined) return `act_${digits}`;
	throw new GraphFailure({
		kind: 'invalidParameter',
		message: 'Choose the Ad Account first',
		advice: 'This list shows what is in the chosen ad account.',
	});
}

/**
 * What a field of the form has chosen. An expression over items has no value before the step ahead has run; n8n's own words for that
 * name only nodes.
 *
 * @throws GraphFailure
 */
export function chosenSoFar(context: ILoadOptionsFunctions, name: string, label: string): unknown {
	try {
		return context.getNodeParameter(name, '', { extractValue: true });
	} catch {
		throw noValueYet(label);
	}
}

const noValueYet = (label: string): GraphFailure =>
	new GraphFailure({
		kind: 'invalidParameter',
		message: `The expression for the ${label} has no value yet`,
		advice: 'Run the step before this one and open the list again, or choose by ID.',
	});

/** A list that is an edge of that account. */
export const edgeOfAccount =
	(edge: string, fields: string) =>
	async (context: ILoadOptionsFunctions): Promise<GraphRequest> => {
		const account = await chosenAccount(context);
		return { method: 'GET', path: `${account}/${edge}`, params: { fields }, effect: 'read', account };
	};
