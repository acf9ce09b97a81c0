import { groupBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountUrl } from '../../shared/adsManager';
import { isRoundedId } from '../../shared/reading/cells';
import { onlyOf } from '../facts/some';
import { isSummary, RESULT_NAME } from '../rows/columns/rowNames';
import type { ReportRecord } from '../../meta/report/reportRecord';
import { isShownRow, textOfCell, withFlags } from './numbers/cells';
import { withChance } from './numbers/chance';
import { daysOf, withEnds, type BlockDays } from './numbers/days';
import { withDaysBefore } from './numbers/daysBefore';
import {
	countsResults,
	figureIn,
	figureOf,
	purchaseValue,
	roas,
	spend,
	type ComparedFigure,
	type RenderMetric,
	type SummaryTotals,
} from './numbers/figures';
import { groupedBy, tableOf, type GroupTable } from './numbers/groupTables';
import { barsOf, figuresOf, moversOf, type Line, type LineMetrics } from './numbers/lines';
import { PERIOD } from './numbers/grouping';
import { dayCount, type JudgedBlock } from './verdict/judged';
import { verdictOf } from './verdict/verdict';
import { notesOf } from './notes/notes';
import { partOfTotal } from './notes/partOfTotal';
import { adviceInWords, metricsNotShown } from './notes/notShown';
import type { Grain } from './numbers/periods';
import { kindsOfRow, withCartAdds, withClicks, withKinds, withOnlyKind, type ResultKind } from './numbers/kinds';
import { shownMetrics, tableColumns } from './numbers/shownMetrics';
import { Words } from './numbers/words';

export interface RenderSettings {
	/** Column whose values name the lines of the table; `auto` takes the most detailed name the rows have. */
	readonly groupBy: string;
	/** Column of a second table. */
	readonly secondGroup?: string;
	/** Columns to show, in order; empty for all that the rows can fill. */
	readonly metrics: readonly string[];
	/** Column that orders the table and draws the bars. */
	readonly sortBy: string;
	/** Lines of a table: 10 unless chosen, at least 1. */
	readonly mostLines: number;
	/** Whether to show what changed most since the period before. */
	readonly movers: boolean;
	/** Language and country of the numbers within sentences. */
	readonly locale: string;
}

/** Everything of one currency: amounts of different currencies are never added. */
export interface Block extends BlockDays {
	readonly currency: string | null;
	readonly accounts: readonly string[];
	/** Where its one ad account is in Ads Manager; null for several, and where rows do not name it. */
	readonly adsManager: string | null;
	readonly rows: number;
	readonly metrics: readonly RenderMetric[];
	/** Whether people chose the metrics: then none of them is left out for want of room. */
	readonly isChosen: boolean;
	/** Metrics of the table beside the one it is sorted by. */
	readonly columns: readonly RenderMetric[];
	readonly headline: ReadonlyMap<string, ComparedFigure>;
	/** The kinds of results, where rows tell them and results are shown. */
	readonly kinds: readonly ResultKind[];
	readonly sortBy: RenderMetric;
	readonly tables: readonly GroupTable[];
	/** Day, week or month: what a row is about. */
	readonly grain: Grain;
	/** One bar for each of them when the rows are not grouped by it; empty for a single one. */
	readonly periods: readonly Line[];
	readonly up: readonly Line[];
	readonly down: readonly Line[];
	/** Whether Meta can still change the numbers. */
	readonly isFinal: boolean;
	/** What came of the money, in sentences. */
	readonly verdict: readonly string[];
	/** What the reader must know of the numbers. */
	readonly notes: readonly string[];
	/** What the person who makes the message can do about metrics that are not there. */
	readonly advice: readonly string[];
}

/** The report that a row is of; null where nobody knows it. */
export type ReportOf = (row: IDataObject) => ReportRecord | null;

interface Asked {
	readonly settings: RenderSettings;
	readonly reportOf: ReportOf;
}

/** More bars than these no mail shows well. */
const MOST_PERIODS = 31;

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

