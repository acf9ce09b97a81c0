import type { Workflow, WorkflowNode } from '../../demo/n8n/workflowFile.mts';
import type { Emulator } from '../../emulator/http/server.mts';

/** The workflows whose reports are measured, step by step. */

export const ACCOUNT = 'act_1001000000000001';

export type Step = Pick<WorkflowNode, 'name' | 'type' | 'parameters' | 'credentials'> & {
	typeVersion: number;
	executeOnce?: boolean;
};

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Row by row what Meta has of an ad, a day, an age and a gender. */
export const ours = (days: number, output: 'csv' | 'items'): Step => ({
	name: 'Report',
	type: 'n8n-nodes-meta-ads.metaInsights',
	typeVersion: 1,
	parameters: {
		resource: 'report',
		operation: 'get',
		adAccount: { __rl: true, mode: 'id', value: ACCOUNT },
		level: 'ad',
		dateRange: 'custom',
		since: day(days),
		until: day(1),
		timeIncrement: 'day',
		columns: 'all',
		fieldSets: ['delivery'],
		breakdowns: ['age', 'gender'],
		options: {
			output,
			filters: { values: [{ field: 'campaign.name', operator: 'EQUAL', value: 'Large' }] },
		},
	},
	credentials: { metaAdsApi: { id: 'localEmulator', name: 'Local emulator' } },
});

const FIELDS =
	'account_id,account_name,campaign_id,campaign_name,adset_id,adset_name,ad_id,ad_name,spend,impressions,reach,frequency,' +
	'clicks,cpm,cpc,ctr,attribution_setting,account_currency';

/** What a step asks the emulator by n8n's own HTTP node. */
const asked = (url: string, query: Record<string, string>): Record<string, unknown> => ({
	url,
	sendQuery: true,
	queryParameters: { parameters: Object.entries(query).map(([name, value]) => ({ name, value })) },
	sendHeaders: true,
	headerParameters: { parameters: [{ name: 'Authorization', value: 'Bearer EMULATOR' }] },
});

const pagination = {
	paginationMode: 'responseContainsNextURL',
	nextURL: '={{ $response.body.paging.next }}',
	paginationCompleteWhen: 'other',
	completeExpression: '={{ !$response.body.paging?.next }}',
};

/** n8n's own HTTP node, as people page through insights with it. */
export const httpRequest = (emulator: Emulator, days: number, pageSize: number): Step => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		...asked(`${emulator.url}/v26.0/${ACCOUNT}/insights`, {
			level: 'ad',
			time_increment: '1',
			time_range: JSON.stringify({ since: day(days), until: day(1) }),
			breakdowns: 'age,gender',
			fields: FIELDS,
			filtering: JSON.stringify([{ field: 'campaign.name', operator: 'EQUAL', value: 'Large' }]),
			limit: String(pageSize),
		}),
		options: { pagination: { pagination } },
	},
});

/** The rows taken out of its pages. */
export const splitOut: Step = {
	name: 'Rows',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'data', options: {} },
};

export function workflowOf(steps: Step[]): Workflow {
	const start: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const chain = [start, ...steps];
	return {
		id: 'reports',
		name: 'Reports',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: chain.map((one, index) => ({ id: `node${index}`, position: [index * 200, 0], ...one })),
		connections: Object.fromEntries(
			chain.flatMap(({ name }, index) => {
				const next = chain[index + 1];
				return next === undefined ? [] : [[name, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]];
			}),
		),
	};
}

/** A call to the emulator that says something. */
const call = (emulator: Emulator, name: string, query: Record<string, string>): Step => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	executeOnce: true,
	parameters: { ...asked(`${emulator.url}/v26.0/me`, { fields: 'id', ...query }), options: {} },
});

/** The step after the report: it ends the time. */
export const done = (emulator: Emulator): Step => call(emulator, 'Done', {});

/** How many rows there were, asked after the time has ended: n8n copies every item to count them. */
export const counted = (emulator: Emulator, report: string): Step =>
	call(emulator, 'Count', { rows: `={{ $('${report}').first().json.row_count ?? $('${report}').all().length }}` });
