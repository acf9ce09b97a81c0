import type { IDataObject } from 'n8n-workflow';

import { GraphFailure } from '../../../shared/graph/error';
import { InputProblem } from '../../../shared/form/problem';
import type { AccountFacts, Session } from '../../../shared/node/session';
import { changedRow, changeObjects } from '../../../shared/adObject/changes';
import { wantedStatus } from '../../../shared/adObject/wanted';
import type { AdDecision } from '../../rotation/rotation';
import { adKind } from '../kind';

/** What became of one decision. */
export interface Done {
	readonly decision: AdDecision;
	/** The ad's row as it is now; none where nothing was to change or it failed. */
	readonly row?: IDataObject;
	readonly failure?: Error;
	/** Why a pause was not carried out after all: its successor is not live. */
	readonly heldBack?: string;
}

/**
 * Carries decisions out: successors first, and an ad makes room only once its successor is seen to be live.
 *
 * @param dryRun lets Meta check each change without making it
 */
export async function carryOut(session: Session, account: AccountFacts, decisions: readonly AdDecision[], dryRun: boolean): Promise<Done[]> {
	const set = async (group: readonly AdDecision[], status: 'ACTIVE' | 'PAUSED'): Promise<Done[]> => {
		const verdicts = await changeObjects(
			session,
			adKind,
			group.map(({ ad: { id } }) => ({ id, account, validateOnly: dryRun, decide: () => [wantedStatus(status)], method: 'POST' as const, exact: true })),
			changedRow(adKind),
		);
		return verdicts.map(({ rows, failure }, index) => ({ decision: group[index], failure, row: rows?.[0]?.json }));
	};
	const activated = await set(decisions.filter(({ action }) => action === 'activate'), 'ACTIVE');
	const missing = new Map(activated.flatMap((done) => (isLive(done, dryRun) ? [] : [[done.decision.ad.id, whyMissing(done)]])));
	const pauses = decisions.filter(({ action }) => action === 'pause');
	const held = pauses.filter(({ partner }) => partner !== null && missing.has(partner));
	const paused = await set(pauses.filter((decision) => !held.includes(decision)), 'PAUSED');
	const kept = decisions.filter(({ action }) => action === 'keep').map((decision): Done => ({ decision }));
	return [...paused, ...activated, ...held.map((decision): Done => ({ decision, heldBack: missing.get(decision.partner ?? '') })), ...kept];
}

const isLive = ({ row }: Done, dryRun: boolean): boolean => row !== undefined && (dryRun || row.effectiveStatus === 'ACTIVE');

function whyMissing({ decision: { ad }, failure, row }: Done): string {
	if (failure !== undefined) return `“${ad.name}” could not be activated (${failure.message})`;
	return `“${ad.name}” is activated, but Meta shows it as ${String(row?.effectiveStatus)}`;
}

/** The failure of all changes, if nothing at all could be changed: then the step fails, and may be run again. */
export function commonFailure(done: readonly Done[]): Error | undefined {
	const tried = done.filter(({ row, failure }) => row !== undefined || failure !== undefined);
	const failures = tried.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
	if (failures.length === 0 || failures.length < tried.length) return undefined;
	// "Unknown" may well have happened: it is told ad by ad and not tried again by itself.
	return failures.some((failure) => failure instanceof InputProblem || (failure instanceof GraphFailure && failure.kind === 'outcomeUnknown')) ? undefined : failures[0];
}
