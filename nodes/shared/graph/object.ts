import { isRecord } from '../record';
import { GraphFailure } from './error';

/** An object as Graph answers it: whatever fields were asked for and Meta had. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** What an object is called: by its name, or by its ID where Meta tells none. */
export function titleOf({ id, name }: GraphObject): string {
	const title = [name, id].find((one) => (typeof one === 'string' && one !== '') || Number.isFinite(one));
	return title === undefined ? '' : String(title);
}

/** The rows of a list as Graph answers it (`{ data: […] }`); none where there is no list. */
export function rowsIn(body: unknown): GraphObject[] {
	const data = isRecord(body) ? body.data : undefined;
	return Array.isArray(data) ? data.filter(isRecord) : [];
}

/**
 * The rows of a list that is read to be whole. One without its rows, or with a row that is none, is short of what Meta
 * has: it never passes for the whole.
 *
 * @throws GraphFailure
 */
export function wholeList(body: unknown): GraphObject[] {
	const data: unknown = isRecord(body) ? body.data : undefined;
	if (!Array.isArray(data)) throw incomplete('a list without rows in it');
	const rows = data.filter(isRecord);
	if (rows.length < data.length)
		throw incomplete(`a list in which ${data.length - rows.length} of ${data.length} rows are empty`);
	return rows;
}

/**
 * The ID of a row that is acted upon, or that is counted.
 *
 * @throws GraphFailure where Meta tells none: no other text stands in for it
 */
export function knownId({ id }: GraphObject): string {
	if ((typeof id === 'string' && /^\d+$/.test(id)) || Number.isSafeInteger(id)) return String(id);
	throw incomplete('a list in which a row has no ID');
}

const incomplete = (label: string): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `Meta answered with ${label}`,
		advice: 'It is unclear whether the rest is missing or does not exist. Run the node again.',
	});
