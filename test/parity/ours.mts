import type { IExecuteFunctions } from 'n8n-workflow';

import { inMemory } from '../../bench/conversions/processedRow.mts';
import { nodeTables } from '../../selfcheck/nodeTables.mts';
import { recentIds } from '../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { ownWrites } from '../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { pageTokens } from '../../nodes/meta/leads/pageAccess.ts';
import type { Operation } from '../../nodes/shared/node/operation.ts';
import { accountReader, type Session } from '../../nodes/shared/node/session/session.ts';
import { png } from '../pictures.mts';
import { editorValues } from '../support/editor.mts';
import { FakeMeta } from '../unit/graph/calls/fakeMeta.mts';
import { decodedParams, type Captured } from './captured.mts';

/** The nodes' resources have no name in common. */
const operations = Object.values(nodeTables).flat();

export const ACCOUNT = 'act_1001';
/** One whose changes Meta notifies the app of. */
export const TOLD_ACCOUNT = 'act_1002';
export const TOKEN = 'EAAtest';

/** Objects of the store that operations read before they write. */
export const IDS = {
	campaign: '120210000000000101',
	adSetBudgets: '120210000000000102',
	adSet: '120210000000000201',
	/** Delivers, and has left the learning phase. */
	delivering: '120210000000000202',
	/** The same with a cost per result goal, and with an ROAS floor. */
	capped: '120210000000000203',
	floored: '120210000000000204',
	ad: '120210000000000301',
	audience: '120210000000000401',
	creative: '120210000000000501',
	dataset: '300200000000001',
	conversion: '300800000000001',
	video: '301000000000001',
	page: '555000111',
	business: '777000111',
	leadForm: '300700000000001',
	archivedForm: '300700000000002',
	lead: '24810000000000001',
	testLead: '24810000000000002',
	/** On which the app is subscribed to leads and to something else. */
	toldPage: '555000222',
};

/** A report Meta has prepared. */
export const REPORT_RUN = '900000000000001';

/** A budget schedule of the campaign. */
export const SCHEDULE = '3201000000000001';

/** A split test that is to come. */
export const STUDY = '3301000000000001';

/** An image in the library. */
export const HASH = '02bee5277ec507b6fd0f9b9ff2f22d9c';

const common = { account_id: '1001', status: 'PAUSED' };
const delivering = {
	account_id: '1001',
	name: 'Old',
	campaign_id: IDS.adSetBudgets,
	is_budget_schedule_enabled: false,
	campaign: { id: IDS.adSetBudgets, is_budget_schedule_enabled: false },
	status: 'ACTIVE',
	effective_status: 'ACTIVE',
	learning_stage_info: { status: 'SUCCESS' },
};
const stored: Record<string, Record<string, unknown>> = {
	[ACCOUNT]: {
		name: 'Shop',
		account_status: 1,
		currency: 'USD',
		timezone_name: 'America/New_York',
		business: { id: IDS.business },
	},
	[IDS.campaign]: {
		...common,
		name: 'Old',
		objective: 'OUTCOME_TRAFFIC',
		daily_budget: '2000',
		spend_cap: '10000',
		adsets: { data: [{ id: IDS.adSet, name: 'Old' }] },
	},
	[IDS.adSetBudgets]: { ...common, name: 'Old', objective: 'OUTCOME_TRAFFIC' },
	[IDS.adSet]: {
		...common,
		name: 'Old',
		campaign_id: IDS.adSetBudgets,
		optimization_goal: 'LINK_CLICKS',
		daily_budget: '2000',
		billing_event: 'IMPRESSIONS',
	},
	[IDS.audience]: { account_id: '1001', name: 'Old', subtype: 'CUSTOM', operation_status: { code: 200 } },
	[IDS.conversion]: { account_id: '1001', name: 'Old', custom_event_type: 'LEAD' },
	[IDS.delivering]: { ...delivering, daily_budget: '2000' },
	[IDS.capped]: { ...delivering, bid_strategy: 'COST_CAP', bid_amount: 1200 },
	[IDS.floored]: {
		...delivering,
		bid_strategy: 'LOWEST_COST_WITH_MIN_ROAS',
		bid_constraints: { roas_average_floor: 15_000 },
	},
	[IDS.ad]: {
		...common,
		name: 'Old',
		adset_id: IDS.adSet,
		creative: { id: '1' },
		edge: `${IDS.adSet}/ads`,
		visibleFrom: 0,
	},
	[IDS.creative]: {
		account_id: '1001',
		name: 'Old',
		object_story_spec: { page_id: IDS.page, link_data: { link: 'https://example.com/', message: 'Old text' } },
	},
	[IDS.video]: { status: { video_status: 'ready' }, picture: 'https://example.com/picture.jpg' },
	[`${IDS.video}0`]: { edge: `${IDS.video}/thumbnails`, visibleFrom: 0, uri: 'https://example.com/picture.jpg' },
	[IDS.page]: { access_token: 'PAGE', leadgen_tos_accepted: true },
	[IDS.toldPage]: { access_token: 'TOLD' },
	[IDS.leadForm]: {
		edge: `${IDS.page}/leadgen_forms`,
		visibleFrom: 0,
		name: 'Quote',
		status: 'ACTIVE',
		page_id: IDS.page,
	},
	[IDS.lead]: {
		edge: `${IDS.leadForm}/leads`,
		visibleFrom: 0,
		form_id: IDS.leadForm,
		created_time: '2026-11-01T00:00:00+0000',
	},
	[IDS.testLead]: { edge: `${IDS.leadForm}/test_leads`, visibleFrom: 0, form_id: IDS.leadForm },
	'2100000000000001': {
		edge: `${IDS.toldPage}/subscribed_apps`,
		visibleFrom: 0,
		subscribed_fields: ['feed', 'leadgen'],
	},
	'told account': {
		edge: `${TOLD_ACCOUNT}/subscribed_apps`,
		visibleFrom: 0,
		app_id: '2100000000000001',
		app_name: 'Ours',
	},
	[SCHEDULE]: {
		ad_object_id: IDS.campaign,
		edge: `${IDS.campaign}/budget_schedules`,
		visibleFrom: 0,
		budget_value: 500,
		budget_value_type: 'ABSOLUTE',
		time_start: '2098-07-01T00:00:00-0400',
		time_end: '2098-07-02T00:00:00-0400',
	},
	[STUDY]: {
		name: 'Autumn',
		type: 'SPLIT_TEST',
		start_time: '2098-07-01T00:00:00+0000',
		end_time: '2098-07-08T00:00:00+0000',
	},
	...Object.fromEntries(
		[IDS.delivering, IDS.capped].map((id) => [
			`cell of ${id}`,
			{ edge: `${STUDY}/cells`, visibleFrom: 0, name: id, treatment_percentage: 50, adsets: { data: [{ id }] } },
		]),
	),
	[`1001:${HASH}`]: { edge: `${ACCOUNT}/adimages`, visibleFrom: 0, hash: HASH, name: 'cup.png' },
	'1790000000000123': { edge: `${IDS.audience}/sessions`, visibleFrom: 0, session_id: '1790000000000123' },
	[REPORT_RUN]: { async_status: 'Job Completed', async_percent_completion: 100 },
	'1': { edge: `${ACCOUNT}/minimum_budgets`, visibleFrom: 0, currency: 'USD', min_daily_budget_imp: 100 },
	// Each of the guard's ad sets has an ad that delivers.
	...Object.fromEntries(
		[IDS.delivering, IDS.capped, IDS.floored].map((id) => [
			`ad of ${id}`,
			{ edge: `${ACCOUNT}/ads`, visibleFrom: 0, adset_id: id, 'adset.id': id },
		]),
	),
	me: { name: 'Someone' },
	search: { data: [] },
	debug_token: { data: { app_id: '2100000000000001' } },
};

