import { ownedObject } from '../../../shared/adObject/target';
import type { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import type { Session } from '../../../shared/node/session/session';
import { audienceKind } from '../../audience/kind';
import type { GatheredRows } from '../../people/rows/gather';
import type { PlacedRows } from '../../people/rows/placedRows';
import { isWhole, type MemberChange } from './memberChange';
import { consentProblem, keyProblem, removeProblem, replaceProblem } from './guard';
import { expectedRows, fewestRows, keyedRows, LOOKED_BACK, neverFilled, type SizeEvidence } from './listSize';
import { isBusy, readyToReplace } from './readiness';
import { readSessions, type UploadSession } from './session';
import { besideAddition, newSessionId, keyShares, type MemberAction } from './sessionNumber';
import { unfinishedUploads } from './unfinished';
import type { UploadTally } from './tally';
import { incomplete, targetName, uploadMembers, type UploadTarget } from './upload';

/** An upload that may be sent: what it does at Meta, and the session it goes in. */
export interface Begun {
	readonly action: MemberAction;
	readonly sessionId: string;
}

const beginUpload = (action: MemberAction, now: number, rows: PlacedRows): Begun => ({
	action,
	sessionId: newSessionId(action, now, keyShares(rows)),
});

/** One audience's upload: what must be so before it, and what is said when it breaks off. */
export class Sending {
	constructor(
		private readonly session: Session,
		private readonly change: MemberChange,
		private readonly target: UploadTarget,
	) {}

	/**
	 * Everything that can speak against sending, asked right before the first batch; a dry run asks the same.
	 *
	 * @param wrong what speaks against it already: all of it is told at once
	 * @throws the reason
	 */
	async prepare(gatheredRows: GatheredRows, wrong: InputProblem | null): Promise<Begun> {
		const { change, target } = this;
		const { graph, now } = this.session;
		// Reading many contacts takes time in which another run can have begun.
		const audience = await ownedObject(this.session, audienceKind, target.audience, target.account);
		const busy = isWhole(change) ? null : isBusy(audience);
		if (busy) throw busy;
		if (change.action === 'add' && !(change.removeWithoutConsent && gatheredRows.withoutConsent.length > 0)) {
			if (wrong) throw wrong;
			return beginUpload('add', now(), gatheredRows.usable);
		}
		const sessions = await readSessions(graph, target.account, target.audience, LOOKED_BACK);
		const evidence = { audience, sessions, now: now() };
		const broken = allOf([wrong, shrinkProblem(change, gatheredRows, evidence)]);
		if (broken) throw broken;
		if (!isWhole(change)) return beginUpload(change.action, now(), gatheredRows.usable);
		if (change.action === 'sync' && neverFilled(evidence)) return beginUpload('add', now(), gatheredRows.usable);
		const restarting = this.toRestart(sessions, change.restartUnfinished);
		const problem = await readyToReplace(this.session, {
			audience,
			sessions,
			rows: gatheredRows.usable.length,
			restarting: restarting !== null,
			isOver: (id) => unfinishedUploads.brokeOff(targetName(target), id),
		});
		if (problem) throw problem;
		return restarting === null
			? beginUpload('replace', now(), gatheredRows.usable)
			: { action: 'replace', sessionId: restarting };
	}

	/** Of a whole list that breaks off, this process remembers that nobody is at it any more. */
	async send(rows: PlacedRows, { action, sessionId }: Begun): Promise<UploadTally> {
		if (!isWhole(this.change)) return await this.upload(action, sessionId, rows);
		const end = unfinishedUploads.begin(targetName(this.target), sessionId);
		const tally = await this.upload(action, sessionId, rows).catch(async (thrown: unknown) => {
			end(false);
			return await Promise.reject(thrown);
		});
		end(tally.failure === undefined);
		if (tally.failure && action === 'replace') throw incomplete(tally, tally.failure);
		return tally;
	}

	/** Takes people without consent out, in a session of its own. */
	async removeToo(rows: PlacedRows, addition: string): Promise<UploadTally> {
		return await this.upload('remove', besideAddition(addition), rows);
	}

	/**
	 * The session to begin anew: one that this process began and saw break off, or, if the form says so, any unfinished one
	 * of ours.
	 */
	private toRestart(sessions: readonly UploadSession[], wantsRestart: boolean): string | null {
		const open = sessions.filter(({ action, endedAt }) => action === 'replace' && endedAt === null).map(({ id }) => id);
		return open.find((id) => wantsRestart || unfinishedUploads.brokeOff(targetName(this.target), id)) ?? null;
	}

	private async upload(action: MemberAction, sessionId: string, rows: PlacedRows): Promise<UploadTally> {
		const { graph, now } = this.session;
		return await uploadMembers(graph, {
			action,
			target: this.target,
			sessionId,
			rows,
			now: () => Math.max(now(), graph.serverTime() ?? 0),
		});
	}
}

function shrinkProblem(change: MemberChange, gatheredRows: GatheredRows, evidence: SizeEvidence): InputProblem | null {
	const { usable, withoutConsent } = gatheredRows;
	if (change.action === 'add') return consentProblem(withoutConsent.length, usable.length, fewestRows(evidence));
	const rows = usable.length;
	return isWhole(change)
		? allOf([
				replaceProblem({ rows, before: expectedRows(evidence), ...change.limits }),
				keyProblem(keyShares(usable), rows, keyedRows(evidence), change.limits),
			])
		: removeProblem({ rows, before: fewestRows(evidence), ...change.limits });
}
