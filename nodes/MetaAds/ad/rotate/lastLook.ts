import { attempt, groupBy } from 'lodash';

import { offReasons } from '../../../meta/marks/marks';
import { shownObject } from '../../../shared/adObject/shownObject';
import { readObject } from '../../../shared/adObject/target';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { pairLists } from '../../../shared/lists';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import type { DecisionOutcome } from './done';
import type { AdDecision } from './policy/rotation';

/** Sets ads live; a row or a failure for each. */
type Activate = (decisions: readonly AdDecision[]) => Promise<DecisionOutcome[]>;

/**
 * Another run, or a person, can have paused the ads that were to stay, between our first look and our pause. So after
 * pausing, those ads are read once more. An ad set without a live ad gets the paused ones back, where marks show that another
 * run has paused the others. What a person has paused stays a gap.
 *
 * @param decisions about all ads of the group
 * @param decidedPauses what became of the pauses
 */
export async function bringBack(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	decidedPauses: readonly DecisionOutcome[],
	activate: Activate,
): Promise<DecisionOutcome[]> {
	const outcomes = new Map<DecisionOutcome, DecisionOutcome>();
	for (const [adSetId, pauses] of Object.entries(
		groupBy(decidedPauses.filter(isOurs), ({ decision }) => decision.ad.adSetId),
	)) {
		const others = decisions.filter((decision) => decision.ad.adSetId === adSetId && staysLive(decision, pauses));
		const states = await lookAt(session, account, others);
		if (states instanceof Error) for (const outcome of pauses) outcomes.set(outcome, notSeen(outcome, states));
		if (states === 'off') for (const outcome of pauses) outcomes.set(outcome, { ...outcome, afterwards: NONE_LEFT });
		if (states !== 'rotated') continue;
		const activations = await activate(pauses.map(({ decision }) => decision));
		for (const [outcome, back] of pairLists(pauses, activations)) outcomes.set(outcome, broughtBack(outcome, back));
	}
	return decidedPauses.map((outcome) => outcomes.get(outcome) ?? outcome);
}

const NONE_LEFT = 'Somebody has paused the others of its ad set meanwhile, so none of these ads is live there.';

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

async function lookAt(
	{ graph }: Session,
	account: AccountFacts,
	others: readonly AdDecision[],
): Promise<'live' | 'rotated' | 'off' | Error> {
	const answers = await graph.sendMany(others.map(({ ad: { id } }) => readObject(adKind, id, account.id)));
	const looks = answers.map(({ answer, failure }) => failure ?? attempt(() => shownAd(answer?.body)));
	if (looks.some((look) => !(look instanceof Error) && isLive(look))) return 'live';
	const failure = looks.find((look) => look instanceof Error);
	return failure ?? (looks.every((look) => offReasons(look as GraphObject).has('rotation')) ? 'rotated' : 'off');
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
