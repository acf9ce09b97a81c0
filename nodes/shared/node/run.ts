import { createHash } from 'crypto';
import { isEqual } from 'lodash';
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type NodeParameterValueType } from 'n8n-workflow';

import { GraphFailure } from '../graph/error';
import { finishedWrites } from './finishedWrites';
import { noGraph, openGraph } from './openGraph';
import { failed, type Job, type Operation, type OperationTable, type Verdict } from './operation';
import { errorItem, nodeError, rowItem, toolFailure, toolItem } from './outputs';
import { readForm } from './formValues';
import { pathOfSetting } from '../form/form';
import { InputProblem } from '../form/problem';
import { findOperation } from './properties';
import { accountReader, type Session } from './session';

/**
 * The only item loop: reads every item, lets the chosen operation answer for all of them, and turns each answer into
 * rows or into the error the workflow has asked for.
 */
export async function run(context: IExecuteFunctions, table: OperationTable): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, table);
	const count = context.getInputData().length;
	const verdicts = new Array<Verdict>(count);
	const jobs: ReadJob[] = [];
	for (let index = 0; index < count; index++) {
		const read = tryRead(context, operation, index);
		if ('failure' in read) verdicts[index] = read;
		else jobs.push(read);
	}
	const torn = settingsProblem(operation, jobs);
	if (torn !== null) for (const { index } of jobs) verdicts[index] = { failure: torn };
	const tool = runsAsTool(context);
	const stops = !tool && !context.continueOnFail();
	// A run that will stop anyway must not change anything first.
	if (torn === null && !(stops && jobs.length < count) && jobs.length > 0) await answerAll(context, operation, jobs, verdicts, { tool, stops });
	return collect(operation, stops ? orThrow(context, operation, verdicts) : verdicts, tool);
}

/** An item as its form was read: its own values, and what it says of the settings of the run. */
interface ReadJob extends Job<unknown> {
	readonly settings: Readonly<Record<string, unknown>>;
}

/** How the run is asked: by an agent; whether one failing item ends it. */
interface Mode {
	readonly tool: boolean;
	readonly stops: boolean;
}

/**
 * Whether an agent is calling. n8n runs tools in two ways: through a context that says so, and, for the newer agents,
 * through the engine like any other node; there only the type's name (`metaAdsTool`) tells. n8n 2.0 has no such question and
 * names tools alike.
 */
const runsAsTool = (context: IExecuteFunctions): boolean => context.getNode().type.endsWith('Tool') || ('isToolExecution' in context && context.isToolExecution());

function chosenOperation(context: IExecuteFunctions, table: OperationTable): Operation {
	const resource = table.length > 1 ? (context.getNodeParameter('resource', 0) as string) : undefined;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = findOperation(table, resource, name);
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), `This version of the node has no operation “${[resource, name].filter(Boolean).join(' → ')}”`, {
		description: 'Choose Resource and Operation from their lists, or update the package.',
	});
}

function tryRead(context: IExecuteFunctions, { form, rule }: Operation, index: number): ReadJob | (Verdict & { failure: Error }) {
	try {
		const read = readForm(form, (name, otherwise) => context.getNodeParameter(name, index, otherwise) as NodeParameterValueType);
		const broken = rule?.(read.params, read.settings) ?? null;
		return broken === null ? { index, params: read.params, settings: read.settings as ReadJob['settings'] } : { failure: broken };
	} catch (thrown) {
		return failed(thrown) as Verdict & { failure: Error };
	}
}

/** A setting of the whole run that items do not agree on: whose value held would be chance, so none does. */
function settingsProblem({ form }: Operation, jobs: readonly ReadJob[]): InputProblem | null {
	const [first, ...others] = jobs;
	for (const other of others) {
		const name = Object.keys({ ...first.settings, ...other.settings }).find((key) => !isEqual(first.settings[key], other.settings[key]));
		if (name === undefined) continue;
		const said = ({ index, settings }: ReadJob): string => `${settings[name] === undefined ? 'nothing' : JSON.stringify(settings[name])} for item ${index + 1}`;
		return new InputProblem(
			pathOfSetting(form.fields, name),
			`holds for the whole run, and its expression gives ${said(first)} and ${said(other)}`,
			'Enter one value, or run the step once for each value with Loop Over Items. Nothing was sent.',
		);
	}
	return null;
}

async function answerAll(
	context: IExecuteFunctions,
	operation: Operation,
	jobs: readonly ReadJob[],
	verdicts: Verdict[],
	mode: Mode,
): Promise<void> {
	const keyOf = memoryKey(context, operation, mode.tool);
	const open = jobs.filter((job) => {
		const known = keyOf === null ? undefined : finishedWrites.recall(keyOf(job));
		if (known) verdicts[job.index] = known;
		return known === undefined;
	});
	// Retry On Fail: an item whose failure stands will end this try as well, so that nothing else is begun.
	const standing = verdicts.some((verdict) => verdict?.failure !== undefined);
	if (open.length === 0 || (mode.stops && standing)) return;
	const answers = await perform(context, operation, open, mode);
	answers.forEach((verdict, position) => {
		if (verdict === undefined) return; // not begun
		const job = open[position];
		verdicts[job.index] = verdict;
		if (keyOf !== null && isFinal(verdict)) finishedWrites.remember(keyOf(job), verdict);
	});
}

