import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isSummary } from '../rows/columns/rowNames';
import { textOfCell } from './numbers/cells';
import { groupOf, keyIn, nameIn } from './numbers/grouping';

/** The rows of one message. */
export interface MessageRows {
	/** Whom or what it is about; null for the one message of all rows. */
	readonly about: string | null;
	readonly rows: readonly IDataObject[];
	/** Place of its first row among the items. */
	readonly first: number;
}

/** All rows in one message. */
export const ALL_ROWS = 'all';

/**
 * Rows by message. What is not a row of any of them, such as an account's failure, goes with the message of its own
 * account only. No client reads of another.
 *
 * @param column that divides them, or ALL_ROWS
 */
export function messagesOf(items: readonly IDataObject[], column: string): MessageRows[] {
	if (column === ALL_ROWS) return [{ about: null, rows: items, first: 0 }];
	const group = groupOf(items, column);
	const messages = new Map<string, { about: string; rows: IDataObject[]; first: number }>();
	// A summary is about a whole account, and about no part of it.
	const isOfMessage = (item: IDataObject): boolean => column === 'account_name' || !isSummary(item);
	items.forEach((item, index) => {
		const key = isOfMessage(item) ? keyIn(item, group) : '';
		if (key === '') return;
		const message = messages.get(key);
		if (message === undefined) messages.set(key, { about: nameIn(item, group) || key, rows: [item], first: index });
		else message.rows.push(item);
	});
	return [...messages.values()];
}

/** How many items are in no message, since they do not tell whose they are; a summary of a whole account is no row. */
export const rowsWithoutMessage = (items: readonly IDataObject[], messages: readonly MessageRows[]): number =>
	items.filter(isRow).length - messages.reduce((sum, { rows }) => sum + rows.filter(isRow).length, 0);

const isRow = (item: IDataObject): boolean => !isSummary(item);

/** The one reader that rows name; null where they name several, or none: a report never goes to the wrong one. */
export function readerOf(rows: readonly IDataObject[], column: string): string | null {
	const readers = uniq(rows.map((row) => textOfCell(row[column]).trim()).filter(Boolean));
	return readers.length === 1 ? (readers[0] ?? null) : null;
}
