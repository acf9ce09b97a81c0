import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/object';
import { detailColumns } from './adDetails';
import { optInHint } from './breakdownRules';
import { deliverFile } from './deliverFile';
import { MOST_ITEMS, withoutClosing, type Delivered, type Delivery } from './delivery';
import type { FlatRow } from './flatten';
import { checkSortColumn, checkTooMany, fileFor } from './outputRules';
import type { ReportForm } from './reportForm';
import { inOrder, type PartRows } from './reportPages';
import { RowShape } from './rowShape';

const NO_ROWS = 'Meta has no rows for this report: nothing was delivered in this time, or the filters leave nothing.';

const whyNoRows = ({ breakdowns }: ReportForm): string => [NO_ROWS, optInHint(breakdowns)].filter(Boolean).join(' ');

/** Turns a report into items or, where those would be too many, into one item with a file. */
export async function deliver(delivery: Delivery): Promise<Delivered> {
	const { form, asked, pages } = delivery;
	const { output, limit, sortBy } = form.options;
	if (output === 'csv' || output === 'jsonl') return await deliverFile(delivery, [], output);
	const most = sortBy === '' ? (limit ?? Infinity) : Infinity;
	const collected: PartRows[] = [];
	let count = 0;
	for await (const page of withoutClosing(pages)) {
		collected.push(page);
		count += page.rows.length;
		const isTooLarge = output === 'auto' && Math.min(count, most) > MOST_ITEMS;
		if (count >= most && !isTooLarge) return await deliverItems(delivery, inOrder(collected), false);
		if (!isTooLarge) continue;
		if (limit !== undefined && isSortedByNumbers(form) && limit <= MOST_ITEMS) return await deliverFirst(delivery, collected, limit);
		checkTooMany(form);
		return await deliverFile(delivery, collected, fileFor(form, asked.columns));
	}
	return await deliverItems(delivery, inOrder(collected), true);
}

/** Whether rows can be sorted as they come: links and thumbnails are added to those that are kept. */
const isSortedByNumbers = ({ simplify, level, options: { sortBy } }: ReportForm): boolean => simplify && sortBy !== '' && !detailColumns(level).includes(sortBy);

function deliverRaw(raw: readonly GraphObject[], { form, tell }: Delivery): Delivered {
	const { options } = form;
	if (raw.length === 0) tell(whyNoRows(form));
	const rows = raw.slice(0, options.limit).map((row) => ({ json: row as IDataObject }));
	return { rows: rows.length === 0 && options.alwaysOutputRow ? [{ json: {} }] : rows, count: rows.length };
}

/** @param isRead whether `raw` is all of the report: only then is it known what the period before alone has */
async function deliverItems(delivery: Delivery, raw: readonly GraphObject[], isRead: boolean): Promise<Delivered> {
	const { form, tell, complete } = delivery;
	if (!form.simplify) return deliverRaw(raw, delivery);
	const shape = new RowShape(delivery);
	const now = shape.rows(raw);
	const all = withAllColumns(isRead ? [...now, ...shape.rest()] : now);
	if (all.length === 0 && complete()) tell(whyNoRows(form));
	await shape.complete(all);
	checkSorting(all, form);
	const rows = sorted(all, form).slice(0, form.options.limit);
	if (form.options.output === 'auto' && rows.length > MOST_ITEMS) checkTooMany(form);
	if (rows.length === 0 && form.options.alwaysOutputRow) return { rows: [{ json: shape.empty() }], count: 0 };
	return { rows: rows.map((json) => ({ json })), count: rows.length };
}

/**
 * The first rows of a sorted report that is too large for items as a whole: what cannot be among them is let go as the pages
 * come.
 */
async function deliverFirst(delivery: Delivery, collected: readonly PartRows[], limit: number): Promise<Delivered> {
	const { form, pages } = delivery;
	const shape = new RowShape(delivery);
	let first = shape.rows(inOrder(collected));
	for await (const { rows } of withoutClosing(pages)) {
		for (const row of shape.rows(rows)) first.push(row);
		if (first.length > limit + MOST_ITEMS) first = sorted(first, form).slice(0, limit);
	}
	const rows = sorted(withAllColumns([...first, ...shape.rest()]), form).slice(0, limit);
	await shape.complete(rows);
	checkSorting(rows, form);
	return { rows: rows.map((json) => ({ json })), count: rows.length };
}

/** Where columns depend on what Meta returns, every row has all of them: empty where it has nothing. */
function withAllColumns(rows: FlatRow[]): FlatRow[] {
	const columns: FlatRow = {};
	let most = 0;
	let differ = false;
	for (const row of rows) {
		for (const column in row) if (!(column in columns)) columns[column] = null;
		const count = Object.keys(row).length;
		differ ||= most !== 0 && count !== most;
		most = count;
	}
	return differ || Object.keys(columns).length !== most ? rows.map((row) => ({ ...columns, ...row })) : rows;
}

/** Where columns depend on what Meta returns, only the rows tell which there are. */
function checkSorting(rows: readonly FlatRow[], { options: { sortBy } }: ReportForm): void {
	if (sortBy !== '' && rows.length > 0) checkSortColumn(sortBy, Object.keys(rows[0]));
}

/** Numbers by size, text by alphabet, what is missing last: also where rows seen so far lack the column. */
function sorted(rows: readonly FlatRow[], { options: { sortBy, sortDirection } }: ReportForm): FlatRow[] {
	if (sortBy === '') return [...rows];
	const sign = sortDirection === 'asc' ? 1 : -1;
	return [...rows].sort(({ [sortBy]: one = null }, { [sortBy]: other = null }) => {
		if (one === null || other === null) return Number(one === null) - Number(other === null);
		if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
		return sign * String(one).localeCompare(String(other));
	});
}

