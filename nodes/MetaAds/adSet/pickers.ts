import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { textCell } from '../../shared/reading/cells';
import { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { openGraph } from '../../shared/node/session/openGraph';
import { edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { asNodeError, byNameOrId, PICKER_WAIT, searchOf } from '../../shared/node/pickers/listSearch';
import { inPlainWords, withRemarks } from '../../shared/words';
import { destinationsFor, goalsFor } from './goal/goals';

/** The digits in what the form has chosen so far, or nothing. */
function chosenId(context: ILoadOptionsFunctions, parameter: string): string | undefined {
	try {
		const value = context.getNodeParameter(parameter, '', { extractValue: true }) as unknown;
		return /^\d+$/.exec(String(value ?? '').trim())?.[0];
	} catch {
		return undefined; // An expression over data that is not there yet: nothing is chosen so far.
	}
}

/** The objective of the chosen campaign. Without one the menus show everything there is. */
async function chosenObjective(context: ILoadOptionsFunctions): Promise<string | undefined> {
	const campaign = chosenId(context, 'campaign');
	if (campaign === undefined) return undefined;
	const { graph } = await openGraph(context, PICKER_WAIT);
	try {
		const { body } = await graph.send({
			method: 'GET',
			path: campaign,
			params: { fields: 'objective' },
			effect: 'read',
		});
		return textCell((body as GraphObject).objective) ?? undefined;
	} catch (failure) {
		throw asNodeError(context, failure);
	}
}

export async function getOptimizationGoals(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return [...goalsFor(await chosenObjective(this))];
}

export async function getDestinations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const goal = String(this.getCurrentNodeParameter('optimizationGoal') ?? '');
	const objective = await chosenObjective(this);
	return [{ name: 'Not Set', value: '' }, ...destinationsFor(objective, goal.startsWith('=') ? undefined : goal)];
}

/** Product sets of the chosen catalog. Their edge has no search of its own, so names and IDs are searched here. */
export const searchProductSets = searchOf({
	request: (context) => {
		const catalog = chosenId(context, 'catalog');
		if (catalog === undefined) {
			const advice = 'This list shows the product sets of the chosen catalog.';
			throw new GraphFailure({ kind: 'invalidParameter', message: 'Choose the Catalog first', advice });
		}
		const params = { fields: 'id,name,product_count' };
		return { method: 'GET', path: `${catalog}/product_sets`, params, effect: 'read' };
	},
	item: ({ id, name, product_count: count }) => ({
		name: withRemarks(titleOf({ id, name }), typeof count === 'number' ? `${count} items` : ''),
		value: String(id),
	}),
	searchedHere: byNameOrId,
});

/** Custom and lookalike audiences of the account. */
export const searchCustomAudiences = searchOf({
	request: edgeOfAccount('customaudiences', 'id,name,subtype'),
	item: ({ id, name, subtype }) => ({
		name: withRemarks(titleOf({ id, name }), subtype === undefined ? '' : inPlainWords(subtype)),
		value: String(id),
	}),
	searchedHere: byNameOrId,
});
