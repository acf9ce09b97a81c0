import { range } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { passTime } from '../support/lives/fakeTime.mts';

/** Steps of shipped workflows that are not this package's: one node type for all, and one for whoever asks tools. */

/** What steps of other systems were given: rows of a table, mails. */
export interface NotedOutside {
	readonly step: string;
	readonly json: IDataObject;
}

const PARAMETERS = ['resource', 'operation', 'assignments', 'columns', 'conditions', 'subject', 'text', 'dedupeValue'];

/** Where something arrives that people read, or other steps count on. */
const ARRIVALS = /\.(emailSend|slack|telegram|whatsApp|dataTable|googleSheets|postgres|hubspot|executeWorkflow)$/;

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
	notEmpty: (left) => left !== undefined && left !== null && left !== '',
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

/** What outlasts a run of a workflow outside of Meta. */
export class OutsideMemory {
	/** All that steps of other systems were given, of all runs. */
	readonly noted: NotedOutside[] = [];
	/** What Remove Duplicates has let through, by step. */
	private readonly seen = new Set<string>();

	isNew(step: string, value: unknown): boolean {
		const entry = `${step} ${String(value)}`;
		if (this.seen.has(entry)) return false;
		this.seen.add(entry);
		return true;
	}
}

/** What a step got, by what each item was made of; of a Merge that appends, of all inputs. */
const inputOf = (step: IExecuteFunctions): INodeExecutionData[] =>
	step.getNode().parameters.mode !== 'append'
		? step.getInputData()
		: range(Number(step.getNode().parameters.numberInputs)).flatMap((input) =>
				step.getInputData(input).map((one, item) => ({ ...one, pairedItem: { item, input } })),
			);

/** One node type for all that is not this package's. */
export const standIn = (
	given: Readonly<Record<string, readonly INodeExecutionData[]>>,
	memory: OutsideMemory,
): INodeType =>
	({
		description: {
			...{ displayName: 'Outside', name: 'outside', group: [], version: [1, 2, 3, 4], description: '', defaults: {} },
			...{ inputs: ['main'], outputs: ['main', 'main'] },
			properties: PARAMETERS.map((name) => ({ displayName: name, name, type: 'string', default: '' })),
		},
		async execute() {
			const { name, type } = this.getNode();
			const items = inputOf(this);
			const paired = (list: readonly INodeExecutionData[]): INodeExecutionData[][] => [
				list.map((one, index) => ({ ...one, pairedItem: { item: Math.min(index, items.length - 1) } })),
			];
			const own = given[name];
			if (own !== undefined) return paired(own);
			if (type.endsWith('.merge')) return [items];
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
			if (type.endsWith('.removeDuplicates')) {
				const isNew = items.map((_, index) => memory.isNew(name, text('dedupeValue', index)));
				return [items.flatMap((item, index) => (isNew[index] ? [{ ...item, pairedItem: { item: index } }] : []))];
			}
			if (type.endsWith('.stopAndError')) throw new Error('The workflow gives up');
			return paired(
				items.map((item, index) => {
					if (ARRIVALS.test(type)) memory.noted.push({ step: name, json: arrivalOf(item, text, index) });
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

/** What a model would fill in. */
const ASKED: IDataObject = { campaignId: CAMPAIGNS.usdCbo, percent: 10, days: 7 };

interface AgentTool {
	readonly name: string;
	invoke(input: IDataObject): Promise<string>;
}

const answerOf = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};

/** An agent, or a server of tools, without a model: each tool is asked once. */
export const asker = {
	description: {
		...{ displayName: 'Asker', name: 'asker', group: [], version: [1, 2, 3], description: '', defaults: {} },
		...{ inputs: ['main', 'ai_tool', 'ai_languageModel', 'ai_memory'], outputs: ['main'], properties: [] },
	},
	async execute(this: IExecuteFunctions) {
		const tools = (await this.getInputConnectionData('ai_tool', 0)) as AgentTool[];
		const answers: unknown[] = [];
		for (const tool of tools) answers.push({ [tool.name]: answerOf(await tool.invoke(ASKED)) });
		return [[{ json: { output: 'This is what the tools say.', answers }, pairedItem: { item: 0 } }]];
	},
} as unknown as INodeType;

export const isAsker = (type: string): boolean => /\.(agent|mcpTrigger)$/.test(type);
