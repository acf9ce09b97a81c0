import { cursorError, parameterError } from '../../graph/language/graphError.mts';
import type { WrittenRow } from '../numbers/row.mts';
import type { ReportRows } from './reportRun.mts';

export interface InsightsPage {
	data: WrittenRow[];
	paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
	summary?: WrittenRow;
}

export interface PageAsked {
	after?: string;
	before?: string;
	limit?: string;
}

const DEFAULT_LIMIT = 25;

/** Cursors of insights are places in the answer, in base64 with ZD for the equals signs: 0 is MAZDZD (Meta: marketing-api/insights). */
const encode = (place: number): string => Buffer.from(String(place)).toString('base64').replaceAll('=', 'ZD');

function decode(cursor: string): number {
	const text = Buffer.from(cursor.replaceAll('ZD', '='), 'base64').toString();
	if (!/^\d+$/.test(text)) throw cursorError();
	return Number(text);
}

export function readLimit(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_LIMIT;
	if (!/^\d+$/.test(text)) throw parameterError('Param limit must be an integer', 'limit');
	return Math.max(1, Number(text));
}

/** Collects up to `limit` rows from a place on, forwards or backwards; computes no others. */
function collect(rows: ReportRows, start: number, limit: number, step: 1 | -1): [number, WrittenRow][] {
	const page: [number, WrittenRow][] = [];
	const { places } = rows;
	for (let place = start; place >= 0 && place < places && page.length < limit; place += step) {
		const row = rows.row(place);
		if (row) page.push([place, row]);
	}
	return step === 1 ? page : page.reverse();
}

export function answerPage(rows: ReportRows, cursors: PageAsked, address: (cursor: PageAsked) => string): InsightsPage {
	const limit = readLimit(cursors.limit);
	const pageRows = cursors.before
		? collect(rows, decode(cursors.before) - 1, limit, -1)
		: collect(rows, cursors.after ? decode(cursors.after) + 1 : 0, limit, 1);
	const page: InsightsPage = { data: pageRows.map(([, row]) => row) };
	const first = pageRows[0];
	const last = pageRows.at(-1);
	if (first && last) {
		const cursors = { before: encode(first[0]), after: encode(last[0]) };
		page.paging = { cursors };
		if (collect(rows, last[0] + 1, 1, 1).length > 0) page.paging.next = address({ after: cursors.after });
		if (collect(rows, first[0] - 1, 1, -1).length > 0) page.paging.previous = address({ before: cursors.before });
	}
	const summary = rows.summary();
	if (summary) page.summary = summary;
	return page;
}
