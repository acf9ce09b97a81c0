import { max } from 'lodash';

import { ownedObject } from '../../../shared/adObject/target';
import type { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import type { Session } from '../../../shared/node/session/session';
import { audienceKind } from '../../audience/kind';
import type { GatheredRows } from '../../people/rows/gather';
import type { PlacedRows } from '../../people/rows/placedRows';
import { isWhole, type MemberChange } from './memberChange';
import { FirstFill } from './firstFill';
import { consentProblem, keyProblem, removeProblem, replaceProblem, type Limits } from './guard';
import { expectedRows, fewestRows, keyedRows, LOOKED_BACK, neverFilled, type Rows } from './listSize';
import { ListMemory } from './listMemory';
import { Passes } from './passes';
import { isBusy, notSeenYet, readyToReplace, REPLACE_MS } from './readiness';
import { readSessions, type UploadSession } from './session';
import { actionOf, besideAddition, newSessionId, keyShares, type MemberAction, type Shares } from './sessionNumber';
import { unfinishedUploads } from './unfinished';
import type { UploadTally } from './tally';
import { incomplete, targetName, uploadMembers, type UploadTarget } from './upload';

/** An upload that may be sent: what it does at Meta, and the session it goes in. */
export interface UploadBegun {
	readonly action: MemberAction;
	readonly sessionId: string;
	/** It starts an upload of an earlier run again. */
	readonly isRestarted: boolean;
	/** Stop Below (% of List) had nothing to compare with: the first run on a small list. */
	readonly isUnmeasured: boolean;
}

const beginUpload = (action: MemberAction, now: number, rows: PlacedRows, isUnmeasured = false): UploadBegun => ({
	action,
	sessionId: newSessionId(action, now, keyShares(rows)),
	isRestarted: false,
	isUnmeasured,
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
	async prepare(gatheredRows: GatheredRows, wrong: InputProblem | null): Promise<UploadBegun> {
		const { change, target } = this;
		const { graph, now } = this.session;
		// Reading many contacts takes time in which another run can have begun.
		const audience = await ownedObject(this.session, audienceKind, target.audience, target.account);
		const memory = new ListMemory(this.session, target);
		const busy = isWhole(change) ? null : await this.busy(audience, memory);
		if (busy) throw busy;
		if (change.action === 'add' && !(change.removeWithoutConsent && gatheredRows.withoutConsent.length > 0)) {
			if (wrong) throw wrong;
			return beginUpload('add', now(), gatheredRows.usable);
		}
		const sessions = await readSessions(graph, target.account, target.audience, LOOKED_BACK);
		const evidence = { audience, sessions, now: now() };
		const before = isWhole(change) ? memory.lengthBefore(expectedRows(evidence)) : fewestRows(evidence);
		const passProblem = isWhole(change) ? new Passes(this.session, target).problem() : null;
		const allProblems = allOf([wrong, passProblem, shrinkProblem(change, gatheredRows, before, keyedRows(evidence))]);
		if (allProblems) throw allProblems;
		if (!isWhole(change)) return beginUpload(change.action, now(), gatheredRows.usable);
		if (change.action === 'sync' && neverFilled(evidence) && !memory.isFilled)
			return beginUpload('add', now(), gatheredRows.usable);
		const restarting = this.toRestart(sessions, memory, change.restartUnfinished);
		const problem = await readyToReplace(this.session, {
			audience,
			sessions,
			rows: gatheredRows.usable.length,
			// Meta may no longer list what it shows as under way: whoever asks for it is not sent away for that.
			restarting: restarting !== null || (change.restartUnfinished && !sessions.some(isUnderWay(now()))),
			isOver: (id) => this.isOver(id, memory),
			openSince: openSince(sessions, memory),
			isFilled: memory.isFilled,
		});
		if (problem) throw problem;
		const isUnmeasured = !before.isKnown && change.limits.keepAtLeast > 0;
		const uploadBegun = beginUpload('replace', now(), gatheredRows.usable, isUnmeasured);
		return restarting === null ? uploadBegun : { ...uploadBegun, sessionId: restarting, isRestarted: true };
	}

	/**
	 * Of a whole list that breaks off, this process remembers that nobody is at it any longer.
	 *
	 * @throws GraphFailure where a replacement is incomplete, and where an earlier run has begun to fill the list
	 */
	async send(rows: PlacedRows, uploadBegun: UploadBegun): Promise<UploadTally> {
		if (!isWhole(this.change)) return await this.upload(rows, uploadBegun);
		if (uploadBegun.action !== 'add') return await this.sendWhole(rows, uploadBegun, this.change.limits);
		const fill = new FirstFill(this.session, this.target);
		if (await fill.begin()) throw notSeenYet();
		const tally = await this.sendWhole(rows, uploadBegun, this.change.limits);
		if (!hasArrived(tally)) await fill.forget();
		return tally;
	}

	private async sendWhole(rows: PlacedRows, uploadBegun: UploadBegun, { keepAtLeast }: Limits): Promise<UploadTally> {
		const { action, sessionId } = uploadBegun;
		const memory = new ListMemory(this.session, this.target);
		const endHere = unfinishedUploads.begin(targetName(this.target), sessionId);
		const takeBack = memory.begin(sessionId, this.session.now());
		const end = (isComplete: boolean, isLeft = true): void => {
			endHere(isComplete);
			if (isComplete) memory.complete(rows.length, keepAtLeast);
			else if (isLeft) memory.breakOff();
			else takeBack();
		};
		const tally = await this.upload(rows, uploadBegun).catch(async (thrown: unknown) => {
			end(false);
			return await Promise.reject(thrown);
		});
		end(tally.failure === undefined, hasArrived(tally));
		if (tally.failure === undefined) new Passes(this.session, this.target).note();
		if (tally.failure && action === 'replace') throw incomplete(tally, tally.failure);
		return tally;
	}

	/** Takes people without consent out, in a session of its own. */
	async removeToo(rows: PlacedRows, addition: string): Promise<UploadTally> {
		return await this.upload(rows, { action: 'remove', sessionId: besideAddition(addition), isRestarted: false });
	}

	/**
	 * The session to begin anew: one that this process began and saw break off, or, if the form says so, any unfinished one
	 * of ours.
	 */
	private toRestart(sessions: readonly UploadSession[], memory: ListMemory, wantsRestart: boolean): string | null {
		const open = sessions.filter(({ action, endedAt }) => action === 'replace' && endedAt === null).map(({ id }) => id);
		const openSession = open.find((id) => wantsRestart || this.isOver(id, memory));
		if (openSession !== undefined) return openSession;
		const own = memory.open;
		const isDropped = own === undefined || actionOf(own.id) !== 'replace' || this.session.now() - own.at >= REPLACE_MS;
		if (isDropped || sessions.some(({ id }) => id === own.id)) return null;
		return wantsRestart || own.isOver ? own.id : null;
	}

	/** Nobody is at a session any more: this process saw it break off, or an earlier one did. */
	private isOver(id: string, { open }: ListMemory): boolean {
		return unfinishedUploads.brokeOff(targetName(this.target), id) || (open?.id === id && open.isOver);
	}

	/** Whether a replacement holds off an addition or a removal. */
	private async busy(audience: GraphObject, memory: ListMemory): Promise<GraphFailure | null> {
		if (isBusy(audience, null, 0) === null) return null;
		const { graph, now } = this.session;
		const sessions = await readSessions(graph, this.target.account, this.target.audience, LOOKED_BACK);
		return isBusy(audience, openSince(sessions, memory), now());
	}

	private async upload(
		rows: PlacedRows,
		{ action, sessionId, isRestarted }: Omit<UploadBegun, 'isUnmeasured'>,
	): Promise<UploadTally> {
		const { graph, now } = this.session;
		return await uploadMembers(graph, {
			action,
			target: this.target,
			sessionId,
			isRestarted,
			rows,
			now: () => Math.max(now(), graph.serverTime() ?? 0),
		});
	}
}

/** Whether something of it may be in the list. */
const hasArrived = ({ accepted, isUnheard }: UploadTally): boolean => accepted > 0 || isUnheard;

/** An upload that Meta lists, that has not ended and is not dropped. */
const isUnderWay =
	(now: number) =>
	({ endedAt, startedAt }: UploadSession): boolean =>
		endedAt === null && (startedAt === null || now - startedAt < REPLACE_MS);

/** When the replacement under way began, as far as Meta or this step knows it; milliseconds since 1970. */
const openSince = (sessions: readonly UploadSession[], { open }: ListMemory): number | null =>
	max([
		...sessions.flatMap(({ action, startedAt, endedAt }) =>
			action !== 'add' && action !== 'remove' && endedAt === null && startedAt !== null ? [startedAt] : [],
		),
		...(open === undefined ? [] : [open.at]),
	]) ?? null;

/** @param keyedBefore rows the list had with each key, at least */
function shrinkProblem(
	change: MemberChange,
	{ usable, withoutConsent }: GatheredRows,
	before: Rows,
	keyedBefore: Shares | null,
): InputProblem | null {
	const rows = usable.length;
	if (change.action === 'add') return consentProblem(withoutConsent.length, rows, before);
	if (!isWhole(change)) return removeProblem({ rows, before, ...change.limits });
	return allOf([
		replaceProblem({ rows, before, ...change.limits }),
		keyProblem(keyShares(usable), rows, keyedBefore, change.limits),
	]);
}
