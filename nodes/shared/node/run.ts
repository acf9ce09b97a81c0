import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { nothingObserved } from '../graph/observed';
import { pausing } from '../graph/wait';
import { existing } from '../lists';
import { withCauses, type CauseFinder } from './causes';
import { endOfAll, fateOfOthers, untellable, type SentCounts } from './fate';
import { finishedWrites, isFinal, memoryKey } from './finishedWrites';
import { tellHints } from './hints';
import { openSession, runsAsTool, type RunMode } from './session/openSession';
import type { Operation, OperationTable, ReadableResources, Verdict } from './operation';
import { errorItem, nodeError, rowItem, toolFailure, toolItem, withChosenColumns } from './outputs';
import { readItems, type ReadJob } from './readItems';
import { sharedAmountProblem } from './session/sharedAmounts';

/** Resources that have been read already, as the build lets n8n read them when it needs them (gulp/descriptions.mts). */
export const readable = (table: OperationTable): ReadableResources =>
	Object.fromEntries(table.map((resource) => [resource.value, async () => resource]));

/**
 * The only item loop. It reads every item and lets the chosen operation answer for all of them. It turns each answer
 * into rows, or into the error the workflow has asked for.
 */
export async function run(
	context: IExecuteFunctions,
	resources: ReadableResources,
	causes?: CauseFinder,
): Promise<INodeExecutionData[][]> {
	const operation = await chosenOperation(context, resources);
	const count = context.getInputData().length;
	const { jobs, failures, torn } = await readItems(context, operation, count);
	const verdicts: Verdicts = new Map(failures);
	if (torn !== null) for (const { index } of jobs) verdicts.set(index, { failure: torn });
	const tool = runsAsTool(context);
	const stops = !tool && !context.continueOnFail();
	// A run that will stop anyway must not change anything first.
	const begins = torn === null && jobs.length > 0 && !(stops && verdicts.size > 0);
	const takenCount = begins ? await answerAll(context, operation, jobs, verdicts, { tool, stops, causes }) : 0;
	if (stops) throwFirst(context, operation, verdicts, { count, taken: takenCount });
	return collect(operation, verdicts, tool);
}

interface WithCauses {
	readonly causes?: CauseFinder;
}

/** What became of the items so far, by their index; one that was not begun has none. */
type Verdicts = Map<number, Verdict>;

const inOrder = (verdicts: Verdicts): Array<[number, Verdict]> => [...verdicts].sort(([one], [other]) => one - other);

async function chosenOperation(context: IExecuteFunctions, resources: ReadableResources): Promise<Operation> {
	const names = Object.keys(resources);
	const resource = names.length > 1 ? (context.getNodeParameter('resource', 0) as string) : undefined;
	const name = context.getNodeParameter('operation', 0) as string;
	const resourceName = names.find((one) => resource === undefined || one === resource);
	const operation =
		resourceName && (await resources[resourceName]?.(name))?.operations.find(({ value }) => value === name);
	if (operation)
		return {
			...operation,
			perform: async (session, jobs, settings) => await operation.perform(session, jobs, settings, resources),
		};
	throw new NodeOperationError(
		context.getNode(),
		`This version of the node has no operation “${[resource, name].filter(Boolean).join(' → ')}”`,
		{
			description: 'Choose Resource and Operation from their lists, or update the package.',
		},
	);
}

/** @returns how many writes Meta has carried out in this try, or may have */
async function answerAll(
	context: IExecuteFunctions,
	operation: Operation,
	jobs: readonly ReadJob[],
	verdicts: Verdicts,
	mode: Omit<RunMode, 'leftOut'> & WithCauses,
): Promise<number> {
	const keyOf = memoryKey(context, operation, mode.tool);
	const open = jobs.filter((job) => {
		const earlier = keyOf === null ? undefined : finishedWrites.recall(keyOf(job));
		if (earlier) verdicts.set(job.index, earlier);
		return earlier === undefined;
	});
	// Retry On Fail: an item whose failure stands will end this try as well, so that nothing else is begun.
	const leftOut = [...verdicts].flatMap(([index, { failure }]) => (failure === undefined ? [] : [index]));
	const [first] = open;
	if (first === undefined || (mode.stops && leftOut.length > 0)) return 0;
	const { answers, taken } = await perform(context, operation, open, first.settings, { ...mode, leftOut });
	const pause = pausing();
	for (const [position, job] of open.entries()) {
		await pause();
		const verdict = answers[position];
		if (verdict === undefined) continue; // not begun
		verdicts.set(job.index, withChosenColumns(verdict, job.params, operation.mainColumns));
		if (keyOf !== null && isFinal(verdict)) finishedWrites.remember(keyOf(job), verdict);
	}
	return taken;
}

/**
 * Lets the operation answer. What it throws as a whole (no credential, say) is every open item's failure: were
 * `execute` to throw in a mode that goes on, n8n would pass the input items on as if they were results.
 */
async function perform(
	context: IExecuteFunctions,
	operation: Operation,
	jobs: readonly ReadJob[],
	settings: ReadJob['settings'],
	mode: RunMode & WithCauses,
): Promise<{ readonly answers: ReadonlyArray<Verdict | undefined>; readonly taken: number }> {
	let facts = nothingObserved();
	const answering = openSession(context, operation, settings.maxWait, mode).then(async ({ session, emulator }) => {
		facts = session.graph.answerFacts;
		const problem = await sharedAmountProblem(session, operation, jobs);
		if (problem !== null) return jobs.map(() => ({ failure: problem }));
		const verdicts = await operation.perform(session, jobs, settings);
		await tellHints(context, session, emulator, operation, { jobs, verdicts });
		const { causes } = mode;
		return causes === undefined ? verdicts : await withCauses(verdicts, jobs, operation.effect, causes(session));
	});
	const answers = await answering.catch((thrown: unknown) => jobs.map(() => endOfAll(operation, thrown, facts)));
	// A cancelled run ends as a whole: what its items met since is the cancel, and no failure of theirs.
	context.getExecutionCancelSignal()?.throwIfAborted();
	return {
		answers: operation.effect === 'read' ? answers : untellable(answers, facts),
		taken: facts.writesTaken,
	};
}

/** In the mode that stops, the first failing item speaks, and says what became of the others. */
function throwFirst(
	context: IExecuteFunctions,
	operation: Operation,
	verdicts: Verdicts,
	sentCounts: SentCounts,
): void {
	const [first] = inOrder(verdicts).filter(([, { failure }]) => failure !== undefined);
	if (first === undefined) return;
	const [index, { failure }] = first;
	throw nodeError(context, failure, operation, index, fateOfOthers(operation, [...verdicts.values()], sentCounts));
}

function collect(operation: Operation, verdicts: Verdicts, tool: boolean): INodeExecutionData[][] {
	const names = tool ? undefined : operation.outputs; // agents see the first output only
	const outputs: INodeExecutionData[][] = (names ?? ['']).map(() => []);
	const into = (output: number): INodeExecutionData[] => existing(outputs[output], 'an output');
	for (const [index, { rows, failure }] of inOrder(verdicts)) {
		if (failure !== undefined) {
			into(0).push(tool ? toolFailure(failure, operation, index) : errorItem(failure, operation, index));
			continue;
		}
		// One for all rows, as n8n's own nodes have it: tens of thousands of them say the same.
		const from = { item: index };
		for (const row of rows) {
			const output = row.output === undefined ? 0 : Math.max(0, names?.indexOf(row.output) ?? 0);
			into(output).push(tool ? toolItem(row, from) : rowItem(row, from));
		}
	}
	return outputs;
}
