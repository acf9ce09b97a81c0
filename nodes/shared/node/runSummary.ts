import { compact, maxBy, minBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../record';
import { shortText } from '../words';
import type { Job, Operation, Row, Verdict } from './operation';
import type { Session } from './session/session';

/** The items of a run, and what became of each. */
export interface EndedRun {
	readonly jobs: ReadonlyArray<Job<unknown>>;
	readonly verdicts: ReadonlyArray<Verdict | undefined>;
}

/** What became of a row, by the columns that writes have alike; the first that holds counts. */
const OUTCOMES: ReadonlyArray<readonly [words: string, holds: (row: IDataObject) => boolean]> = [
	[
		'only checked',
		(row) => row.validated === true && ['changed', 'created', 'deleted', 'uploaded'].some((one) => one in row),
	],
	['deleted', ({ deleted }) => deleted === true],
	['changed', ({ changed }) => changed === true],
	['created', ({ created }) => created === true],
	['uploaded', ({ uploaded }) => uploaded === true],
	['already there', ({ created, uploaded }) => created === false || uploaded === false],
	['already as wanted', ({ changed }) => changed === false],
];

const isFailed = ({ failure }: Verdict): boolean => failure !== undefined;

/** A run that writes in one line, or null where its rows do not say what became of them. */
function writeSummary({ verdicts }: EndedRun): string | null {
	const endings = verdicts.flatMap((verdict) => verdict ?? []);
	const rows = endings.flatMap((verdict) => (verdict.rows ?? []).map(({ json }) => json));
	const outcomes = rows.flatMap((row) => OUTCOMES.find(([, holds]) => holds(row))?.[0] ?? []);
	if (outcomes.length === 0) return null;
	const failures = endings.filter(isFailed).length;
	const counts = OUTCOMES.flatMap(([words]) => {
		const count = outcomes.filter((one) => one === words).length;
		return count === 0 ? [] : [`${count} ${words}`];
	});
	return `${[...counts, ...(failures > 0 ? [`${failures} failed`] : [])].join(', ')}.`;
}

/** What an item asked for, and its rows. */
interface ReadList {
	readonly params: unknown;
	readonly rows: readonly IDataObject[];
	/** How many of them are rows of the list itself. */
	readonly listed: number;
	readonly isFailed: boolean;
}

const readList = (params: unknown, verdict: Verdict | undefined): ReadList => {
	const rows = verdict?.rows ?? [];
	return {
		params,
		rows: rows.filter(({ apart }) => apart !== 'empty').map(({ json }) => json),
		listed: rows.filter(({ apart }) => apart === undefined).length,
		isFailed: verdict === undefined || isFailed(verdict),
	};
};

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

const valueIn = (params: unknown, name: string): unknown => (isRecord(params) ? params[name] : undefined);

/** Rows of weeks or months that show their first days alone: how long the last one is, they do not say. */
const showsFirstDays = ({ params, rows }: ReadList): boolean =>
	['week', 'month'].includes(String(valueIn(params, 'timeIncrement'))) && rows.some(({ date_stop: to }) => !isDay(to));

/** The days that rows of a report show. */
function daysOf(lists: readonly ReadList[]): string {
	const rows = lists.flatMap((list) => list.rows);
	const days = rows.flatMap(({ date_start: from, date_stop: to }) => [from, to].filter(isDay));
	const [first, last] = [minBy(days), maxBy(days)];
	if (first === undefined) return '';
	const begin = lists.some(showsFirstDays) ? ', beginning on' : ', dated';
	return first === last ? `${begin} ${first}` : `${begin} ${first} to ${last}`;
}

/** Of which ad account the rows are, by the name that the run has read anyway. One that failed gave none. */
function accountIn(lists: readonly ReadList[], { accountsRead }: Pick<Session, 'accountsRead'>): string {
	const readLists = lists.filter(({ isFailed: hasFailed }) => !hasFailed);
	const accounts = compact(uniq(readLists.map(({ params }) => valueIn(params, 'adAccount')))).map(String);
	const [first] = accounts;
	if (first === undefined) return '';
	if (accounts.length > 1) return ` from ${accounts.length} ad accounts`;
	const facts = accountsRead.get(first);
	return ` from ${facts === undefined ? `ad account ${first}` : `${shortText(facts.name)} (${facts.currency})`}`;
}

/** A list that ends where its Limit does can be longer at Meta. */
const endsAt = (limit: unknown, { listed }: ReadList): boolean => typeof limit === 'number' && listed >= limit;

/** What to do about lists that a Limit has ended. In a report it is an option, and the form has no Return All. */
function moreOf(lists: readonly ReadList[]): string {
	const isCut = lists.some((list) => endsAt(valueIn(list.params, 'limit'), list));
	const isCutByOption = lists.some((list) => endsAt(valueIn(valueIn(list.params, 'options'), 'limit'), list));
	if (!isCut && !isCutByOption) return '';
	const advice = isCut ? 'Turn on Return All, or raise Limit.' : 'Raise Limit in Options, or remove it.';
	return ` As many as Limit allows: there may be more. ${advice}`;
}

/** Always Output a Row writes an item without a row: it does not count as one. */
function countOf(rows: readonly Row[]): string {
	const empty = rows.filter(({ apart }) => apart === 'empty').length;
	const count = rows.length - empty;
	const items = count === 1 ? '1 item' : `${count} items`;
	if (empty === 0) return items;
	return `${items} and ${empty === 1 ? 'an empty row' : `${empty} empty rows`}`;
}

/** A run that reads in one line, or null where it says nothing that n8n does not show. */
function readSummary({ jobs, verdicts }: EndedRun, session: Pick<Session, 'accountsRead'>): string | null {
	const lists = jobs.map(({ params }, at) => readList(params, verdicts[at]));
	const rows = verdicts.flatMap((verdict) => verdict?.rows ?? []);
	const [about, more] = [`${accountIn(lists, session)}${daysOf(lists)}`, moreOf(lists)];
	if (rows.length === 0 || (about === '' && more === '')) return null;
	const failures = verdicts.filter((verdict) => verdict?.failure !== undefined).length;
	const failureWords = failures > 0 ? ` ${failures} failed.` : '';
	return `${countOf(rows)}${about}.${failureWords}${more}`;
}

/** A run in one line, unless the operation has its own. */
export function runSummary(
	session: Pick<Session, 'accountsRead'>,
	{ effect, ownSummary }: Pick<Operation, 'effect' | 'ownSummary'>,
	run: EndedRun,
): string | null {
	if (ownSummary === true) return null;
	return effect === 'write' ? writeSummary(run) : readSummary(run, session);
}
