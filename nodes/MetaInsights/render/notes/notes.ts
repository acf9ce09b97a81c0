import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ReportRecord } from '../../../meta/report/reportRecord';
import type { BlockDays } from '../numbers/days';
import { daysWithoutPlace } from '../numbers/daysBefore';
import { mayHideRows, recordNotes } from './recordNotes';
import { isMixedRow, type ResultKind } from '../numbers/kinds';
import { meaningNotes } from './meaningNotes';
import { partOfTotal, whyLacking } from './partOfTotal';
import type { NotShown } from './notShown';
import {
	countsResults,
	figureOf,
	isOfRowsOnly,
	metricOf,
	type RenderMetric,
	type SummaryTotals,
} from '../numbers/figures';
import type { Grain } from '../numbers/periods';
import { areKindsUnknown, arePartOfResults, arePeopleOfSeveral } from '../numbers/resultKinds';
import type { Words } from '../numbers/words';

/** Results of different kinds may be in one report, and its rows do not say so. */
export const KINDS_UNKNOWN =
	'Results are not added up, because they may be of different types, such as leads and purchases.';

/** Rows of a sheet, or of another run, do not tell what their report was asked for. */
const BY_ROWS =
	'This message goes by the rows that it got: it does not know which days, filters and limits their report had.';

const GONE_MAY_LACK = 'Archived and deleted campaigns and ads can be missing in these numbers.';

const PART_OF_RESULTS = 'Results are not added up: on some days or lines Meta gives none, as where several goals ran.';

const RESULTS_ARE_PEOPLE =
	'Results that are people are not added up: two days, or two ads, can have reached the same ones.';

/** What there is to be said about a block's numbers. */
interface Noted {
	readonly rows: readonly IDataObject[];
	readonly totals: SummaryTotals | undefined;
	readonly days: BlockDays;
	/** Of the rows; null where one is of a report that nobody knows. */
	readonly reports: readonly ReportRecord[] | null;
	/** Metrics shown, the main one first. */
	readonly shown: readonly RenderMetric[];
	/** Periods drawn, and of how many. */
	readonly drawn: { readonly grain: Grain; readonly shown: number; readonly all: number };
	readonly words: Words;
	/** Of the rows' results. */
	readonly kinds: readonly ResultKind[];
	/** Whether people chose the metrics. */
	readonly isChosen: boolean;
	/** Those that they chose and that are not there. */
	readonly notShown: readonly NotShown[];
	/** Column of the metric to sort by. */
	readonly sortedBy: string;
}

/** Whether the lines are in another order than the one that was chosen, since results are of several kinds. */
const isSortedOtherwise = (sortedBy: string, [first, ...others]: readonly RenderMetric[]): boolean => {
	const metric = metricOf(sortedBy);
	return (
		metric !== undefined && countsResults(metric) && first !== metric && others.some(({ kind }) => kind !== undefined)
	);
};

/** What the reader must know of the numbers. */
export function notesOf({
	rows,
	totals,
	days,
	reports,
	shown,
	drawn,
	words,
	kinds,
	isChosen,
	notShown,
	sortedBy,
}: Noted): string[] {
	const repeatedRows =
		rows.length -
		new Set(rows.map((row, index) => (typeof row.row_key === 'string' && row.row_key) || `#${index}`)).size;
	const lacksResults = shown.some((metric) => countsResults(metric) && figureOf(rows, metric, totals).now === null);
	const tellsResults = !isChosen || shown.some((metric) => countsResults(metric) || metric.kind !== undefined);
	const part = partOfTotal(rows, totals, shown);
	const alone = daysWithoutPlace(rows);
	const ofLinesOnly = uniq(
		shown.flatMap((metric) =>
			isOfRowsOnly(metric, totals) && figureOf(rows, metric).now !== null ? metric.label : [],
		),
	);
	return [
		rows.some(({ environment }) => environment === 'emulator') &&
			'These numbers come from the local emulator, not from Meta.',
		rows.some(({ day_complete: complete }) => complete === false) &&
			'The numbers of the last day are not complete yet.',
		rows.some(({ report_complete: complete }) => complete === false) && 'Part of the report is missing.',
		lacksResults && areKindsUnknown(rows) && KINDS_UNKNOWN,
		lacksResults && arePeopleOfSeveral(rows) && RESULTS_ARE_PEOPLE,
		tellsResults && arePartOfResults(rows) && PART_OF_RESULTS,
		alone !== null &&
			`${words.range(alone.since, alone.until)}: there is no day to compare it with, so it counts in sums and in no line.`,
		drawn.shown < drawn.all && `Only the last ${drawn.shown} of ${drawn.all} ${drawn.grain.toLowerCase()}s are drawn.`,
		days.previous !== null &&
			mayHideRows(reports) &&
			!totals?.before &&
			'The previous period counts only what is in this report: what a limit or a filter left out is missing there.',
		part !== null &&
			`The lines add up to ${words.percent(part.percent)} of the ${part.metric.label} at the top. The other ${words.value(part.lacking, part.metric)} is ${whyLacking(reports)}.`,
		part !== null && ofLinesOnly.length > 0 && `${ofLinesOnly.join(', ')}: counted in the lines only.`,
		!totals?.now && reports?.some(({ mayLackGone: mayLack }) => mayLack) === true && GONE_MAY_LACK,
		repeatedRows > 0 &&
			`${repeatedRows} ${repeatedRows === 1 ? 'row is' : 'rows are'} in the report more than once and counted each time.`,
		tellsResults &&
			rows.some(isMixedRow) &&
			'Some rows mix several types of results. Those results are not counted here.',
		isSortedOtherwise(sortedBy, shown) &&
			`The lines are in the order of ${shown[0]?.label ?? ''}, because ${metricOf(sortedBy)?.label ?? ''} of different kinds have no common order.`,
		...meaningNotes({ rows, totals, shown: uniq(shown), kinds, isCompared: days.previous !== null }),
		...notShown.map(({ note }) => note),
		...(reports === null ? [] : recordNotes(reports, days, words)),
		reports === null && (days.ranges.length > 0 || rows.some(({ row_key: key }) => Boolean(key))) && BY_ROWS,
		rows.every(({ account_currency: currency }) => !currency) &&
			shown.some(({ unit }) => unit === 'money') &&
			'The rows do not name a currency, so amounts stand without one.',
	].filter((note): note is string => note !== false);
}
