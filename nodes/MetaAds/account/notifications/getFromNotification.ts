import { uniq } from 'lodash';

import { HANDSHAKE_OUTPUT, notificationFields, verifiedCall } from '../../../meta/notification/verified';
import { readDetails } from '../../../meta/token';
import { formOf } from '../../../shared/form/form';
import { GraphFailure } from '../../../shared/graph/error';
import { fieldList } from '../../../shared/graph/request';
import { readStates } from '../../../shared/graph/states';
import { pairLists } from '../../../shared/lists';
import { optionsField } from '../../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { recordOf } from '../../../shared/reading/json';
import { adChangesIn, type AdChange, type AdChangeLevel } from './adChanges';
import { adChangeRow, unreadChangeRow } from './changeRow';
import { isAmong, subscribedAppsOf } from './subscription';

export const getChangesFromNotification = defineOperation({
	value: 'getFromNotification',
	name: 'Get From Notification',
	action: 'Get changes from a notification',
	description:
		'Use after a Webhook node. Verifies Meta’s notification, and gets what has changed in your ad accounts within seconds.',
	effect: 'read',
	outputs: ['Changes', 'Not Read', HANDSHAKE_OUTPUT],
	form: formOf(...notificationFields, optionsField()),
	perform: eachItem(async (session, params, index) => {
		const call = await verifiedCall(session, params, index);
		if ('rows' in call) return call.rows;
		return await rowsOfChanges(session, adChangesIn(call.body));
	}),
});

const notRead = (change: AdChange, why: Parameters<typeof unreadChangeRow>[1]): Row => ({
	output: 'Not Read',
	json: unreadChangeRow(change, why),
});

/** A change that cannot be looked at has a row like the others: none is lost with another. */
async function rowsOfChanges(session: Session, changes: readonly AdChange[]): Promise<Row[]> {
	const problems = await accountProblems(session, uniq(changes.map(({ account }) => account)));
	const rows = new Map<AdChange, Row>();
	const readable: ReadableChange[] = [];
	for (const change of changes) {
		const problem = problems.get(change.account);
		const edge = change.level === null ? undefined : edges[change.level];
		if (problem !== undefined) rows.set(change, notRead(change, problem));
		else if (edge !== undefined && change.object !== null) readable.push({ change, id: change.object, edge });
		else rows.set(change, { output: 'Changes', json: adChangeRow(change) });
	}
	for (const [change, row] of await readChanged(session, readable)) rows.set(change, row);
	return changes.flatMap((change) => rows.get(change) ?? []);
}

interface ReadableChange {
	readonly change: AdChange;
	readonly id: string;
	readonly edge: string;
}

const edges: Readonly<Partial<Record<AdChangeLevel, string>>> = { ad: 'ads', adSet: 'adsets', campaign: 'campaigns' };

/** Review feedback is an ad's alone. */
const fieldsOf = (level: AdChangeLevel | null): string[] => [
	...['id', 'name', 'effective_status', 'issues_info'],
	...(level === 'ad' ? ['ad_review_feedback'] : []),
];

/** Objects as they are now, by lists where there are several: a delivery can hold a thousand changes. */
async function readChanged(
	{ graph }: Session,
	readable: readonly ReadableChange[],
): Promise<Array<readonly [AdChange, Row]>> {
	const states = await readStates(
		graph,
		readable.map(({ change: { account, level }, id, edge }) => ({
			id,
			read: { method: 'GET', path: id, params: { fields: fieldList(fieldsOf(level)) }, effect: 'read', account },
			edge: `${account}/${edge}`,
		})),
	);
	return pairLists(readable, states).map(([{ change }, { answer, failure }]) => [
		change,
		failure ? notRead(change, failure) : { output: 'Changes', json: adChangeRow(change, recordOf(answer.body)) },
	]);
}

/**
 * Why nothing of an ad account is read: it is not subscribed, or not to be seen. Where Meta does not say whose app the
 * token is, the signature has to do: it was this app's.
 */
async function accountProblems(
	session: Session,
	accounts: readonly string[],
): Promise<Map<string, Parameters<typeof unreadChangeRow>[1]>> {
	const real = accounts.filter((account) => account !== SAMPLE_ACCOUNT);
	const problems = new Map<string, Parameters<typeof unreadChangeRow>[1]>();
	if (real.length < accounts.length) problems.set(SAMPLE_ACCOUNT, sampleNotification);
	if (real.length === 0) return problems;
	const [{ value }, subscriptions] = await Promise.all([
		readDetails(session),
		session.graph.sendMany(real.map(subscribedAppsOf)),
	]);
	for (const [account, { answer, failure }] of pairLists(real, subscriptions)) {
		// Without a credential that works nothing can be read.
		if (failure?.kind === 'auth') throw failure;
		if (failure) problems.set(account, failure);
		else if (value?.appId !== undefined && !isAmong(answer.body, value.appId))
			problems.set(account, notSubscribed(account));
	}
	return problems;
}

/** The App Dashboard’s Test button sends a sample of the account 0 (Graph API, Webhooks for ad accounts). */
const SAMPLE_ACCOUNT = 'act_0';
const sampleNotification = {
	message: 'This is a sample from the App Dashboard, about no real ad account',
	advice: 'The address works. Subscribe your ad accounts with Account → Subscribe.',
};

const notSubscribed = (account: string): GraphFailure =>
	new GraphFailure({
		kind: 'notFound',
		message: `The ad account ${account} is not subscribed to the app of this credential`,
		advice: 'If you want its changes, run Account → Subscribe for it. If not, Meta stops within 36 hours.',
	});
