import { groupBy, partition, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { saysIncomplete } from '../../meta/evidence/known';
import { dayProblem } from '../../meta/evidence/reportRow';
import { daysAgo, addDays } from '../../shared/accountTime';
import { InputProblem } from '../../shared/form/problem';
import { isDayComplete, lastCompleteDay, lengthOf } from '../facts/dateRanges';
import { idField, reportLevels, type ReportLevel } from '../facts/levels';
import { ERROR_COLUMN, isSummary } from '../rows/columns/rowNames';
import { startDayOf, textIn, type AccountDays } from './reportDays';
import { columnsIn, refuseMissing, type ResultsChoice } from './resultsColumn';
import { isRoundedId } from '../../shared/reading/cells';
import { countOf } from '../../shared/reading/numbers';

/** What rows of the input tell of one account. */
export interface InputAccount {
	/** Null where no row names it: no other account's id may stand for it. */
	readonly id: string | null;
	readonly name: string;
	readonly currency: string | null;
	readonly accountDays: AccountDays;
	/** Why Get could not read it. */
	readonly unread?: string;
	/** Why its days cannot be judged. */
	readonly unjudged?: string;
}

/** Where a day ends last: one that is over there is over for every account. */
const LAST_ZONE = 'Etc/GMT+12';
/** An older report tells nothing new. */
const MOST_AGE = 3;

const notDaily = (item: number, message: string): InputProblem =>
	new InputProblem(
		['rowsFrom'],
		`takes the rows of the input, and item ${item + 1} ${message}`,
		'Let Meta Insights → Get Report give one row an object and day: Time Increment Day, without breakdowns.',
	);

/** The most detailed level that rows have IDs of. */
const levelIn = (rows: readonly IDataObject[]): ReportLevel =>
	[...reportLevels].reverse().find((level) => rows.some((row) => textIn(row[idField(level)]) !== '')) ?? 'account';

const idIn = ({ account_id: id }: IDataObject): string => textIn(id).replace(/^act_/, '');
const accountIn = (row: IDataObject): string => idIn(row) || textIn(row.account_name);
const currencyIn = ({ account_currency: currency }: IDataObject): string => textIn(currency);

const isFailed = (row: IDataObject): boolean => textIn(row[ERROR_COLUMN]) !== '';

/** As Always Output a Row writes one for an account without delivery: no object below the account, no numbers. */
const isBlank = (row: IDataObject): boolean =>
	(Object.keys(row).length === 0 || 'date_start' in row) &&
	['spend', 'impressions', 'clicks', 'results'].every((column) => countOf(row[column]) === null) &&
	reportLevels.every((level) => level === 'account' || textIn(row[idField(level)]) === '');

/** @throws InputProblem for rows that are no days, come twice, or belong to an incomplete report */
function checkDays(rows: ReadonlySet<IDataObject>, level: ReportLevel, items: readonly IDataObject[]): void {
	const dayKeys = new Set<string>();
	items.forEach((row, item) => {
		if (!rows.has(row)) return;
		const [day, id, notDay] = [startDayOf(row), textIn(row[idField(level)]), dayProblem(row)];
		if (notDay !== null) throw notDaily(item, notDay);
		if (id === '') throw notDaily(item, `has no ${idField(level)}`);
		const rounded = [id, idIn(row)].find(isRoundedId);
		if (rounded !== undefined) throw notDaily(item, `has the ID ${rounded}, which a spreadsheet has rounded`);
		if (dayKeys.has(`${id} ${day}`)) throw notDaily(item, `has ${day} of the same object twice`);
		if (saysIncomplete(row.report_complete)) throw notDaily(item, 'is of a report that is not complete');
		dayKeys.add(`${id} ${day}`);
	});
}

/** Rows of one account; amounts of different currencies are never added up, whosever they are. */
function partRows(rows: readonly IDataObject[]): IDataObject[][] {
	const currencies = uniq(rows.map(currencyIn).filter(Boolean));
	return currencies.length > 1 ? Object.values(groupBy(rows, currencyIn)) : [[...rows]];
}

function factsOf(rows: readonly IDataObject[]): { id: string | null; name: string; currency: string | null } {
	const [row = {}] = rows;
	const currency = rows.map(currencyIn).find(Boolean) ?? null;
	// Rows of an account that nobody names may be of several: one row's currency is not another's.
	const isKnown = accountIn(row) !== '' || rows.every((one) => currencyIn(one) !== '');
	const id = idIn(row) || null;
	return { id, name: textIn(row.account_name) || (id ?? 'Ad Account'), currency: isKnown ? currency : null };
}

/** Whether a row's day is over; where it does not say so, only a day that is over for every account is. */
const isComplete =
	(now: number) =>
	(row: IDataObject): boolean =>
		textIn(row.day_complete) === '' && typeof row.day_complete !== 'boolean'
			? isDayComplete(startDayOf(row), LAST_ZONE, now)
			: !saysIncomplete(row.day_complete);

const lastOf = (days: readonly string[]): string => days.reduce((last, day) => (day > last ? day : last), '');

/** The last day an account can be judged by: the input's, also where the account itself has stopped before. */
function untilOf(dates: readonly string[], open: readonly string[], last: string, now: number): string {
	const sure = lastCompleteDay(LAST_ZONE, now);
	const until = lastOf([...dates, last < sure ? last : sure]);
	const [firstOpen] = [...open].sort();
	return firstOpen !== undefined && until >= firstOpen ? addDays(firstOpen, -1) : until;
}

/**
 * Rows of the input, by account and currency. Days that are not complete are left out: half a day looks like half the
 * results. Accounts that could not be read, and those without delivery, are told without days.
 *
 * @throws InputProblem for rows that are no days, come twice, belong to an incomplete report, or lack the Results Column
 */
export function inputAccounts(items: readonly IDataObject[], choice: ResultsChoice, now: number): InputAccount[] {
	const { resultsColumn } = choice;
	const [failedRows, read] = partition(
		items.filter((row) => !isSummary(row)),
		isFailed,
	);
	const withNumbers = new Set(read.filter((row) => !isBlank(row)).map(accountIn));
	const [blank, rows] = partition(read, (row) => isBlank(row) && !withNumbers.has(accountIn(row)));
	const level = levelIn(rows);
	checkDays(new Set(rows), level, items);
	if (rows.length > 0) refuseMissing(choice, columnsIn(rows));
	const complete = isComplete(now);
	const days = rows.filter(complete).map(startDayOf).sort();
	const [since = '', last] = [days[0], lastOf(days)];
	const nothing: AccountDays = { rows: [], level, resultsColumn, until: '', days: 0 };
	const accountOf = (accountRows: readonly IDataObject[]): InputAccount => {
		const [over, open] = partition(accountRows, complete);
		const facts = factsOf(accountRows);
		if (last === '') return { ...facts, accountDays: nothing, unjudged: 'no day of the report is over yet' };
		if (last < daysAgo(MOST_AGE, LAST_ZONE, now))
			return { ...facts, accountDays: nothing, unjudged: `the report is old, its last day is ${last}` };
		const until = untilOf(over.map(startDayOf), open.map(startDayOf), last, now);
		const accountDays = {
			rows: over,
			level,
			resultsColumn,
			until,
			days: until < since ? 0 : lengthOf({ since, until }),
		};
		return { ...facts, accountDays };
	};
	return [
		...Object.values(groupBy(rows, accountIn)).flatMap(partRows).map(accountOf),
		...Object.values(groupBy(blank, accountIn)).map((accountRows) => ({
			...factsOf(accountRows),
			accountDays: nothing,
		})),
		...failedRows.map((row) => ({ ...factsOf([row]), accountDays: nothing, unread: textIn(row[ERROR_COLUMN]) })),
	];
}
