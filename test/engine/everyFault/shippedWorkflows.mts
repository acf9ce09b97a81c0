import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IConnections, IDataObject, INode, INodeExecutionData, INodeType, INodeTypes } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES, PAGES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import {
	byId,
	emulatorCredential,
	execute,
	helperNode,
	makeWorkflow,
	nodeTypes,
	type NodeRun,
} from '../support/harness.mts';
import { file } from '../support/media.mts';
import { people } from '../support/members.mts';

/**
 * Shipped workflows in n8n's own engine: their steps of this package as the files have them, but switched on. What other steps
 * do happens outside of Meta: a table, a mail, a list of contacts. They are stood in for, and note what they were given.
 */
export interface ShippedWorkflow {
	readonly file: string;
	/** The trigger, of several. */
	readonly start: string;
	/** What differs from the file, by step: what the file leaves to the person who imports it, and dry runs. */
	readonly differences: Readonly<Record<string, IDataObject>>;
	/** What steps of other systems give, by step. */
	readonly given?: () => Readonly<Record<string, readonly INodeExecutionData[]>>;
	/** A second run finds nothing to do. */
	readonly settles?: true;
	/** Kinds of objects of which one more may stay behind: it costs nothing, and its row names it. */
	readonly spares?: readonly string[];
}

const usd = byId(ACCOUNTS.usd);

/** Hours of a day that is neither today nor one next to it: what runs is to be paused, by every clock. */
const otherDays = (): IDataObject => ({
	rows: [{ days: [(new Date(Date.now()).getUTCDay() + 3) % 7], from: '08:00', to: '20:00' }],
});

export const shippedWorkflows: readonly ShippedWorkflow[] = [
	{
		file: 'first-campaign.json',
		start: 'Start',
		differences: Object.fromEntries(
			[
				...['Check access', 'Create a paused campaign', 'List campaigns', 'Change its budget', 'Activate it'],
				...['Pause it again', 'Delete it'],
			].map((name) => [name, { adAccount: usd }]),
		),
	},
	{
		file: 'launch-campaign.json',
		start: 'Start',
		settles: true,
		differences: {
			'Create a paused campaign': { adAccount: usd },
			'Create a paused ad set': { adAccount: usd, page: byId(PAGES.usd) },
			'Create a paused ad': { adAccount: usd },
			'Check its review': { adAccount: usd },
			'List what was made': { adAccount: usd },
		},
	},
	{
		file: 'launch-from-folder.json',
		start: 'Start',
		settles: true,
		spares: ['AdCreative'],
		differences: {},
		given: () => ({
			'Files of the folder': ['one', 'two'].map((name) => ({
				json: { fileName: `${name}.png` },
				binary: file(png(1200, 628), `${name}.png`),
			})),
		}),
	},
	{
		file: 'dayparting.json',
		start: 'Every hour',
		settles: true,
		differences: {
			get 'Run on a schedule'() {
				return { hours: otherDays(), options: {} };
			},
		},
	},
	{ file: 'stop-loss.json', start: 'Every morning', differences: { 'Stop losses': { dryRun: false } } },
	{
		file: 'target-cpa.json',
		start: 'Every morning',
		differences: { 'One step toward the target': { dryRun: false } },
	},
	{ file: 'monthly-pacing.json', start: 'Every morning', differences: { 'Toward the plan': { dryRun: false } } },
	{ file: 'sales-days.json', start: 'Start', settles: true, differences: { 'Raise for the sale': { dryRun: false } } },
	{
		file: 'crm-to-audience.json',
		start: 'Every night',
		settles: true,
		differences: {
			'Sync the audience': {
				audience: byId(AUDIENCES.usdNewsletter),
				minimumRows: '0',
				keepAtLeast: '0',
				consent: 'everybody',
			},
		},
		given: () => ({ Contacts: people('reader', 40).map((json) => ({ json })) }),
	},
	{
		file: 'run-an-account.json',
		start: 'Every morning',
		differences: { 'Stop losses': { dryRun: false }, Rotate: { dryRun: false } },
	},
	{
		file: 'report-all-clients.json',
		start: 'Every Monday',
		settles: true,
		differences: {},
	},
	{
		file: 'daily-alerts.json',
		start: 'Every morning',
		settles: true,
		differences: { 'What is new': { adAccount: byId(ACCOUNTS.eur) } },
	},
];

