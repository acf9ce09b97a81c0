import { isUndefined, omit, omitBy } from 'lodash';

import type { WantedValue } from '../../shared/adObject/change/wanted';
import { createObjects, type PlannedCreation } from '../../shared/adObject/creation';
import { unlessThere } from '../../shared/adObject/ifItExists/unlessThere';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { everyOf } from '../../shared/form/problems';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { amountAt, momentAt } from '../../shared/node/session/accountValues';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { onceProblem, type Once } from '../adObjects/judged';
import { labelsSent } from '../adObjects/labels';
import { wantedOthers, wantedValue, withOthers } from '../adObjects/otherParameters';
import { createCampaignForm, type CreateCampaignParams } from './createForm';
import { sharedAmounts } from './fields';
import { campaignKind } from './kind';
import { updateCampaign } from './update';
import type { UpdateCampaignParams } from './updateForm';
import { isBackwards } from '../../shared/reading/instants';

/** What the fields have to be together. */
function creationProblem({
	specialAdCategories,
	specialAdCategoryCountry = [],
}: CreateCampaignParams): InputProblem | null {
	const isSpecial = specialAdCategories.some((category) => category !== 'NONE');
	// Marketing API, "Special Ad Categories": a category is declared for countries.
	if (!isSpecial || specialAdCategoryCountry.length > 0) return null;
	return isEmpty(['specialAdCategoryCountry'], 'Choose the countries in which the special category applies.');
}

/**
 * The campaign's parameters as Graph takes them (Marketing API, Ad Campaign Group reference).
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
function creationParams(params: CreateCampaignParams, account: AccountFacts): GraphParams {
	const {
		budgetType,
		additionalFields: more,
		dailyBudget,
		lifetimeBudget,
		specialAdCategoryCountry: countries = [],
	} = params;
	const paramParts: GraphParams[] = everyOf<GraphParams>([
		() => ({ daily_budget: dailyBudget && amountAt(['dailyBudget'], dailyBudget, account) }),
		() => ({ lifetime_budget: lifetimeBudget && amountAt(['lifetimeBudget'], lifetimeBudget, account) }),
		...amounts(more, account),
		() => schedule(params, account),
	]);
	return {
		name: params.name,
		objective: params.objective,
		status: params.status,
		special_ad_categories: params.specialAdCategories,
		special_ad_category_country: countries.length > 0 ? countries : undefined,
		// Whether catalog sales need it on the campaign besides the product set on the ad set is UNCONFIRMED 96: both can be sent.
		promoted_object: more.catalog === undefined ? undefined : promotedCatalog(more.catalog),
		// Required since v24 whenever the campaign has no budget of its own, else error 4834011.
		is_adset_budget_sharing_enabled: budgetType === 'adSets' ? params.shareBudget : undefined,
		bid_strategy: params.bidStrategy,
		...(Object.assign({}, ...paramParts) as GraphParams),
		adlabels: labelsSent(more.labels),
	};
}

const promotedCatalog = (catalog: string): GraphObject => ({ product_catalog_id: catalog });

const wantedCatalog = ({ additionalFields: { catalog } }: CreateCampaignParams): WantedValue[] =>
	catalog === undefined ? [] : [wantedValue('promoted_object', 'Catalog', promotedCatalog(catalog))];

function amounts(more: CreateCampaignParams['additionalFields'], account: AccountFacts): Array<() => GraphParams> {
	const names = Object.keys(sharedAmounts) as Array<keyof typeof sharedAmounts>;
	return names.map((name) => () => {
		const amount = more[name];
		const minor = amount === undefined ? undefined : amountAt(['additionalFields', name], amount, account);
		return { [sharedAmounts[name].graph]: minor };
	});
}

/** @throws InputProblem for times that cannot be read, and for an end that does not come after the start */
function schedule({ stopTime, additionalFields: more }: CreateCampaignParams, account: AccountFacts): GraphParams {
	const endPath = stopTime === undefined ? ['additionalFields', 'stopTime'] : ['stopTime'];
	const [begins, ends] = [more.startTime, stopTime ?? more.stopTime];
	const start = begins === undefined ? undefined : momentAt(['additionalFields', 'startTime'], begins, account);
	const stop = ends === undefined ? undefined : momentAt(endPath, ends, account, 'end');
	const problem = orderProblem(endPath, start, stop);
	if (problem) throw problem;
	return { start_time: start, stop_time: stop };
}

function orderProblem(
	path: readonly string[],
	start: string | undefined,
	stop: string | undefined,
): InputProblem | null {
	if (!isBackwards(start, stop)) return null;
	return new InputProblem(path, 'is not after Start Time', 'Enter an end that comes after the start.');
}

const budgets = ['daily_budget', 'lifetime_budget'];

async function planCreation(session: Session, params: CreateCampaignParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const path = `${account.id}/campaigns`;
	const { otherParameters: others } = params.additionalFields;
	const requestParams = withOthers(creationParams(params, account), others);
	return {
		request: { method: 'POST', path, params: requestParams, effect: 'create', account: account.id },
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		proves: [...wantedCatalog(params), ...wantedOthers(campaignKind, others)],
		lookUp: {
			edge: path,
			account: account.id,
			name: params.name,
			noun: 'campaign',
			// Items of one name are told apart by their budgets: one must not be answered with the campaign of the other.
			fields: ['objective', ...budgets],
			unseen: requestParams,
			matches: (campaign) =>
				campaign.objective === params.objective &&
				budgets.every((field) => String(campaign[field] ?? '0') === String(requestParams[field] ?? '0')),
		},
	};
}

/** The form's values as Update has them. What runs goes on running: the status is for new campaigns. */
function asUpdate(params: CreateCampaignParams, campaign: string): UpdateCampaignParams {
	const { adAccount, bidStrategy, dailyBudget, lifetimeBudget, stopTime, specialAdCategories, options } = params;
	const more = omit(params.additionalFields, ['catalog']);
	const countries = params.specialAdCategoryCountry;
	const fields = { bidStrategy, dailyBudget, lifetimeBudget, specialAdCategories, specialAdCategoryCountry: countries };
	const updateFields = omitBy({ ...fields, ...more, stopTime: stopTime ?? more.stopTime }, isUndefined);
	return { adAccount, campaign, updateFields, options };
}

const once: readonly Once[] = [
	{ field: 'objective', at: ['objective'] },
	{ field: 'promoted_object', at: ['additionalFields', 'catalog'] },
	{ field: 'is_adset_budget_sharing_enabled', at: ['shareBudget'] },
];

/** Where the budget lies cannot be changed here; that the campaign has none, or another kind, Update says itself. */
function placeProblem({ budgetType, name }: CreateCampaignParams, object: GraphObject): InputProblem | null {
	if (budgetType !== 'adSets' || budgets.every((field) => Number(object[field] ?? 0) === 0)) return null;
	const message = `does not fit the campaign “${name}” (${String(object.id)}), which has a budget of its own`;
	return new InputProblem(
		['budgetType'],
		message,
		'Choose its kind of budget here, or Use Existing under If It Exists.',
	);
}

export const createCampaign = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Create a campaign, paused unless you choose otherwise',
	effect: 'write',
	form: createCampaignForm,
	rule: creationProblem,
	perform: unlessThere({
		kind: campaignKind,
		form: createCampaignForm,
		create: together(planCreation, createObjects(campaignKind)),
		update: updateCampaign,
		asUpdate,
		judge: async (session, params, object) =>
			placeProblem(params, object) ?? onceProblem(await planCreation(session, params), object, once),
		judgedBy: ['promoted_object'],
	}),
});
