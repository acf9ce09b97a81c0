import type { GateName } from '../../shared/gates/gates';
import { GraphFailure } from '../../shared/graph/error';
import type { CheckFinding } from '../finding';

/** Whether a gate lets through, as far as Meta shows it. What is unknown says why, and never passes for open. */
export interface GateState {
	readonly state: 'open' | 'shut' | 'unknown';
	/** A sentence without its full stop. */
	readonly reason: string;
}

export const openGate = (reason: string): GateState => ({ state: 'open', reason });
export const shutGate = (reason: string): GateState => ({ state: 'shut', reason });
export const unknownGate = (reason: string): GateState => ({ state: 'unknown', reason });

export const notSaid = unknownGate('Meta did not say');
export const notShown = (place: string): GateState => unknownGate(`Meta shows it only ${place}`);

/** The state by what a question told; a refusal by this very gate is its state, any other leaves it unknown. */
export function stateBy<T>(
	gate: GateName,
	finding: CheckFinding<T> | undefined,
	judge: (value: T) => GateState,
): GateState {
	if (finding === undefined) return unknownGate('the token sees no ad account');
	const { failure } = finding;
	if (failure === undefined) return judge(finding.value as T);
	return failure.gate === gate ? shutGate(failure.message) : unknownGate(failure.message);
}

/** A finding out of what a question brought or threw. */
export const answeredOr = async <T>(question: Promise<T>): Promise<CheckFinding<T>> =>
	await question.then(
		(value): CheckFinding<T> => ({ value }),
		async (error: unknown): Promise<CheckFinding<T>> =>
			error instanceof GraphFailure ? { failure: error } : await Promise.reject(error),
	);
