import type { IPollFunctions } from 'n8n-workflow';

import { openGraph } from '../shared/node/openGraph';
import { nodeError } from '../shared/node/outputs';
import { checkValues } from '../shared/node/params';
import { accountReader } from '../shared/node/session';
import { triggerFields, triggerParams, type TriggerParams } from './form';
import type { Look } from './poll';

/** Seconds one call may wait: the next poll comes anyway, and polls must not pile up. */
const MAX_WAIT = 30;

/** A field that the form hides has no value. */
function readForm(context: IPollFunctions): TriggerParams {
	const values: Record<string, unknown> = {};
	for (const { name, type } of triggerFields) {
		const plain = context.getNodeParameter(name, null);
		if (plain === null) continue;
		values[name] = type === 'resourceLocator' ? context.getNodeParameter(name, null, { extractValue: true }) : plain;
	}
	return checkValues(triggerParams, values);
}

/** Does the work of one poll with the way to Meta open; what fails is told in the words of the form. */
export async function openLook<T>(context: IPollFunctions, process: string, work: (look: Look) => Promise<T>): Promise<T> {
	const done = (async () => {
		const params = readForm(context);
		const { graph } = await openGraph(context, MAX_WAIT);
		const account = await accountReader(graph)(params.adAccount);
		return await work({ graph, account, params, process, now: graph.serverTime() ?? Date.now() });
	})();
	return await done.catch(async (thrown: unknown) => await Promise.reject(nodeError(context, thrown, { fields: triggerFields }, undefined, '')));
}
