import { chunk } from 'lodash';

import { asHoursLeaveThem } from '../../meta/hours/restingRows';
import { isOffForHours } from '../../meta/marks/marks';
import { statusWords } from '../../meta/accountStatus';
import type { GraphObject } from '../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import type { SpendingLimit } from '../policy/state';
import { loggedWhole, wholeOf } from './family';
import { LIST_SIZE } from './objects';

/**
 * What has to be so that an active object delivers: its own status says nothing of the account, nor of what lies in it.
 */

/** Active, and in the days of grace after a failed payment (Marketing API, Ad Account reference). */
const running = new Set(['1', '9']);

/** A payment is open, or under way (Marketing API, Ad Account reference). */
const unpaid = new Set(['3', '8']);

/** Why nothing of an account delivers. */
export interface AccountRest {
	/** The end of a sentence. */
	readonly why: string;
	readonly cause: 'accountUnpaid' | 'accountStopped';
}

/** What holds for all of an account. */
export interface AccountNow {
	/** Null where it runs. */
	readonly rest: AccountRest | null;
	readonly spendingLimit: SpendingLimit | null;
}

export async function readAccountNow({ graph }: Session, account: string): Promise<AccountNow> {
	const params = { fields: fieldList(['account_status', 'amount_spent', 'spend_cap']) };
	const { body } = await graph.send({ method: 'GET', path: account, params, effect: 'read', account });
	const read = body as GraphObject;
	return { rest: restOf(read), spendingLimit: spendingLimitOf(read) };
}

/** Both amounts are in minor units, and what is spent counts from when the limit was set; 0 is none (Ad Account reference). */
function spendingLimitOf({ spend_cap: cap, amount_spent: spend }: GraphObject): SpendingLimit | null {
	const most = wholeOf(cap);
	return most === null ? null : { most, spent: loggedWhole(spend) };
}

function restOf({ account_status: status }: GraphObject): AccountRest | null {
	if (status === undefined || status === null)
		return { why: 'Meta did not return the status of the ad account', cause: 'accountStopped' };
	if (running.has(String(status))) return null;
	const cause = unpaid.has(String(status)) ? 'accountUnpaid' : 'accountStopped';
	return { why: `the ad account is ${statusWords(status).words}`, cause };
}

/** Statuses of an ad that is switched on; in review and in process it delivers in a moment. */
export const deliveringStatuses = ['ACTIVE', 'IN_PROCESS', 'PENDING_REVIEW', 'PREAPPROVED', 'WITH_ISSUES'];

/** Ads of ad sets in some statuses, by lists. */
async function adsIn(
	{ graph }: Session,
	adSets: readonly string[],
	account: string,
	statuses: readonly string[],
	more: readonly string[] = [],
): Promise<GraphObject[]> {
	const ads: GraphObject[] = [];
	for (const some of chunk(adSets, LIST_SIZE)) {
		const params = {
			fields: fieldList(['id', 'adset_id', ...more]),
			filtering: [{ field: 'adset.id', operator: 'IN', value: some }],
			effective_status: statuses,
		};
		const request = { method: 'GET', path: `${account}/ads`, params, effect: 'read', account } as const;
		ads.push(...(await readRows(graph, request, Infinity, LARGE_PAGE)));
	}
	return ads;
}

const adSetsWith = (ads: readonly GraphObject[]): string[] => ads.map(({ adset_id: adSet }) => String(adSet));

/**
 * Which of the ad sets have an ad that is switched on: an ad set whose ads are all paused is active itself. Ads that are off for their
 * hours alone count as on.
 */
export async function withAdsOn(
	session: Session,
	adSets: readonly string[],
	account: string,
	keptToHours: boolean,
): Promise<ReadonlySet<string>> {
	const on = new Set(adSetsWith(await adsIn(session, adSets, account, deliveringStatuses)));
	const others = adSets.filter((adSet) => !on.has(adSet));
	const markFields = ['status', 'effective_status', 'adlabels', 'created_time'];
	const pausedAds = others.length === 0 ? [] : await adsIn(session, others, account, ['PAUSED'], markFields);
	const resting = (await asHoursLeaveThem(session, account, pausedAds, keptToHours)).filter(isOffForHours);
	return new Set([...on, ...adSetsWith(resting)]);
}
