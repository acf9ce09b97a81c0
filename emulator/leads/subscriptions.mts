import type { AssetOf } from '../assets/assetModel.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { APP } from '../world/tokens.mts';
import { requireOwnPage } from './leadAccess.mts';

/** Apps that may stand beside the caller's: an older tool of the same page. */
export const OTHER_APP = { id: '2100000000000077', name: 'Another Tool' } as const;

const NAMES: Record<string, string> = { [APP.id]: APP.name, [OTHER_APP.id]: OTHER_APP.name };

/** Meta: graph-api/reference/page/subscribed_apps; `subscribed_fields` is what clients in the field are answered. */
export const subscribedApps: Edge = {
	...edge<'Page'>({ to: 'Application', order: 'oldest', isAds: false }, () => []),
	answer: (page, { world, token }) => {
		requireOwnPage(token, page as AssetOf<'Page'>);
		const apps = [...world.leads.apps(page.id)];
		return {
			data: apps.map(([id, fields]) => ({
				id,
				name: NAMES[id],
				category: 'Business',
				link: `https://www.example.com/${id}`,
				subscribed_fields: fields,
			})),
		};
	},
};

/** Some of the fields of the object page (spec: enum pagesubscribed_apps_subscribed_fields). */
const FIELDS = ['feed', 'leadgen', 'leadgen_update', 'mention', 'messages', 'messaging_postbacks', 'name', 'ratings'];

const needs = (scopes: readonly string[]): void => {
	if (!scopes.includes('pages_manage_metadata'))
		throw new GraphError(200, '(#200) Requires pages_manage_metadata permission to manage the object');
};

/** The list takes the place of the one that is there (Meta: graph-api/webhooks/getting-started/webhooks-for-leadgen). */
export function subscribeApp({ world, token, params }: WriteCall, page: AssetOf<'Page'>): Record<string, unknown> {
	requireOwnPage(token, page);
	needs(token.scopes);
	params.required('subscribed_fields');
	const fields = params.list('subscribed_fields') ?? [];
	const unknown = fields.find((field) => !FIELDS.includes(field));
	if (fields.length === 0 || unknown !== undefined)
		throw parameterError(`Param subscribed_fields[0] must be one of {${FIELDS.join(', ')}}`, 'subscribed_fields');
	world.leads.apps(page.id).set(APP.id, fields);
	return { success: true };
}

/** Takes the calling app off the page, with all its fields. */
export function unsubscribeApp({ world, token }: WriteCall, page: AssetOf<'Page'>): Record<string, unknown> {
	requireOwnPage(token, page);
	needs(token.scopes);
	world.leads.apps(page.id).delete(APP.id);
	return { success: true };
}
