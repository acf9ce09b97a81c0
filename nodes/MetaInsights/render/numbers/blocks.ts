import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { onlyOf } from '../../facts/some';
import { isSummary } from '../../rows/columns/rowNames';
import { firstDay, isShownRow, lastDay, textOfCell } from './cells';
import { withDaysBefore } from './daysBefore';
import { figureIn, figureOf, spend, type ComparedFigure, type RenderMetric, type SummaryTotals } from './figures';
import { groupedBy, tableOf, type GroupTable } from './groupTables';
import { barsOf, figuresOf, moversOf, type Line, type LineMetrics } from './lines';
import { notesOf } from './notes';
import type { Grain } from './periods';
import { shownMetrics, tableColumns } from './shownMetrics';
import { Words } from './words';

export interface RenderSettings {
	/** Column whose values name the lines of the table; `auto` takes the most detailed name the rows have. */
	readonly groupBy: string;
	/** Column of a second table. */
	readonly secondGroup?: string;
	/** Columns to show, in order; empty for all that the rows can fill. */
	readonly metrics: readonly string[];
	/** Column that orders the table and draws the bars. */
	readonly sortBy: string;
	readonly mostLines: number;
	readonly movers: boolean;
	/** Language and country of the numbers within sentences. */
	readonly locale: string;
}

/** Everything of one currency: amounts of different currencies are never added. */
export interface Block {
	readonly currency: string | null;
	readonly accounts: readonly string[];
	readonly since: string | null;
	readonly until: string | null;
	readonly previous: { readonly since: string; readonly until: string } | null;
	readonly rows: number;
	readonly metrics: readonly RenderMetric[];
	/** Metrics of the table beside the one it is sorted by. */
	readonly columns: readonly RenderMetric[];
	readonly headline: ReadonlyMap<string, ComparedFigure>;
	readonly sortBy: RenderMetric;
	readonly tables: readonly GroupTable[];
	/** Day, week or month: what a row is about. */
	readonly grain: Grain;
	/** One bar for each of them when the rows are not grouped by it; empty for a single one. */
	readonly periods: readonly Line[];
	readonly up: readonly Line[];
	readonly down: readonly Line[];
	/** What the reader must know of the numbers. */
	readonly notes: readonly string[];
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
export function blocksOf(rows: readonly IDataObject[], settings: RenderSettings): Block[] {
	return Object.values(groupBy(rows, moneyOf))
		.map((ownRow) => {
			const currency = ownRow.map(currencyOf).find(isCurrency);
			return blockOf(currency ?? null, ownRow, settings);
		})
		.filter((block) => block.rows > 0);
}

function blockOf(currency: string | null, all: readonly IDataObject[], settings: RenderSettings): Block {
	const rows = withDaysBefore(all.filter(isShownRow));
	const totals = totalsOf(all.filter(isSummary), rows);
	const blockMetrics = shownMetrics(rows, totals, settings.metrics);
	const sortBy = blockMetrics.find(({ column }) => column === settings.sortBy) ?? blockMetrics[0] ?? spend;
	const previous = periodOf(rows, 'previous_');
	const headline = figuresOf(blockMetrics, (metric) => figureOf(rows, metric, totals));
	const lines = linesIn(rows, { shown: blockMetrics, sortBy }, settings);
	return {
		currency,
		accounts: [
			...new Set(rows.map((row) => textOfCell(row.account_name) || textOfCell(row.account_id)).filter(Boolean)),
		],
		...periodOf(rows),
		previous: previous.since && previous.until ? { since: previous.since, until: previous.until } : null,
		rows: rows.length,
		metrics: blockMetrics.filter((metric) => figureIn(headline, metric).now !== null),
		columns: tableColumns(blockMetrics, sortBy, settings.metrics.length > 0),
		headline,
		sortBy,
		...lines.parts,
		notes: notesOf({
			rows,
			totals,
			isCompared: previous.since !== null,
			shown: [sortBy, ...blockMetrics],
			drawn: { grain: lines.parts.grain, shown: lines.parts.periods.length, all: lines.periods },
			words: new Words(settings.locale, currency),
		}),
	};
}

type LineParts = Pick<Block, 'tables' | 'grain' | 'periods' | 'up' | 'down'>;

/** The parts of a block with a line for each thing, and how many periods there are to draw. */
function linesIn(
	rows: readonly IDataObject[],
	metrics: LineMetrics,
	settings: RenderSettings,
): { readonly parts: LineParts; readonly periods: number } {
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
	return { parts, periods: bars.length };
}

/** The time that rows cover, as far as they tell. */
const periodOf = (rows: readonly IDataObject[], prefix: '' | 'previous_' = '') => ({
	since: firstDay(rows, `${prefix}date_start`),
	until: lastDay(rows, `${prefix}date_stop`),
});

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
 * People of two reports may be the same people, so totals count only where there is one, and no rows of another account or
 * of other days.
 */
function totalsOf(summaries: readonly IDataObject[], rows: readonly IDataObject[]): SummaryTotals | undefined {
	const total = onlyOf(summaries);
	if (total === null || rows.some((row) => isBeyond(row, total))) return undefined;
	return { now: partOf(total.totals), before: partOf(total.previous_totals) };
}
