import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/pages';
import type { Row } from '../../shared/node/operation';
import { InputProblem } from '../../shared/node/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import { AdDetails, detailColumns } from './adDetails';
import { allChunks, type Asked } from './asked';
import { columnsAreFixed } from './columns';
import { comparedColumns, withPrevious } from './compare';
import { idField } from './fieldSets';
import { Flattener, type FlatRow, type ReportFacts } from './flatten';
import type { ReportForm } from './params';
import { inOrder, type PartRows } from './reportPages';
import { writeRowFile, type FileKind } from './rowFile';

/** Items beyond which n8n itself runs out of memory sooner or later: 50,000 rows already take about a gigabyte. */
export const MOST_ITEMS = 50_000;

/** A report's rows and what surrounds them, ready to become items. */
export interface Delivery {
	readonly session: Session;
	readonly form: ReportForm;
	readonly asked: Asked;
	readonly account: AccountFacts;
	readonly complete: () => boolean;
	/** Pages of the report, parts mixed. */
	readonly pages: AsyncGenerator<PartRows, void, void>;
	/** All rows of the period before; empty without a comparison. */
	readonly before: readonly GraphObject[];
	/** Lines for the output pane. */
	readonly tell: (sentence: string) => void;
}

export interface Delivered {
	readonly rows: Row[];
	readonly count: number;
}

export const factsOf = (session: Session, account: AccountFacts, { query }: Asked): ReportFacts => ({
	currency: account.currency,
	timeZone: account.timeZone,
	environment: session.graph.environment,
	now: session.now(),
	increment: query.increment,
});

/** Turns a report into items or, where those would be too many, into one item with a file. */
export async function deliver(delivery: Delivery): Promise<Delivered> {
	const { form, asked, pages } = delivery;
	const { output, limit } = form.options;
	const wholeFile = output === 'csv' || output === 'jsonl';
	if (wholeFile) return await deliverFile(delivery, [], output);
	const most = form.options.sortBy === '' ? (limit ?? Infinity) : Infinity;
	const collected: PartRows[] = [];
	let count = 0;
	for await (const page of withoutClosing(pages)) {
		collected.push(page);
		count += page.rows.length;
		if (count >= most) break;
		if (output === 'auto' && count > MOST_ITEMS) return await deliverFile(delivery, collected, columnsAreFixed(asked.columns) ? 'csv' : 'jsonl');
	}
	await pages.return();
	return await deliverItems(delivery, inOrder(collected));
}

/** Leaving the loop must not end the pages: a file may go on where the items stopped. */
const withoutClosing = (pages: AsyncGenerator<PartRows, void, void>): AsyncIterable<PartRows> => ({
	[Symbol.asyncIterator]: () => ({ next: async () => await pages.next() }),
});

async function deliverItems(delivery: Delivery, raw: readonly GraphObject[]): Promise<Delivered> {
	const { form, tell } = delivery;
	const { alwaysOutputRow } = form.options;
	if (raw.length === 0) tell('Meta has no rows for this report: nothing was delivered in this time, or the filters leave nothing.');
	if (!form.simplify) {
		const rows = raw.slice(0, form.options.limit).map((row) => ({ json: row as IDataObject }));
		return { rows: rows.length === 0 && alwaysOutputRow ? [{ json: {} }] : rows, count: rows.length };
	}
	const shape = new Shape(delivery);
	const rows = sorted(await shape.rows(raw), form).slice(0, form.options.limit);
	if (rows.length === 0 && alwaysOutputRow) return { rows: [{ json: shape.empty() }], count: 0 };
	return { rows: rows.map((json) => ({ json })), count: rows.length };
}

/** Numbers by size, text by alphabet, what is missing last. */
function sorted(rows: readonly FlatRow[], { options: { sortBy, sortDirection } }: ReportForm): FlatRow[] {
	if (sortBy === '') return [...rows];
	if (rows.length > 0 && !(sortBy in rows[0])) {
		throw new InputProblem(['options', 'sortBy'], `“${sortBy}” is not a column of this report`, `Use one of: ${Object.keys(rows[0]).join(', ')}.`);
	}
	const sign = sortDirection === 'asc' ? 1 : -1;
	return [...rows].sort(({ [sortBy]: one }, { [sortBy]: other }) => {
		if (one === null || other === null) return Number(one === null) - Number(other === null);
		if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
		return sign * String(one).localeCompare(String(other));
	});
}

/** How rows of this report look, batch by batch. */
class Shape {
	readonly columns: readonly string[];
	private readonly flattener: Flattener;
	private readonly details: AdDetails | null;
	private readonly before: readonly FlatRow[];

