import type { IDataObject } from 'n8n-workflow';

import type { ReportPeriod } from '../../facts/dateRanges';
import { dayBlocks } from '../../facts/increments';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import { firstDay, lastDay, textOfCell } from './cells';
import type { Words } from './words';

/** The days of a block's numbers. */
export interface BlockDays {
	readonly since: string | null;
	/** Null where rows do not tell where they end. */
	readonly until: string | null;
	readonly previous: ReportPeriod | null;
	/** Several ranges with days between them; empty for one. */
	readonly ranges: readonly ReportPeriod[];
	/** Of the period before, in the same way. */
	readonly previousRanges: readonly ReportPeriod[];
}

/** Periods as blocks of days; those that share days, such as yesterday in two time zones, become one. */
function unitedPeriods(periods: readonly ReportPeriod[]): ReportPeriod[] {
	const sortedPeriods = [...periods].sort((one, other) => one.since.localeCompare(other.since));
	const unions: ReportPeriod[] = [];
	for (const { since, until } of sortedPeriods) {
		const last = unions.at(-1);
		if (last !== undefined && since <= last.until)
			unions[unions.length - 1] = { since: last.since, until: until > last.until ? until : last.until };
		else unions.push({ since, until });
	}
	return dayBlocks(unions);
}

const severalOf = (ranges: readonly ReportPeriod[]): readonly ReportPeriod[] => (ranges.length > 1 ? ranges : []);

/** The days that the reports of these rows were asked for. */
function daysAsked(reports: readonly ReportRecord[]): BlockDays {
	const ranges = unitedPeriods(reports.flatMap(({ periods }) => periods));
	const before = unitedPeriods(reports.flatMap(({ previous }) => previous));
	const [first, last] = [before[0], before.at(-1)];
	return {
		since: ranges[0]?.since ?? null,
		until: ranges.at(-1)?.until ?? null,
		ranges: severalOf(ranges),
		previous: first === undefined || last === undefined ? null : { since: first.since, until: last.until },
		previousRanges: severalOf(before),
	};
}

/** More ranges than these are days without delivery rather than ranges that somebody asked for. */
const MOST_RANGES = 3;

const dayIn = (row: IDataObject, column: string): string => textOfCell(row[column]).slice(0, 10);

/** The days that rows tell: with one that tells no end, nobody knows where they end. */
function daysTold(rows: readonly IDataObject[]): BlockDays {
	const areEndsTold = rows.every((row) => textOfCell(row.date_start) === '' || textOfCell(row.date_stop) !== '');
	const [since, until] = [firstDay(rows, 'date_start'), areEndsTold ? lastDay(rows, 'date_stop') : null];
	const [first, last] = [firstDay(rows, 'previous_date_start'), lastDay(rows, 'previous_date_stop')];
	const blocks = since !== null && until !== null ? dayBlocksOf(rows) : [];
	return {
		since,
		until,
		ranges: blocks.length > MOST_RANGES ? [] : severalOf(blocks),
		previous: first !== null && last !== null ? { since: first, until: last } : null,
		previousRanges: [],
	};
}

/** The days of rows that tell both of their ends, as blocks. */
const dayBlocksOf = (rows: readonly IDataObject[]): ReportPeriod[] =>
	unitedPeriods(
		rows
			.filter((row) => dayIn(row, 'date_start') !== '')
			.map((row) => ({ since: dayIn(row, 'date_start'), until: dayIn(row, 'date_stop') })),
	);

/**
 * @param reports those that the rows are of; null where one is of a report that nobody knows
 * @param total Meta's total of all that was asked for, whose days can be more than those of rows that a limit has left
 */
export const daysOf = (
	rows: readonly IDataObject[],
	reports: readonly ReportRecord[] | null,
	total: IDataObject | null = null,
): BlockDays =>
	reports === null || reports.length === 0 ? daysTold(total === null ? rows : [total]) : daysAsked(reports);

/** The step of a row's time, in days or as Meta writes it: the fourth part of a row's key (`rowIdentity`). */
const stepOf = ({ row_key: key }: IDataObject): string | undefined => textOfCell(key).split('|')[3];

/** Rows of single days end on the day on which they begin, also where no column says so. */
export const withEnds = (rows: readonly IDataObject[]): IDataObject[] =>
	rows.map((row) =>
		textOfCell(row.date_stop) === '' && stepOf(row) === '1' ? { ...row, date_stop: row.date_start } : row,
	);

const rangesInWords = (ranges: readonly ReportPeriod[], words: Words): string =>
	ranges.map(({ since, until }) => words.range(since, until)).join(' and ');

/** The days of a block in words, without those before. */
export const daysInWords = ({ since, until, ranges }: BlockDays, words: Words): string =>
	ranges.length > 0 ? rangesInWords(ranges, words) : words.range(since, until);

/** The days of a block in words, with those that they are compared with. */
export function comparedDaysInWords(days: BlockDays, words: Words): string {
	const { previous, previousRanges } = days;
	if (previous === null) return daysInWords(days, words);
	const before =
		previousRanges.length > 0 ? rangesInWords(previousRanges, words) : words.range(previous.since, previous.until);
	return `${daysInWords(days, words)}, compared with ${before}`;
}
