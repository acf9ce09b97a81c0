import { attempt, groupBy } from 'lodash';

import { offReasons } from '../../../meta/marks/marks';
import { shownObject } from '../../../shared/adObject/shownObject';
import { readObject } from '../../../shared/adObject/target';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { instantOf } from '../../../shared/reading/instants';
import { pairLists } from '../../../shared/lists';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import type { DecisionOutcome } from './done';
import type { AdDecision } from './policy/rotation';

/** Sets ads live; a row or a failure for each. */
type Activate = (decisions: readonly AdDecision[]) => Promise<DecisionOutcome[]>;

/**
 * Another run, or a person, can have paused the ads that were to stay, between our first look and our pause. So after
 * pausing, those ads are read once more. An ad set without a live ad gets the paused ones back. Whoever has seen them off, and paused
 * the others after that, wants none: then they stay off.
 *
 * @param decisions about all ads of the group
 * @param decidedPauses what became of the pauses
 * @param sentAt when they were sent, milliseconds since 1970
 */
export async function bringBack(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	decidedPauses: readonly DecisionOutcome[],
	sentAt: number,
	activate: Activate,
): Promise<DecisionOutcome[]> {
	const outcomes = new Map<DecisionOutcome, DecisionOutcome>();
	for (const [adSetId, pauses] of Object.entries(
		groupBy(decidedPauses.filter(isOurs), ({ decision }) => decision.ad.adSetId),
	)) {
		const others = decisions.filter((decision) => decision.ad.adSetId === adSetId && staysLive(decision, pauses));
		const states = await lookAt(session, account, others, sentAt);
		if (states instanceof Error) for (const outcome of pauses) outcomes.set(outcome, notSeen(outcome, states));
		if (states === 'wanted')
			for (const outcome of pauses) outcomes.set(outcome, { ...outcome, afterwards: NONE_LEFT, stuck: true });
		if (states !== 'none') continue;
		const activations = await activate(pauses.map(({ decision }) => decision));
		for (const [outcome, back] of pairLists(pauses, activations)) outcomes.set(outcome, broughtBack(outcome, back));
	}
	return decidedPauses.map((outcome) => outcomes.get(outcome) ?? outcome);
}

const NONE_LEFT = 'Right after that, somebody has paused the others, so none of these ads is live in its ad set.';

const notSeen = (outcome: DecisionOutcome, { message }: Error): DecisionOutcome => ({
	...outcome,
	afterwards: `It could not be seen whether another ad of its ad set is still live (${message}).`,
});

/** An ad that somebody else had paused before us stays paused. A pause of which no answer came may have been made. */
const isOurs = ({ row, failure }: DecisionOutcome): boolean =>
	row?.changed === true || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown');

const staysLive = (decision: AdDecision, pauses: readonly DecisionOutcome[]): boolean =>
	decision.action === 'activate' ||
	(decision.ad.state === 'live' && !pauses.some((outcome) => outcome.decision === decision));

/** Live, or live as soon as its ad set or campaign is switched on again: then it is these that a person paused. */
const isLive = ({ status, effective_status: effective }: GraphObject): boolean =>
	effective === 'ACTIVE' || (status === 'ACTIVE' && (effective === 'ADSET_PAUSED' || effective === 'CAMPAIGN_PAUSED'));

const shownAd = (body: unknown): GraphObject =>
	shownObject(body, ['status', 'effective_status'], 'the status of an ad');

/** Whether it was off before ours was sent, or another run has paused it. */
const isOffByUs = (ad: GraphObject, sentAt: number): boolean =>
	offReasons(ad).has('rotation') || (instantOf(ad.updated_time) ?? Infinity) <= sentAt;

async function lookAt(
	{ graph }: Session,
	account: AccountFacts,
	others: readonly AdDecision[],
	sentAt: number,
): Promise<'live' | 'none' | 'wanted' | Error> {
	const answers = await graph.sendMany(others.map(({ ad: { id } }) => readObject(adKind, id, account.id)));
	const looks = answers.map(({ answer, failure }) => failure ?? attempt(() => shownAd(answer?.body)));
	const seenAds = looks.filter((look): look is GraphObject => !(look instanceof Error));
	if (seenAds.some(isLive)) return 'live';
	const failure = looks.find((look) => look instanceof Error);
	return failure ?? (seenAds.every((ad) => isOffByUs(ad, sentAt)) ? 'none' : 'wanted');
}

function broughtBack(outcome: DecisionOutcome, { row, failure }: DecisionOutcome): DecisionOutcome {
	const nobody = 'no other ad of the group was live in its ad set';
	if (failure === undefined)
		return {
			...outcome,
			failure: undefined,
			row: { ...outcome.row, ...row },
			broughtBack: `It was paused and is active again: meanwhile ${nobody}.`,
		};
	return {
		...outcome,
		afterwards: `Meanwhile ${nobody}, and it could not be activated again: ${failure.message}`,
		stuck: true,
	};
}
