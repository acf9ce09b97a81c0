import type { IDataObject } from 'n8n-workflow';

import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { operationOf, steps } from '../cancel/steps.mts';
import { editorValues } from '../../support/editor.mts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

/**
 * n8n drops a collection that is one expression as a whole, before any node can see it (`getNodeParameters`). What it
 * held is unknown then: the item is refused, and nothing is sent for it.
 */

const bench = useBench();
const world = () => bench.emulator.world;
const whole = (values: IDataObject): string => `={{ ${JSON.stringify(values)} }}`;
const REFUSED = 'cannot be one expression for all its fields';

it.each([
	['Validate Only', { validateOnly: true }],
	['what a switch would allow', { allowLargeChange: true }],
])('%s in it is refused, not left out', async (_, options) => {
	const before = world().get('Campaign', CAMPAIGNS.usdCbo).name;
	const form = { campaign: byId(CAMPAIGNS.usdCbo), updateFields: { name: 'Other' } };
	const { error } = await bench.run('update', { ...form, options: whole(options) });
	expect(error?.message).toBe(`Options ${REFUSED}`);
	expect(bench.sent()).toEqual([]);
	expect(world().get('Campaign', CAMPAIGNS.usdCbo).name).toBe(before);
	const { error: none } = await bench.run('update', { ...form, options });
	expect(none).toBeUndefined();
});

it.each(['additionalFields', 'options'])('%s: no create goes without it', async (name) => {
	const before = world().all('Campaign').length;
	const { error } = await bench.run('create', { ...newCampaign(), [name]: whole({ validateOnly: true }) });
	expect(error?.message).toContain(REFUSED);
	expect(world().all('Campaign')).toHaveLength(before);
});

it('guards are not the usual ones instead of those of the expression', async () => {
	const step = {
		operation: 'adjustBudget',
		objectType: 'adSet',
		adSet: byId(AD_SETS.eurNoBudget),
		change: 'percent',
		percent: 40,
	};
	const form = {
		...step,
		ceiling: 100,
		dryRun: true,
		adAccount: byId(world().get('AdSet', AD_SETS.eurNoBudget).account.id),
	};
	const { error } = await bench.run(
		'adjustBudget',
		{ resource: 'step', ...form, guards: whole({ largestStep: 50 }) },
		{ node: 'metaBudgetGuard' },
	);
	expect(error?.message).toBe(`Guards ${REFUSED}`);
});

it.each([[[]], [{}], ['']])('%j holds nothing: it is not refused', async (options) => {
	const { error } = await bench.run('update', {
		campaign: byId(CAMPAIGNS.usdCbo),
		updateFields: { name: 'Other' },
		options,
	} as IDataObject);
	expect(error).toBeUndefined();
});

const resources = Object.values(nodeTables).flat();
const all = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ name: `${value}.${operation.value}`, form: operation.form })),
);

it('refuses it in every collection of every operation', () => {
	const collections = all.flatMap(({ name, form }) =>
		form.properties.filter(({ type }) => type === 'collection').map((property) => ({ name, form, property })),
	);
	expect(collections.length).toBeGreaterThan(100);
	for (const { name, form, property } of collections) {
		const step = steps.find((one) => operationOf(one) === name);
		const shown = Object.fromEntries(
			Object.entries(property.displayOptions?.show ?? {}).map(([field, values]) => [field, values![0]]),
		);
		const values = editorValues(form, {
			adAccount: byId(ACCOUNTS.usd),
			...step?.form,
			...shown,
			[property.name]: whole({ nothing: 1 }),
		} as IDataObject);
		const problems = problemsOf(() => form.read(values));
		expect([name, property.name, problems]).toEqual([
			name,
			property.name,
			expect.arrayContaining([[property.name, REFUSED]]),
		]);
	}
});

/** What is wrong with a form, by field. */
function problemsOf(read: () => unknown): unknown[] {
	try {
		read();
		return [];
	} catch (thrown) {
		if (!(thrown instanceof InputProblem)) throw thrown;
		return thrown.all.map(({ field, message }) => [field.join('.'), message]);
	}
}
