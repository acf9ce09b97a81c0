import { compact, maxBy, minBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../record';
import { shortText } from '../words';
import type { Job, Operation, Verdict } from './operation';
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
}

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

/** Of which ad account the rows are, by the name that the run has read anyway. */
function accountIn(jobs: ReadonlyArray<Job<unknown>>, { accountsRead }: Pick<Session, 'accountsRead'>): string {
	const accounts = compact(uniq(jobs.map(({ params }) => valueIn(params, 'adAccount')))).map(String);
	const [first] = accounts;
	if (first === undefined) return '';
	if (accounts.length > 1) return ` from ${accounts.length} ad accounts`;
	const facts = accountsRead.get(first);
	return ` from ${facts === undefined ? `ad account ${first}` : `${shortText(facts.name)} (${facts.currency})`}`;
}

/** A list that ends where its Limit does can be longer at Meta. */
const isCut = (params: unknown, rows: readonly unknown[]): boolean => {
	const limit = valueIn(params, 'limit');
	return typeof limit === 'number' && rows.length >= limit;
};

const countOf = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

/** A run that reads in one line, or null where it says nothing that n8n does not show. */
function readSummary({ jobs, verdicts }: EndedRun, session: Pick<Session, 'accountsRead'>): string | null {
	const lists = jobs.map((job, at) => ({ ...job, rows: (verdicts[at]?.rows ?? []).map(({ json }) => json) }));
	const rows = lists.flatMap((list) => list.rows);
	const about = `${accountIn(jobs, session)}${daysOf(lists)}`;
	const cut = lists.filter((list) => isCut(list.params, list.rows)).length;
	const failures = verdicts.filter((verdict) => verdict?.failure !== undefined).length;
	if (rows.length === 0 || (about === '' && cut === 0)) return null;
	const failed = failures > 0 ? ` ${failures} failed.` : '';
	const more = cut > 0 ? ' As many as Limit allows: there may be more. Turn on Return All, or raise Limit.' : '';
	return `${countOf(rows.length)}${about}.${failed}${more}`;
}

/** A run in one line, unless the operation has its own. */
export function runSummary(
	session: Pick<Session, 'accountsRead'>,
	{ effect, ownSummary }: Pick<Operation, 'effect' | 'ownSummary'>,
	ended: EndedRun,
): string | null {
	if (ownSummary === true) return null;
	return effect === 'write' ? writeSummary(ended) : readSummary(ended, session);
}
