import { nodeTables } from '../../selfcheck/nodeTables.mts';
import { triggerForm, triggerProblem } from '../../nodes/MetaAdsTrigger/form/form.ts';
import type { Form } from '../../nodes/shared/form/form.ts';
import type { InputProblem } from '../../nodes/shared/form/problem.ts';
import type { Operation } from '../../nodes/shared/node/operation.ts';

/** A form of the package: an operation's, or the trigger's. */
export interface SomeForm {
	readonly node: string;
	/** `metaAds campaign.create`; `metaAdsTrigger`. */
	readonly name: string;
	readonly form: Form;
	readonly rule: (params: unknown, settings: unknown) => InputProblem | null;
	/** Absent for the trigger. */
	readonly operation?: Operation;
	readonly resource?: string;
}

/** Every form of all nodes. */
export const allForms: readonly SomeForm[] = [
	...Object.entries(nodeTables).flatMap(([node, table]) =>
		table.flatMap((resource) =>
			resource.operations.map((operation) => ({
				node,
				name: `${node} ${resource.value}.${operation.value}`,
				form: operation.form,
				rule: operation.rule ?? (() => null),
				operation,
				resource: table.length > 1 ? resource.value : undefined,
			})),
		),
	),
	{ node: 'metaAdsTrigger', name: 'metaAdsTrigger', form: triggerForm, rule: triggerProblem as SomeForm['rule'] },
];
