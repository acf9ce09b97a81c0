import { range } from 'lodash';

import type { GraphClient } from '../../../shared/graph/client';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { GraphRequest } from '../../../shared/graph/request';
import { inLanes } from '../../../shared/lanes';
import { idOf } from '../../../shared/reading/cells';
import { countOf } from '../../../shared/reading/numbers';
import { isRecord } from '../../../shared/record';
import type { Key } from '../../people/rows/keys';
import { BATCH_ROWS, payloadOf } from '../../people/rows/payload';
import type { PlacedRows } from '../../people/rows/placedRows';
import { isComplete, readSessions } from './session';
import type { MemberAction } from './sessionNumber';
import { Tally, type Batch, type UploadTally } from './tally';
import { withoutPeople } from './withoutPeople';

/**
 * Batches of a replacement under way at once. After the first they may come in any order (Meta:
 * audiences/guides/custom-audiences, "Replace users"). That page names no number; each batch holds megabytes.
 */
export const LANES = 4;

/** Meta drops batches that come later than 90 minutes after the first; one that is sent after 80 might. */
const LAST_MINUTE = 80;

export interface UploadTarget {
	readonly account: string;
	readonly audience: string;
}

/** Tells one list from another. */
export const targetName = ({ account, audience }: UploadTarget): string => `${account} ${audience}`;

export interface MemberUpload {
	readonly action: MemberAction;
	readonly target: UploadTarget;
	readonly sessionId: string;
	/** An earlier run has used the session: that it is over can be that run's doing. */
	readonly isRestarted: boolean;
	readonly rows: PlacedRows;
	/** Present time in milliseconds by the clock that counts the minutes. */
	readonly now: () => number;
}

/** After one of these, every further batch would fare the same. */
const hopeless = ['auth', 'permission', 'policy', 'rateLimited', 'notFound'];

/**
 * Whether an answer says that this list has a batch: it names the list, or counts what has arrived (Meta:
 * reference/custom-audience/users). Any other passes for no proof.
 */
function tellsOfUpload(answer: unknown, { audience }: UploadTarget): answer is GraphObject {
	if (!isRecord(answer)) return false;
	const audienceOfAnswer = idOf(answer.audience_id);
	return audienceOfAnswer === null ? countOf(answer.num_received) !== null : audienceOfAnswer === audience;
}

const untold = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s answer does not say whether it took these contacts',
	advice: 'They may be in the list, or not. Run the step again: who is sent twice counts once.',
});

/**
 * Sends rows in one session, one batch after the other: `batch_seq` on `/users` is documented as sequential. Of a
 * replacement only the first, which begins it, and the last, which ends it, have to be alone. A batch without a clear
 * answer is sent again; membership is a set, so twice is once.
 *
 * Of a replacement nothing more is sent once a batch has failed, nor after minute 80: it can only begin anew.
 */
export async function uploadMembers(graph: GraphClient, memberUpload: MemberUpload): Promise<UploadTally> {
	const batches = Math.ceil(memberUpload.rows.length / BATCH_ROWS);
	const underWay = new UploadUnderWay(graph, memberUpload, batches);
	if (batches > 0) await underWay.send(1);
	const between = range(2, Math.max(2, batches));
	const lanes = memberUpload.action === 'replace' ? LANES : 1;
	await inLanes(between, lanes, async (sequence) => await underWay.send(sequence));
	if (batches > 1) await underWay.send(batches);
	return underWay.tally.result();
}

class UploadUnderWay {
	readonly tally: Tally;
	private readonly schema: readonly Key[];
	private readonly startedAt: number;

	constructor(
		private readonly graph: GraphClient,
		private readonly wish: MemberUpload,
		private readonly batches: number,
	) {
		this.tally = new Tally(batches);
		this.schema = wish.rows.occurring();
		this.startedAt = wish.now();
	}

	/** Sends one batch, unless there is no sense in it any more, and notes how it ended. */
	async send(sequence: number): Promise<void> {
		const batch = this.batchOf(sequence);
		const stop = this.tally.stopped ?? this.outOfTime();
		if (stop) return this.tally.fail(batch, stop);
		const ending = await this.graph.sendOne(this.requestFor(batch));
		const { answer } = ending;
		if (answer && tellsOfUpload(answer.body, this.wish.target)) return this.tally.accept(batch, answer.body);
		const failure = answer ? untold : withoutPeople(ending.failure, batch.rows);
		const canBeOurs = !answer && ending.isRepeated && !(this.wish.isRestarted && sequence === 1);
		const totals = canBeOurs ? await this.totalsIfArrived(batch, failure) : null;
		if (totals) return this.tally.accept(batch, totals);
		const { action } = this.wish;
		this.tally.fail(batch, failure, action === 'replace' || hopeless.includes(failure.kind));
	}

	private batchOf(sequence: number): Batch {
		const end = sequence * BATCH_ROWS;
		return { sequence, rows: this.wish.rows.slice(end - BATCH_ROWS, end) };
	}

	private isLast({ sequence }: Batch): boolean {
		return sequence === this.batches;
	}

	/** One batch. A removal carries it in its body: an address is too short for it, and ends up in logs. */
	private requestFor(batch: Batch): GraphRequest {
		const { action, target, sessionId, rows } = this.wish;
		const session = {
			session_id: Number(sessionId),
			batch_seq: batch.sequence,
			last_batch_flag: this.isLast(batch),
			estimated_num_total: rows.length,
		};
		const payload = payloadOf(
			batch.rows.map(({ member }) => member),
			this.schema,
		);
		const common = { effect: 'repeat', account: target.account } as const;
		const path = `${target.audience}/users`;
		if (action === 'remove') return { ...common, method: 'DELETE', path, bodyParams: { payload, session } };
		return {
			...common,
			method: 'POST',
			path: action === 'replace' ? `${path}replace` : path,
			params: { payload, session },
		};
	}

	private outOfTime(): GraphFailure | undefined {
		const { action, now } = this.wish;
		if (action !== 'replace' || now() - this.startedAt <= LAST_MINUTE * 60_000) return undefined;
		return new GraphFailure({
			kind: 'temporary',
			message: `${LAST_MINUTE} minutes have passed since the first batch, and Meta accepts nothing after 90`,
			advice: 'Run the step again from the start, at a quieter hour or with fewer rows.',
		});
	}

	/**
	 * "This session is over" (2650/1870159) after a lost answer means that the last batch had arrived. Said of a batch that was
	 * not sent before, it means another upload with the same number.
	 */
	private async totalsIfArrived(batch: Batch, failure: GraphFailure): Promise<GraphObject | null> {
		if (!this.isLast(batch) || failure.meta?.subcode !== 1870159) return null;
		const { target, sessionId, rows } = this.wish;
		const sessions = await readSessions(this.graph, target.account, target.audience, 100, sessionId).catch(() => []);
		const ourSession = sessions.find(({ id }) => id === sessionId);
		if (
			ourSession === undefined ||
			!isComplete(ourSession) ||
			ourSession.received === null ||
			ourSession.received < rows.length
		)
			return null;
		return { num_received: ourSession.received, num_invalid_entries: ourSession.invalid ?? undefined };
	}
}

/** A replacement that broke off: what it left behind, and how to go on. */
export function incomplete({ accepted, batches }: UploadTally, cause: GraphFailure): GraphFailure {
	if (accepted === 0) return cause;
	return cause.with({
		message: `The replacement is incomplete: ${accepted} of ${batches} batches were taken. ${cause.message}`,
		advice:
			`${cause.advice} Until then the list may be incomplete.  ` +
			'Run the step again from the start: it begins with the first batch.',
	});
}
