import { compact, pick } from 'lodash';
import {
	NodeApiError,
	NodeOperationError,
	type Failure,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPairedItemData,
	type JsonObject,
} from 'n8n-workflow';

import { GraphFailure, metaText } from '../graph/error';
import { gates, gateUrl } from '../gates/gates';
import type { FailureKind } from '../graph/failureKind';
import { failedVerdict, type Operation, type Row, type Verdict } from './operation';
import { labelOf } from '../form/label';
import { madeInWords, type MadeObject } from '../madeObject';
import { InputProblem } from '../form/problem';
import { MoneyProblem } from '../money';
import { isRecord } from '../record';
import { tagless } from '../words';
import { TimeProblem } from '../timeText';

/** A failure in the three forms in which it is shown: a sentence, what to do, and details to branch on. */
interface FailureWords {
	readonly message: string;
	readonly description: string;
	readonly details: IDataObject;
}

/**
 * Words for a failure. Never quotes the request; the values in it can be personal.
 */
export function wordsForFailure(failure: unknown, operation: Pick<Operation, 'form'>): FailureWords {
	if (failure instanceof InputProblem) return tellProblems(failure, operation);
	if (failure instanceof GraphFailure) {
		const metaWords = failure.meta ? metaText(failure.meta) : '';
		const wait = failure.retryAfter ? ` Meta expects that to be possible in ${inMinutes(failure.retryAfter)}.` : '';
		const advice = compact([failure.advice, madeInWords(failure.made), failure.unsent]).join(' ');
		const more = failure.gate === undefined ? '' : ` More: ${gateUrl(failure.gate)}`;
		return {
			message: failure.message,
			description: `${advice}${wait}${more}${metaWords ? `\n${metaWords}` : ''}`,
			details: {
				kind: failure.kind,
				advice,
				...present({
					retryAfter: failure.retryAfter,
					code: failure.meta?.code,
					subcode: failure.meta?.subcode,
					metaMessage: failure.meta?.userMessage ?? failure.meta?.message,
					blamedField: failure.field,
					gate: failure.gate && gates[failure.gate].name,
					fbtraceId: failure.meta?.traceId,
				}),
				...madeColumn(failure.made),
			},
		};
	}
	if (failure instanceof TimeProblem || failure instanceof MoneyProblem) {
		const { message, advice } = failure;
		return { message, description: advice, details: { kind: 'invalidParameter', advice } };
	}
	const { message, description } = failure as { message?: string; description?: string | null };
	return {
		message: message ?? String(failure),
		description: description ?? 'This should not happen. Please report it with the name of the operation.',
		details: { kind: 'unexpected' },
	};
}

/** Problems that one error lists; whoever has more looks at the whole form anyway. */
const MOST_TOLD = 8;

/** One problem is a sentence and its advice; several are counted, and each has its line. */
function tellProblems({ all, madeObjects }: InputProblem, { form }: Pick<Operation, 'form'>): FailureWords {
	const entries = all.map((problem) => {
		const field = labelOf(form.properties, problem.field);
		return { field, problem: sentence(field, problem.message), advice: problem.advice };
	});
	const [first] = entries;
	if (first !== undefined && entries.length === 1) {
		const { field, problem } = first;
		const advice = compact([first.advice, madeInWords(madeObjects)]).join(' ');
		const details = { kind: 'invalidParameter', field, advice, ...madeColumn(madeObjects) };
		return { message: problem, description: advice, details };
	}
	const list = entries.slice(0, MOST_TOLD);
	const rest = entries.length - list.length;
	const more = rest === 0 ? [] : [`${rest} more`];
	return {
		message: `${entries.length} fields need attention: ${[...list.map(({ problem }) => problem.replace(/\.$/, '')), ...more].join('; ')}`,
		description: compact([...list.map(({ field, advice }) => `${field}: ${advice}`), madeInWords(madeObjects)]).join(
			'\n',
		),
		details: {
			kind: 'invalidParameter',
			field: entries.map(({ field }) => field).join(', '),
			advice: compact(['Correct each field listed under problems.', madeInWords(madeObjects)]).join(' '),
			problems: entries,
			...madeColumn(madeObjects),
		},
	};
}

