import { DateTime } from 'luxon';
import type { z } from 'zod';

import type { GraphParams, GraphRequest } from '../../shared/graph/request';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/node/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { PlannedCreation } from '../../shared/adObject/creation';
import type { createParams } from './create';

type CreateParams = z.output<typeof createParams>;

/**
 * The campaign's parameters as Graph takes them (Marketing API, Ad Campaign Group reference).
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
function creationParams(params: CreateParams, account: AccountFacts): GraphParams {
	const { budgetType, additionalFields: more } = params;
	const countries = params.specialAdCategoryCountry;
	return {
		name: params.name,
		objective: params.objective,
		status: params.status,
		special_ad_categories: params.specialAdCategories,
		special_ad_category_country: countries.length > 0 ? countries : undefined,
		buying_type: more.buyingType,
		daily_budget: budgetType === 'daily' ? amountAt(['dailyBudget'], params.dailyBudget ?? '', account) : undefined,
		lifetime_budget: budgetType === 'lifetime' ? amountAt(['lifetimeBudget'], params.lifetimeBudget ?? '', account) : undefined,
		// Required since v24 whenever the campaign has no budget of its own, else error 4834011.
		is_adset_budget_sharing_enabled: budgetType === 'adSets' ? (params.shareBudget ?? false) : undefined,
		bid_strategy: budgetType !== 'adSets' || params.shareBudget ? (params.bidStrategy ?? 'LOWEST_COST_WITHOUT_CAP') : undefined,
		spend_cap: more.spendCap === undefined ? undefined : amountAt(['additionalFields', 'spendCap'], more.spendCap, account),
		...schedule(params, account),
		adlabels: more.labels && more.labels.length > 0 ? more.labels.map((name) => ({ name })) : undefined,
	};
}

function schedule({ budgetType, stopTime, additionalFields: more }: CreateParams, account: AccountFacts): GraphParams {
	const startPath = ['additionalFields', 'startTime'];
	const [end, endPath] =
		budgetType === 'lifetime' && stopTime !== undefined ? [stopTime, ['stopTime']] : [more.stopTime, ['additionalFields', 'stopTime']];
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
