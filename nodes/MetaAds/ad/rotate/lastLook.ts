import { groupBy } from 'lodash';

import { readObject } from '../../../shared/adObject/target';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { paired } from '../../../shared/lists';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import type { Done } from './done';
import type { AdDecision } from './policy/rotation';

/** Sets ads live; a row or a failure for each. */
type Activate = (decisions: readonly AdDecision[]) => Promise<Done[]>;

/**
 * Another run, or a person, can have paused the ads that were to stay, between our first look and our pause. So after
 * pausing, those ads are read once more; an ad set of which none is live any more gets the paused ones back.
 *
 * @param decisions about all ads of the group
 * @param paused what became of the pauses
 */
export async function bringBack(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	paused: readonly Done[],
	activate: Activate,
): Promise<Done[]> {
	const told = new Map<Done, Done>();
	for (const [adSetId, pauses] of Object.entries(
		groupBy(paused.filter(isOurs), ({ decision }) => decision.ad.adSetId),
	)) {
		const others = decisions.filter((decision) => decision.ad.adSetId === adSetId && staysLive(decision, pauses));
		const seen = await lookAt(session, account, others);
		if (seen instanceof Error) for (const done of pauses) told.set(done, notSeen(done, seen));
		if (seen !== 'none') continue;
		const again = await activate(pauses.map(({ decision }) => decision));
		for (const [done, back] of paired(pauses, again)) told.set(done, broughtBack(done, back));
	}
	return paused.map((done) => told.get(done) ?? done);
}

const notSeen = (done: Done, { message }: Error): Done => ({
	...done,
	afterwards: `It could not be seen whether another ad of its ad set is still live (${message}).`,
});

/** An ad that somebody else had paused before us stays paused. A pause of which no answer came may have been made. */
const isOurs = ({ row, failure }: Done): boolean =>
	row?.changed === true || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown');

const staysLive = (decision: AdDecision, pauses: readonly Done[]): boolean =>
	decision.action === 'activate' ||
	(decision.ad.state === 'live' && !pauses.some((done) => done.decision === decision));

/** Live, or live as soon as its ad set or campaign is switched on again: then it is these that a person paused. */
const isLive = ({ status, effective_status: effective }: GraphObject): boolean =>
	effective === 'ACTIVE' || (status === 'ACTIVE' && (effective === 'ADSET_PAUSED' || effective === 'CAMPAIGN_PAUSED'));

async function lookAt(
	{ graph }: Session,
	account: AccountFacts,
	others: readonly AdDecision[],
): Promise<'live' | 'none' | Error> {
	const settled = await graph.sendMany(others.map(({ ad: { id } }) => readObject(adKind, id, account.id)));
	if (settled.some(({ answer }) => answer !== undefined && isLive(answer.body as GraphObject))) return 'live';
	return settled.find(({ failure }) => failure !== undefined)?.failure ?? 'none';
}

function broughtBack(done: Done, { row, failure }: Done): Done {
	const nobody = 'no other ad of the group was live in its ad set any more';
	if (failure === undefined)
		return {
			...done,
			failure: undefined,
			row: { ...done.row, ...row },
			broughtBack: `It was paused and is active again: meanwhile ${nobody}.`,
		};
	return {
		...done,
		afterwards: `Meanwhile ${nobody}, and it could not be activated again: ${failure.message}`,
		stuck: true,
	};
}
