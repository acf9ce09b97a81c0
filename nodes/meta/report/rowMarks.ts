import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import type { ReportRecord } from './reportRecord';

/** More rows than a message has lines for would only make every execution larger. */
const MOST_MARKED = 2_000;

/** Either of them says whose a row is. */
const accountColumns = ['account_id', 'account_name'];

const markOf = (row: IDataObject, columns: readonly string[]): string =>
	createHash('sha256')
		.update(JSON.stringify(columns.map((column) => row[column] ?? null)))
		.digest('hex')
		.slice(0, 12);

/**
 * What tells the rows of a report from those of others, where they do not name their account: what they show. Null where no marks
 * are needed.
 *
 * @param names their columns by the names that they show
 */
export function rowMarksOf(
	rows: readonly IDataObject[],
	names: Readonly<Record<string, string>>,
): ReportRecord['rowMarks'] {
	const columns = Object.keys(rows[0] ?? {});
	if (rows.length > MOST_MARKED || columns.some((column) => accountColumns.includes(names[column] ?? column)))
		return null;
	return { columns, marks: rows.map((row) => markOf(row, columns)) };
}

const marksByRecord = new WeakMap<ReportRecord, ReadonlySet<string>>();

/** Whether a report has a row that shows just this; other columns may have come to it since. */
export function isMarkedRow(item: IDataObject, report: ReportRecord): boolean {
	const { rowMarks } = report;
	if (rowMarks === null) return false;
	const marks = marksByRecord.get(report) ?? new Set(rowMarks.marks);
	marksByRecord.set(report, marks);
	return marks.has(markOf(item, rowMarks.columns));
}
