import { clamp, maxBy, sortBy, sumBy } from 'lodash';

import type { GraphObject } from '../../../shared/graph/object';
import { instantOf } from '../../../shared/reading/instants';
import { countOf } from '../../../shared/reading/numbers';
import { operationCode } from '../../audience/status';
import { isComplete, type UploadSession } from './session';
import { besideAddition, isBesideAddition, type MemberAction, type Shares } from './sessionNumber';

/** A number of rows; or that, and why, nobody can tell it. */
export type Rows =
	| { readonly isKnown: true; readonly rows: number }
	| {
			readonly isKnown: false;
			readonly reason: string;
			/** Meta recognises at most 1,000 people in it, and no replacement can have left it so. */
			readonly isSmall: boolean;
	  };

/** What tells how long a list is: nothing at Meta says it outright. */
export interface SizeEvidence {
	readonly audience: GraphObject;
	/** The newest first. */
	readonly sessions: readonly UploadSession[];
	readonly now: number;
}

/** All lists below it are shown with this number (observed by clients in the field), which says nothing of them. */
const SMALLEST_SHOWN = 1000;

/** Meta works on an upload for up to 24 hours (reference/custom-audience/users); its estimate may be older than that. */
const LAG = 24 * 60 * 60_000;

const unknownRows = (evidence: SizeEvidence): Rows => ({
	isKnown: false,
	reason: 'Meta shows no estimate for lists below 1,000 people, and its uploads do not show it either',
	isSmall: isSmall(evidence),
});

/** Nobody was ever sent: Meta's word for it counts only where no upload says otherwise. */
export const neverFilled = ({ audience, sessions }: SizeEvidence): boolean =>
	operationCode(audience) === 410 && sessions.length === 0;

/**
 * The oldest first. Meta shows in whole seconds when an upload began. Of two in the same second nobody knows which was
 * first. So their order is the one that errs on the safe side. A removal next to an addition stays behind it, by its
 * number.
 */
const inOrder = (sessions: readonly UploadSession[], sameSecond: ReadonlyArray<MemberAction | null>): UploadSession[] =>
	sortBy(sessions, [
		({ startedAt }) => startedAt ?? 0,
		({ action, id }) => sameSecond.indexOf(isBesideAddition(id) ? 'add' : action),
		'id',
	]);

/** Uploads that are looked back at for the length of the list. */
export const LOOKED_BACK = 200;

/** No complete replacement to count from, and there was more than is seen, or one that can have left anything. */
const isCutOff = ({ sessions }: SizeEvidence): boolean => {
	const replacements = sessions.filter(({ action }) => action === 'replace');
	if (replacements.some((one) => isComplete(one) && one.received !== null)) return false;
	return sessions.length >= LOOKED_BACK || replacements.length > 0;
};

const knownRows = (evidence: SizeEvidence, rows: number): Rows =>
	rows > 0 ? { isKnown: true, rows } : neverFilled(evidence) ? { isKnown: true, rows: 0 } : unknownRows(evidence);

const isLate = ({ startedAt }: UploadSession, now: number): boolean => startedAt === null || now - startedAt < LAG;

/** Meta shows the smallest size, and no upload is listed or told of that its estimate may not hold yet. */
function isSmall(evidence: SizeEvidence): boolean {
	const { audience, sessions, now } = evidence;
	const upper = countOf(audience.approximate_count_upper_bound);
	const changedAt = instantOf(audience.time_content_updated);
	const isSettled = changedAt !== null && now - changedAt >= LAG && !sessions.some((session) => isLate(session, now));
	return upper !== null && upper > 0 && upper <= SMALLEST_SHOWN && isSettled && !isCutOff(evidence);
}

const estimate = (bound: unknown): number => (Number(bound) > SMALLEST_SHOWN ? Number(bound) : 0);

