import type { IDataObject } from 'n8n-workflow';

import { sendAsPage } from '../../meta/leads/pageAccess';
import { readDetails } from '../../meta/token';
import { GraphFailure } from '../../shared/graph/error';
import { wholeList, type GraphObject } from '../../shared/graph/object';
import type { Session } from '../../shared/node/session/session';
import { idOf, textCell } from '../../shared/reading/cells';
import { entriesOf } from '../../shared/reading/json';

/** The field by which Meta tells of leads. */
export const LEADGEN = 'leadgen';

/** What Meta tells of the apps on a page. */
export interface Subscription {
	readonly ownApp: string;
	/** Fields that this app is told of; none where it is not on the page. */
	readonly fields: readonly string[];
	/** Other apps, by name: nothing here touches them. */
	readonly otherApps: readonly string[];
}

const fieldsOf = ({ subscribed_fields: fields }: GraphObject): string[] =>
	entriesOf(fields).flatMap((field) => textCell(field) ?? []);

/**
 * Meta answers with all apps of the page. Which of them is ours decides what a new list of fields would replace, so without
 * knowing it nothing is changed.
 *
 * @throws GraphFailure
 */
export async function readSubscription(session: Session, page: string): Promise<Subscription> {
	const [details, body] = await Promise.all([
		readDetails(session),
		sendAsPage(session.graph, page, { method: 'GET', path: `${page}/subscribed_apps`, effect: 'read' }),
	]);
	const ownApp = details.value?.appId;
	if (ownApp === undefined) throw unknownApp(details.failure);
	const apps = wholeList(body);
	const own = apps.find(({ id }) => idOf(id) === ownApp);
	if (own !== undefined && !Array.isArray(own.subscribed_fields)) throw untoldFields();
	return {
		ownApp,
		fields: own === undefined ? [] : fieldsOf(own),
		otherApps: apps.filter((app) => app !== own).map(({ id, name }) => textCell(name) ?? idOf(id) ?? 'unnamed'),
	};
}

const unknownApp = (failure: GraphFailure | undefined): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'Meta did not return the app of the credential’s token, so nothing was changed',
		advice: failure?.advice ?? 'Run the step again in a few minutes.',
	});

const untoldFields = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message:
			'Meta did not return the app’s current subscriptions, and a new list would replace them. Nothing was changed',
		advice: 'Run the step again in a few minutes, or subscribe the app to leadgen in the App Dashboard.',
	});

export const subscriptionRow = (page: string, { ownApp, fields, otherApps }: Subscription): IDataObject => ({
	pageId: page,
	subscribed: fields.includes(LEADGEN),
	fields: fields.join(', '),
	appId: ownApp,
	otherApps: otherApps.join(', '),
});
