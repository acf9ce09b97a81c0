import type { IDataObject } from 'n8n-workflow';

import type { ReportRecord } from '../../../meta/report/reportRecord';
import { figureOf, type RenderMetric, type SummaryTotals } from '../numbers/figures';
import { isLimited } from './recordNotes';

/** Cents are rounded row by row, so sums may differ by a little. */
const ROUNDING = 0.001;

export interface PartOfTotal {
	readonly percent: number;
	readonly lacking: number;
	readonly metric: RenderMetric;
}

/** What the rows hold and lack of the total, by the main figure or the spend; null where they hold all, or nobody knows. */
export function partOfTotal(
	rows: readonly IDataObject[],
	totals: SummaryTotals | undefined,
	metricsShown: readonly RenderMetric[],
): PartOfTotal | null {
	const metric = metricsShown.find(({ source }) => 'sumOf' in source);
	if (metric === undefined) return null;
	const [inRows, inAll] = [figureOf(rows, metric).now, figureOf(rows, metric, totals).now];
	if (inRows === null || inAll === null || inAll <= 0 || inRows >= inAll * (1 - ROUNDING)) return null;
	return { percent: Math.floor((inRows / inAll) * 100), lacking: inAll - inRows, metric };
}

/** What can be in a total and in no row: all that is possible where nobody knows the report. */
export function whyLacking(reports: readonly ReportRecord[] | null): string {
	const isOf = (what: (report: ReportRecord) => boolean): boolean => reports === null || reports.some(what);
	const reasons = [
		...(isOf(({ mayLackGone: mayLack }) => mayLack) ? ['archived or deleted'] : []),
		...(isOf(({ filters }) => filters.length > 0) ? ['left out by a filter'] : []),
		...(reports === null || isLimited(reports) ? ['beyond the limit'] : []),
		...(isOf(({ breakdowns }) => breakdowns.length > 0) ? ['left out of the breakdown by Meta'] : []),
	];
	return reasons.length === 0 ? 'in no row' : reasons.join(', or ');
}
