import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { ReportPart, ReportQuery } from '../../facts/query';
import { rowIdentities } from '../../rows/rowIdentity';
import { reportFailures } from '../reportFailures';

/**
 * Joins parts. Where one period's fields came apart, its rows are put together again by what they are about. A field that no
 * piece brought is null: Meta leaves out what is zero, and nobody must take the one for the other.
 * @throws GraphFailure when rows of one part say different things about the same: joining would lose all but one of them
 */
export function unite(
	query: ReportQuery,
	parts: ReadonlyArray<{ readonly part: ReportPart; readonly rows: readonly GraphObject[] }>,
): GraphObject[] {
	const rows: GraphObject[] = [];
	const joinedRows = new Map<string, GraphObject>();
	const missing = missingFields(query, parts);
	for (const { part, rows: some } of parts) {
		if (part.fields.length === query.fields.length) {
			for (const row of some) rows.push(row);
			continue;
		}
		const blank = missing.get(pieceOf(part));
		for (const [key, row] of byIdentity(query, some)) joinedRows.set(key, { ...blank, ...joinedRows.get(key), ...row });
	}
	for (const row of joinedRows.values()) rows.push(row);
	return rows;
}

/** What pieces of one part have in common when its fields came apart. */
const pieceOf = ({ period, ids }: ReportPart): string => JSON.stringify([period, ids]);

/** By period and objects the fields that no piece has. */
function missingFields(
	query: ReportQuery,
	parts: ReadonlyArray<{ readonly part: ReportPart }>,
): Map<string, GraphObject> {
	const had = new Map<string, Set<string>>();
	for (const { part } of parts) {
		const fieldsOfPiece = had.get(pieceOf(part)) ?? new Set();
		had.set(pieceOf(part), fieldsOfPiece);
		for (const field of part.fields) fieldsOfPiece.add(field);
	}
	return new Map(
		[...had].map(([piece, fieldsOfPiece]) => [
			piece,
			Object.fromEntries(query.fields.filter((field) => !fieldsOfPiece.has(field)).map((field) => [field, null])),
		]),
	);
}

function byIdentity(query: ReportQuery, rows: readonly GraphObject[]): Map<string, GraphObject> {
	const rowsByIdentity = new Map<string, GraphObject>();
	const identityOf = rowIdentities(query);
	for (const row of rows) {
		const key = identityOf(row);
		const other = rowsByIdentity.get(key);
		if (other !== undefined && JSON.stringify(other) !== JSON.stringify(row))
			throw new GraphFailure(reportFailures.indistinct);
		rowsByIdentity.set(key, row);
	}
	return rowsByIdentity;
}