const currencyOf = (row: IDataObject): string => textOfCell(row.account_currency).toUpperCase();

/** What amounts can be added by: their currency; without one, only those of the same account surely have the same. */
function moneyOf(row: IDataObject): string {
	const currency = currencyOf(row);
	return isCurrency(currency)
		? currency
		: `${currency} of ${textOfCell(row.account_id) || textOfCell(row.account_name)}`;
}

/**
 * Sorts rows by currency and makes a block of each. Rows without one make a block for each account they name, without amounts
 * in a currency.
 */
export function blocksOf(rows: readonly IDataObject[], settings: RenderSettings, reportOf?: ReportOf): Block[] {
	return Object.values(groupBy(rows, moneyOf))
		.map((ownRow) => {
			const currency = ownRow.map(currencyOf).find(isCurrency);
			return blockOf(currency ?? null, ownRow, { settings, reportOf: reportOf ?? (() => null) });
		})
		.filter((block) => block.rows > 0);
}

/** The reports of rows, each once; null where one of the rows is of none that is known. */
function reportsOf(rows: readonly IDataObject[], reportOf: ReportOf): ReportRecord[] | null {
	const reports = new Set(rows.map(reportOf));
	return reports.has(null) ? null : [...reports].flatMap((report) => report ?? []);
}

function blockOf(currency: string | null, all: readonly IDataObject[], { settings, reportOf }: Asked): Block {
	const shownRows = all.filter(isShownRow);
	const reports = reportsOf(shownRows, reportOf);
	const { rows, kinds } = withKinds(withDaysBefore(withEnds(withClicks(withCartAdds(withFlags(shownRows))))));
	const total = totalItemOf(all.filter(isSummary), rows);
	const totals = totalsIn(total);
	const blockMetrics = shownMetrics(rows, totals, settings.metrics, kinds);
	const sortBy = blockMetrics.find(({ column }) => column === settings.sortBy) ?? blockMetrics[0] ?? spend;
	const days = daysOf(rows, reports, total);
	const headline = figuresOf(
		blockMetrics,
		withChance((metric) => figureOf(rows, metric, totals), dayCount(days)),
	);
	const lines = linesIn(
		rows,
		{
			shown: uniq([
				...blockMetrics,
				...kinds.flatMap(({ results, cost, spend: spendOfKind }) => [results, cost, spendOfKind]),
			]),
			sortBy,
			days: dayCount(days),
		},
		settings,
	);
	const kindsShown = blockMetrics.some((metric) => countsResults(metric) || metric.kind !== undefined) ? kinds : [];
	const words = new Words(settings.locale, currency);
	const metricsToShow = [sortBy, ...blockMetrics];
	const notShown = metricsNotShown({
		chosen: settings.metrics,
		shown: metricsToShow,
		rows,
		areKindsTold: areKindsTold(rows, reports),
	});
	return {
		currency,
		accounts: [
			...new Set(rows.map((row) => textOfCell(row.account_name) || textOfCell(row.account_id)).filter(Boolean)),
		],
		adsManager: adsManagerOf(rows),
		...days,
		rows: rows.length,
		metrics: blockMetrics.filter((metric) => figureIn(headline, metric).now !== null),
		isChosen: settings.metrics.length > 0,
		columns: tableColumns(blockMetrics, sortBy, settings.metrics.length > 0),
		headline,
		kinds: kindsShown,
		sortBy,
		...lines.parts,
		isFinal: rows.every(({ settled }) => settled !== false),
		verdict: verdictOf({
			rows,
			days,
			reports,
			figure: (metric) => figureOf(rows, metric, totals),
			inNoRow: isOfOneKind(totals) ? null : (partOfTotal(rows, totals, [spend])?.lacking ?? null),
			showsSpend: blockMetrics.includes(spend),
			showsSales: [purchaseValue, roas].some((metric) => blockMetrics.includes(metric)),
			// What spent money and brought nothing is mentioned as well, though its zeros are not worth showing.
			kinds: settings.metrics.length === 0 ? kinds : kindsShown,
			lines: lines.compared,
			words,
		}),
		notes: notesOf({
			rows,
			totals,
			days,
			reports,
			shown: metricsToShow,
			drawn: { grain: lines.parts.grain, shown: lines.parts.periods.length, all: lines.periods },
			words,
			kinds,
			isChosen: settings.metrics.length > 0,
			notShown,
			sortedBy: settings.sortBy,
		}),
		advice: adviceInWords(notShown),
	};
}

