import type { IDataObject } from 'n8n-workflow';

import { readDetails } from '../../../meta/token';
import { GraphFailure } from '../../../shared/graph/error';
import { wholeList, type GraphObject } from '../../../shared/graph/object';
import type { GraphRequest } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import { idOf, textCell } from '../../../shared/reading/cells';
import { recordOf } from '../../../shared/reading/json';

/** The apps that Meta notifies of an ad account's changes. */
export interface AccountSubscription {
	readonly ownApp: string;
	readonly subscribed: boolean;
	/** Other apps, by name: nothing here touches them. */
	readonly otherApps: readonly string[];
}

export const subscribedAppsOf = (account: string): GraphRequest => ({
	method: 'GET',
	path: `${account}/subscribed_apps`,
	effect: 'read',
	account,
});

/** Meta's guide shows `id` and `name` (webhooks-for-ad-accounts), its SDKs know `app_id` and `app_name`. */
const appIdIn = ({ id, app_id: appId }: GraphObject): string | null => idOf(appId) ?? idOf(id);
const appNameIn = (app: GraphObject): string =>
	textCell(app.app_name) ?? textCell(app.name) ?? appIdIn(app) ?? 'unnamed';

/** Whether an app is among those of an answer. */
export const isAmong = (body: unknown, app: string): boolean =>
	wholeList(recordOf(body)).some((one) => appIdIn(one) === app);

/** @throws GraphFailure also where the credential's own app is unknown: then nobody knows which of the apps is ours */
export async function readAccountSubscription(session: Session, account: string): Promise<AccountSubscription> {
	const [{ value, failure }, { body }] = await Promise.all([
		readDetails(session),
		session.graph.send(subscribedAppsOf(account)),
	]);
	const ownApp = value?.appId;
	if (ownApp === undefined) throw appUnknown(failure);
	const others = wholeList(recordOf(body)).filter((app) => appIdIn(app) !== ownApp);
	return { ownApp, subscribed: isAmong(body, ownApp), otherApps: others.map(appNameIn) };
}

const appUnknown = (failure: GraphFailure | undefined): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'Meta did not return the app of the credential’s token, so nothing was changed',
		advice: failure?.advice ?? 'Run the step again in a few minutes.',
	});

export const accountSubscriptionRow = (
	account: string,
	{ ownApp, subscribed, otherApps }: AccountSubscription,
): IDataObject => ({ accountId: account, subscribed, appId: ownApp, otherApps: otherApps.join(', ') });
