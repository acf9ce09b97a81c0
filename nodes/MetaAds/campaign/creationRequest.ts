import { DateTime } from 'luxon';

import type { GraphParams, GraphRequest } from '../../shared/graph/request';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import type { CreateParams } from './createForm';
import { sharedAmounts } from './fields';

/** What the fields have to be together. */
export function creationProblem({ specialAdCategories, specialAdCategoryCountry = [] }: CreateParams): InputProblem | null {
	const isSpecial = specialAdCategories.some((category) => category !== 'NONE');
	// Marketing API, "Special Ad Categories": a category is declared for countries.
	return isSpecial && specialAdCategoryCountry.length === 0 ? isEmpty(['specialAdCategoryCountry'], 'Choose the countries in which the special category applies.') : null;
}

/**
 * The campaign's parameters as Graph takes them (Marketing API, Ad Campaign Group reference).
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
function creationParams(params: CreateParams, account: AccountFacts): GraphParams {
	const { budgetType, additionalFields: more, dailyBudget, lifetimeBudget, specialAdCategoryCountry: countries = [] } = params;
	return {
		name: params.name,
		objective: params.objective,
		status: params.status,
		special_ad_categories: params.specialAdCategories,
		special_ad_category_country: countries.length > 0 ? countries : undefined,
		buying_type: more.buyingType,
		daily_budget: dailyBudget === undefined ? undefined : amountAt(['dailyBudget'], dailyBudget, account),
		lifetime_budget: lifetimeBudget === undefined ? undefined : amountAt(['lifetimeBudget'], lifetimeBudget, account),
		// Required since v24 whenever the campaign has no budget of its own, else error 4834011.
		is_adset_budget_sharing_enabled: budgetType === 'adSets' ? params.shareBudget : undefined,
		bid_strategy: params.bidStrategy,
		...amounts(more, account),
		...schedule(params, account),
		adlabels: more.labels && more.labels.length > 0 ? more.labels.map((name) => ({ name })) : undefined,
	};
}

function amounts(more: CreateParams['additionalFields'], account: AccountFacts): GraphParams {
	const names = Object.keys(sharedAmounts) as Array<keyof typeof sharedAmounts>;
	return Object.fromEntries(names.map((name) => [sharedAmounts[name].graph, more[name] === undefined ? undefined : amountAt(['additionalFields', name], more[name], account)]));
}

function schedule({ stopTime, additionalFields: more }: CreateParams, account: AccountFacts): GraphParams {
	const startPath = ['additionalFields', 'startTime'];
	const [end, endPath] = stopTime !== undefined ? [stopTime, ['stopTime']] : [more.stopTime, ['additionalFields', 'stopTime']];
	const start = more.startTime === undefined ? undefined : momentAt(startPath, more.startTime, account);
	const stop = end === undefined ? undefined : momentAt(endPath, end, account, 'end');
	if (start !== undefined && stop !== undefined && DateTime.fromISO(stop) <= DateTime.fromISO(start)) {
		throw new InputProblem(endPath, 'is not after Start Time', 'Enter an end that comes after the start.');
	}
	return { start_time: start, stop_time: stop };
}

export const creationRequest = (params: CreateParams, account: AccountFacts): GraphRequest => ({
	method: 'POST',
	path: `${account.id}/campaigns`,
	params: creationParams(params, account),
	effect: 'create',
	account: account.id,
});

const budgets = ['daily_budget', 'lifetime_budget'];

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const request = creationRequest(params, account);
	return {
		request,
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge: request.path,
			account: account.id,
			name: params.name,
			noun: 'campaign',
			// Items of one name are told apart by their budgets: one must not be answered with the campaign of the other.
			fields: ['objective', ...budgets],
			matches: (campaign) =>
				campaign.objective === params.objective && budgets.every((field) => String(campaign[field] ?? '0') === String(request.params?.[field] ?? '0')),
		},
	};
}
