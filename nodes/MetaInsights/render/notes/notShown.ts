import type { IDataObject } from 'n8n-workflow';

import { textOfCell } from '../numbers/cells';
import { countsResults, metricOf, type RenderMetric } from '../numbers/figures';
import { isMixedRow } from '../numbers/kinds';

/** What is to be said of the metrics that people chose. */
interface ChosenMetrics {
	/** Columns that were chosen; empty for everything there is. */
	readonly chosen: readonly string[];
	/** Metrics that stand at the top or in a line. */
	readonly shown: readonly RenderMetric[];
	readonly rows: readonly IDataObject[];
}

const needsOf = ({ source }: RenderMetric): readonly string[] => ('sumOf' in source ? [source.sumOf] : source.ratio);

/** Why a metric is not shown, and what to do. */
function whyNotShown(metric: RenderMetric, rows: readonly IDataObject[]): string {
	const begin = `${metric.label} cannot be shown:`;
	if (metric.totalsOnly)
		return `${begin} people cannot be added up. In Get Report, switch on Add Totals Row (Options), for one ad account and one range.`;
	if (countsResults(metric) && rows.some(isMixedRow))
		return `${begin} some rows have results of several kinds. In Get Report, set Level to Campaign or Ad Set.`;
	if (countsResults(metric) && rows.every((row) => textOfCell(row.results) === ''))
		return `${begin} Meta gives no results for these rows. In Get Report, set Level to Campaign or Ad Set.`;
	const lacking = needsOf(metric).filter((column) => rows.every((row) => textOfCell(row[column]) === ''));
	if (lacking.length > 0)
		return `${begin} the rows have no ${lacking.join(' and no ')}. In Get Report, set Columns to “All Metrics of the Groups” and choose the group that has it.`;
	return 'ratio' in metric.source
		? `${begin} there is nothing to divide by, ${metric.source.ratio[1].replace(/_/g, ' ')} are 0.`
		: `${begin} its numbers cannot be added up.`;
}

/** A sentence for each metric that was chosen and is neither a figure nor a column. */
export function notShownNotes({ chosen, shown, rows }: ChosenMetrics): string[] {
	const isShown = (metric: RenderMetric): boolean =>
		shown.some((one) => one.column === metric.column) ||
		(countsResults(metric) && shown.some(({ kind, unit }) => kind !== undefined && unit === metric.unit));
	return chosen.flatMap((column) => {
		const metric = metricOf(column);
		return metric === undefined || isShown(metric) ? [] : [whyNotShown(metric, rows)];
	});
}
