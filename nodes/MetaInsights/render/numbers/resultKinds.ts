import { snakeCase } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { numberOf } from '../../../shared/reading/numbers';
import { arePeople } from '../../facts/fieldKinds';
import { idField, nameFieldOf } from '../../facts/levels';
import { previousColumn, RESULT_NAME } from '../../rows/columns/rowNames';

const columns = ['results', previousColumn('results')];

const tells = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const hasResults = (row: IDataObject): boolean => columns.some((column) => tells(row[column]));

/** What a row is about, where that has one kind of result; a whole account has several. */
function objectOf(row: IDataObject): unknown {
	const names = (['ad', 'adset', 'campaign'] as const).flatMap((level) => [idField(level), nameFieldOf(level)]);
	return names.map((name) => row[name]).find(tells);
}

/**
 * Whether rows with results have no column for their kind and are of more than one object. Leads and purchases together
 * are not one number, and nothing says that they are not. A whole account has an empty cell where it has several kinds.
 */
export function areKindsUnknown(rows: readonly IDataObject[]): boolean {
	const untold = rows.filter((row) => !('result_type' in row) && !(RESULT_NAME in row));
	const objects = untold.filter(hasResults).map(objectOf);
	return objects.includes(undefined) ? untold.length > 1 : new Set(objects).size > 1;
}

const hasKind = (row: IDataObject): boolean => tells(row.result_type) || tells(row[RESULT_NAME]);

/** Whether a row spent and has no results of any kind. A goal that was not reached is named, and several goals are none of Meta's. */
const lacksResults = (row: IDataObject, columnOf: (column: string) => string): boolean =>
	columnOf('results') in row &&
	!tells(row[columnOf('results')]) &&
	!hasKind(row) &&
	(numberOf(row[columnOf('spend')]) ?? 0) > 0;

const ownerOf = (row: IDataObject): string => String(objectOf(row) ?? row.account_id ?? row.account_name ?? '');

/**
 * Whether one account, or one campaign, has results in some rows, and spent in others that have none. Their sum would be that of
 * the days on which one goal ran alone. It would stand next to what all days cost.
 */
export function arePartOfResults(rows: readonly IDataObject[]): boolean {
	const isPart = partByRows.get(rows) ?? findPart(rows);
	partByRows.set(rows, isPart);
	return isPart;
}

/** Each metric of a line asks for the same rows again. */
const partByRows = new WeakMap<readonly IDataObject[], boolean>();

function findPart(rows: readonly IDataObject[]): boolean {
	return [(column: string) => column, previousColumn].some((columnOf) => {
		const owners = new Set(rows.filter((row) => lacksResults(row, columnOf)).map(ownerOf));
		return owners.size > 0 && rows.some((row) => tells(row[columnOf('results')]) && owners.has(ownerOf(row)));
	});
}

/** Whether results of several rows are people, such as reach: two days, or two objects, can have the same ones. */
export function arePeopleOfSeveral(rows: readonly IDataObject[]): boolean {
	const rowsWithResults = rows.filter(hasResults);
	const kinds = rowsWithResults.map((row) => String(row.result_type || snakeCase(String(row[RESULT_NAME] ?? ''))));
	return rowsWithResults.length > 1 && kinds.some(arePeople);
}
