import { hidesPeople } from '../../breakdowns/fieldLimits';
import { kindOf } from '../../facts/fieldKinds';
import { BY_ACTION, fixedTypes, metricFields } from '../../facts/fieldSets';
import { identityFields, nameFieldOf } from '../../facts/levels';
import { canonicalsOf, withCost } from '../canonicals';
import { actionColumn, breakdownColumns, byTypeColumn, hasUnknownParts } from './columnNames';
import { areListsDivided, requestedFields, wantedFields, type ColumnSettings } from './columnSettings';
import { RESULT_NAME } from './rowNames';

/** Canonical columns that stay empty because further action breakdowns divide what they count: there is no one value. */
export function dividedColumns(settings: ColumnSettings): string[] {
	if (!areListsDivided(settings)) return [];
	const fields = requestedFields(settings);
	const dividedOnes = canonicalsOf(settings).filter(({ from }) => from.some(([field]) => fields.includes(field)));
	return dividedOnes.flatMap(withCost);
}

/** Columns that breakdowns leave empty in every row. */
export function untoldColumns(settings: ColumnSettings): string[] {
	const requestedNames = requestedFields(settings).filter((field) => !hidesPeople(settings.breakdowns, field));
	const fieldNames = wantedFields(settings);
	const empty = canonicalsOf(settings).filter(
		({ from, fallback }) =>
			![...from.map(([field]) => field), fallback].some(
				(field) => field !== undefined && requestedNames.includes(field),
			),
	);
	return [...fieldNames.filter((field) => !requestedNames.includes(field)), ...empty.flatMap(withCost)];
}

/** Canonical columns, what one costs right behind each count. */
const canonicalColumns = (settings: ColumnSettings, fields: readonly string[]): string[] =>
	canonicalsOf(settings).flatMap((canonical) => (fields.includes('spend') ? withCost(canonical) : [canonical.column]));

/** Columns that tell what the numbers stand for; at the end of every row. */
const factColumns = [
	'account_currency',
	'account_timezone',
	'attribution_setting',
	'day_complete',
	'settled',
	'environment',
	'row_key',
] as const;

/** Columns of an action list that are always there. */
function listColumns(field: string, settings: ColumnSettings, types: ReadonlyMap<string, string[]>): string[] {
	if (areListsDivided(settings)) return [];
	const shownWindows = [undefined, ...settings.windows.filter((window) => window !== 'default')];
	return (types.get(field) ?? []).flatMap((type) =>
		shownWindows.map((window) => actionColumn(field, type, [], window)),
	);
}

/**
 * Every column that a row has for these settings, in order. What the row is about and its numbers come before the names
 * and IDs around it, since the editor shows five columns.
 */
export function columnsOf(settings: ColumnSettings): string[] {
	const fields = wantedFields(settings);
	const metrics = metricFields(settings.fieldSets, settings.moreFields).filter(
		(field) => !identityFields(settings.level).includes(field) && !isFact(field),
	);
	const types = fixedTypes(settings.fieldSets, settings.actionTypes, fields);
	const metricColumns = metrics.flatMap((field) => {
		const kind = kindOf(field);
		if (kind === 'actions') return listColumns(field, settings, types);
		if (kind === 'results')
			return [field, ...(field === 'results' ? ['result_type', RESULT_NAME] : []), byTypeColumn(field)];
		return [field];
	});
	const columns = [
		nameFieldOf(settings.level),
		...['date_start', 'date_stop'],
		...breakdownColumns(settings.breakdowns),
		...canonicalColumns(settings, fields),
		...metricColumns,
		...identityFields(settings.level),
		...factColumns,
	];
	return [...new Set(columns)];
}

const isFact = (field: string): boolean => (factColumns as readonly string[]).includes(field);

/** Whether the columns can be known before the first row: what a CSV file needs. */
export const columnsAreFixed = ({
	allActionTypes,
	actionBreakdowns,
	actionTypes,
	breakdowns,
	fieldSets,
	moreFields,
	level,
}: ColumnSettings): boolean => {
	if (allActionTypes || areListsDivided({ actionBreakdowns }) || breakdowns.some(hasUnknownParts)) return false;
	const fields = wantedFields({ level, fieldSets, moreFields });
	const types = fixedTypes(fieldSets, actionTypes, fields);
	return fields.every(
		(field) => kindOf(field) !== 'actions' || types.has(field) || (BY_ACTION.includes(field) && actionTypes.length > 0),
	);
};
