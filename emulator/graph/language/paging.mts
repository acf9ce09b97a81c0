import { asConfirmed } from './asConfirmed.mts';
import { cursorError, parameterError } from './graphError.mts';

const DEFAULT_LIMIT = 25;
/** The cap differs by edge and is UNCONFIRMED 61 (100 to 500 are common); a larger limit is silently cut. */
const MAX_LIMIT = asConfirmed(61, 500);

export type Order = 'newest' | 'oldest';

export interface PageRequest {
	limit?: string;
	after?: string;
	before?: string;
}

export interface Page<T> {
	rows: T[];
	cursors?: { before: string; after: string };
	hasNext: boolean;
	hasPrevious: boolean;
}

/**
 * A cursor marks a place in the order of ids, not an index, so nothing is lost or doubled when rows come or go meanwhile.
 * Rows whose `isShown` is false count towards the page and are then left out: a page may hold fewer rows than asked, or
 * none, and still have a next one (Meta: graph-api/results).
 */
export function cutPage<T extends { id: string }>(
	rows: T[],
	order: Order,
	isShown: (row: T) => boolean,
	request: PageRequest,
): Page<T> {
	const limit = readLimit(request.limit);
	const placeOf = (cursor: string, isPast: (difference: number) => boolean): number => {
		const id = decodeCursor(cursor);
		const sign = order === 'newest' ? -1 : 1;
		const place = rows.findIndex((row) => isPast(sign * compareIds(row.id, id)));
		return place < 0 ? rows.length : place;
	};
	let start = 0;
	let end = rows.length;
	if (request.after) start = placeOf(request.after, (difference) => difference > 0);
	if (request.before) {
		end = placeOf(request.before, (difference) => difference >= 0);
		start = Math.max(0, end - limit);
	}
	const raw = rows.slice(start, Math.min(end, start + limit));
	const first = raw[0];
	const last = raw.at(-1);
	if (first === undefined || last === undefined) return { rows: [], hasNext: false, hasPrevious: false };
	return {
		rows: raw.filter(isShown),
		cursors: { before: encodeCursor(first.id), after: encodeCursor(last.id) },
		hasNext: start + raw.length < rows.length,
		hasPrevious: start > 0,
	};
}

function readLimit(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_LIMIT;
	if (!/^\d+$/.test(text)) throw parameterError('Param limit must be an integer', 'limit');
	return Math.min(MAX_LIMIT, Math.max(1, Number(text)));
}

/** Opaque on purpose, like Meta's. */
function encodeCursor(key: string): string {
	return `QVFIU${Buffer.from(`:${key}:`).toString('base64url')}ZD`;
}

function decodeCursor(cursor: string): string {
	const key = /^QVFIU(.+)ZD$/.exec(cursor)?.[1];
	const text = key === undefined ? '' : Buffer.from(key, 'base64url').toString();
	if (!/^:.+:$/.test(text)) throw cursorError();
	return text.slice(1, -1);
}

function compareIds(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
