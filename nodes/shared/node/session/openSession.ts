import type { IExecuteFunctions } from 'n8n-workflow';

import type { Urgency } from '../../graph/wire/health';
import { noGraph, openGraph } from './openGraph';
import type { Operation } from '../operation';
import { accountReader, type AccountFacts, type Session } from './session';

/** How the run is asked: by an agent; whether one failing item ends it. */
export interface RunMode {
	readonly tool: boolean;
	readonly stops: boolean;
	/** Indexes of items that have failed already. */
	readonly leftOut: readonly number[];
}

/**
 * Whether an agent is calling. There are two ways in which n8n runs tools. One is through a context that says so. The
 * other, for the newer agents, is through the engine like any other node. There only the type's name (`metaAdsTool`)
 * shows it. In n8n 2.0 there is no such question, and tools are named alike.
 */
export const runsAsTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || ('isToolExecution' in context && context.isToolExecution());

/**
 * Opens what the items of a run share.
 *
 * @param maxWait seconds one request may wait in all, as the form of the run says; without it the usual
 */
export async function openSession(
	context: IExecuteFunctions,
	operation: Operation,
	maxWait: unknown,
	{ tool, stops, leftOut }: RunMode,
): Promise<{ session: Session; emulator: boolean }> {
	const offline = operation.needsCredential === false;
	const { graph, wait, emulator } = offline
		? noGraph(context)
		: await openGraph(context, maxWait as number | undefined, urgencyOf(context, operation));
	const accountsRead = new Map<string, AccountFacts>();
	const session: Session = {
		graph,
		wait,
		now: Date.now,
		dryRun: tool && operation.effect === 'write' && !changesAllowed(context),
		stops,
		leftOut,
		claimed: new Set(),
		account: accountReader(graph, accountsRead),
		accountsRead,
		n8n: context,
	};
	return { session, emulator };
}

/** Only the switch itself counts: an expression in its place, which a model could fill, does not. */
const changesAllowed = (context: IExecuteFunctions): boolean =>
	context.getNodeParameter('allowChanges', 0, false, { rawExpressions: true }) === true;

/** Who executes by hand has just corrected something; a loop of refused calls is a workflow's. */
const urgencyOf = (context: IExecuteFunctions, { stopsSpend }: Operation): Urgency | undefined =>
	context.getMode() === 'manual' ? 'byHand' : stopsSpend && 'stopsSpend';
