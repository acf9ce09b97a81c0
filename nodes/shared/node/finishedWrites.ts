import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { InputProblem } from '../form/problem';
import { GraphFailure } from '../graph/error';
import { pairLists } from '../lists';
import { ProcessMemory } from '../memory';
import type { Job, Operation, Verdict } from './operation';

/** Enough for the largest run and its retries; older entries only matter to executions that have ended. */
const CAPACITY = 20_000;

/**
 * Writes this process has finished, by execution, node, run and item.
 *
 * n8n's Retry On Fail runs the whole node again, every item included. An item that is remembered is answered from here
 * and not sent again, even if its expressions now come out differently (`$now` in a name). The memory can only hold a
 * write back: it never permits one.
 */
export class FinishedWrites extends ProcessMemory<Verdict> {
	constructor() {
		super(CAPACITY);
	}
}

/** Of this process: a retry happens where the first try happened. */
export const finishedWrites = new FinishedWrites();

/** An item with what its form says of the whole run. */
interface Asked extends Job<unknown> {
	readonly settings: unknown;
}

/** What identifies an item's write within this process, or null where nothing needs remembering. */
export function memoryKey(
	context: IExecuteFunctions,
	operation: Pick<Operation, 'effect' | 'repeatable'>,
	tool: boolean,
): ((item: Asked) => string) | null {
	const execution = context.getExecutionId();
	if (operation.effect === 'read' || operation.repeatable || !execution) return null;
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	const place = [execution, context.getNode().id, String(runIndex)].join(' ');
	return (item) => `${place} ${item.index} ${tool ? fingerprint(item) : ''}`;
}

/** An agent calls a tool many times within one execution: there, what it asks for tells the calls apart. */
const fingerprint = ({ params, settings }: Asked): string =>
	createHash('sha256')
		.update(JSON.stringify([params, settings]))
		.digest('hex');

/**
 * Done, or begun with an unknown end: neither may be sent again. Nor may what was refused for the state it met: by the
 * retry, other items have changed that state. Any other failure left nothing behind.
 */
export const isFinal = ({ failure }: Verdict): boolean =>
	failure === undefined ||
	failure instanceof InputProblem ||
	(failure instanceof GraphFailure && failure.kind === 'outcomeUnknown');

/** Part of an item with steps of its own; without a key nothing is remembered. */
interface Stepped {
	readonly key: string | null;
}

const stepKey = ({ key }: Stepped, step: string): string | null => (key === null ? null : `${key} ${step}`);

/** Whether a step of a unit has its end in this process: then a retry is answered from memory. */
export function isFinished(unit: Stepped, step: string): boolean {
	const key = stepKey(unit, step);
	return key !== null && finishedWrites.recall(key) !== undefined;
}

/**
 * One step of a write that takes several: what this process has done of it, or may have, is answered from memory, so
 * that Retry On Fail goes on where the first try ended.
 *
 * @param step names it among the steps of one unit
 * @param work does the step for the units that have not done it, in their order
 */
export async function finishedBefore<Unit extends Stepped>(
	units: readonly Unit[],
	step: string,
	work: (rest: readonly Unit[]) => Promise<Array<Verdict | undefined>>,
): Promise<Array<Verdict | undefined>> {
	const verdictOf = new Map<Unit, Verdict | undefined>();
	for (const unit of units) {
		const key = stepKey(unit, step);
		const verdict = key === null ? undefined : finishedWrites.recall(key);
		if (verdict !== undefined) verdictOf.set(unit, verdict);
	}
	const rest = units.filter((unit) => !verdictOf.has(unit));
	for (const [unit, verdict] of pairLists(rest, rest.length > 0 ? await work(rest) : [])) {
		const key = stepKey(unit, step);
		if (key !== null && verdict !== undefined && isFinal(verdict)) finishedWrites.remember(key, verdict);
		verdictOf.set(unit, verdict);
	}
	return units.map((unit) => verdictOf.get(unit));
}
