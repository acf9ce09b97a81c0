import { ownedObject } from '../../../shared/adObject/target';
import type { InputProblem } from '../../../shared/form/problem';
import type { Session } from '../../../shared/node/session';
import { audienceKind } from '../../audience/kind';
import type { Gathered, Placed } from '../../people/gather';
import type { MemberChange } from './memberChange';
import { consentProblem, removeProblem, replaceProblem } from './guard';
import { expectedRows, fewestRows, type SizeEvidence } from './listSize';
import { isBusy, readyToReplace } from './readiness';
import { besideAddition, newSessionId, readSessions, type Action, type UploadSession } from './session';
import { unfinished } from './unfinished';
import type { Uploaded } from './tally';
import { incomplete, targetName, upload, type Target } from './upload';

/** Uploads that are looked back at for the length of the list. */
const LOOKED_BACK = 200;

/** One audience's upload: what must be so before it, and what is said when it breaks off. */
export class Sending {
	constructor(
		private readonly session: Session,
		private readonly change: MemberChange,
		private readonly target: Target,
	) {}

	/**
	 * Everything that can speak against sending, asked right before the first batch; a dry run asks the same.
	 *
	 * @returns the session to send in
	 * @throws the reason
	 */
	async prepare(gathered: Gathered): Promise<string> {
		const { change, target } = this;
		const { graph, now } = this.session;
		const sessionId = newSessionId(change.action, now());
		// Reading many contacts takes time in which another run can have begun.
		const audience = await ownedObject(this.session, audienceKind, target.audience, target.account);
		const busy = change.action === 'replace' ? null : isBusy(audience);
		if (busy) throw busy;
		if (change.action === 'add' && !(change.removeWithoutConsent && gathered.withoutConsent.length > 0))
			return sessionId;
		const sessions = await readSessions(graph, target.account, target.audience, LOOKED_BACK);
		const shrunk = shrinkProblem(change, gathered, { audience, sessions, now: now() });
		if (shrunk) throw shrunk;
		if (change.action !== 'replace') return sessionId;
		const restarting = this.toRestart(sessions, change.restartUnfinished);
		const problem = await readyToReplace(this.session, audience, sessions, gathered.usable.length, restarting);
		if (problem) throw problem;
		return restarting ?? sessionId;
	}

	async send(rows: readonly Placed[], sessionId: string): Promise<Uploaded> {
		const { action } = this.change;
		if (action !== 'replace') return await this.upload(action, sessionId, rows);
		const end = unfinished.begin(targetName(this.target), sessionId);
		const sent = await this.upload('replace', sessionId, rows).catch(async (thrown: unknown) => {
			end(false);
			return await Promise.reject(thrown);
		});
		end(sent.failure === undefined);
		if (sent.failure) throw incomplete(sent, sent.failure);
		return sent;
	}

	/** Takes people without consent out, in a session of its own. */
	async removeToo(rows: readonly Placed[], addition: string): Promise<Uploaded> {
		return await this.upload('remove', besideAddition(addition), rows);
	}

	/**
	 * The session to begin anew: one that this process began and saw break off, or, if the form says so, any unfinished one
	 * of ours.
	 */
	private toRestart(sessions: readonly UploadSession[], asked: boolean): string | null {
		const open = sessions.filter(({ action, endedAt }) => action === 'replace' && endedAt === null).map(({ id }) => id);
		return open.find((id) => asked || unfinished.brokeOff(targetName(this.target), id)) ?? null;
	}

	private async upload(action: Action, sessionId: string, rows: readonly Placed[]): Promise<Uploaded> {
		const { graph, now } = this.session;
		return await upload(graph, {
			action,
			target: this.target,
			sessionId,
			rows,
			now: () => Math.max(now(), graph.serverTime() ?? 0),
		});
	}
}

function shrinkProblem(change: MemberChange, gathered: Gathered, evidence: SizeEvidence): InputProblem | null {
	const { usable, withoutConsent } = gathered;
	if (change.action === 'add') return consentProblem(withoutConsent.length, usable.length, fewestRows(evidence));
	const rows = usable.length;
	return change.action === 'replace'
		? replaceProblem({ rows, before: expectedRows(evidence), ...change.limits })
		: removeProblem({ rows, before: fewestRows(evidence), ...change.limits });
}
