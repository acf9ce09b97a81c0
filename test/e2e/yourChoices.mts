import type { Workflow } from '../../demo/n8n/workflowFile.mts';

interface Choices {
	readonly assignments: ReadonlyArray<{ readonly name: string; readonly value: unknown }>;
}

/**
 * A shipped workflow as somebody fills in its step Your choices.
 *
 * @throws when the step lacks one of them: a test would otherwise run with what is shipped
 */
export const choose =
	(chosen: Readonly<Record<string, unknown>>) =>
	(workflow: Workflow): Workflow => ({
		...workflow,
		nodes: workflow.nodes.map((node) => {
			if (node.name !== 'Your choices') return node;
			const { assignments } = node.parameters.assignments as Choices;
			const unknown = Object.keys(chosen).filter((name) => !assignments.some((one) => one.name === name));
			if (unknown.length > 0) throw new Error(`Your choices has no ${unknown.join(', ')}`);
			return {
				...node,
				parameters: {
					...node.parameters,
					assignments: {
						assignments: assignments.map((one) => (one.name in chosen ? { ...one, value: chosen[one.name] } : one)),
					},
				},
			};
		}),
	});

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
export const intoTable = (tableName: string) => fillIn('Make the table', { tableName });

/** … in several ways, one after the other. */
export const filledIn =
	(...ways: ReadonlyArray<(workflow: Workflow) => Workflow>) =>
	(workflow: Workflow): Workflow =>
		ways.reduce((filled, way) => way(filled), workflow);
