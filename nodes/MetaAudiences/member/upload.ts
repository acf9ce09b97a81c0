import pLimit from 'p-limit';

import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import type { Placed } from '../people/gather';
import { BATCH_ROWS, occurring, payloadOf } from '../people/payload';
import { sampledRows } from './samples';
import { isComplete, readSessions, type Action } from './session';
import { withoutPeople } from './withoutPeople';

/** Requests under way at once. Meta takes batches in parallel and names no number; each holds megabytes. */
const LANES = 4;

/** Meta drops batches that come later than 90 minutes after the first; one that is sent after 80 might. */
export const LAST_MINUTE = 80;

export interface Target {
	readonly account: string;
	readonly audience: string;
}

export interface Upload {
	readonly action: Action;
	readonly target: Target;
	readonly sessionId: string;
	readonly rows: readonly Placed[];
	/** Present time in milliseconds by the clock that counts the minutes. */
	readonly now: () => number;
}

export interface Uploaded {
	readonly batches: number;
	/** Batches Meta took. */
	readonly accepted: number;
	/** Meta's running totals for the session; null when no answer told them. */
	readonly received: number | null;
	readonly invalid: number | null;
	/** Positions of contacts that are among Meta's samples of invalid entries. */
	readonly invalidContacts: ReadonlySet<number>;
	/** Why a contact's rows were not taken. */
	readonly failures: ReadonlyMap<number, GraphFailure>;
	/** The first of them. */
	readonly failure?: GraphFailure;
}

/** After one of these, every further batch would fare the same. */
const hopeless = ['auth', 'permission', 'policy', 'rateLimited', 'notFound'];

interface Batch {
	readonly sequence: number;
	readonly rows: readonly Placed[];
}

/**
 * Sends rows in one session: the first batch alone, which begins it, those in between several at a time, the last one alone,
 * which ends it. A batch without a clear answer is sent again; membership is a set, so twice is once.
 *
 * Of a replacement nothing more is sent once a batch has failed, nor after minute 80: it can only begin anew.
 */
export async function upload(graph: GraphClient, { action, target, sessionId, rows, now }: Upload): Promise<Uploaded> {
	const schema = occurring((function* () { for (const { member } of rows) yield member; })());
	const batches = Array.from({ length: Math.ceil(rows.length / BATCH_ROWS) }, (_, index): Batch => ({ sequence: index + 1, rows: rows.slice(index * BATCH_ROWS, (index + 1) * BATCH_ROWS) }));
	const tally = new Tally(batches.length);
	const startedAt = now();

	const send = async (batch: Batch): Promise<void> => {
		const stop = tally.stopped ?? (action === 'replace' && now() - startedAt > LAST_MINUTE * 60_000 ? outOfTime() : undefined);
		if (stop) return tally.fail(batch, stop);
		const session = { session_id: Number(sessionId), batch_seq: batch.sequence, last_batch_flag: batch.sequence === batches.length, estimated_num_total: rows.length };
		const payload = payloadOf(batch.rows.map(({ member }) => member), schema);
		const [{ answer, failure: told }] = await graph.sendMany([requestFor(action, target, payload, session)]);
		if (answer) return tally.accept(batch, answer.body as GraphObject);
		const failure = withoutPeople(told);
		if (await wasLast(failure, session.last_batch_flag)) return tally.accept(batch, {});
		tally.fail(batch, failure, action === 'replace' || hopeless.includes(failure.kind));
	};

	/** "This session is over" (2650/1870159) after a lost answer means that the last batch had arrived. */
	const wasLast = async (failure: GraphFailure, isLast: boolean): Promise<boolean> => {
		if (!isLast || failure.meta?.subcode !== 1870159) return false;
		const found = await readSessions(graph, target.account, target.audience, 100, sessionId).catch(() => []);
		return found.some((session) => session.id === sessionId && isComplete(session) && (session.received ?? 0) >= rows.length);
	};

	const [first, ...others] = batches;
	const last = others.pop();
	if (first) await send(first);
	const lane = pLimit(LANES);
	await Promise.all(others.map(async (batch) => await lane(async () => await send(batch))));
	if (last) await send(last);
	return tally.result();
}

/**
 * One batch. A removal is a POST that says it is a DELETE (Graph API: `method`): parameters of a real one would stand in the
 * address, which is too short for them and ends up in logs.
 */
export function requestFor(action: Action, { account, audience }: Target, payload: string, session: Readonly<Record<string, unknown>>): GraphRequest {
	const path = `${audience}/${action === 'replace' ? 'usersreplace' : 'users'}`;
	return { method: 'POST', path, params: { ...(action === 'remove' ? { method: 'DELETE' } : {}), payload, session }, effect: 'repeat', account };
}

const outOfTime = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `${LAST_MINUTE} minutes have passed since the first batch, and Meta takes nothing after 90`,
		advice: 'Run the step again from the start, at a quieter hour or with fewer rows.',
	});

/** A replacement that broke off: what it left behind, and how to go on. */
export function incomplete({ accepted, batches }: Uploaded, cause: GraphFailure): GraphFailure {
	if (accepted === 0) return cause;
	return cause.with({
		message: `The replacement is incomplete: ${accepted} of ${batches} batches were taken. ${cause.message}`,
		advice: `${cause.advice} Until then the list may hold only part of the people. Run the step again from the start: it begins with the first batch.`,
	});
}

class Tally {
	/** Why nothing more is sent. */
	stopped?: GraphFailure;
	private accepted = 0;
	private received: number | null = null;
	private invalid: number | null = null;
	private failure?: GraphFailure;
	private readonly invalidContacts = new Set<number>();
	private readonly failures = new Map<number, GraphFailure>();

	constructor(private readonly batches: number) {}

	accept({ rows }: Batch, answer: GraphObject): void {
		this.accepted++;
		this.received = highest(this.received, answer.num_received);
		this.invalid = highest(this.invalid, answer.num_invalid_entries);
		for (const row of sampledRows(answer.invalid_entry_samples, rows.map(({ member }) => member))) this.invalidContacts.add(rows[row].contact);
	}

	fail({ rows }: Batch, failure: GraphFailure, stop = false): void {
		this.failure ??= failure;
		if (stop) this.stopped ??= failure;
		for (const { contact } of rows) this.failures.set(contact, failure);
	}

	result(): Uploaded {
		const { batches, accepted, received, invalid, invalidContacts, failures, failure } = this;
		return { batches, accepted, received, invalid, invalidContacts, failures, failure };
	}
}

/** Totals of a session only grow; answers of parallel batches come in any order. */
function highest(known: number | null, told: unknown): number | null {
	const value = Number(told);
	return told === undefined || !Number.isFinite(value) ? known : Math.max(known ?? 0, value);
}
