import type { IPollFunctions, NodeParameterValueType } from 'n8n-workflow';

import type { GraphClient } from '../../shared/graph/client';
import { allOf } from '../../shared/form/problems';
import { ruleProblem } from '../../shared/form/rule';
import { withDefaultAccount } from '../../shared/node/defaultAccount';
import { valuesOf } from '../../shared/node/formValues';
import { openGraph } from '../../shared/node/session/openGraph';
import { nodeError } from '../../shared/node/outputs';
import { accountReader, type AccountFacts } from '../../shared/node/session/session';
import { triggerForm, triggerProblem, type TriggerParams } from './form';

/** Seconds one call may wait: the next poll comes anyway, and polls must not pile up. */
const MAX_WAIT = 30;

/** @throws InputProblem with all that is wrong */
async function paramsOf(context: IPollFunctions): Promise<TriggerParams> {
	const { standing, problemToTell } = await withDefaultAccount(context, context.getNode().parameters);
	const values = valuesOf(triggerForm.fields, (name, otherwise) =>
		standing(name, context.getNodeParameter(name, otherwise) as NodeParameterValueType),
	);
	const { params, settings, problem } = triggerForm.examine(values);
	const formProblem = problemToTell(allOf([problem, ruleProblem(triggerProblem, params, settings)]));
	if (formProblem !== null) throw formProblem;
	return params;
}

/** One poll, with the way to Meta open. */
export interface OpenPoll {
	readonly graph: GraphClient;
	readonly params: TriggerParams;
	/** Names this n8n process. */
	readonly process: string;
	/** Meta's clock. */
	readonly now: number;
	/** The watched ad account; absent where only leads are asked for. */
	readonly account?: AccountFacts;
}

/** Does the work of one poll with the way to Meta open; what fails is told in the words of the form. */
export async function openLook<T>(
	context: IPollFunctions,
	process: string,
	work: (look: OpenPoll) => Promise<T>,
): Promise<T> {
	const openAttempt = (async () => {
		const params = await paramsOf(context);
		const { graph } = await openGraph(context, MAX_WAIT);
		const account = params.adAccount === undefined ? undefined : await accountReader(graph)(params.adAccount);
		return await work({ graph, params, process, account, now: await metasTime(graph) });
	})();
	return await openAttempt.catch(
		async (thrown: unknown) => await Promise.reject(nodeError(context, thrown, { form: triggerForm }, undefined, '')),
	);
}

/** By an answer of Meta's, the cheapest there is, where none has told it yet. */
async function metasTime(graph: GraphClient): Promise<number> {
	if (graph.serverTime() === null)
		await graph.send({ method: 'GET', path: 'me', params: { fields: 'id' }, effect: 'read' });
	return graph.serverTime() ?? Date.now();
}
