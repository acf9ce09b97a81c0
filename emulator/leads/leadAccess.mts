import type { AssetOf } from '../assets/assetModel.mts';
import { GraphError } from '../graph/language/graphError.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';

/** Who may see lead forms and leads. Wordings: what clients in the field have been answered. */

/** The page's own token, of somebody with the task to advertise (Meta: graph-api/reference/page/leadgen_forms). */
export function requirePage(world: World, token: Token, page: string): void {
	if (token.type !== 'PAGE' || token.user.id !== page)
		throw new GraphError(190, '(#190) This method must be called with a Page Access Token');
	if (!world.leads.page(page).tasks.some((task) => task === 'ADVERTISE' || task === 'MANAGE'))
		throw new GraphError(10, '(#10) User has insufficient privileges on the page');
}

const lacks = (scope: string): GraphError =>
	new GraphError(200, `(#200) Requires ${scope} permission to manage the object`);

/** @returns false where a missing permission gives nothing, instead of a refusal */
export function mayManageForms(world: World, token: Token, page: string): boolean {
	requirePage(world, token, page);
	if (token.scopes.includes('pages_manage_ads')) return true;
	if (world.leads.page(page).withoutScope === 'silent') return false;
	throw lacks('pages_manage_ads');
}

/** `leads_retrieval` next to `pages_manage_ads` (Meta: guides/lead-ads/retrieving); Leads Access Manager: code 103 with HTTP 403, as public clients and a CRM's help have it. */
export function mayReadLeads(world: World, token: Token, page: string): boolean {
	if (!mayManageForms(world, token, page)) return false;
	if (!token.scopes.includes('leads_retrieval')) throw lacks('leads_retrieval');
	if (world.leads.page(page).accessManager === 'revoked')
		throw new GraphError(103, 'CRM access has been revoked from Lead Access Manager', { status: 403 });
	return true;
}

/** 190/2069032, as clients in the field have been answered for apps' subscriptions. */
export function requireOwnPage(token: Token, page: AssetOf<'Page'>): void {
	if (token.type === 'PAGE' && token.user.id === page.id) return;
	throw new GraphError(190, 'Invalid OAuth 2.0 Access Token', {
		subcode: 2069032,
		transient: false,
		userTitle: 'User Access Token Is Not Supported',
		userMsg: 'A Page access token is required for this call for the new Pages experience.',
	});
}