/** The file of the item, for uploads. */
export const PICTURE = png(8, 8);

const n8n = {
	addExecutionHints: () => {},
	customData: { set: () => {} },
	helpers: {
		assertBinaryData: () => ({ fileName: 'cup.png', mimeType: 'image/png', data: '', bytes: PICTURE.length }),
		getBinaryDataBuffer: async () => PICTURE,
	},
	getNodeParameter: (_name: string, _index: number, fallback: unknown) => fallback,
	getMode: () => 'manual',
	getInputData: () => [{ json: { data: { approved: true } } }],
	getContext: () => ({}),
	getExecutionCancelSignal: () => undefined,
	getExecutionId: () => undefined,
	getNode: () => ({ id: 'node', name: 'Node', type: 'node' }),
	getWorkflowDataProxy: () => ({ $runIndex: 0 }),
	getTimezone: () => 'UTC',
	getInstanceId: () => 'instance',
	getWorkflow: () => ({ id: 'workflow', name: 'Workflow' }),
	getWorkflowStaticData: () => ({}),
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
	// Each is a world of its own: what was raised or sent in the one before was not here.
	for (const memory of [pageTokens, ownWrites, recentIds]) memory.clear();
	for (const [id, values] of Object.entries(stored)) meta.objects.set(id, { ...values, id });
	const graph = meta.client();
	const session: Session = {
		graph,
		wait: meta.wait,
		now: meta.now,
		dryRun: false,
		stops: false,
		leftOut: [],
		claimed: new Set(),
		account: accountReader(graph),
		accountsRead: new Map(),
		n8n: { ...n8n, helpers: { ...n8n.helpers, ...inMemory() } },
	};
	const { params, settings } = operation.form.read(editorValues(operation.form, { adAccount: ACCOUNT, ...form }));
	const broken = operation.rule?.(params, settings) ?? null;
	if (broken !== null) throw broken;
	const [verdict] = await operation.perform(session, [{ index: 0, params }], settings);
	// The store does not show everything as Meta would, nor answer as its uploads do; what was sent is all that counts here.
	const failure = verdict?.failure as (Error & { kind?: string }) | undefined;
	if (failure !== undefined && failure.kind !== 'outcomeUnknown' && failure.kind !== 'temporary') throw failure;
	return meta.arrivals.map(({ method, path, params }) => ({
		method,
		path,
		params: decodedParams(Object.entries(params)),
	}));
}
