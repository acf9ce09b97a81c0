import { setTimeout as sleep } from 'node:timers/promises';

import { parse } from 'flatted';

import type { Run } from './n8nCli.mts';
import type { N8nRest } from './n8nRest.mts';

/** How an execution is over; one that waits (a Wait step, an approval) goes on later. */
export const ENDED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Starts a workflow from the named trigger step, as the editor's button does.
 *
 * @param said what the trigger gives, for one that waits for somebody, such as a chat
 */
export async function startRun(
	rest: N8nRest,
	workflowId: string,
	trigger: string,
	said?: Record<string, unknown>,
): Promise<{ executionId: string }> {
	const times = { startTime: 0, executionTime: 0, executionIndex: 0, executionStatus: 'success', source: [] };
	const data = said && { ...times, data: { main: [[{ json: said }]] } };
	const body = { triggerToStartFrom: { name: trigger, ...(data && { data }) } };
	return await rest.call('POST', `/workflows/${workflowId}/run`, body);
}

/** @returns the execution, once it has one of these states @throws if that takes longer than `withinMs` */
export async function runOnce(
	rest: N8nRest,
	executionId: string,
	states: readonly string[],
	withinMs = 120_000,
): Promise<Run> {
	for (const until = Date.now() + withinMs; ; await sleep(200)) {
		const { status, data } = await rest.call<{ status: string; data: string }>('GET', `/executions/${executionId}`);
		// n8n stores the objects of an execution once each, with numbers for where they stand.
		if (states.includes(status)) return { status, data: parse(data) as Run['data'] };
		if (Date.now() > until) throw new Error(`Execution ${executionId} is still ${status}`);
	}
}
