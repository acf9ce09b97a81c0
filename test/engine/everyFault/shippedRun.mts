import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IConnections, IDataObject, INode, INodeExecutionData, INodeType, INodeTypes } from 'n8n-workflow';

import { emulatorCredential, execute, helperNode, makeWorkflow, nodeTypes, type NodeRun } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import type { ShippedWorkflow } from './shippedWorkflows.mts';

/** A shipped workflow in n8n's engine, with one node type for all steps of others. */

interface ShippedNode extends INode {
	readonly disabled?: boolean;
}

/** What steps of other systems were given: rows of a table, mails. */
export interface NotedOutside {
	readonly step: string;
	readonly json: IDataObject;
}

const PARAMETERS = ['resource', 'operation', 'assignments', 'columns', 'conditions', 'subject', 'text'];

/** Where something arrives that people read, or other steps count on. */
const ARRIVALS = /\.(emailSend|slack|telegram|whatsApp|dataTable|googleSheets|postgres)$/;

/** What lets no item go on at once. */
const LONGEST_WAIT = 3_600_000;

interface Condition {
	readonly leftValue: unknown;
	readonly rightValue: unknown;
	readonly operator: { readonly type: string; readonly operation: string };
}

const checks: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
	true: (left) => left === true,
	equals: (left, right) => left === right,
	notEquals: (left, right) => left !== right,
	lt: (left, right) => Number(left) < Number(right),
};

/** What the conditions of n8n's If and Filter come to, as far as shipped workflows use them. */
function isMet({ conditions, combinator }: { conditions: Condition[]; combinator: string }): boolean {
	const met = ({ leftValue, rightValue, operator }: Condition): boolean => {
		const check = checks[operator.operation];
		if (check === undefined) throw new Error(`No condition ${operator.operation} is known here`);
		return check(leftValue, rightValue);
	};
	return combinator === 'or' ? conditions.some(met) : conditions.every(met);
}

/** One node type for all that is not this package's. */
const standIn = (given: Readonly<Record<string, readonly INodeExecutionData[]>>, noted: NotedOutside[]): INodeType =>
	({
		description: {
			...{ displayName: 'Outside', name: 'outside', group: [], version: [1, 2, 3, 4], description: '', defaults: {} },
			...{ inputs: ['main'], outputs: ['main', 'main'] },
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
			if (type.endsWith('.wait')) passTime(LONGEST_WAIT);
			if (/\.(if|filter)$/.test(type)) {
				const held = items.map((_, index) => isMet(text('conditions', index) as Parameters<typeof isMet>[0]));
				const outputs = [true, false].map((side) =>
					items.flatMap((item, index) => (held[index] === side ? [{ ...item, pairedItem: { item: index } }] : [])),
				);
				return type.endsWith('.if') ? outputs : outputs.slice(0, 1);
			}
			if (type.endsWith('.stopAndError')) throw new Error('The workflow gives up');
			return paired(
				items.map((item, index) => {
					if (ARRIVALS.test(type)) noted.push({ step: name, json: arrivalOf(item, text, index) });
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

/** A mail by its subject, a row by its columns, anything else as it came. */
function arrivalOf(
	{ json }: INodeExecutionData,
	text: (parameter: string, index: number) => unknown,
	index: number,
): IDataObject {
	const { value } = (text('columns', index) || {}) as { value?: IDataObject };
	const subject = String(text('subject', index));
	return value !== undefined && Object.keys(value).length > 0 ? value : subject === '' ? json : { subject };
}

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
