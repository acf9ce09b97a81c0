import type { Domain } from '../graph/handlers/domain.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { parameterError } from '../graph/language/graphError.mts';
import { sendSigned } from '../leads/delivery.mts';
import type { Webhook } from '../leads/leadDesk.mts';
import type { Account } from '../world/basics.mts';
import { APP } from '../world/tokens.mts';
import type { World } from '../world/world.mts';

/** Apps that are notified of an ad account's changes, by ID with their names. */
const appsOf = ({ apps = new Map() }: Account): ReadonlyMap<string, string> => apps;

/** Meta: graph-api/webhooks/getting-started/webhooks-for-ad-accounts, which shows `name` and `id` of each. */
const accountApps: Edge = {
	...edge<'AdAccount'>({ to: 'Application', order: 'oldest', isAds: true }, () => []),
	answer: (account) => ({ data: [...appsOf(account as Account)].map(([id, name]) => ({ name, id })) }),
};

/** Without `app_id` it is the calling app (Meta: ads-webhooks/setup/get-started); another app has to be called by its own token. */
function requireOwnApp({ params }: WriteCall): void {
	const app = params.text('app_id');
	if (app !== undefined && app !== APP.id) throw parameterError('Param app_id must be the calling app', 'app_id');
}

/** Adds one app; those of others stay (spec object AdAccount: `subscribed_apps`). */
function addAccountApp(call: WriteCall, account: Account): Record<string, unknown> {
	requireOwnApp(call);
	(account.apps ??= new Map()).set(APP.id, APP.name);
	return { success: true };
}

function removeAccountApp(call: WriteCall, account: Account): Record<string, unknown> {
	requireOwnApp(call);
	account.apps?.delete(APP.id);
	return { success: true };
}

/** One change of an ad account that Meta notifies its apps of. */
export interface AccountNotice {
	/** With its `act_`; the entry has the digits. */
	account: string;
	field: string;
	value: Record<string, unknown>;
}

/** IDs in a value as they come: as texts, or as bare numbers. */
const written = ({ ids }: Webhook, value: Record<string, unknown>): string =>
	ids === 'quoted' ? JSON.stringify(value) : JSON.stringify(value).replace(/"(\d{5,})"/g, '$1');

/** The envelope: an entry for each ad account (Meta: ads-webhooks/ads-webhooks-overview, "Payload envelope"). */
export function noticeBody(webhook: Webhook, world: World, notices: readonly AccountNotice[]): string {
	const byAccount = new Map<string, AccountNotice[]>();
	for (const notice of notices) byAccount.set(notice.account, [...(byAccount.get(notice.account) ?? []), notice]);
	const entries = [...byAccount].map(
		([account, of]) =>
			`{"id":"${account.replace('act_', '')}","time":${Math.floor(world.clock.now() / 1000)},"changes":[${of
				.map(({ field, value }) => `{"field":"${field}","value":${written(webhook, value)}}`)
				.join(',')}]}`,
	);
	return `{"object":"ad_account","entry":[${entries.join(',')}]}`;
}

/** Sends what is of subscribed accounts, in one body; the status of the answer, and null where there is nothing to send. */
export async function sendNotices(
	webhook: Webhook,
	world: World,
	notices: readonly AccountNotice[],
): Promise<number | null> {
	const due = notices.filter(({ account }) => appsOf(world.get('AdAccount', account)).has(APP.id));
	return due.length === 0 ? null : await sendSigned(webhook, noticeBody(webhook, world, due));
}

export const accountAppDomain = {
	edges: { AdAccount: { subscribed_apps: accountApps } },
	writes: {
		AdAccount: { 'POST subscribed_apps': addAccountApp, 'DELETE subscribed_apps': removeAccountApp },
	},
} satisfies Domain;
