import type { IDataObject } from 'n8n-workflow';

/** A message from elsewhere can be a whole page. */
const MOST_CHARACTERS = 200;

/** What went wrong with an item, where the step before went on in spite of it. */
function errorOf({ error }: IDataObject): string | null {
	const told = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
	return typeof told === 'string' && told.trim() !== '' ? told.trim() : null;
}

/** Whether an item stands for a report of too many rows: they are in its file. */
const isFile = ({ file, format }: IDataObject): boolean =>
	typeof file === 'string' && (format === 'csv' || format === 'jsonl');

/** What the items hold that is no row and would be missing in the mail without a word. */
export function leftOut(items: readonly IDataObject[]): string[] {
	const errors = items.flatMap((item) => errorOf(item) ?? []);
	const files = items.filter(isFile);
	const [first = ''] = errors;
	const message = first.length > MOST_CHARACTERS ? `${first.slice(0, MOST_CHARACTERS)}…` : first;
	return [
		errors.length > 0 &&
			`${errors.length === 1 ? 'A report failed and is' : `${errors.length} reports failed and are`} missing here: ${/[.!?…]$/.test(message) ? message : `${message}.`}`,
		files.length > 0 &&
			`${files.map(({ file }) => String(file)).join(', ')}: too many rows for items, which are in ${files.length === 1 ? 'this file' : 'these files'} and not counted here.`,
	].filter((note): note is string => note !== false);
}
