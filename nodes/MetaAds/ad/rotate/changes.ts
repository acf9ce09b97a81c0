import { groupBy, partition } from 'lodash';

import { changedRow, changeObjects } from '../../../shared/adObject/change/changes';
import { unlessRefused, wantedMarked } from '../../../meta/marks/markedStatus';
import { keptMarksOf } from '../../../meta/marks/keptMarks';
import { marksLost, type MarkChange } from '../../../meta/marks/marks';
import { wantedStatus } from '../../../shared/adObject/change/wanted';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { Verdict } from '../../../shared/node/operation';
import { pairLists } from '../../../shared/lists';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import type { DecisionOutcome } from './done';
import { bringBack } from './lastLook';
import type { AdDecision } from './policy/rotation';

/**
 * Carries decisions out: successors first, and an ad makes room only once its successor is seen to be live. Then
 * it looks once more, whether others have changed the group meanwhile.
 *
 * @param dryRun lets Meta check each change without making it
 */
export async function carryOutRotation(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	dryRun: boolean,
): Promise<DecisionOutcome[]> {
	const { activate = [], pause = [], keep = [] } = groupBy(decisions, 'action');
	const activations = await setAll(session, account, activate, 'ACTIVE', dryRun);
	const missing = new Map(
		activations.flatMap((outcome) => (isLive(outcome, dryRun) ? [] : [[outcome.decision.ad.id, whyMissing(outcome)]])),
	);
	const whyHeld = ({ partner }: AdDecision): string | undefined =>
		partner === null ? undefined : missing.get(partner);
	const [heldDecisions, free] = partition(pause, (decision) => whyHeld(decision) !== undefined);
	const sentAt = session.graph.serverTime() ?? session.now();
	const pauses = await setAll(session, account, free, 'PAUSED', dryRun);
	const activateAgain = async (decisionsAgain: readonly AdDecision[]) =>
		await setAll(session, account, decisionsAgain, 'ACTIVE', false);
	const finalPauses = dryRun ? pauses : await bringBack(session, account, decisions, pauses, sentAt, activateAgain);
	return [
		...finalPauses,
		...activations,
		...heldDecisions.map((decision): DecisionOutcome => ({ decision, heldBack: whyHeld(decision) })),
		...keep.map((decision): DecisionOutcome => ({ decision })),
	];
}

async function setAll(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	status: 'ACTIVE' | 'PAUSED',
	validateOnly: boolean,
): Promise<DecisionOutcome[]> {
	const now = session.graph.serverTime() ?? session.now();
	const marks: MarkChange = status === 'PAUSED' ? { add: 'rotation' } : { take: 'rotation' };
	const keptMarks = keptMarksOf(session);
	const change = async (some: readonly AdDecision[], hasMarks: boolean): Promise<Verdict[]> => {
		const decide = (current: GraphObject) =>
			hasMarks ? wantedMarked(status, current, marks, now) : [wantedStatus(status)];
		const one = { account, validateOnly, decide, method: 'POST' as const, exact: true };
		const changes = some.map(({ ad: { id } }) => ({ ...one, id }));
		return await changeObjects(session, adKind, changes, (each, ending) => {
			if (!validateOnly) keptMarks.note(ending.before, ending.after, marks);
			const lostMark = ending.changed && !validateOnly ? marksLost(ending.after, marks) : null;
			return {
				...changedRow(adKind)(each, ending),
				...(lostMark === null ? {} : { note: `Meta ${lostMark}: ${UNMARKED}` }),
			};
		});
	};
	const verdicts = await unlessRefused(decisions, change);
	return pairLists(decisions, verdicts).map(([decision, { rows, failure }]) => ({
		decision,
		failure,
		row: rows?.[0]?.json,
	}));
}

/** What a pause that Meta keeps no mark of means for the other steps. */
const UNMARKED = 'only the published workflow remembers it. Other workflows see it in the activity history alone.';

/** What rests with its ad set for its hours delivers with it. */
const isLive = ({ row, decision: { ad } }: DecisionOutcome, dryRun: boolean): boolean =>
	row !== undefined &&
	(dryRun || row.effectiveStatus === 'ACTIVE' || (ad.resting && PAUSED_ABOVE.has(row.effectiveStatus)));

const PAUSED_ABOVE = new Set<unknown>(['PAUSED', 'ADSET_PAUSED', 'CAMPAIGN_PAUSED']);

function whyMissing({ decision: { ad }, failure, row }: DecisionOutcome): string {
	if (failure !== undefined) return `“${ad.name}” could not be activated (${failure.message})`;
	return `“${ad.name}” is activated, but Meta shows it as ${String(row?.effectiveStatus)}`;
}

/** The failure of all changes, if nothing at all could be changed: then the step fails, and may be run again. */
export function commonFailure(outcomes: readonly DecisionOutcome[]): Error | undefined {
	const attempts = outcomes.filter(({ row, failure }) => row !== undefined || failure !== undefined);
	const failures = attempts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
	if (failures.length === 0 || failures.length < attempts.length) return undefined;
	return failures.some(isOneAdsOwn) ? undefined : failures[0];
}

/**
 * A failure that says nothing about the others. "Unknown" may well have happened: it is told ad by ad and not tried again
 * by itself.
 */
const isOneAdsOwn = (failure: Error): boolean =>
	failure instanceof InputProblem || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown');
