/**
 * The day in a cell of a report's row. Meta and our rows write it as text ("2026-11-16"). A database gives a column of the type
 * "date" back as the first moment of that day by this machine's clock. East of UTC, that moment's text is of the day before.
 */

const MINUTE_MS = 60_000;

/** A day by this machine's clock. */
function localDay(ms: number): string {
	const asUtc = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE_MS);
	return asUtc.toISOString().slice(0, 10);
}

/** How n8n and JSON write a moment. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The text of a cell; null where it is neither text, a number nor a moment. */
function textIn(value: unknown): string | null {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
}

/** The day of a cell, "" where it has none. */
export function dayOfCell(value: unknown): string {
	const text = textIn(value) ?? '';
	const ms = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
	const isFirstMoment = !Number.isNaN(ms) && !text.endsWith('T00:00:00.000Z') && localDay(ms) !== localDay(ms - 1);
	return isFirstMoment ? localDay(ms) : text.slice(0, 10);
}

const DAY_COLUMNS = ['date_start', 'date_stop', 'previous_date_start', 'previous_date_stop'] as const;

const isMoment = (value: unknown): boolean =>
	value instanceof Date || (typeof value === 'string' && MOMENT.test(value));

/** A row with its days as text. */
export function withDaysAsText<Row extends object>(row: Row): Row {
	const moments = DAY_COLUMNS.filter((column) => isMoment((row as Record<string, unknown>)[column]));
	if (moments.length === 0) return row;
	const days = moments.map((column) => [column, dayOfCell((row as Record<string, unknown>)[column])]);
	return { ...row, ...Object.fromEntries(days) } as Row;
}