	constructor(private readonly delivery: Delivery) {
		const { session, form, asked, account, before } = delivery;
		this.flattener = new Flattener(asked.columns, factsOf(session, account, asked));
		this.details = form.options.adDetails ? new AdDetails(session.graph, account.id, form.level) : null;
		this.before = before.map((row) => this.flattener.flatten(row));
		this.columns = [
			...(form.compare ? comparedColumns(this.flattener.columns, form.breakdowns) : this.flattener.columns),
			...(this.details === null ? [] : detailColumns(form.level)),
			...(form.options.onIncomplete === 'return' ? ['report_complete'] : []),
		];
	}

	async rows(raw: readonly GraphObject[]): Promise<FlatRow[]> {
		const { form, asked, complete } = this.delivery;
		let rows: FlatRow[] = raw.map((row) => this.flattener.flatten(row));
		if (form.compare) {
			const { periods, previous, query } = asked;
			const chunks = { now: allChunks(periods, query.increment), before: allChunks(previous, query.increment) };
			const identity = (row: FlatRow): string => JSON.stringify([row[idField(query.level)], ...form.breakdowns.map((name) => row[`${name}_id`] ?? row[name])]);
			rows = withPrevious(rows, this.before, chunks, identity, this.flattener.columns, form.breakdowns);
		}
		await this.details?.add(rows);
		if (form.options.onIncomplete === 'return') for (const row of rows) row.report_complete = complete();
		return rows;
	}

	empty(): FlatRow {
		const { asked, account, form, complete } = this.delivery;
		const row: FlatRow = { ...Object.fromEntries(this.columns.map((column) => [column, null])), ...this.flattener.empty() };
		const [period] = asked.periods;
		return {
			...row,
			account_id: account.id.replace(/^act_/, ''),
			date_start: period.since,
			date_stop: asked.periods[asked.periods.length - 1].until,
			...(form.options.onIncomplete === 'return' ? { report_complete: complete() } : {}),
		};
	}
}

async function deliverFile(delivery: Delivery, collected: readonly PartRows[], kind: FileKind): Promise<Delivered> {
	const { form, asked, session, account, pages, tell } = delivery;
	checkFile(form, asked, kind);
	if (collected.length > 0) tell(`The report has more than ${MOST_ITEMS.toLocaleString('en')} rows, too many for items: it comes as one ${kind.toUpperCase()} file, its rows in no certain order.`);
	const shape = form.simplify ? new Shape(delivery) : null;
	const limit = form.options.limit ?? Infinity;
	let count = 0;
	async function* batches(): AsyncGenerator<FlatRow[], void, void> {
		const flat = async (raw: readonly GraphObject[]): Promise<FlatRow[]> => {
			const some = raw.slice(0, limit - count);
			count += some.length;
			return shape === null ? (some as unknown as FlatRow[]) : await shape.rows(some);
		};
		for (const { rows } of collected) yield await flat(rows);
		for await (const { rows } of pages) {
			yield await flat(rows);
			if (count >= limit) return;
		}
	}
	const first = asked.periods[0].since;
	const last = asked.periods[asked.periods.length - 1].until;
	const data = await writeRowFile(session.n8n, batches(), kind, shape?.columns ?? [], `report-${account.id}-${first}-${last}`);
	const json: IDataObject = {
		file: data.fileName ?? null,
		format: kind,
		row_count: count,
		columns: shape === null ? null : [...shape.columns],
		account_id: account.id.replace(/^act_/, ''),
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: first,
		date_stop: last,
		report_complete: delivery.complete(),
	};
	return { rows: [{ json, binary: { data } }], count };
}

/** What a file cannot have, since its rows are written as they come. */
function checkFile(form: ReportForm, asked: Asked, kind: FileKind): void {
	const narrower = 'Ask for fewer rows: a shorter range, fewer breakdowns, a higher level.';
	if (form.compare) throw new InputProblem(['compare'], 'cannot be combined with a file', `${narrower} Or switch it off.`);
	if (form.options.sortBy !== '') throw new InputProblem(['options', 'sortBy'], 'cannot be combined with a file, whose rows are written as they come', `${narrower} Or leave it empty.`);
	if (kind === 'csv' && (!form.simplify || !columnsAreFixed(asked.columns))) {
		throw new InputProblem(['options', 'output'], 'cannot be a CSV file here: its columns are not known before its last row', 'Choose JSON Lines File, or name the Action Types and switch All Action Types and Action Breakdowns off.');
	}
}
