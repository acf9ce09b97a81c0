import { groupBy, partition } from 'lodash';

import { changedRow, changeObjects } from '../../../shared/adObject/change/changes';
import { wantedStatus } from '../../../shared/adObject/change/wanted';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import { paired } from '../../../shared/lists';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import type { Done } from './done';
import { bringBack } from './lastLook';
import type { AdDecision } from './policy/rotation';

/**
 * Carries decisions out: successors first, and an ad makes room only once its successor is seen to be live. Then
 * it looks once more, whether others have changed the group meanwhile.
 *
 * @param dryRun lets Meta check each change without making it
 */
export async function carryOut(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	dryRun: boolean,
): Promise<Done[]> {
	const { activate = [], pause = [], keep = [] } = groupBy(decisions, 'action');
	const activated = await setAll(session, account, activate, 'ACTIVE', dryRun);
	const missing = new Map(
		activated.flatMap((done) => (isLive(done, dryRun) ? [] : [[done.decision.ad.id, whyMissing(done)]])),
	);
	const whyHeld = ({ partner }: AdDecision): string | undefined =>
		partner === null ? undefined : missing.get(partner);
	const [held, free] = partition(pause, (decision) => whyHeld(decision) !== undefined);
	const changed = await setAll(session, account, free, 'PAUSED', dryRun);
	const activateAgain = async (again: readonly AdDecision[]) => await setAll(session, account, again, 'ACTIVE', false);
	const paused = dryRun ? changed : await bringBack(session, account, decisions, changed, activateAgain);
	return [
		...paused,
		...activated,
		...held.map((decision): Done => ({ decision, heldBack: whyHeld(decision) })),
		...keep.map((decision): Done => ({ decision })),
	];
}

async function setAll(
	session: Session,
	account: AccountFacts,
	decisions: readonly AdDecision[],
	status: 'ACTIVE' | 'PAUSED',
	validateOnly: boolean,
): Promise<Done[]> {
	const change = { account, validateOnly, decide: () => [wantedStatus(status)], method: 'POST' as const, exact: true };
	const changes = decisions.map(({ ad: { id } }) => ({ ...change, id }));
	const verdicts = await changeObjects(session, adKind, changes, changedRow(adKind));
	return paired(decisions, verdicts).map(([decision, { rows, failure }]) => ({
		decision,
		failure,
		row: rows?.[0]?.json,
	}));
}

const isLive = ({ row }: Done, dryRun: boolean): boolean =>
	row !== undefined && (dryRun || row.effectiveStatus === 'ACTIVE');

function whyMissing({ decision: { ad }, failure, row }: Done): string {
	if (failure !== undefined) return `“${ad.name}” could not be activated (${failure.message})`;
	return `“${ad.name}” is activated, but Meta shows it as ${String(row?.effectiveStatus)}`;
}

/** The failure of all changes, if nothing at all could be changed: then the step fails, and may be run again. */
export function commonFailure(done: readonly Done[]): Error | undefined {
	const tried = done.filter(({ row, failure }) => row !== undefined || failure !== undefined);
	const failures = tried.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
	if (failures.length === 0 || failures.length < tried.length) return undefined;
	return failures.some(isOneAdsOwn) ? undefined : failures[0];
}

/**
 * A failure that says nothing about the others. "Unknown" may well have happened: it is told ad by ad and not tried again
 * by itself.
 */
const isOneAdsOwn = (failure: Error): boolean =>
	failure instanceof InputProblem || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown');
