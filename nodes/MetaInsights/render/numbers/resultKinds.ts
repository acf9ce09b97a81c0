import type { IDataObject } from 'n8n-workflow';

import { idField, nameField } from '../../report/facts/levels';
import { previousColumn, RESULT_NAME } from '../../report/rows/columns/rowNames';

const columns = ['results', previousColumn('results')];

const tells = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** What a row is about, where that has one kind of result; a whole account has several. */
function objectOf(row: IDataObject): unknown {
	const names = (['ad', 'adset', 'campaign'] as const).flatMap((level) => [idField(level), nameField(level)]);
	return names.map((name) => row[name]).find(tells);
}

/**
 * Whether rows with results have no column for their kind and are of more than one object: leads beside purchases are not
 * one number, and nothing says that they are not.
 */
export function areKindsUnknown(rows: readonly IDataObject[]): boolean {
	const untold = rows.filter(
		(row) => !('result_type' in row) && !(RESULT_NAME in row) && columns.some((column) => tells(row[column])),
	);
	const objects = untold.map(objectOf);
	return untold.length > 1 && (objects.includes(undefined) || new Set(objects).size > 1);
}