/**
 * Rows the list holds at the very least: who takes people out must not count on more. There are two bounds, each safe
 * by itself. One is what the uploads leave, no matter what they had in common. The other is Meta's estimate less what
 * it may not have worked through yet.
 */
export function fewestRows(evidence: SizeEvidence): Rows {
	const oldestFirst = inOrder(evidence.sessions, ['add', 'replace', null, 'remove']);
	const late = oldestFirst.filter((session) => isLate(session, evidence.now));
	const shownSize = estimate(evidence.audience.approximate_count_lower_bound);
	return knownRows(evidence, Math.max(fewestOf(oldestFirst, 0), fewestOf(late, shownSize)));
}

const fewestOf = (oldestFirst: readonly UploadSession[], rows: number): number =>
	oldestFirst.reduce((left, session, index) => fewestAfter(left, session, oldestFirst[index - 1]), rows);

const takenBy = (session: UploadSession): number =>
	isComplete(session) ? Math.max(0, (session.received ?? 0) - (session.invalid ?? 0)) : 0;

/** Rows that are sure to be left after an upload, when so many were sure to be there before. */
function fewestAfter(rows: number, session: UploadSession, previous: UploadSession | undefined): number {
	const { id, action, received } = session;
	const takenRows = takenBy(session);
	const left = received === null ? 0 : Math.max(0, rows - received);
	if (action === 'add') return Math.max(rows, takenRows);
	if (action === 'remove') {
		const sparedRows = previous?.action === 'add' && id === besideAddition(previous.id) ? takenBy(previous) : 0;
		return Math.max(left, sparedRows);
	}
	// A replacement that broke off can have left anything; another tool's upload can have been of any kind.
	return action === 'replace' ? takenRows : Math.min(takenRows, left);
}

/**
 * Rows the list should hold, measured from above: what a replacement must not fall short of. It is the last complete
 * replacement and everything added since. Additions can repeat each other, such as a list added whole every night. So
 * their sum counts only as far as Meta's estimate bears it out. The estimate counts recognized people, who are never
 * more than rows.
 */
export function expectedRows(evidence: SizeEvidence): Rows {
	const { audience, now } = evidence;
	const sessions = inOrder(evidence.sessions, ['remove', 'replace', null, 'add']).reverse();
	const last = sessions.findIndex(
		(session) => session.action === 'replace' && isComplete(session) && session.received !== null,
	);
	const replacement = sessions[last];
	const base = replacement?.received ?? 0;
	const additions = (replacement ? sessions.slice(0, last) : sessions).filter(
		({ action }) => action === 'add' || action === null,
	);
	const largest = Math.max(0, ...additions.map(receivedRows));
	const shownSize = replacement && isLate(replacement, now) ? 0 : estimate(audience.approximate_count_lower_bound);
	const late = sumBy(
		additions.filter((session) => isLate(session, now)),
		receivedRows,
	);
	const upper = Number(audience.approximate_count_upper_bound);
	const borneOut = upper > 0 ? upper + late : Infinity;
	const least = Math.max(base, largest, shownSize);
	if (isCutOff(evidence) && shownSize === 0) return unknownRows(evidence);
	return knownRows(evidence, clamp(base + sumBy(additions, receivedRows), least, Math.max(least, borneOut)));
}

const receivedRows = (session: UploadSession): number => session.received ?? 0;

/** Rows the list had with each key when it was last sent as a whole, at least; null where no upload tells. */
export function keyedRows({ sessions }: Pick<SizeEvidence, 'sessions'>): Shares | null {
	const complete = sessions.filter((session) => session.shares !== null && isComplete(session));
	const whole =
		complete.find(({ action }) => action === 'replace') ??
		maxBy(
			complete.filter(({ action }) => action === 'add'),
			receivedRows,
		);
	if (whole?.shares === undefined || whole.shares === null) return null;
	const { EMAIL, PHONE } = whole.shares;
	return { EMAIL: EMAIL * receivedRows(whole), PHONE: PHONE * receivedRows(whole) };
}
