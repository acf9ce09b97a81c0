import type { IExecuteFunctions } from 'n8n-workflow';

import { execute as executeAds } from '../../../nodes/MetaAds/execute.ts';
import { operations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { execute as executeAudiences } from '../../../nodes/MetaAudiences/execute.ts';
import { operations as metaAudiences } from '../../../nodes/MetaAudiences/operations.ts';
import { execute as executeGuard } from '../../../nodes/MetaBudgetGuard/execute.ts';
import { operations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { execute as executeInsights } from '../../../nodes/MetaInsights/execute.ts';
import { operations as metaInsights } from '../../../nodes/MetaInsights/operations.ts';

/** The menu reads all resources, a step the one it runs: what the menu offers, a step has to find, and nothing else. */

const ofNothing = (chosen: Readonly<Record<string, string>>) =>
	({
		getInputData: () => [],
		getNode: () => ({ parameters: {}, name: 'Node', type: 'node' }),
		getNodeParameter: (name: string) => chosen[name],
		continueOnFail: () => false,
		addExecutionHints: () => undefined,
	}) as unknown as IExecuteFunctions;

const nodes = [
	['Meta Ads', metaAds, executeAds],
	['Meta Audiences', metaAudiences, executeAudiences],
	['Meta Budget Guard', metaBudgetGuard, executeGuard],
	['Meta Insights', metaInsights, executeInsights],
] as const;

it.each(nodes)('%s finds every operation of its menu', async (_, table, execute) => {
	for (const { value: resource, operations } of table)
		for (const { value: operation, outputs = [''] } of operations) {
			const found = await execute(ofNothing({ resource, operation }));
			expect([resource, operation, found.length]).toEqual([resource, operation, outputs.length]);
		}
});

it.each(nodes)('%s refuses what its menu does not offer', async (_, table, execute) => {
	for (const operation of ['archive', 'constructor', '__proto__'])
		await expect(execute(ofNothing({ resource: table[0]!.value, operation }))).rejects.toThrow('has no operation');
});

it.each(['lead', 'constructor', '__proto__', 'toString'])('Meta Ads refuses the resource %s', async (resource) => {
	await expect(executeAds(ofNothing({ resource, operation: 'get' }))).rejects.toThrow(`${resource} → get`);
});
