import { parameterError } from '../graphError.mts';
import { dayText } from './days.mts';
import { readField } from './metrics.mts';
import type { Report, Row } from './rows.mts';

export interface InsightsPage {
	data: Record<string, unknown>[];
	paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
	summary?: Record<string, unknown>;
}

export interface PageAsked {
	after?: string;
	before?: string;
	limit?: string;
}

const DEFAULT_LIMIT = 25;

/** How Meta writes a row: the fields in the order asked for, the dates, the breakdown values. */
function write(row: Row, fields: string[]): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	for (const field of fields) {
		const value = field.startsWith('date_') ? undefined : readField(row, field);
		if (value !== undefined) shown[field] = value;
	}
	return { ...shown, date_start: dayText(row.period.since), date_stop: dayText(row.period.until), ...row.values };
}

/** Cursors of insights are places in the answer, in base64 with ZD for the equals signs: 0 is MAZDZD (Meta: marketing-api/insights). */
const encode = (place: number): string => Buffer.from(String(place)).toString('base64').replaceAll('=', 'ZD');

function decode(cursor: string): number {
	const text = Buffer.from(cursor.replaceAll('ZD', '='), 'base64').toString();
	if (!/^\d+$/.test(text)) throw parameterError('Invalid cursor', 'after'); // code and wording UNCONFIRMED
	return Number(text);
}

export function readLimit(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_LIMIT;
	if (!/^\d+$/.test(text)) throw parameterError('Param limit must be an integer', 'limit');
	return Math.max(1, Number(text));
}

/** Collects up to `limit` rows from a place on, forwards or backwards; computes no others. */
function collect(report: Report, start: number, limit: number, step: 1 | -1): [number, Row][] {
	const found: [number, Row][] = [];
	for (let place = start; place >= 0 && place < report.places && found.length < limit; place += step) {
		const row = report.row(place);
		if (row) found.push([place, row]);
	}
	return step === 1 ? found : found.reverse();
}

export function answerPage(report: Report, asked: PageAsked, address: (cursor: PageAsked) => string): InsightsPage {
	const limit = readLimit(asked.limit);
	report.prepare();
	const found = asked.before
		? collect(report, decode(asked.before) - 1, limit, -1)
		: collect(report, asked.after ? decode(asked.after) + 1 : 0, limit, 1);
	const page: InsightsPage = { data: found.map(([, row]) => write(row, report.query.fields)) };
	const first = found[0];
	const last = found.at(-1);
	if (first && last) {
		const cursors = { before: encode(first[0]), after: encode(last[0]) };
		page.paging = { cursors };
		if (collect(report, last[0] + 1, 1, 1).length > 0) page.paging.next = address({ after: cursors.after });
		if (collect(report, first[0] - 1, 1, -1).length > 0) page.paging.previous = address({ before: cursors.before });
	}
	if (report.query.summary) page.summary = write(report.total(), report.query.summary);
	return page;
}
