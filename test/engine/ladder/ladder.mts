import { cloneDeep, isEqual, omit, partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { failureKinds } from '../cancel/stopped.mts';
import { nodeOf, operationOf, steps, type Step } from '../cancel/steps.mts';
import type { Bench } from '../support/campaigns.mts';
import type { NodeResult, NodeRun } from '../support/harness.mts';

/** One object from its create to its delete, by forms that stand in the table of samples. */

type Stored = ReadonlyMap<string, unknown>;

/** What Meta notes of an upload, also of one that brings nobody new. */
const noted = ['sessions', 'readyAt', 'shownSize', 'timeUpdated', 'timeContentUpdated'];

/** Every object the emulator holds, as it is now. */
export function snapshot({ emulator: { world } }: Bench): Stored {
	const nodes = [...(world as unknown as { nodes: Stored }).nodes] as Array<[string, { kind: string }]>;
	return new Map(
		nodes
			.filter(([, { kind }]) => kind !== 'CustomAudienceSession')
			.map(([id, node]) => [id, cloneDeep(node.kind === 'CustomAudience' ? omit(node, noted) : node)]),
	);
}

export const newIds = (bench: Bench, before: Stored): string[] =>
	[...snapshot(bench).keys()].filter((id) => !before.has(id));

/** IDs of objects that are new, gone or different. */
export function changedSince(bench: Bench, before: Stored): string[] {
	const now = snapshot(bench);
	return [...new Set([...before.keys(), ...now.keys()])].filter((id) => !isEqual(before.get(id), now.get(id)));
}

export const stepOf = (name: string): Step | undefined => steps.find((step) => operationOf(step) === name);

/** Fields that say where an object is, not which. */
const places = ['adAccount', 'page', 'options', 'resource', 'simplify'];

/** The field of a form that names the object it works on. */
const targetOf = ({ form }: Step): string | undefined => Object.keys(form).find((name) => !places.includes(name));

/** The form of a step that works on another object than its sample does. */
function formFor(step: Step, id: string, target = targetOf(step)): IDataObject {
	if (target === undefined) return step.form;
	const sampled = step.form[target];
	const value = typeof sampled === 'object' ? { ...(sampled as IDataObject), value: id } : id;
	return { ...step.form, [target]: value };
}

/** What the steps of one resource do with one object. */
export interface Climb {
	readonly result: NodeResult;
	readonly row: IDataObject;
	readonly kinds: readonly string[];
}

export async function climb(bench: Bench, step: Step, form: IDataObject, more: Partial<NodeRun> = {}): Promise<Climb> {
	const [resource, operation] = operationOf(step).split('.');
	const result = await bench.run(
		operation!,
		{ resource, ...form },
		{
			node: nodeOf(step),
			onError: 'continueRegularOutput',
			...(step.items && { items: [...step.items] }),
			...(step.files && { files: [...step.files] }),
			...more,
		},
	);
	return { result, row: result.rows[0] ?? {}, kinds: failureKinds(result) };
}

/** The step on this object; of a list, the one row that is of it. */
export async function climbOn(bench: Bench, step: Step, id: string, target?: string): Promise<Climb> {
	if (!operationOf(step).endsWith('.getMany')) return await climb(bench, step, formFor(step, id, target));
	const list = await climb(bench, step, { ...step.form, returnAll: true });
	return { ...list, row: list.result.rows.find((row) => Object.values(row).includes(id)) ?? {} };
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** The form with its additional fields, and with what the first item gives for an expression. */
function plainForm({ additionalFields, ...form }: IDataObject, item: IDataObject = {}): IDataObject {
	const fields = Object.entries({ ...form, ...(additionalFields as IDataObject) }).filter(([, value]) =>
		isPlain(value),
	);
	const given = (value: unknown): unknown => {
		const [, name] = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value)) ?? [];
		return name === undefined ? value : item[name];
	};
	return Object.fromEntries(fields.map(([name, value]) => [name, given(value) as string]));
}

/** A day stands for its moments by the account's clock: the last one, where it is an end. */
const isDay = (value: unknown): boolean => /^\d{4}-\d\d-\d\d$/.test(String(value));

/** Fields of a form that a row shows under the same name, and those of them whose value is another one there. */
export function shownOf(form: IDataObject, row: IDataObject, item?: IDataObject): { same: string[]; other: string[] } {
	const pairs = Object.entries(plainForm(form, item)).filter(([name, wanted]) => name in row && !isDay(wanted));
	const [same, other] = partition(pairs, ([name, wanted]) => String(row[name]) === String(wanted));
	return { same: same.map(([name]) => name), other: other.map(([name]) => `${name}: ${String(row[name])}`) };
}

/** What the forms of a resource call an object. */
export const targetFieldOf = (resource: string): string | undefined =>
	['get', 'delete'].flatMap((operation) => {
		const step = stepOf(`${resource}.${operation}`);
		return step === undefined ? [] : (targetOf(step) ?? []);
	})[0];