/** Whether of each row somebody knows the kinds of its results: a column of its own, or its report. */
const areKindsTold = (rows: readonly IDataObject[], reports: readonly ReportRecord[] | null): boolean =>
	(reports !== null && reports.every(({ kinds }) => kinds !== null)) ||
	rows.every((row) => 'result_type' in row || RESULT_NAME in row);

/** Whether Meta's total tells the results of all: then no goal is told of the rows alone. */
const isOfOneKind = (totals: SummaryTotals | undefined): boolean =>
	totals?.now != null && kindsOfRow(totals.now).length === 1;

/** Account ids are digits: nothing else becomes an address. */
function adsManagerOf(rows: readonly IDataObject[]): string | null {
	const id = onlyOf(uniq(rows.map((row) => textOfCell(row.account_id).replace(/^act_/, ''))));
	return id !== null && /^\d+$/.test(id) && !isRoundedId(id) ? accountUrl(id) : null;
}

type LineParts = Pick<Block, 'tables' | 'grain' | 'periods' | 'up' | 'down'>;

/** The parts of a block with a line for each thing, and how many periods there are to draw. */
function linesIn(
	rows: readonly IDataObject[],
	metrics: LineMetrics,
	settings: RenderSettings,
): { readonly parts: LineParts; readonly periods: number; readonly compared: JudgedBlock['lines'] } {
	const { groupBy: column, secondGroup, mostLines, movers } = settings;
	const groups = groupedBy(rows, [column, secondGroup], metrics);
	const { grain, bars } = barsOf(
		rows,
		groups.map(({ group }) => group),
		metrics,
	);
	const parts: LineParts = {
		tables: groups.flatMap((one) => tableOf(one, metrics, { mostLines, grain }) ?? []),
		grain,
		periods: bars.slice(-MOST_PERIODS),
		...moversOf(movers ? (groups[0]?.lines ?? []) : [], metrics.sortBy),
	};
	const [first] = groups;
	const compared =
		first === undefined || first.group === PERIOD ? null : { label: first.group.label, all: first.lines };
	return { parts, periods: bars.length, compared };
}

/** Whether both are told, and are not the same. */
const differs = (one: unknown, other: unknown): boolean =>
	textOfCell(one) !== '' && textOfCell(other) !== '' && textOfCell(one) !== textOfCell(other);

/** Whether a row is of another account than a total, or of days that the total has not. */
const isBeyond = (row: IDataObject, total: IDataObject): boolean =>
	differs(row.account_id, total.account_id) ||
	(differs(row.date_start, total.date_start) && textOfCell(row.date_start) < textOfCell(total.date_start)) ||
	(differs(row.date_stop, total.date_stop) && textOfCell(row.date_stop) > textOfCell(total.date_stop));

const partOf = (value: unknown): IDataObject | null =>
	typeof value === 'object' && value !== null ? (value as IDataObject) : null;

/**
 * The item with Meta's totals. People of two reports may be the same people, so totals count only where there is one, and no rows of
 * another account or of other days.
 */
function totalItemOf(summaries: readonly IDataObject[], rows: readonly IDataObject[]): IDataObject | null {
	const total = onlyOf(summaries);
	return total === null || partOf(total.totals) === null || rows.some((row) => isBeyond(row, total)) ? null : total;
}

const totalsIn = (total: IDataObject | null): SummaryTotals | undefined =>
	total === null
		? undefined
		: { now: withOnlyKind(partOf(total.totals)), before: withOnlyKind(partOf(total.previous_totals)) };
