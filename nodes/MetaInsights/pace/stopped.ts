import { countBy, lowerFirst } from 'lodash';

import { accountGateFields, spendingLimitGate, statusGate } from '../../meta/gates/accountGates';
import type { GateState } from '../../meta/gates/gateState';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { instantOf } from '../../shared/reading/instants';
import { recordOf } from '../../shared/reading/json';

/** Ads looked at: of more than these, nobody knows whether one of them runs. */
const MOST_ADS = LARGE_PAGE;

/** What keeps an ad from running, by its `effective_status`. */
const stateWords: Readonly<Record<string, string>> = {
	PAUSED: 'paused',
	ADSET_PAUSED: 'paused',
	CAMPAIGN_PAUSED: 'paused',
	DISAPPROVED: 'rejected',
	PENDING_REVIEW: 'in review',
	PREAPPROVED: 'in review',
	PENDING_BILLING_INFO: 'waiting for billing',
	WITH_ISSUES: 'with issues',
	ARCHIVED: 'archived',
	DELETED: 'deleted',
};

const isShut = ({ state }: GateState): boolean => state === 'shut';

/** What an ad is instead of running; null where it may run. */
function stateOf(ad: GraphObject, now: number): string | null {
	const ends = [recordOf(ad.adset).end_time, recordOf(ad.campaign).stop_time].map(instantOf);
	if (ends.some((end) => end !== null && end < now)) return 'ended';
	return stateWords[String(ad.effective_status)] ?? null;
}

/**
 * Why no ad of an account, or of one of its campaigns, can spend now: a part of a sentence.
 *
 * @returns null where one may spend, or nobody knows
 */
export async function whyNothingRuns(
	{ graph, now }: Session,
	account: AccountFacts,
	campaign: string | undefined,
): Promise<string | null> {
	const request = { method: 'GET', effect: 'read', account: account.id } as const;
	try {
		const { body } = await graph.send({
			...request,
			path: account.id,
			params: { fields: fieldList(accountGateFields) },
		});
		const shutGate = [statusGate, spendingLimitGate].map((gate) => gate(body as GraphObject)).find(isShut);
		if (shutGate !== undefined) return lowerFirst(shutGate.reason);
		const params = { fields: 'effective_status,adset{end_time},campaign{stop_time}' };
		const ads = await readRows(
			graph,
			{ ...request, path: `${campaign ?? account.id}/ads`, params },
			MOST_ADS,
			LARGE_PAGE,
		);
		const states = ads.map((ad) => stateOf(ad, now()));
		if (ads.length >= MOST_ADS || states.includes(null)) return null;
		const counts = Object.entries(countBy(states)).map(([state, count]) => `${count} ${state}`);
		return counts.length === 0 ? 'there is no ad' : `no ad is active now (${counts.join(', ')})`;
	} catch {
		return null;
	}
}
