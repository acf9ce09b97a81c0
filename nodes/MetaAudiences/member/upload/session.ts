import { idOf } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import type { GraphClient } from '../../../shared/graph/client';
import { eachRow } from '../../../shared/graph/pages';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList } from '../../../shared/graph/request';
import { actionOf, sharesOf, type MemberAction, type Shares } from './sessionNumber';
import { countOf } from '../../../shared/reading/numbers';

/** An upload as Meta tells about it (spec object CustomAudienceSession: all of its fields are texts). */
export interface UploadSession {
	readonly id: string;
	readonly action: MemberAction | null;
	/** How many of its rows had an email, a phone; null for another tool's. */
	readonly shares: Shares | null;
	/** Meta's word; which words there are is not documented. */
	readonly stage: string | null;
	/** Percent. */
	readonly progress: number | null;
	readonly received: number | null;
	readonly invalid: number | null;
	/** Only where Meta tells it (UNCONFIRMED 8: with progress 100). */
	readonly matched: number | null;
	/**
	 * Milliseconds since 1970. The reference names only the type, a text. An end that has not come yet is “0”
	 * (UNCONFIRMED 9; to read it as an end would be riskier).
	 */
	readonly startedAt: number | null;
	readonly endedAt: number | null;
}

const FIELDS = fieldList([
	'session_id',
	'stage',
	'progress',
	'num_received',
	'num_invalid_entries',
	'num_matched',
	'start_time',
	'end_time',
]);

export function readSession(row: GraphObject): UploadSession {
	const id = idOf(row.session_id) ?? '';
	return {
		id,
		action: actionOf(id),
		shares: sharesOf(id),
		stage: typeof row.stage === 'string' ? row.stage : null,
		progress: countOf(row.progress),
		received: countOf(row.num_received),
		invalid: countOf(row.num_invalid_entries),
		matched: countOf(row.num_matched),
		startedAt: instantOf(row.start_time),
		endedAt: instantOf(row.end_time),
	};
}

/** Whether Meta took all of it: it has ended, and not by breaking off. */
export const isComplete = ({ endedAt, stage }: UploadSession): boolean =>
	endedAt !== null && !/fail|error|time|cancel|abort/i.test(stage ?? '');

/**
 * The uploads of an audience, the newest first.
 *
 * @param only the id of the one that is asked for
 * @param most at most so many
 */
export async function readSessions(
	graph: GraphClient,
	account: string,
	audience: string,
	most: number,
	only?: string,
): Promise<UploadSession[]> {
	const request = {
		method: 'GET',
		path: `${audience}/sessions`,
		params: { fields: FIELDS, session_id: only },
		effect: 'read',
		account,
	} as const;
	const sessions: UploadSession[] = [];
	for await (const row of eachRow(graph, request, most)) sessions.push(readSession(row));
	return sessions.sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0) || (one.id < other.id ? 1 : -1));
}
