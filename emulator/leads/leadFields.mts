import { LeadgenForm, Lead as SdkLead, Page } from 'facebook-nodejs-business-sdk';
import type { AssetOf } from '../assets/assetModel.mts';
import type { NodeType } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import { GraphError } from '../graph/language/graphError.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import { pageTokenOf } from './pageTokens.mts';
import type { World } from '../world/world.mts';
import type { Lead, LeadForm } from './leadModel.mts';

type Reader<T> = (node: T, world: World) => unknown;

/** Names of the ad, ad set and campaign; none of them for an organic lead (Meta: guides/lead-ads/retrieving). */
function adOf({ adId }: Lead, world: World) {
	const ad = adId === undefined ? undefined : world.find(adId);
	return ad?.kind === 'Ad' ? ad : undefined;
}

const LEAD: Record<string, Reader<Lead>> = {
	id: ({ id }) => id,
	created_time: ({ createdAt }) => graphTime(createdAt, 'UTC'),
	field_data: ({ answers }) => answers,
	custom_disclaimer_responses: ({ consents }) => (consents.length > 0 ? consents : undefined),
	form_id: ({ form }) => form.id,
	is_organic: ({ adId }) => adId === undefined,
	platform: ({ platform }) => platform,
	ad_id: (lead, world) => adOf(lead, world)?.id,
	ad_name: (lead, world) => adOf(lead, world)?.name,
	adset_id: (lead, world) => adOf(lead, world)?.adSet.id,
	adset_name: (lead, world) => adOf(lead, world)?.adSet.name,
	campaign_id: (lead, world) => adOf(lead, world)?.campaign.id,
	campaign_name: (lead, world) => adOf(lead, world)?.campaign.name,
	// Ordinary apps are refused the whole call (facebook-java-business-sdk issue 450).
	post_submission_check_result: () => {
		throw new GraphError(3, '(#3) Application does not have the capability to make this API call');
	},
};

const FORM: Record<string, Reader<LeadForm>> = {
	id: ({ id }) => id,
	leads_count: ({ id }, world) => world.leads.counts(id).all,
	organic_leads_count: ({ id }, world) => world.leads.counts(id).organic,
	expired_leads_count: ({ id }, world) => world.leads.counts(id).expired,
	page_id: ({ parentId }) => parentId,
	page: ({ parentId }) => ({ id: parentId }),
};

const PAGE: Record<string, Reader<AssetOf<'Page'>>> = {
	id: ({ id }) => id,
	leadgen_tos_accepted: ({ id }, world) => world.leads.page(id).termsAccepted,
	tasks: ({ id }, world) => world.leads.page(id).tasks,
};

/** @param stored where a field stands that no reader makes */
const typeOf = <T extends StoredNode>(
	sdkFields: object,
	readers: Record<string, Reader<T>>,
	defaults: string[],
	stored: (node: T, field: string) => unknown,
): NodeType => {
	const known = new Set([...Object.values(sdkFields as Record<string, string>), ...Object.keys(readers)]);
	return {
		defaults,
		hasId: true,
		knows: (field) => known.has(field),
		// The table of types is indexed by kind, so the node is of the kind the readers were written for.
		read: (node, field, world) => (readers[field] ? readers[field](node as T, world) : stored(node as T, field)),
	};
};

/** Without `fields` only the id comes (facebook-ruby-business-sdk issue 85). */
export const leadType: NodeType = typeOf<Lead>(SdkLead.Fields, LEAD, [], () => undefined);

export const formType: NodeType = typeOf<LeadForm>(
	LeadgenForm.Fields,
	FORM,
	['locale', 'name', 'status'],
	({ fields }, field) => fields[field],
);

const plainPage = typeOf<AssetOf<'Page'>>(
	Page.Fields,
	PAGE,
	// Defaults of me/accounts as Meta shows them (graph-api/reference/user/accounts): the page's own access token is among them.
	['access_token', 'category', 'category_list', 'name', 'tasks'],
	({ fields }, field) => fields[field],
);

export const pageType: NodeType = {
	...plainPage,
	read: (node, field, world, token) =>
		field === 'access_token' ? pageTokenOf(world, node.id, token) : plainPage.read(node, field, world, token),
};
