import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { FileKind } from '../form/outputRules';
import type { Cell, FlatRow } from '../rows/cells';
import { escapedFormulas } from './formulas';

/** What a file is: its kind and, of CSV, whether people open it in a spreadsheet. */
export interface RowFile {
	readonly kind: FileKind;
	readonly escapeFormulas: boolean;
	/** Without its ending. */
	readonly name: string;
}

/** RFC 4180. No byte order mark before the first line: n8n's Extract from File would take it for part of the first column's name. */
const NEWLINE = '\r\n';

/**
 * What a text needs quotes or an apostrophe for. Nearly none has any of it: to look for all of it at once leaves less than half of
 * the time that lines take.
 */
const SPECIAL = /[",;\t\r\n]|^[\s=+\-@＝＋－＠]|\s$/;

/** A cell as RFC 4180 has it. */
export function csvCell(value: Cell | undefined, escapeFormulas: boolean): string {
	if (typeof value === 'number') return String(value);
	if (value === null || value === undefined) return '';
	if (typeof value === 'string' && !SPECIAL.test(value)) return value;
	const text = escapeFormulas && typeof value === 'string' ? escapedFormulas(value) : String(value);
	return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Makes lines of rows. Most cells are those of the row before: names and IDs of one ad, its day. So the text of each
 * column's last cell is kept.
 */
export function csvLines(columns: readonly string[], escapeFormulas: boolean): (rows: readonly FlatRow[]) => string {
	const last = columns.map((column) => ({ column, value: null as Cell | undefined, text: '' }));
	const lineOf = (row: FlatRow): string => {
		const texts: string[] = [];
		for (const cell of last) {
			const value = row[cell.column];
			if (value !== cell.value) {
				cell.value = value;
				cell.text = csvCell(value, escapeFormulas);
			}
			texts.push(cell.text);
		}
		return texts.join(',') + NEWLINE;
	};
	return (rows) => rows.map(lineOf).join('');
}

/** Rows that are written at a time: a write costs n8n as much as ten rows. */
const WRITTEN_AT_ONCE = 1_000;

/** Rows as the text of a file, some batches at a time. */
async function* textOf(
	batches: AsyncIterable<readonly FlatRow[]>,
	{ kind, escapeFormulas }: RowFile,
	columns: readonly string[],
): AsyncGenerator<Buffer, void, void> {
	const lines =
		kind === 'csv'
			? csvLines(columns, escapeFormulas)
			: (rows: readonly FlatRow[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
	let text = kind === 'csv' ? columns.map((column) => csvCell(column, escapeFormulas)).join(',') + NEWLINE : '';
	let rowCount = 0;
	for await (const rows of batches) {
		text += lines(rows);
		rowCount += rows.length;
		if (rowCount < WRITTEN_AT_ONCE) continue;
		yield Buffer.from(text);
		text = '';
		rowCount = 0;
	}
	if (text !== '') yield Buffer.from(text);
}

type Listener = (value?: unknown) => void;

/**
 * A file's content as n8n takes streams. Storage on disk reads it piece by piece (`for await`), storage in memory or in a
 * database listens to `data` and `end`; the package may not import Node's own stream classes, so this offers just both.
 */
export class Content implements AsyncIterable<Buffer> {
	private readonly listeners = new Map<string, Set<Listener>>();
	private flowing = false;

	constructor(private readonly pieces: AsyncGenerator<Buffer, void, void>) {}

	[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
		return this.pieces;
	}

	on(event: string, listener: Listener): this {
		this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
		if (event === 'data' && !this.flowing) {
			this.flowing = true;
			// After the caller has named its other listeners.
			void Promise.resolve().then(async () => await this.flow());
		}
		return this;
	}

	once(event: string, listener: Listener): this {
		const onlyOnce: Listener = (value) => {
			this.off(event, onlyOnce);
			listener(value);
		};
		return this.on(event, onlyOnce);
	}

	off(event: string, listener: Listener): this {
		this.listeners.get(event)?.delete(listener);
		return this;
	}

	destroy(): this {
		void this.pieces.return();
		return this;
	}

	private emit(event: string, value?: unknown): void {
		for (const listener of [...(this.listeners.get(event) ?? [])]) listener(value);
	}

	private async flow(): Promise<void> {
		try {
			for await (const piece of this.pieces) this.emit('data', piece);
		} catch (failure) {
			this.emit('error', failure);
			return;
		}
		this.emit('end');
	}
}

const mimeTypes: Record<FileKind, string> = { csv: 'text/csv', jsonl: 'application/jsonl' };

/** Writes rows to a file of the execution as they come: with n8n's storage on disk, memory holds one batch. */
export async function writeRowFile(
	n8n: IExecuteFunctions,
	batches: AsyncIterable<readonly FlatRow[]>,
	file: RowFile,
	columns: readonly string[],
): Promise<IBinaryData> {
	const content = new Content(textOf(batches, file, columns));
	const { kind, name } = file;
	return await n8n.helpers.prepareBinaryData(content as never, `${name}.${kind}`, mimeTypes[kind]);
}
