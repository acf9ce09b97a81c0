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
