import { cloneDeep, isPlainObject } from 'lodash';
import { NodeHelpers, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { AMOUNT_CASES } from '../../support/amounts/amountCases.mts';
import type { AmountForm, Ran, Typed } from '../../support/amounts/amountForm.mts';
import { FORMS, ROW } from '../../support/amounts/amountForms.mts';
import { useBench } from '../support/campaigns.mts';
import {
	emulatorCredential,
	makeWorkflow,
	nodeTypes,
	nodeUnderTest,
	pollerOf,
	runNode,
	type NodeResult,
	type NodeRun,
} from '../support/harness.mts';

/**
 * What is typed into a field of text is stored as it was typed, in a browser of any language: that each amount has such a
 * field, and what becomes of the text. The editor itself shows a few of these cases a day.
 */

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
beforeEach(() => ownWrites.clear());

/** A node's form as n8n fills it in, without an editor around it. */
class FilledForm implements AmountForm {
	private readonly properties: INodeProperties[];
	private readonly form: (typeof FORMS)[number];
	private parameters: IDataObject;
	private result?: NodeResult;

	constructor(name: string) {
		this.form = FORMS.find((one) => one.name === name)!;
		this.properties = nodeTypes.getByNameAndVersion(this.form.type).description.properties;
		this.parameters = cloneDeep(this.form.parameters) as IDataObject;
	}

	/** What is shown, with its defaults; only what differs from them is stored. */
	private values(withDefaults: boolean): IDataObject {
		return NodeHelpers.getNodeParameters(
			this.properties,
			this.parameters as never,
			withDefaults,
			false,
			null,
			null,
		) as IDataObject;
	}

	/** Where a field stands that is shown: in the form itself, or in a collection to which it was added. */
	private holderOf(field: string): string | undefined {
		const values = this.values(true);
		if (field in values) return undefined;
		const [holder] =
			Object.entries(values).find(([, value]) => isPlainObject(value) && field in (value as object)) ?? [];
		if (holder === undefined) throw new Error(`${this.form.name} shows no ${field}`);
		return holder;
	}

	private propertyOf(field: string): INodeProperties {
		const holder = this.holderOf(field);
		const values = this.values(true);
		const shown = (named: INodeProperties[], name: string) =>
			named.filter((one) => one.name === name && NodeHelpers.displayParameter(values as never, one, null, null));
		const level = holder
			? shown(this.properties, holder).flatMap(({ options }) => (options ?? []) as INodeProperties[])
			: this.properties;
		const [property, ...others] = holder ? level.filter(({ name }) => name === field) : shown(level, field);
		expect(others).toEqual([]);
		return property;
	}

	private put(field: string, value: string): void {
		const holder = this.holderOf(field);
		const values = this.values(true);
		this.parameters = holder
			? { ...values, [holder]: { ...(values[holder] as IDataObject), [field]: value } }
			: { ...values, [field]: value };
	}

	async type(field: string, text: string): Promise<void> {
		// A field of numbers would take what the browser makes of the keys.
		expect([field, this.propertyOf(field).type]).toEqual([field, 'string']);
		this.put(field, text);
	}

	async select(field: string, option: string): Promise<void> {
		const entries = this.propertyOf(field).options as Array<{ name: string; value: string }>;
		this.put(field, entries.find(({ name }) => name === option)!.value);
	}

	private asRun(): NodeRun {
		const credential = emulatorCredential(bench.emulator.url);
		return { node: this.form.type, parameters: this.values(false), credential };
	}

	private async execute(): Promise<string> {
		const run = this.asRun();
		const said = (error: Error & { description?: string }) => `${error.message}. ${error.description}`;
		if (this.form.type.endsWith('Trigger'))
			return await pollerOf(run)
				.poll('manual')
				.then(() => '', said);
		this.result = await runNode({ ...run, items: [ROW as unknown as IDataObject] });
		return this.result.error ? said(this.result.error) : '';
	}

	async run(typed: Typed): Promise<Ran> {
		for (const [field, text] of Object.entries(typed)) await this.type(field, text);
		const stored = this.values(false);
		for (const [field, text] of Object.entries(typed))
			expect([stored, ...Object.values(stored)].map((at) => (at as IDataObject | null)?.[field])).toContain(text);
		const calls = bench.emulator.log.length;
		const refusal = await this.execute();
		const sent = bench.emulator.log.slice(calls);
		const params = (method: string) => sent.filter((one) => one.method === method).map((one) => one.params);
		return { refusal, written: params('POST'), read: params('GET') };
	}

	async firstRow(output: string): Promise<Typed> {
		const node = nodeUnderTest(this.asRun());
		const names = NodeHelpers.getNodeOutputs(
			makeWorkflow([node], {}),
			node,
			nodeTypes.getByNameAndVersion(this.form.type).description,
		).map((one) => (typeof one === 'string' ? one : one.displayName));
		const { json } = this.result!.outputs[names.indexOf(output)][0];
		const shown = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
		return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, shown(value)]));
	}
}

describe.each([
	['each for itself', false],
	['together', true],
])('texts that can be two numbers, %s', (_, together) => {
	const cases = AMOUNT_CASES.filter(({ once }) => !(once && together));
	test.each(cases.map(({ name, form, act }) => [name, form, act] as const))('%s', async (_name, form, act) => {
		await act(new FilledForm(form), together);
	});
});
