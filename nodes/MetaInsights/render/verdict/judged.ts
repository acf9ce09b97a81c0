import type { IDataObject } from 'n8n-workflow';

import type { ReportRecord } from '../../../meta/report/reportRecord';
import { lengthOf, type ReportPeriod } from '../../facts/dateRanges';
import { mayHideRows } from '../notes/recordNotes';
import type { BlockDays } from '../numbers/days';
import { figureIn, spend, type ComparedFigure, type RenderMetric } from '../numbers/figures';
import type { ResultKind } from '../numbers/kinds';
import type { Line } from '../numbers/lines';
import type { Words } from '../numbers/words';

/** What a verdict is made of: the numbers of one currency. */
export interface JudgedBlock {
	readonly rows: readonly IDataObject[];
	readonly days: BlockDays;
	/** Of the rows; null where one is of a report that nobody knows. */
	readonly reports: readonly ReportRecord[] | null;
	readonly figure: (metric: RenderMetric) => ComparedFigure;
	/** What Meta's total has of the spend, and no row; null where that is nothing. */
	readonly inNoRow: number | null;
	/** Whether spend is among the figures that are shown. */
	readonly showsSpend: boolean;
	/** Whether what people bought for is. */
	readonly showsSales: boolean;
	readonly kinds: readonly ResultKind[];
	/** All lines of the first table, and what one of them is; null where the lines are periods, or there is no table. */
	readonly lines: { readonly label: string; readonly all: readonly Line[] } | null;
	readonly words: Words;
}

const daysIn = (ranges: readonly ReportPeriod[], whole: ReportPeriod): number =>
	(ranges.length > 0 ? ranges : [whole]).reduce((sum, range) => sum + lengthOf(range), 0);

/** How many days the numbers are of; null where nobody knows. */
export function dayCount({ since, until, ranges }: BlockDays): number | null {
	return since === null || until === null ? null : daysIn(ranges, { since, until });
}

/** What stands behind a count that Meta may still raise. */
export const soFar = ({ rows }: JudgedBlock): string => (rows.some((row) => row.settled === false) ? ' so far' : '');

/** Whether all of two equally long, whole periods is there: only then do sums say which was the better one. */
export function arePeriodsAlike({ rows, days, reports }: JudgedBlock): boolean {
	const { previous, previousRanges } = days;
	return (
		previous !== null &&
		!mayHideRows(reports) &&
		dayCount(days) === daysIn(previousRanges, previous) &&
		rows.every(({ day_complete: day, report_complete: report }) => day !== false && report !== false)
	);
}

/** What a line spent on one goal: `$268.56`, or `$268.56 of $424.72` where that is a part of what the table shows of it. */
export function spentOnGoal(amount: number, line: Line | null, words: Words): string {
	const all = line === null ? null : figureIn(line.figures, spend).now;
	const text = words.value(amount, spend);
	const allInWords = words.value(all, spend);
	return all === null || all < amount || allInWords === text ? text : `${text} of ${allInWords}`;
}
