import { ownedObject } from '../../shared/adObject/target';
import type { GraphObject } from '../../shared/graph/object';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { audienceKind } from '../audience/kind';
import type { Placed } from '../people/gather';
import { shrinkProblem } from './guard';
import type { Limits, MemberChange } from './memberChange';
import { isBusy, readyToReplace } from './readiness';
import { isComplete, newSessionId, readSessions, type Action, type UploadSession } from './session';
import { unfinished } from './unfinished';
import { incomplete, upload, type Target, type Uploaded } from './upload';

/** Uploads among which the last complete replacement is looked for. */
const LOOKED_BACK = 200;

/** One audience's upload: what must be so before it, and what is said when it breaks off. */
export class Sending {
	constructor(
		private readonly session: Session,
		private readonly change: MemberChange,
		private readonly target: Target,
		private readonly audience: GraphObject,
	) {}

	/**
	 * Everything that can speak against sending, asked right before the first batch; a dry run asks the same.
	 *
	 * @returns the session to send in
	 * @throws the reason
	 */
	async prepare(rows: readonly Placed[]): Promise<string> {
		const { change, target } = this;
		const { graph, now } = this.session;
		const sessionId = newSessionId(change.action, now());
		// Reading many contacts takes time in which another run can have begun.
		const audience = await ownedObject(this.session, audienceKind, target.audience, target.account);
		const busy = change.action === 'replace' ? null : isBusy(audience);
		if (busy) throw busy;
		if (change.action === 'add') return sessionId;
		const sessions = await readSessions(graph, target.account, target.audience, LOOKED_BACK);
		this.guard(change.action, change.limits, rows.length, sessions);
		if (change.action === 'remove') return sessionId;
		const restarting = this.toRestart(sessions, change.restartUnfinished);
		const problem = await readyToReplace(this.session, audience, sessions, rows.length, restarting);
		if (problem) throw problem;
		return restarting ?? sessionId;
	}

	async send(rows: readonly Placed[], sessionId: string): Promise<Uploaded> {
		const { action } = this.change;
		if (action !== 'replace') return await this.upload(action, sessionId, rows);
		const end = unfinished.begin(this.key, sessionId);
		const sent = await this.upload('replace', sessionId, rows).catch(async (thrown: unknown) => {
			end(false);
			return await Promise.reject(thrown);
		});
		end(sent.failure === undefined);
		if (sent.failure) throw incomplete(sent, sent.failure);
		return sent;
	}

	/** Takes people without consent out, in a session of its own. */
	async removeToo(rows: readonly Placed[]): Promise<Uploaded> {
		return await this.upload('remove', newSessionId('remove', this.session.now()), rows);
	}

	private get key(): string {
		return `${this.target.account} ${this.target.audience}`;
	}

	/** @throws InputProblem when the list would shrink too far */
	private guard(action: 'remove' | 'replace', limits: Limits, rows: number, sessions: readonly UploadSession[]): void {
		const refusal = shrinkProblem({ action, rows, before: this.rowsBefore(sessions), ...limits });
		if (refusal) throw new InputProblem([refusal.field], refusal.message, refusal.advice);
	}

	/**
	 * Rows of the list as it is: what the last complete replacement held, or else Meta's lower estimate of the people it
	 * recognised. Small lists are all shown as a thousand, which says nothing.
	 */
	private rowsBefore(sessions: readonly UploadSession[]): number | null {
		const replaced = sessions.find((session) => session.action === 'replace' && isComplete(session))?.received;
		if (replaced !== undefined && replaced !== null) return replaced;
		const bound = Number(this.audience.approximate_count_lower_bound);
		return bound > 1000 ? bound : null;
	}

	/** The session to begin anew: one that this process began and saw break off, or, if the form says so, any unfinished one of ours. */
	private toRestart(sessions: readonly UploadSession[], asked: boolean): string | null {
		const open = sessions.filter(({ action, endedAt }) => action === 'replace' && endedAt === null).map(({ id }) => id);
		return open.find((id) => asked || unfinished.brokeOff(this.key, id)) ?? null;
	}

	private async upload(action: Action, sessionId: string, rows: readonly Placed[]): Promise<Uploaded> {
		const { graph, now } = this.session;
		return await upload(graph, { action, target: this.target, sessionId, rows, now: () => Math.max(now(), graph.serverTime() ?? 0) });
	}
}
