import type { IPollFunctions, NodeParameterValueType } from 'n8n-workflow';

import { allOf } from '../shared/form/problems';
import { ruleProblem } from '../shared/form/rule';
import { withDefaultAccount } from '../shared/node/defaultAccount';
import { valuesOf } from '../shared/node/formValues';
import { openGraph } from '../shared/node/session/openGraph';
import { nodeError } from '../shared/node/outputs';
import { accountReader } from '../shared/node/session/session';
import { triggerForm, triggerProblem, type TriggerParams } from './form';
import type { AccountLook } from './look';

/** Seconds one call may wait: the next poll comes anyway, and polls must not pile up. */
const MAX_WAIT = 30;

/** @throws InputProblem with all that is wrong */
async function paramsOf(context: IPollFunctions): Promise<TriggerParams> {
	const { standing, told } = await withDefaultAccount(context, context.getNode().parameters);
	const values = valuesOf(triggerForm.fields, (name, otherwise) =>
		standing(name, context.getNodeParameter(name, otherwise) as NodeParameterValueType),
	);
	const { params, settings, problem } = triggerForm.examine(values);
	const formProblem = told(allOf([problem, ruleProblem(triggerProblem, params, settings)]));
	if (formProblem !== null) throw formProblem;
	return params;
}

/** Does the work of one poll with the way to Meta open; what fails is told in the words of the form. */
export async function openLook<T>(
	context: IPollFunctions,
	process: string,
	work: (look: AccountLook) => Promise<T>,
): Promise<T> {
	const openAttempt = (async () => {
		const params = await paramsOf(context);
		const { graph } = await openGraph(context, MAX_WAIT);
		const account = await accountReader(graph)(params.adAccount);
		return await work({ graph, account, params, process, now: graph.serverTime() ?? Date.now() });
	})();
	return await openAttempt.catch(
		async (thrown: unknown) => await Promise.reject(nodeError(context, thrown, { form: triggerForm }, undefined, '')),
	);
}
