import { basename, join } from 'node:path';

import type { StoredCredential } from '../n8n/n8nCli.mts';
import { FIRST_WORKFLOW, readWorkflows, withCredential, type Workflow } from '../n8n/workflowFile.mts';
import { recipeGroups } from './groups.mts';
import { emptyCredential, lackingTypes, pinnedFor } from './samples.mts';

/** Where the recipe for ads of a folder looks, as in n8n's own image. */
const SHIPPED_FOLDER = '/home/node/.n8n-files/ads/*';

export interface Examples {
	readonly credentials: StoredCredential[];
	readonly workflows: [Workflow, ...Workflow[]];
}

/**
 * The shipped workflows as the demo brings them into n8n, the first one first: with its credentials and its folder, a tag
 * for the group each belongs to, and pinned rows where a step needs an account of the reader's own.
 *
 * @param own credentials that work in the demo
 * @param pictures folder with sample pictures, which n8n may read
 */
export async function examplesFor(own: readonly StoredCredential[], pictures: string): Promise<Examples> {
	const shipped = await readWorkflows();
	const groups = await recipeGroups();
	const types = own.map(({ type }) => type);
	const lacking = [...new Set(Object.values(shipped).flatMap(({ nodes }) => lackingTypes(nodes, types)))];
	const credentials = [...own, ...lacking.map(emptyCredential)];
	const [first, ...others] = Object.entries(shipped).map(([file, workflow]): Workflow => {
		const filled = credentials.reduce(
			(one, { type, id, name }) => withCredential(one, type, { id, name }).workflow,
			workflow,
		);
		const text = JSON.stringify(filled).replace(SHIPPED_FOLDER, join(pictures, '*').replaceAll('\\', '/'));
		const group = groups[basename(file, '.json')];
		// n8n finds a tag that is there by its ID.
		const tags = group === undefined ? [] : [{ id: group.replaceAll(/\W/g, ''), name: group }];
		return { ...(JSON.parse(text) as Workflow), pinData: pinnedFor(workflow.nodes, types), tags };
	});
	if (first === undefined) throw new Error(`There is no workflow in workflows/, not even ${FIRST_WORKFLOW}`);
	return { credentials, workflows: [first, ...others] };
}
