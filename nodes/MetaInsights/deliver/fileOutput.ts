import type { IDataObject } from 'n8n-workflow';

import { lastOf } from '../facts/some';
import { MOST_ITEMS, type FileKind } from '../form/outputRules';
import type { PartRows } from '../read/reportPages';
import type { FlatRow } from '../rows/cells';
import { isFlat } from '../rows/columns/reportColumns';
import { withoutClosing, type OutputRows, type ReadReport } from './accountReport';
import { writeRowFile } from './rowFile';
import { asTheyAre, RowShape } from './rowShape';

/**
 * Rows that are made flat and written at a time. Nothing else goes on meanwhile. With a whole page, each part of the
 * next answers waited for it, which took a third as long as Meta's own latency.
 */
const AT_ONCE = 250;

/** The rows of a report for its file, batch by batch. */
class FileRows {
	count = 0;
	private readonly shape: RowShape | null;
	private readonly limit: number;

	constructor(
		private readonly report: ReadReport,
		private readonly collected: ReadonlyArray<PartRows<FlatRow>>,
	) {
		this.shape = isFlat(report.choices) ? new RowShape(report, true) : null;
		this.limit = report.output.limit ?? Infinity;
	}

	/** Null for rows as Meta has them. */
	get columns(): readonly string[] | null {
		return this.shape && this.shape.columns;
	}

	async *batches(): AsyncGenerator<FlatRow[], void, void> {
		for await (const rows of this.pieces()) {
			yield await this.next(rows);
			if (this.count >= this.limit) return;
		}
	}

	/** Rows are taken out of their page: whoever has passed it on holds it until the next one comes. */
	private async *pieces(): AsyncGenerator<FlatRow[], void, void> {
		for (const { rows } of this.collected) {
			await this.foresee(rows);
			while (rows.length > 0) yield rows.splice(0, AT_ONCE);
		}
		for await (const { rows } of withoutClosing(this.report.pages)) {
			await this.foresee(rows);
			while (rows.length > 0) {
				const some = rows.splice(0, AT_ONCE);
				yield this.shape === null ? asTheyAre(some) : this.shape.rows(some);
			}
		}
	}

	/** Only of rows that the file will have. */
	private async foresee(rows: ReadonlyArray<{ readonly ad_id?: unknown }>): Promise<void> {
		await this.shape?.foresee(rows.slice(0, this.limit - this.count));
	}

	private async next(all: readonly FlatRow[]): Promise<FlatRow[]> {
		const rows = all.slice(0, this.limit - this.count);
		this.count += rows.length;
		if (this.shape === null) return rows;
		await this.shape.complete(rows);
		return this.shape.shown(rows);
	}
}

/** Writes a report into a file as its pages come; `pages` are those that came before. */
export async function fileOutput(
	report: ReadReport,
	pages: ReadonlyArray<PartRows<FlatRow>>,
	kind: FileKind,
): Promise<OutputRows> {
	const { asked, output, session, account, tell, complete } = report;
	if (pages.length > 0)
		tell(
			`The report has more than ${MOST_ITEMS.toLocaleString('en')} rows, too many for items: it comes as one ${kind.toUpperCase()} file, its rows in no certain order. A step that needs rows, such as Postgres, cannot use a file: ask for fewer rows, or set Output to Items.`,
		);
	const rows = new FileRows(report, pages);
	const { columns } = rows;
	const [{ since: first }] = asked.periods;
	const { until: last } = lastOf(asked.periods);
	const { escapeFormulas } = output;
	const file = { kind, escapeFormulas, name: `report-${asked.query.node}-${first}-${last}` };
	const data = await writeRowFile(session.n8n, rows.batches(), file, columns ?? []);
	const json: IDataObject = {
		file: data.fileName ?? null,
		format: kind,
		row_count: rows.count,
		columns: columns === null ? null : [...columns],
		account_id: account.id.replace(/^act_/, ''),
		account_currency: asked.common?.currency ?? account.currency,
		account_timezone: account.timeZone,
		date_start: first,
		date_stop: last,
		report_complete: complete(),
	};
	return { rows: [{ json, binary: { data } }], count: rows.count };
}
