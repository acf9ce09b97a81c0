import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import { campaignUrl } from '../../shared/adsManager';
import { validateOnly } from '../../shared/graph/change';
import { createAll, type Creation } from '../../shared/graph/outcome';
import type { GraphObject } from '../../shared/graph/pages';
import type { GraphParams, GraphRequest } from '../../shared/graph/request';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import type { Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/node/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { createParams } from './create';
import { campaignRow } from './row';
import { readCampaign } from './target';

type CreateParams = z.output<typeof createParams>;

interface PlannedCreation extends Creation {
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
}

/**
 * The campaign's parameters as Graph takes them (Marketing API, Ad Campaign Group reference).
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
export function creationParams(params: CreateParams, account: AccountFacts): GraphParams {
	const { budgetType, additionalFields: more } = params;
	const stopTime = budgetType === 'lifetime' ? params.stopTime : more.stopTime;
	const stopPath = budgetType === 'lifetime' ? ['stopTime'] : ['additionalFields', 'stopTime'];
	const start = more.startTime === undefined ? undefined : momentAt(['additionalFields', 'startTime'], more.startTime, account);
	const stop = stopTime === undefined ? undefined : momentAt(stopPath, stopTime, account, 'end');
	if (start !== undefined && stop !== undefined && DateTime.fromISO(stop) <= DateTime.fromISO(start)) {
		throw new InputProblem(stopPath, 'is not after Start Time', 'Enter an end that comes after the start.');
	}
	return {
		name: params.name,
		objective: params.objective,
		status: params.status,
		special_ad_categories: params.specialAdCategories,
		special_ad_category_country: params.specialAdCategoryCountry.length > 0 ? params.specialAdCategoryCountry : undefined,
		buying_type: more.buyingType,
		daily_budget: budgetType === 'daily' ? amountAt(['dailyBudget'], params.dailyBudget ?? '', account) : undefined,
		lifetime_budget: budgetType === 'lifetime' ? amountAt(['lifetimeBudget'], params.lifetimeBudget ?? '', account) : undefined,
		// Required since v24 whenever the campaign has no budget of its own, else error 4834011.
		is_adset_budget_sharing_enabled: budgetType === 'adSets' ? (params.shareBudget ?? false) : undefined,
		bid_strategy: budgetType !== 'adSets' || params.shareBudget ? (params.bidStrategy ?? 'LOWEST_COST_WITHOUT_CAP') : undefined,
		spend_cap: more.spendCap === undefined ? undefined : amountAt(['additionalFields', 'spendCap'], more.spendCap, account),
		start_time: start,
		stop_time: stop,
		adlabels: more.labels && more.labels.length > 0 ? more.labels.map((name) => ({ name })) : undefined,
	};
}

export function creationRequest(params: CreateParams, account: AccountFacts): GraphRequest {
	return { method: 'POST', path: `${account.id}/campaigns`, params: creationParams(params, account), effect: 'create', account: account.id };
}

export async function planCreation(session: Session, params: CreateParams): Promise<PlannedCreation> {
	const account = await session.account(params.adAccount);
	const request = creationRequest(params, account);
	const { objective } = params;
	return {
		request,
		account,
		validateOnly: params.options.validateOnly || session.dryRun,
		lookUp: {
			edge: request.path,
			account: account.id,
			name: params.name,
			noun: 'campaign',
			fields: ['objective'],
			matches: (candidate) => candidate.objective === objective,
		},
	};
}

export async function createCampaigns(session: Session, plans: readonly PlannedCreation[]): Promise<Verdict[]> {
	const verdicts = new Map<PlannedCreation, Verdict>();
	await checkOnly(session, plans.filter((plan) => plan.validateOnly), verdicts);
	await reallyCreate(session, plans.filter((plan) => !plan.validateOnly), verdicts);
	return plans.map((plan) => verdicts.get(plan) as Verdict);
}

async function checkOnly(session: Session, plans: readonly PlannedCreation[], verdicts: Map<PlannedCreation, Verdict>): Promise<void> {
	const checks = await session.graph.sendMany(plans.map(({ request }) => validateOnly(request)));
	checks.forEach(({ failure }, index) => {
		const { lookUp, account } = plans[index];
		const row = { validated: true, created: false, name: lookUp.name, accountId: account.id, note: 'Meta would accept this campaign. Nothing was created.' };
		verdicts.set(plans[index], failure ? { failure } : { rows: [{ json: row }] });
	});
}

async function reallyCreate(session: Session, plans: readonly PlannedCreation[], verdicts: Map<PlannedCreation, Verdict>): Promise<void> {
	const created = await createAll(session.graph, plans, session);
	const done = created.flatMap(({ id }, index) => (id === undefined ? [] : [{ id, plan: plans[index], found: created[index] }]));
	const reads = await session.graph.sendMany(done.map(({ id, plan }) => readCampaign(id, plan.account.id)));
	done.forEach(({ id, plan }, index) => {
		const { answer } = reads[index];
		verdicts.set(plan, { rows: [{ json: createdRow(id, plan, answer ? (answer.body as GraphObject) : null) }] });
	});
	created.forEach(({ failure }, index) => {
		if (failure) verdicts.set(plans[index], { failure });
	});
}

/** What exists now is told even when it cannot be read back: an id must never be lost. */
function createdRow(id: string, { account, request }: PlannedCreation, campaign: GraphObject | null): IDataObject {
	if (campaign === null) {
		const note = 'Created, but it could not be read back just now.';
		return { id, name: String(request.params?.name), created: true, accountId: account.id, adsManagerUrl: campaignUrl(account.id, id), note };
	}
	const differs = ['daily_budget', 'lifetime_budget', 'spend_cap', 'status'].filter(
		(field) => request.params?.[field] !== undefined && String(request.params[field]) !== String(campaign[field]),
	);
	const note = differs.length > 0 ? { note: `Meta shows another ${differs.join(', ')} than was sent. Check the campaign in Ads Manager.` } : {};
	return { ...campaignRow(campaign, account), created: true, ...note };
}