/**
 * Lets the operation answer. What it throws as a whole (no credential, say) is every open item's failure: were `execute`
 * to throw in a mode that goes on, n8n would pass the input items on as if they were results.
 */
async function perform(context: IExecuteFunctions, operation: Operation, jobs: readonly ReadJob[], mode: Mode): Promise<Array<Verdict | undefined>> {
	const answers = openSession(context, operation, jobs[0].settings, mode).then(async ({ session, emulator }) => {
		const verdicts = await operation.perform(session, jobs, jobs[0].settings);
		tellHints(context, session, emulator);
		return verdicts;
	});
	return await answers.catch(async (thrown: unknown) =>
		context.getExecutionCancelSignal()?.aborted ? await Promise.reject(thrown) : jobs.map(() => failed(thrown)),
	);
}

/**
 * Done, or begun with an unknown end: neither may be sent again. Nor may what was refused for the state it met: by the
 * retry, other items have changed that state. Any other failure left nothing behind.
 */
const isFinal = (verdict: Verdict): boolean =>
	verdict.failure === undefined || verdict.failure instanceof InputProblem || (verdict.failure instanceof GraphFailure && verdict.failure.kind === 'outcomeUnknown');

/** What identifies an item's write within this process, or null where nothing needs remembering. */
function memoryKey(context: IExecuteFunctions, operation: Operation, tool: boolean): ((job: ReadJob) => string) | null {
	const execution = context.getExecutionId();
	if (operation.effect === 'read' || operation.repeatable || !execution) return null;
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	const place = [execution, context.getNode().id, String(runIndex)].join(' ');
	// An agent calls a tool many times within one execution: there, what it asks for tells the calls apart.
	const asked = ({ params, settings }: ReadJob): string => (tool ? createHash('sha256').update(JSON.stringify([params, settings])).digest('hex') : '');
	return (job) => `${place} ${job.index} ${asked(job)}`;
}

async function openSession(context: IExecuteFunctions, operation: Operation, { maxWait }: ReadJob['settings'], { tool, stops }: Mode): Promise<{ session: Session; emulator: boolean }> {
	const { graph, wait, emulator } = operation.needsCredential === false ? noGraph(context) : await openGraph(context, maxWait as number | undefined);
	const session: Session = {
		graph,
		wait,
		now: Date.now,
		dryRun: tool && operation.effect === 'write' && !changesAllowed(context),
		stops,
		claimed: new Set(),
		account: accountReader(graph),
		n8n: context,
	};
	return { session, emulator };
}

/** Only the switch itself counts: an expression in its place, which a model could fill, does not. */
const changesAllowed = (context: IExecuteFunctions): boolean =>
	context.getNodeParameter('allowChanges', 0, false, { rawExpressions: true }) === true;

/** Percent of a quota from which people should know. */
const NEARLY_FULL = 80;

function tellHints(context: IExecuteFunctions, { graph: { observed }, dryRun }: Session, emulator: boolean): void {
	const hints = [
		emulator && 'These results come from the local emulator, not from Meta.',
		dryRun && 'Nothing was changed: as a tool this node only checks until a person switches Allow Changes on.',
		observed.versionWarning !== undefined && `Meta warns that the API version in the credential ends: ${observed.versionWarning}`,
		observed.fullestQuota >= NEARLY_FULL && `Meta’s call limit is ${Math.round(observed.fullestQuota)} % used. Fewer or later runs avoid waiting.`,
	];
	for (const message of hints) if (message) context.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}

/** In the mode that stops, the first failing item speaks, and says what became of the others. */
function orThrow(context: IExecuteFunctions, operation: Operation, verdicts: readonly Verdict[]): readonly Verdict[] {
	const first = verdicts.findIndex((verdict) => verdict?.failure !== undefined);
	if (first === -1) return verdicts;
	const done = verdicts.filter((verdict) => verdict !== undefined && verdict.failure === undefined).length;
	const broken = verdicts.filter((verdict) => verdict?.failure !== undefined).length;
	throw nodeError(context, verdicts[first].failure, operation, first, fateOfOthers(operation, verdicts.length, done, broken));
}

function fateOfOthers(operation: Operation, count: number, done: number, broken: number): string {
	if (count === 1) return '';
	const others = broken > 1 ? ` ${broken - 1} more failed.` : '';
	if (operation.effect === 'read') return others.trim();
	return done === 0 ? `Nothing was changed.${others}` : `${done} of ${count} items were carried out.${others}`;
}

function collect(operation: Operation, verdicts: readonly Verdict[], tool: boolean): INodeExecutionData[][] {
	const names = tool ? undefined : operation.outputs; // agents see the first output only
	const outputs: INodeExecutionData[][] = (names ?? ['']).map(() => []);
	verdicts.forEach((verdict, index) => {
		if (verdict.failure !== undefined) {
			outputs[0].push(tool ? toolFailure(verdict.failure, operation, index) : errorItem(verdict.failure, operation, index));
			return;
		}
		for (const row of verdict.rows) {
			const output = row.output === undefined ? 0 : Math.max(0, names?.indexOf(row.output) ?? 0);
			outputs[output].push(tool ? toolItem(row, index) : rowItem(row, index));
		}
	});
	return outputs;
}
