import type { GraphClient } from '../../graph/client';
import { eachRow } from '../../graph/pages';
import type { GraphObject } from '../../graph/object';
import type { GraphRequest } from '../../graph/request';
import { containing } from '../../words';

/**
 * Rows of an edge that Meta cannot narrow, or not in a documented way. They are read one page after the other and
 * chosen here, until there are enough.
 */
export async function keptRows(
	graph: GraphClient,
	request: GraphRequest,
	most: number,
	keep?: (row: GraphObject) => boolean,
): Promise<GraphObject[]> {
	const rows: GraphObject[] = [];
	for await (const row of eachRow(graph, request, keep === undefined ? most : Infinity)) {
		if (keep !== undefined && !keep(row)) continue;
		rows.push(row);
		if (rows.length >= most) break;
	}
	return rows;
}

/** Text in the name, in capitals or not; undefined when nothing was asked for. */
export const nameContains = (
	namePart: string | undefined,
	field = 'name',
): ((row: GraphObject) => boolean) | undefined =>
	namePart === undefined ? undefined : (row) => containing(row[field], namePart);
