import type { GraphAnswer } from '../graph/graphCall.mts';
import { unsupportedRequest } from '../graph/language/graphError.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import { mayReadLeads, requirePage } from './leadAccess.mts';

/** The page whose leads a call is about. */
export function pageOfCall(node: StoredNode, edge: string, token: Token): string | undefined {
	if (node.kind === 'Lead') return node.form.parentId;
	if (node.kind === 'LeadgenForm') return node.parentId;
	if (node.kind === 'Page' && edge === 'leadgen_forms') return node.id;
	return node.kind === 'Ad' && edge === 'leads' && token.type === 'PAGE' ? token.user.id : undefined;
}

/** Counts a call for leads, and refuses who may not see the lead or the form that it names. */
export function admitToLeads(
	world: World,
	token: Token,
	node: StoredNode,
	method: string,
	page: string,
	reply: GraphAnswer,
): void {
	const forms = world.all('LeadgenForm').filter(({ parentId }) => parentId === page);
	const leads = forms.reduce((sum, { id }) => sum + world.leads.counts(id).all, 0);
	try {
		world.leads.quota.charge(page, leads);
	} finally {
		Object.assign(reply.headers, world.leads.quota.headers(page, leads));
	}
	if (node.kind === 'LeadgenForm') requirePage(world, token, page);
	if (node.kind === 'Lead' && (!mayReadLeads(world, token, page) || !world.leads.isShown(node)))
		throw unsupportedRequest(method, node.id);
}
