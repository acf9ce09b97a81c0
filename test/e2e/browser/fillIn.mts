import type { Workflow } from '../../../demo/n8n/workflowFile.mts';

/**
 * A shipped workflow as somebody fills in one of its steps.
 *
 * @throws when there is no such step
 */
export const fillIn =
	(step: string, parameters: Readonly<Record<string, unknown>>) =>
	(workflow: Workflow): Workflow => {
		if (!workflow.nodes.some(({ name }) => name === step)) throw new Error(`There is no step ${step}`);
		return {
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.name === step ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
			),
		};
	};

/** … and lets it write into a table of its own. */
export const intoTable = (tableName: string) => fillIn('Create table', { tableName });

/** … in several ways, one after the other. */
export const filledIn =
	(...ways: ReadonlyArray<(workflow: Workflow) => Workflow>) =>
	(workflow: Workflow): Workflow =>
		ways.reduce((filled, way) => way(filled), workflow);
