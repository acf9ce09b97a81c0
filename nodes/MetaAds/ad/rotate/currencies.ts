import { uniq } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { InputProblem } from '../../../shared/form/problem';
import { isOfOwnItem } from '../../../shared/node/formValues';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { Jobs } from './report';

/**
 * Items of accounts in several currencies that share one target cost. It is a number without a currency: for a result,
 * 20 euros may be right, and by 20 yen every ad is a loser.
 */
export function oneTargetForAll(
	n8n: IExecuteFunctions,
	groups: ReadonlyArray<{ readonly jobs: Jobs; readonly read: { readonly account: AccountFacts } | Error }>,
): Map<number, InputProblem> {
	const currencies = uniq(groups.flatMap(({ read }) => (read instanceof Error ? [] : read.account.currency)));
	if (currencies.length < 2) return new Map();
	const problem = new InputProblem(
		['targetCost'],
		`is the same for all items, and their accounts are in ${currencies.join(' and ')}`,
		'Let it read its own item, or use this step once for each currency.',
	);
	const isShared = ([{ index, params }]: Jobs): boolean =>
		params.targetCost !== undefined &&
		!isOfOwnItem(n8n.getNodeParameter('targetCost', index, null, { rawExpressions: true }));
	const sharedGroups = groups.filter(({ jobs }) => isShared(jobs));
	return new Map(sharedGroups.flatMap(({ jobs }) => jobs.map(({ index }) => [index, problem] as const)));
}
