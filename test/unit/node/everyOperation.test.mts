import type { IExecuteFunctions } from 'n8n-workflow';

import { MetaAds } from '../../../nodes/MetaAds/MetaAds.node.ts';
import { metaAdsOperations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { MetaAudiences } from '../../../nodes/MetaAudiences/MetaAudiences.node.ts';
import { metaAudiencesOperations as metaAudiences } from '../../../nodes/MetaAudiences/operations.ts';
import { MetaBudgetGuard } from '../../../nodes/MetaBudgetGuard/MetaBudgetGuard.node.ts';
import { MetaConversions } from '../../../nodes/MetaConversions/MetaConversions.node.ts';
import { metaConversionsOperations as metaConversions } from '../../../nodes/MetaConversions/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { MetaInsights } from '../../../nodes/MetaInsights/MetaInsights.node.ts';
import { metaInsightsOperations as metaInsights } from '../../../nodes/MetaInsights/operations.ts';
import { MetaLeads } from '../../../nodes/MetaLeads/MetaLeads.node.ts';
import { metaLeadsOperations as metaLeads } from '../../../nodes/MetaLeads/operations.ts';

/** The menu reads all resources, a step the one it runs: what the menu offers, a step has to find, and nothing else. */

const ofNothing = (chosen: Readonly<Record<string, string>>) =>
	({
		getInputData: () => [],
		getNode: () => ({ parameters: {}, name: 'Node', type: 'node' }),
		getNodeParameter: (name: string) => chosen[name],
		continueOnFail: () => false,
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: () => undefined,
	}) as unknown as IExecuteFunctions;

const nodes = [
	['Meta Ads', metaAds, MetaAds],
	['Meta Audiences', metaAudiences, MetaAudiences],
	['Meta Budget Guard', metaBudgetGuard, MetaBudgetGuard],
	['Meta Conversions', metaConversions, MetaConversions],
	['Meta Insights', metaInsights, MetaInsights],
	['Meta Leads', metaLeads, MetaLeads],
] as const;

it.each(nodes)('%s finds every operation of its menu', async (_, table, node) => {
	for (const { value: resource, operations } of table)
		for (const { value: operation, outputs = [''] } of operations) {
			const found = await node.prototype.execute.call(ofNothing({ resource, operation }));
			expect([resource, operation, found.length]).toEqual([resource, operation, outputs.length]);
		}
});

it.each(nodes)('%s refuses what its menu does not offer', async (_, table, node) => {
	for (const operation of ['archive', 'constructor', '__proto__'])
		await expect(node.prototype.execute.call(ofNothing({ resource: table[0]!.value, operation }))).rejects.toThrow(
			'has no operation',
		);
});

it.each(['lead', 'constructor', '__proto__', 'toString'])('Meta Ads refuses the resource %s', async (resource) => {
	await expect(MetaAds.prototype.execute.call(ofNothing({ resource, operation: 'get' }))).rejects.toThrow(
		`${resource} → get`,
	);
});
