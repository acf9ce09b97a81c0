import { chunk } from 'lodash';

import { statusWords } from '../../meta/accountStatus';
import type { GraphObject } from '../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { LIST_SIZE } from './objects';

/**
 * What has to be so that an active object delivers: its own status says nothing of the account, nor of what lies in it.
 */

/** Active, and in the days of grace after a failed payment (Marketing API, Ad Account reference). */
const running = new Set(['1', '9']);

/** Why nothing of the account delivers, the end of a sentence; null where it runs. */
export async function accountAtRest({ graph }: Session, account: string): Promise<string | null> {
	const params = { fields: fieldList(['account_status']) };
	const { body } = await graph.send({ method: 'GET', path: account, params, effect: 'read', account });
	const { account_status: status } = body as GraphObject;
	if (status === undefined || status === null) return 'Meta did not return the status of the ad account';
	return running.has(String(status)) ? null : `the ad account is ${statusWords(status).words}`;
}

/** Statuses of an ad that is switched on; in review and in process it delivers in a moment. */
export const deliveringStatuses = ['ACTIVE', 'IN_PROCESS', 'PENDING_REVIEW', 'PREAPPROVED', 'WITH_ISSUES'];

/** Which of the ad sets have an ad that is switched on: an ad set whose ads are all paused is active itself. */
export async function withAdsOn(
	{ graph }: Session,
	adSets: readonly string[],
	account: string,
): Promise<ReadonlySet<string>> {
	const deliveringIds = new Set<string>();
	for (const some of chunk(adSets, LIST_SIZE)) {
		const params = {
			fields: fieldList(['id', 'adset_id']),
			filtering: [{ field: 'adset.id', operator: 'IN', value: some }],
			effective_status: deliveringStatuses,
		};
		const request = { method: 'GET', path: `${account}/ads`, params, effect: 'read', account } as const;
		for (const { adset_id: adSet } of await readRows(graph, request, Infinity, LARGE_PAGE))
			deliveringIds.add(String(adSet));
	}
	return deliveringIds;
}
