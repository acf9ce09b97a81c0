import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { breakdown, breakdownLabels } from '../breakdowns/table';
import { changeColumn, previousColumn } from '../rows/columns/rowNames';
import { isShownRow } from './numbers/cells';
import { metricOf } from './numbers/figures';
import { AUTOMATIC, breakdownLabel, objectGroups, PERIOD } from './numbers/grouping';
import { ALL_ROWS } from './messages';
import { namesMeant, type NameSpelling } from './spelling';
import { byLabel } from '../../shared/words';

const isOfActions = (column: string): boolean => column.startsWith('action_');

const OF_ACTIONS = 'Needs rows by action type: set Columns to One Row per Action Type in Get Report';

/** Every breakdown; those of actions are columns of rows by action type only. */
const breakdownOptions = Object.keys(breakdownLabels).map((column) => ({
	name: breakdownLabel(column),
	value: column,
	...(isOfActions(column) ? { description: OF_ACTIONS } : {}),
}));

/** What Group By offers beside columns of one's own, in the words of its list. */
export const groupOptions = [
	...objectGroups.map(({ column, label }) => ({ name: label, value: column })),
	{
		name: 'Automatic',
		value: AUTOMATIC,
		description: 'The most detailed name the rows have; with one name in all rows, their breakdown',
	},
	{ name: 'Other Column', value: 'other', description: 'A column of your own' },
	{ name: 'Time Period', value: PERIOD.column, description: 'Day, week or month, as the rows have them' },
	...breakdownOptions,
].sort(byLabel);

/** What a second table offers; an expression gives it any other column. */
export const secondGroupOptions = [
	...objectGroups.map(({ column, label }) => ({ name: label, value: column })),
	...breakdownOptions,
	{ name: 'Time Period', value: PERIOD.column },
].sort(byLabel);

/** What there can be one message for; an expression gives it any other column. */
export const messageOptions = [
	{ name: 'Ad Account', value: 'account_name' },
	{ name: 'Campaign', value: 'campaign_name' },
	{ name: 'Country', value: 'country' },
	{ name: 'None (One Message)', value: ALL_ROWS },
	{ name: 'Other Column', value: 'other', description: 'A breakdown, or a column of your own such as client' },
];

/** Columns named in a message: more would hide them all. */
const MOST_NAMED = 30;

/** Columns that a table can be grouped by; names of objects too where the rows have their IDs. */
function columnsIn(rows: readonly IDataObject[]): Set<string> {
	const columns = new Set<string>();
	for (const row of rows) for (const column in row) columns.add(column);
	for (const { column, id } of objectGroups) if (id !== undefined && columns.has(id)) columns.add(column);
	return columns;
}

function spellingOf(column: string): NameSpelling {
	const offeredName = groupOptions.find(({ value }) => value === column)?.name;
	return { name: column, labels: [offeredName, breakdown(column).label].flatMap((label) => label ?? []) };
}

const isNumber = (column: string): boolean =>
	metricOf(column) !== undefined || column.endsWith(previousColumn('')) || column.endsWith(changeColumn(''));

/** The columns there are, in words, without the numbers. */
function listOf(columns: ReadonlySet<string>): string {
	const names = [...columns].filter((column) => !isNumber(column)).sort();
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
	return `The rows have: ${names.slice(0, MOST_NAMED).join(', ')}${more}.`;
}

/**
 * The column that a name in the form means for these rows: as the rows spell it, or as the form does.
 *
 * @param path of the field that holds it
 * @throws InputProblem where the rows have no such column, or several: the table would be missing in the mail
 */
export function groupColumnOf(items: readonly IDataObject[], name: string, path: readonly string[]): string {
	const rows = items.filter(isShownRow);
	if (rows.length === 0 || name === AUTOMATIC) return name;
	const columns = columnsIn(rows);
	const nameMeant = namesMeant(name, [spellingOf(AUTOMATIC), ...[...columns].map(spellingOf)]);
	const [column, ...others] = nameMeant;
	if (column === undefined) {
		const advice =
			namesMeant(name, Object.keys(breakdownLabels).filter(isOfActions).map(spellingOf)).length > 0
				? `${OF_ACTIONS}. `
				: '';
		throw new InputProblem(path, `“${name}” is not a column of these rows`, `${advice}${listOf(columns)}`);
	}
	if (others.length > 0) {
		throw new InputProblem(path, `“${name}” can mean ${nameMeant.join(' or ')}`, 'Write it as the rows do.');
	}
	return column;
}
