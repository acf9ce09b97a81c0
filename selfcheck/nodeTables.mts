import { metaAdsOperations as metaAds } from '../nodes/MetaAds/operations.ts';
import type { Tables } from '../nodes/MetaAds/selfCheck/carryOut.ts';
import { metaAudiencesOperations as metaAudiences } from '../nodes/MetaAudiences/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../nodes/MetaBudgetGuard/operations.ts';
import { metaConversionsOperations as metaConversions } from '../nodes/MetaConversions/operations.ts';
import { metaInsightsOperations as metaInsights } from '../nodes/MetaInsights/operations.ts';
import { metaLeadsOperations as metaLeads } from '../nodes/MetaLeads/operations.ts';

/** The operations of all nodes, by the node's name; inside n8n a node knows its own alone. */
export const nodeTables: Tables = {
	metaAds,
	metaAudiences,
	metaBudgetGuard,
	metaConversions,
	metaInsights,
	metaLeads,
};