interface ShippedNode extends INode {
	readonly disabled?: boolean;
}

/** What steps of other systems were given: rows of a table, mails. */
export interface NotedOutside {
	readonly step: string;
	readonly json: IDataObject;
}

const PARAMETERS = ['resource', 'operation', 'assignments', 'columns', 'subject', 'text'];

/** One node type for all that is not this package's. */
const standIn = (given: Readonly<Record<string, readonly INodeExecutionData[]>>, noted: NotedOutside[]): INodeType =>
	({
		description: {
			...{ displayName: 'Outside', name: 'outside', group: [], version: [1, 2, 3, 4], description: '', defaults: {} },
			...{ inputs: ['main'], outputs: ['main'] },
			properties: PARAMETERS.map((name) => ({ displayName: name, name, type: 'string', default: '' })),
		},
		async execute() {
			const { name, type } = this.getNode();
			const items = this.getInputData();
			const paired = (list: readonly INodeExecutionData[]): INodeExecutionData[][] => [
				list.map((one, index) => ({ ...one, pairedItem: { item: Math.min(index, items.length - 1) } })),
			];
			const own = given[name];
			if (own !== undefined) return paired(own);
			const text = (parameter: string, index: number): unknown => this.getNodeParameter(parameter, index, '');
			if (type.endsWith('.dataTable') && text('resource', 0) === 'table') return paired([{ json: { id: '1' } }]);
			return paired(
				items.map((item, index) => {
					if (type.endsWith('.emailSend'))
						noted.push({ step: name, json: { subject: String(text('subject', index)) } });
					const row = (text('columns', index) as { value?: IDataObject }).value;
					if (row !== undefined) noted.push({ step: name, json: row });
					const { assignments = [] } = (text('assignments', index) || {}) as {
						assignments?: Array<{ name: string; value: string }>;
					};
					return assignments.length === 0
						? item
						: { json: Object.fromEntries(assignments.map((one) => [one.name, one.value])) };
				}),
			);
		},
	}) as INodeType;

/** How a run of a workflow ended, and all that it says anywhere. */
export interface WorkflowEnd {
	readonly status: string;
	readonly said: string;
	readonly noted: readonly NotedOutside[];
}

export async function runShipped(
	{ file: name, start, differences, given }: ShippedWorkflow,
	url: string,
	more: Partial<NodeRun> = {},
): Promise<WorkflowEnd> {
	const shipped = JSON.parse(readFileSync(join(__dirname, '../../../workflows', name), 'utf8')) as {
		nodes: ShippedNode[];
		connections: IConnections;
	};
	const lacking = [start, ...Object.keys(differences)].filter(
		(step) => !shipped.nodes.some((node) => node.name === step),
	);
	if (lacking.length > 0) throw new Error(`${name} has no step ${lacking.join(', ')}`);
	const nodes = shipped.nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map((node): INode => ({
			...node,
			parameters: { ...node.parameters, ...(differences[node.name] as INode['parameters']) },
			...(node.type.startsWith('n8n-nodes-meta-ads.') && {
				credentials: { metaAdsApi: { id: '1', name: 'Emulator' } },
			}),
		}));
	const noted: NotedOutside[] = [];
	const outside = standIn(given?.() ?? {}, noted);
	const types: INodeTypes = {
		...nodeTypes,
		getByName: (type: string) => types.getByNameAndVersion(type),
		getByNameAndVersion: (type: string) =>
			type === 'source' || type.startsWith('n8n-nodes-meta-ads.') ? nodeTypes.getByNameAndVersion(type) : outside,
	};
	const connections = {
		Source: { main: [[{ node: start, type: 'main' as const, index: 0 }]] },
		...shipped.connections,
	};
	const workflow = makeWorkflow([helperNode('Source', 'source'), ...nodes], connections, types);
	const { data, status } = await execute(workflow, start, {
		credential: emulatorCredential(url),
		parameters: {},
		...more,
	});
	const { runData, error } = data.resultData;
	const ends = Object.values(runData).flatMap((runs) =>
		runs.map(({ data: output, error: failure }) => [output?.main ?? [], failure && wordsOf(failure)]),
	);
	return { status, said: JSON.stringify([ends, error && wordsOf(error)]), noted };
}

const wordsOf = (error: object): unknown[] => {
	const { message, description, failure } = error as Record<string, unknown>;
	return [message, description, failure, { ...error }];
};
