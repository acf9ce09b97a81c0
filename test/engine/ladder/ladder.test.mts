import type { IDataObject } from 'n8n-workflow';

import '../support/lives/fakeTime.mts';
import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import type { Operation } from '../../../nodes/shared/node/operation.ts';
import { beginStep } from '../cancel/stopped.mts';
import { useBench } from '../support/campaigns.mts';
import { changedSince, climb, climbOn, newIds, shownOf, snapshot, stepOf, targetFieldOf } from './ladder.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(120_000);

/**
 * The ladder that providers of Terraform climb with each resource: create, the same once more, read, update one field, delete,
 * delete once more. It comes from the nodes' tables of operations, so that a new operation stands on it without a line.
 */
const resources = Object.values(nodeTables).flat();
const all = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ name: `${resource}.${operation.value}`, resource, operation })),
);
const writes = all.filter(({ operation }) => operation.effect === 'write');
const bench = useBench();
/** Resources of which a read has shown what was asked for. */
const climbed = new Set<string>();

/** Operations that make another one each time: that is what they are for, or Meta has nothing by which one is known. */
const makesAnother: Readonly<Record<string, string>> = {
	'campaign.duplicate': 'each run is one more copy',
	'adSet.duplicate': 'each run is one more copy',
	'ad.duplicate': 'each run is one more copy',
	'video.upload': 'Meta knows no video by its content: the library may hold it twice',
	'form.create': 'lead forms of one name may stand next to each other',
	'customConversion.create': 'rules of one name may stand next to each other',
};

it.each(writes)('$name: the same once more changes nothing', async ({ name, operation }) => {
	const step = stepOf(name);
	if (step === undefined)
		throw new Error(`${name} has no form that works: give it one in the table of faults or of samples`);
	const more = usingNamesake(operation, step.form);
	const [value, form, run] = await beginStep(bench, step);
	const once = await bench.run(value, { ...form, ...more }, run);
	expect(once.outputs.flat().filter(({ json }) => json.error !== undefined)).toEqual([]);
	const before = snapshot(bench);
	const times = step.times?.(bench.emulator.world);
	const again = await bench.run(value, { ...form, ...more }, run);
	expect(again.status).toBe('success');
	if (name in makesAnother) return expect(newIds(bench, before)).not.toEqual([]);
	expect(changedSince(bench, before)).toEqual([]);
	expect(step.times?.(bench.emulator.world)).toEqual(times);
});

/** What has a create use the one that is there, where its form can say so: among its fields, or under Options. */
function usingNamesake({ form: { properties } }: Operation, form: IDataObject): IDataObject {
	const use = { ifItExists: 'use' };
	if (properties.some(({ name }) => name === 'ifItExists')) return use;
	const isOption = JSON.stringify(properties).includes('"ifItExists"');
	return isOption ? { options: { ...(form.options as IDataObject), ...use } } : {};
}

const makers = resources.flatMap(({ value: resource, operations }) =>
	operations.some(({ value }) => value === 'create') ? [{ resource, has: operations.map(({ value }) => value) }] : [],
);

it.each(makers)('$resource: from create to delete', async ({ resource, has }) => {
	const rung = (operation: string) => (has.includes(operation) ? stepOf(`${resource}.${operation}`) : undefined);
	const create = rung('create')!;
	await beginStep(bench, create);
	const before = snapshot(bench);
	const made = await climb(bench, create, create.form);
	expect(made.kinds).toEqual([]);
	const ids = newIds(bench, before);
	const id = String(Object.values(made.row).find((cell) => ids.includes(String(cell))));
	expect(ids).toContain(id);

	const target = targetFieldOf(resource);
	const read = rung('get') ?? rung('getMany');
	const shown = async (form: IDataObject, row: IDataObject): Promise<void> => {
		const now = read === undefined ? row : (await climbOn(bench, read, id, target)).row;
		const { same, other } = shownOf(form, now, create.items?.[0]);
		expect(other).toEqual([]);
		if (same.length > 0) climbed.add(resource);
	};
	await shown(create.form, made.row);

	const update = rung('update');
	if (update !== undefined) {
		const changed = await climbOn(bench, update, id, target);
		expect(changed.kinds).toEqual([]);
		await shown(update.form.updateFields as IDataObject, changed.row);
		const still = snapshot(bench);
		await climbOn(bench, update, id, target);
		expect(changedSince(bench, still)).toEqual([]);
	}

	const remove = rung('delete') ?? rung('archive');
	if (remove === undefined) return;
	const standing = snapshot(bench);
	const removed = await climbOn(bench, remove, id, target);
	expect(removed.kinds).toEqual([]);
	const gone = snapshot(bench);
	expect(gone.get(id)).not.toEqual(standing.get(id));
	const again = await climbOn(bench, remove, id, target);
	expect(again.result.status).toBe('success');
	expect(changedSince(bench, gone)).toEqual([]);
	expect(again.kinds.filter((kind) => ['temporary', 'outcomeUnknown', 'undefined'].includes(kind))).toEqual([]);
});

it('a read has shown what was asked of every resource, but for answers that Meta makes up', () => {
	expect(makers.map(({ resource }) => resource).filter((name) => !climbed.has(name))).toEqual(['testLead']);
});
