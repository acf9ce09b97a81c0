import type { IPollFunctions, NodeParameterValueType } from 'n8n-workflow';

import { allOf } from '../shared/form/problems';
import { said } from '../shared/form/rule';
import { withDefaultAccount } from '../shared/node/defaultAccount';
import { valuesOf } from '../shared/node/formValues';
import { openGraph } from '../shared/node/session/openGraph';
import { nodeError } from '../shared/node/outputs';
import { accountReader } from '../shared/node/session/session';
import { triggerForm, triggerProblem, type TriggerParams } from './form';
import type { Look } from './look';

/** Seconds one call may wait: the next poll comes anyway, and polls must not pile up. */
const MAX_WAIT = 30;

/** @throws InputProblem with all that is wrong */
async function paramsOf(context: IPollFunctions): Promise<TriggerParams> {
	const { standing, told } = await withDefaultAccount(context, context.getNode().parameters);
	const values = valuesOf(triggerForm.fields, (name, otherwise) =>
		standing(name, context.getNodeParameter(name, otherwise) as NodeParameterValueType),
	);
	const { params, settings, problem } = triggerForm.examine(values);
	const broken = told(allOf([problem, said(triggerProblem, params, settings)]));
	if (broken !== null) throw broken;
	return params;
}

/** Does the work of one poll with the way to Meta open; what fails is told in the words of the form. */
export async function openLook<T>(
	context: IPollFunctions,
	process: string,
	work: (look: Look) => Promise<T>,
): Promise<T> {
	const done = (async () => {
		const params = await paramsOf(context);
		const { graph } = await openGraph(context, MAX_WAIT);
		const account = await accountReader(graph)(params.adAccount);
		return await work({ graph, account, params, process, now: graph.serverTime() ?? Date.now() });
	})();
	return await done.catch(
		async (thrown: unknown) => await Promise.reject(nodeError(context, thrown, { form: triggerForm }, undefined, '')),
	);
}
