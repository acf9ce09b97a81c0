import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ERROR_COLUMN } from '../../rows/columns/rowNames';
import { textOfCell } from '../numbers/cells';
import { addedColumns, isUnreadable, metrics } from '../numbers/figures';
import { shortText } from '../../../shared/words';

/** A message from elsewhere can be a whole page. */
const MOST_CHARACTERS = 200;

/** A number is shorter. */
const MOST_OF_CELL = 30;

/** What went wrong with an item, where the step before went on in spite of it. */
function errorOf({ error }: IDataObject): string | null {
	const errorText = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
	return typeof errorText === 'string' && errorText.trim() !== '' ? errorText.trim() : null;
}

/** Whether an item stands for a report of too many rows: they are in its file. */
const isFile = ({ file, format }: IDataObject): boolean =>
	typeof file === 'string' && (format === 'csv' || format === 'jsonl');

/** What a message begins with, as a sentence. */
const sentenceOf = (message: string): string => {
	const short = shortText(message, MOST_CHARACTERS);
	return /[.!?…]$/.test(short) ? short : `${short}.`;
};

/** The ad accounts that a report of several could not get, by name, and why the first of them. */
function failedAccounts(items: readonly IDataObject[]): string | false {
	const failedItems = items.filter((item) => textOfCell(item[ERROR_COLUMN]).trim() !== '');
	const [first, ...others] = failedItems;
	if (first === undefined) return false;
	const names = failedItems.map(
		(item) => textOfCell(item.account_name) || textOfCell(item.account_id) || 'an ad account',
	);
	const reason = sentenceOf(textOfCell(first[ERROR_COLUMN]).trim());
	return others.length === 0
		? `The report of ${names.join()} failed and is missing here: ${reason}`
		: `The reports of ${names.slice(0, -1).join(', ')} and ${names.slice(-1).join()} failed and are missing here. The first of them: ${reason}`;
}

/** The columns of which no figure is told, because some of their numbers cannot be read. */
function unreadable(items: readonly IDataObject[]): string | false {
	const cells = items.flatMap((item) =>
		addedColumns.flatMap((column) => (isUnreadable(item[column]) ? [{ column, text: textOfCell(item[column]) }] : [])),
	);
	const [first] = cells;
	if (first === undefined) return false;
	const columns = uniq(cells.map(({ column }) => column)).join(', ');
	return `Not added up: ${columns}. ${cells.length === 1 ? 'A number' : `${cells.length} numbers`} could not be read, such as “${shortText(first.text, MOST_OF_CELL)}”. Write numbers as 1234.50.`;
}

/** What the items hold that is no row and would be missing in the mail without a word. */
export function leftOut(items: readonly IDataObject[]): string[] {
	const errors = items.flatMap((item) => errorOf(item) ?? []);
	const files = items.filter(isFile);
	const [first = ''] = errors;
	return [
		failedAccounts(items),
		unreadable(items),
		errors.length > 0 &&
			`${errors.length === 1 ? 'A report failed and is' : `${errors.length} reports failed and are`} missing here: ${sentenceOf(first)}`,
		files.length > 0 &&
			`${files.map(({ file }) => String(file)).join(', ')}: too many rows for items, which are in ${files.length === 1 ? 'this file' : 'these files'} and not counted here.`,
	].filter((note): note is string => note !== false);
}

/** Columns that something of a report has, whatever came of it. */
const ofReports = [
	'date_start',
	'row_type',
	'row_key',
	'error',
	'file',
	ERROR_COLUMN,
	...metrics.map(({ column }) => column),
];

/** Columns named in a message: more would hide them all. */
const MOST_NAMED = 10;

/** What the input is, where it is no report at all: its columns, in words. Null where it is one, or empty. */
export function columnsOfNoReport(items: readonly IDataObject[]): string | null {
	const columns = uniq(items.flatMap((item) => Object.keys(item)));
	if (columns.length === 0 || columns.some((column) => ofReports.includes(column))) return null;
	const more = columns.length > MOST_NAMED ? ` and ${columns.length - MOST_NAMED} more` : '';
	return `${columns.slice(0, MOST_NAMED).join(', ')}${more}`;
}