/** Whole sentences start with a capital or with the quoted value; the others go on after the label. */
const sentence = (field: string, message: string): string =>
	/^[\p{Lu}"“]/u.test(message) ? `${field}: ${message}` : `${field} ${message}`;

const inMinutes = (seconds: number): string => {
	const minutes = Math.max(1, Math.ceil(seconds / 60));
	return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
};

/** For the next step: what is half made, by kind and ID. */
const madeColumn = (madeObjects: readonly MadeObject[] = []): IDataObject =>
	madeObjects.length === 0 ? {} : { made: madeObjects.map((one) => ({ ...one })) };

const present = (details: Record<string, string | number | undefined>): IDataObject =>
	Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

/** How n8n itself classifies what we know, for its own retry and alert features. */
const declared: Partial<Record<FailureKind, (failure: GraphFailure) => Failure>> = {
	auth: () => ({ cause: 'credential-invalid' }),
	permission: () => ({ cause: 'configuration-invalid' }),
	rateLimited: ({ retryAfter }) => ({
		cause: 'rate-limited',
		...(retryAfter ? { retryAfterMs: retryAfter * 1000 } : {}),
	}),
	temporary: () => ({ cause: 'temporarily-unavailable' }),
};

/** Mistakes of ours, and what says its advice beside its message: n8n would show the message alone. */
const untold = [TypeError, TimeProblem, MoneyProblem];

/** The error that stops the workflow, naming the item and what became of the others. */
export function nodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	failure: unknown,
	operation: Pick<Operation, 'form'>,
	itemIndex: number | undefined,
	others: string,
): Error {
	const node = context.getNode();
	const words = wordsForFailure(failure, operation);
	const description = tagless(others ? `${words.description}\n${others}` : words.description);
	if (failure instanceof GraphFailure) {
		return new NodeApiError(node, { error: words.details } as JsonObject, {
			message: words.message,
			description,
			httpCode: failure.httpStatus === undefined ? undefined : String(failure.httpStatus),
			itemIndex,
			failure: declared[failure.kind]?.(failure),
		});
	}
	if (failure instanceof InputProblem) return new NodeOperationError(node, words.message, { description, itemIndex });
	// Already n8n's own (an expression that fails): it names its place itself.
	return failure instanceof Error && !untold.some((kind) => failure instanceof kind)
		? failure
		: new NodeOperationError(node, words.message, { description, itemIndex });
}

/**
 * The item an error becomes when the workflow goes on. It pairs by number: with an object n8n would merge the input
 * item, personal data included, into the error output; and only `error` and `details` let n8n route it there.
 */
export function errorItem(failure: unknown, operation: Operation, itemIndex: number): INodeExecutionData {
	const { message, details } = wordsForFailure(failure, operation);
	return { json: { error: message, details }, pairedItem: itemIndex };
}

/** As a tool, a failure is told to the agent like any other verdict. */
export function toolFailure(failure: unknown, operation: Operation, itemIndex: number): INodeExecutionData {
	const { message, details } = wordsForFailure(failure, operation);
	return { json: { verdict: 'failed', reason: message, ...details }, pairedItem: { item: itemIndex } };
}

/** As a tool, every item tells its verdict: `checked` where a write was only looked at. */
export const toolItem = (row: Row, from: IPairedItemData): INodeExecutionData =>
	rowItem({ ...row, json: { verdict: row.json.validated === true ? 'checked' : 'done', ...row.json } }, from);

export const rowItem = ({ json, binary }: Row, from: IPairedItemData): INodeExecutionData =>
	binary === undefined ? { json, pairedItem: from } : { json, binary, pairedItem: from };

const chosenColumns = (params: unknown): readonly string[] | undefined =>
	isRecord(params) ? (params.outputFields as readonly string[] | undefined) : undefined;

/** Whether rows are made short: Simplify is on, and All Columns is not. */
const isShort = (params: unknown): boolean =>
	isRecord(params) && params.simplify === true && !(isRecord(params.options) && params.options.allColumns === true);

/**
 * What is shown of an item's rows: the columns that an agent's form names, the main ones of simplified rows, or all.
 *
 * @param main in their order; undefined where rows have no others
 */
export function withChosenColumns(verdict: Verdict, params: unknown, main?: readonly string[]): Verdict {
	const chosenNames = chosenColumns(params);
	if (verdict.rows === undefined) return verdict;
	if (chosenNames === undefined) {
		if (main === undefined || !isShort(params)) return verdict;
		return { ...verdict, rows: verdict.rows.map((row): Row => ({ ...row, json: pick(row.json, main) })) };
	}
	const ownColumns = new Set(verdict.rows.flatMap(({ json }) => Object.keys(json)));
	const unknown = chosenNames.filter((column) => !ownColumns.has(column));
	if (ownColumns.size > 0 && unknown.length > 0) return failedVerdict(noColumn(unknown, ownColumns));
	return { ...verdict, rows: verdict.rows.map((row): Row => ({ ...row, json: pick(row.json, chosenNames) })) };
}

const noColumn = (unknown: readonly string[], ownColumns: ReadonlySet<string>): InputProblem =>
	new InputProblem(
		['outputFields'],
		`has “${unknown.join('”, “')}”, which these rows do not have`,
		`Their columns are ${[...ownColumns].join(', ')}.`,
	);
