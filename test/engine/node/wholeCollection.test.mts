import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { metaAdsOperations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { metaAudiencesOperations as metaAudiences } from '../../../nodes/MetaAudiences/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { metaConversionsOperations as metaConversions } from '../../../nodes/MetaConversions/operations.ts';
import { metaInsightsOperations as metaInsights } from '../../../nodes/MetaInsights/operations.ts';
import { metaLeadsOperations as metaLeads } from '../../../nodes/MetaLeads/operations.ts';
import type { OperationTable } from '../../../nodes/shared/node/operation.ts';
import { operationOf, steps } from '../cancel/steps.mts';
import { editorValues } from '../../support/editor.mts';
import { useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

/**
 * n8n drops a collection that is one expression as a whole, before any node can see it. Then its entries count as not added:
 * none of them may allow more than that.
 */

const bench = useBench();
const world = () => bench.emulator.world;
const whole = (values: IDataObject): string => `={{ ${JSON.stringify(values)} }}`;

it('a large change is refused, although the expression would allow it', async () => {
	const form = { campaign: byId(CAMPAIGNS.usdCbo), updateFields: { dailyBudget: 1_000 } };
	const { error } = await bench.run('update', { ...form, options: whole({ allowLargeChange: true }) });
	expect(error?.message).toContain('more than twice');
	const { error: none } = await bench.run('update', { ...form, options: { allowLargeChange: true } });
	expect(none).toBeUndefined();
});

it('guards are those that hold without a setting, not those of the expression', async () => {
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
	const { outputs } = await bench.run(
		'adjustBudget',
		{ resource: 'step', ...form, guards: whole({ largestStep: 50 }) },
		{ node: 'metaBudgetGuard' },
	);
	const [row] = outputs.flat().map(({ json }) => json);
	expect(row).toMatchObject({ after: 11.5, requested: 14 });
});

const tables: OperationTable = [
	...metaAds,
	...metaAudiences,
	...metaBudgetGuard,
	...metaConversions,
	...metaInsights,
	...metaLeads,
];
/** Switches that let a step do more: under these names in every node. */
const LOOSENING = /^(allow|actOn|tightenWhile|ignore|emergency|force|overwrite)/;

const all = tables.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ name: `${value}.${operation.value}`, form: operation.form })),
);

it('no entry that is not added allows more, in any operation whose sample can be read without an item', () => {
	const readSwitches = all.flatMap(({ name, form }) => {
		const step = steps.find((one) => operationOf(one) === name);
		try {
			const { params, settings } = form.read(
				editorValues(form, {
					adAccount: byId(ACCOUNTS.usd),
					...step?.form,
					options: whole({}),
					guards: whole({}),
					additionalFields: whole({}),
				}),
			);
			const { options = {}, guards = {}, ...others } = { ...(params as IDataObject), ...(settings as IDataObject) };
			return [{ name, on: Object.entries({ ...others, ...(options as IDataObject), ...(guards as IDataObject) }) }];
		} catch {
			return [];
		}
	});
	expect(readSwitches.length).toBeGreaterThan(40);
	const loose = readSwitches.flatMap(({ name, on }) =>
		on.filter(([key, value]) => LOOSENING.test(key) && value === true).map(([key]) => `${name}: ${key}`),
	);
	expect(loose).toEqual([]);
});
