import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { kindLabel, kindsOfRow, type ResultKind } from './kinds';
import {
	countsResults,
	figureOf,
	metricOf,
	metrics,
	type ComparedFigure,
	type RenderMetric,
	type SummaryTotals,
} from './figures';

/** Results of different kinds (leads, purchases) are not one number. */
function mixesResults(rows: readonly IDataObject[], totals: SummaryTotals | undefined): boolean {
	const kinds = [...rows, totals?.now, totals?.before].flatMap((row) => (row ? kindsOfRow(row).map(kindLabel) : []));
	return new Set(kinds).size > 1;
}

/** Results and their cost, a metric for each kind. */
function byKind(metric: RenderMetric, kinds: readonly ResultKind[]): RenderMetric[] {
	if (!countsResults(metric)) return [metric];
	return kinds.map(({ results, cost }) => (metric.unit === 'count' ? results : cost));
}

/**
 * The metrics that rows can tell.
 *
 * @param columns their columns; empty for all that are worth showing
 * @param kinds of the rows' results
 */
export function shownMetrics(
	rows: readonly IDataObject[],
	totals: SummaryTotals | undefined,
	columns: readonly string[],
	kinds: readonly ResultKind[] = [],
): RenderMetric[] {
	const wantedMetrics = columns.length > 0 ? columns.flatMap((column) => metricOf(column) ?? []) : metrics;
	const hasOneKind = !mixesResults(rows, totals);
	const metricsWithFigures = wantedMetrics
		.flatMap((metric) => (hasOneKind ? [metric] : byKind(metric, kinds)))
		.filter((metric) => figuresIn(metric, rows, totals).some(({ now }) => now !== null));
	const hasCostsByKind = metricsWithFigures.some(({ kind, unit }) => kind !== undefined && unit === 'money');
	const worthShowing = metricsWithFigures.filter(
		(metric) =>
			columns.length > 0 || (isWorthShowing(metric, rows, totals) && !(hasCostsByKind && isOfAllSpend(metric))),
	);
	// What was chosen and is not there is named as well, in a sentence.
	return toldApart(worthShowing, columns.length > 0 ? wantedMetrics : worthShowing);
}

/** Results of a kind next to all that people did of it: `Link Clicks (Results)` are those of ads with that goal. */
function toldApart(all: readonly RenderMetric[], namedMetrics: readonly RenderMetric[]): RenderMetric[] {
	const labels = new Set(namedMetrics.filter(({ kind }) => kind === undefined).map(({ label }) => label));
	return all.map((metric) =>
		metric.kind !== undefined && labels.has(metric.label) ? { ...metric, label: `${metric.label} (Results)` } : metric,
	);
}

/** The figure of all rows, and those of each where results of kinds that nobody tells are not added up. */
const figuresIn = (
	metric: RenderMetric,
	rows: readonly IDataObject[],
	totals: SummaryTotals | undefined,
): ComparedFigure[] => [
	figureOf(rows, metric, totals),
	...(countsResults(metric) ? rows.map((row) => figureOf([row], metric)) : []),
];

/** Conversions nobody has are left out unless they were asked for. */
function isWorthShowing(
	metric: RenderMetric,
	rows: readonly IDataObject[],
	totals: SummaryTotals | undefined,
): boolean {
	if (metric.kind === undefined && !/^(leads|purchases|purchase_value|results|roas|adds_to_cart)$/.test(metric.column))
		return true;
	return figuresIn(metric, rows, totals).some(({ now, before }) => (now ?? 0) !== 0 || (before ?? 0) !== 0);
}

/** A cost that takes the spend of all goals for one: next to the cost of that goal alone it only confuses. */
export const isOfAllSpend = ({ column }: RenderMetric): boolean =>
	/^cost_per_(purchase|lead|add_to_cart|link_click)$/.test(column);

/** Columns of the table beside the name and the main figure: more make a mail too wide. */
const MOST_COLUMNS = 4;

/** What people look for first in a line, when they did not choose. */
const TELLING = [
	...['results', 'cost_per_result', 'purchases', 'roas', 'leads', 'cost_per_lead'],
	...['impressions', 'clicks', 'ctr', 'cpc'],
];

/** Results of all kinds stand in one column: a line has its own. */
const inOneColumn = (metric: RenderMetric): RenderMetric =>
	metric.kind === undefined ? metric : (metricOf(metric.unit === 'count' ? 'results' : 'cost_per_result') ?? metric);

/** Metrics of the table beside the one it is sorted by. */
export function tableColumns(
	metricsShown: readonly RenderMetric[],
	sortBy: RenderMetric,
	isChosen: boolean,
): RenderMetric[] {
	const rank = ({ column }: RenderMetric): number =>
		(TELLING.indexOf(column) + TELLING.length + 1) % (TELLING.length + 1);
	const ownColumns = uniq(metricsShown.map(inOneColumn)).filter((metric) => metric !== sortBy && !metric.totalsOnly);
	return (isChosen ? ownColumns : [...ownColumns].sort((one, other) => rank(one) - rank(other))).slice(0, MOST_COLUMNS);
}
