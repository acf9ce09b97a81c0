import type { IExecuteFunctions } from 'n8n-workflow';

import { operations as metaAds } from '../../nodes/MetaAds/operations.ts';
import { operations as metaAudiences } from '../../nodes/MetaAudiences/operations.ts';
import type { Operation } from '../../nodes/shared/node/operation.ts';
import { accountReader, type Session } from '../../nodes/shared/node/session.ts';
import { FakeMeta } from '../unit/graph/fakeMeta.mts';
import { decodedParams, type Captured } from './captured.mts';

/** The nodes' resources have no name in common. */
const operations = [...metaAds, ...metaAudiences];

export const ACCOUNT = 'act_1001';
export const TOKEN = 'EAAtest';

/** Objects of the store that operations read before they write. */
export const IDS = {
	campaign: '120210000000000101',
	adSetBudgets: '120210000000000102',
	adSet: '120210000000000201',
	ad: '120210000000000301',
	audience: '120210000000000401',
	page: '555000111',
	business: '777000111',
};

const common = { account_id: '1001', status: 'PAUSED' };
const stored: Record<string, Record<string, unknown>> = {
	[ACCOUNT]: { name: 'Shop', currency: 'USD', timezone_name: 'America/New_York', business: { id: IDS.business } },
	[IDS.campaign]: { ...common, name: 'Old', objective: 'OUTCOME_TRAFFIC', daily_budget: '2000', spend_cap: '10000' },
	[IDS.adSetBudgets]: { ...common, name: 'Old', objective: 'OUTCOME_TRAFFIC' },
	[IDS.adSet]: {
		...common,
		name: 'Old',
		campaign_id: IDS.adSetBudgets,
		optimization_goal: 'LINK_CLICKS',
		daily_budget: '2000',
		billing_event: 'IMPRESSIONS',
	},
	[IDS.ad]: { ...common, name: 'Old', adset_id: IDS.adSet, creative: { id: '1' } },
	[IDS.audience]: { account_id: '1001', name: 'Old', subtype: 'CUSTOM', operation_status: { code: 200 } },
	[IDS.page]: { access_token: 'PAGE' },
	me: { name: 'Someone' },
	search: { data: [] },
	debug_token: { data: {} },
};

const n8n = {
	getNodeParameter: (_name: string, _index: number, fallback: unknown) => fallback,
	getCredentials: async () => ({ environment: 'meta', accessToken: TOKEN }),
} as unknown as IExecuteFunctions;

export function find(name: string): Operation {
	const [resource, value] = name.split('.');
	const operation = operations.find((one) => one.value === resource)?.operations.find((one) => one.value === value);
	if (operation === undefined) throw new Error(`No operation ${name}`);
	return operation;
}

export const allOperations: string[] = operations.flatMap((resource) =>
	resource.operations.map(({ value }) => `${resource.value}.${value}`),
);

/** What an operation of ours sends for a form, from its parameters to the wire, against a store that answers. */
export async function sentBy(name: string, form: Record<string, unknown>): Promise<Captured[]> {
	const operation = find(name);
	const meta = new FakeMeta();
	for (const [id, values] of Object.entries(stored)) meta.objects.set(id, { ...values, id });
	const graph = meta.client();
	const session: Session = {
		graph,
		wait: meta.wait,
		now: meta.now,
		dryRun: false,
		claimed: new Set(),
		account: accountReader(graph),
		n8n,
	};
	const [verdict] = await operation.perform(session, [
		{ index: 0, params: operation.params.parse({ adAccount: ACCOUNT, ...form }) },
	]);
	// Labels and the like are not stored as Meta would show them; what was sent is all that counts here.
	const failure = verdict.failure as (Error & { kind?: string }) | undefined;
	if (failure !== undefined && failure.kind !== 'outcomeUnknown') throw failure;
	return meta.arrivals.map(({ method, path, params }) => ({
		method,
		path,
		params: decodedParams(Object.entries(params)),
	}));
}
