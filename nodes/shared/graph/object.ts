import { isRecord } from '../record';

/** An object as Graph answers it: whatever fields were asked for and Meta had. */
export type GraphObject = Readonly<Record<string, unknown>>;

/** The rows of a list as Graph answers it (`{ data: […] }`); none where there is no list. */
export function rowsIn(body: unknown): GraphObject[] {
	const data = isRecord(body) ? body.data : undefined;
	return Array.isArray(data) ? data.filter(isRecord) : [];
}
