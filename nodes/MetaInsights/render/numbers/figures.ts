import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { arePeople } from '../../facts/fieldKinds';
import { percentChange, previousColumn } from '../../rows/columns/rowNames';
import { areKindsUnknown, arePartOfResults, arePeopleOfSeveral } from './resultKinds';
import { numberOf } from '../../../shared/reading/numbers';

/** What a figure's sum means, or what it is computed from. */
type Source =
	| { readonly sumOf: string }
	| { readonly ratio: readonly [over: string, under: string]; readonly times?: number };

export interface RenderMetric {
	readonly column: string;
	readonly label: string;
	/** Where there is little room, such as above a column. */
	readonly shortLabel?: string;
	readonly unit: 'money' | 'count' | 'percent' | 'times';
	readonly source: Source;
	/** Whether a rise is good news; neither, where it depends: more spend alone shows ads more often. */
	readonly better?: 'higher' | 'lower';
	/** People and their average cannot be added up: shown only as Meta's own totals tell them. */
	readonly totalsOnly?: true;
	/** Of results of one kind: Meta's name of it. */
	readonly kind?: string;
}

const sum = (
	column: string,
	label: string,
	unit: RenderMetric['unit'],
	better?: RenderMetric['better'],
): RenderMetric => ({
	column,
	label,
	unit,
	better,
	source: { sumOf: column },
});
const ratio = (
	column: string,
	label: string,
	unit: RenderMetric['unit'],
	better: RenderMetric['better'],
	over: string,
	under: string,
	times = 1,
): RenderMetric => ({
	column,
	label,
	unit,
	better,
	source: { ratio: [over, under], times },
});

/** What everything is measured by where nothing else is chosen. */
export const spend = sum('spend', 'Amount Spent', 'money');

/** What people bought for. */
export const purchaseValue = sum('purchase_value', 'Purchases Conversion Value', 'money', 'higher');

export const roas: RenderMetric = {
	...ratio('roas', 'Return on Ad Spend (ROAS)', 'times', 'higher', 'purchase_value', 'spend'),
	shortLabel: 'ROAS',
};

/** Everything a report can show, in the order in which people look for it: a message that has no room for all shows the first. */
export const metrics: readonly RenderMetric[] = [
	spend,
	sum('results', 'Results', 'count', 'higher'),
	ratio('cost_per_result', 'Cost per Result', 'money', 'lower', 'spend', 'results'),
	sum('leads', 'Leads', 'count', 'higher'),
	ratio('cost_per_lead', 'Cost per Lead', 'money', 'lower', 'spend', 'leads'),
	sum('purchases', 'Purchases', 'count', 'higher'),
	ratio('cost_per_purchase', 'Cost per Purchase', 'money', 'lower', 'spend', 'purchases'),
	purchaseValue,
	roas,
	sum('impressions', 'Impressions', 'count'),
	sum('clicks', 'Clicks (All)', 'count'),
	ratio('ctr', 'CTR (All)', 'percent', 'higher', 'clicks', 'impressions', 100),
	ratio('cpc', 'CPC (All)', 'money', 'lower', 'spend', 'clicks'),
	{ ...sum('reach', 'Reach', 'count'), totalsOnly: true },
	ratio('cpm', 'CPM', 'money', 'lower', 'spend', 'impressions', 1000),
	sum('link_clicks', 'Link Clicks', 'count'),
	sum('adds_to_cart', 'Adds to Cart', 'count', 'higher'),
	ratio('cost_per_add_to_cart', 'Cost per Add to Cart', 'money', 'lower', 'spend', 'adds_to_cart'),
	ratio('cost_per_link_click', 'Cost per Link Click', 'money', 'lower', 'spend', 'link_clicks'),
	{ ...sum('frequency', 'Frequency', 'times'), totalsOnly: true },
];

/** The columns that figures are added up from. */
export const addedColumns: readonly string[] = uniq(
	metrics.flatMap(({ source, totalsOnly }) => (totalsOnly ? [] : 'sumOf' in source ? [source.sumOf] : source.ratio)),
);

export const metricOf = (column: string): RenderMetric | undefined =>
	metrics.find((metric) => metric.column === column);

/** A figure now and in the period before; null is not known (in part, before), or not defined. */
export interface ComparedFigure {
	readonly now: number | null;
	readonly before: number | null;
	/** Percent from before to now. */
	readonly change: number | null;
	/** Whether the change may be chance, where that was judged. */
	readonly mayBeChance?: boolean;
}

/** A metric among figures; unknown where nobody told it. */
export const figureIn = (figures: ReadonlyMap<string, ComparedFigure>, { column }: RenderMetric): ComparedFigure =>
	figures.get(column) ?? { now: null, before: null, change: null };

/** Whether a cell holds a number that cannot be read, such as `12,50` or `€ 7`: it is not nothing, and nobody knows how much. */
export const isUnreadable = (value: unknown): boolean =>
	typeof value === 'string' && /\p{N}/u.test(value) && numberOf(value) === null;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Adds up what is known; null when nothing is, or part of it cannot be read. */
function sumOf(rows: readonly IDataObject[], column: string): number | null {
	if (rows.some((row) => isUnreadable(row[column]))) return null;
	const values = rows.flatMap((row) => numberOf(row[column]) ?? []);
	return values.length === 0 ? null : finite(values.reduce((total, value) => total + value, 0));
}

/** From the sums of the rows that know both sides: a row without clicks' count must not lower the cost of a click. */
function ratioOf(rows: readonly IDataObject[], over: string, under: string, times: number): number | null {
	if (rows.some((row) => isUnreadable(row[over]) || isUnreadable(row[under]))) return null;
	const knownRows = rows.filter((row) => numberOf(row[over]) !== null && numberOf(row[under]) !== null);
	const [top, bottom] = [sumOf(knownRows, over), sumOf(knownRows, under)];
	return top === null || bottom === null || bottom === 0 ? null : finite((times * top) / bottom);
}

function compute(
	rows: readonly IDataObject[],
	{ source }: RenderMetric,
	columnOf = (column: string): string => column,
): number | null {
	if ('sumOf' in source) return sumOf(rows, columnOf(source.sumOf));
	const [over, under] = source.ratio;
	return ratioOf(rows, columnOf(over), columnOf(under), source.times ?? 1);
}

/**
 * A metric over some rows: added up where that is allowed, computed anew from its sums where it is a ratio.
 *
 * @param totals Meta's own totals of now and before, where the report has them. They have what rows leave out: archived
 * objects, what filters and Limit drop. So both sides come from them, or both from the rows. A total next to a sum of
 * rows would show a change that never was.
 */
export function figureOf(rows: readonly IDataObject[], metric: RenderMetric, totals?: SummaryTotals): ComparedFigure {
	return totalFigure(metric, totals) ?? rowsFigure(rows, metric);
}

/** Whether a figure comes of the rows alone, though Meta's totals are there. */
export const isOfRowsOnly = (metric: RenderMetric, totals: SummaryTotals | undefined): boolean =>
	totalFigure(metric, totals) === null;

/** The columns that a metric is made of; none for what is no metric. */
export const neededColumns = (column: string): readonly string[] => {
	const metric = metricOf(column);
	return metric === undefined ? [] : needsOf(metric);
};

const needsOf = ({ source }: RenderMetric): readonly string[] => ('sumOf' in source ? [source.sumOf] : source.ratio);

/** Whether a row tells all that a metric is made of. */
const isToldBy = (row: IDataObject, metric: RenderMetric, columnOf = (column: string): string => column): boolean =>
	needsOf(metric).every((column) => numberOf(row[columnOf(column)]) !== null);

/** Whether a row knows one side only, though it is not new: what it is part of would stand beside less or more than itself. */
const isOneSided = (row: IDataObject, metric: RenderMetric): boolean =>
	isToldBy(row, metric) !== isToldBy(row, metric, previousColumn) && !isNew([row]);

/**
 * Whether a row has results of a kind, and its metric cannot be told of them alone: several kinds share one spend. What other
 * rows tell would be a part, next to a count of all.
 */
const lacksOwn = (row: IDataObject, metric: RenderMetric): boolean =>
	needsOf(metric).some((column) => column in row && numberOf(row[column]) === null);

const figure = (now: number | null, before: number | null): ComparedFigure => ({
	now,
	before,
	change: percentChange(now, before),
});

/** Null where Meta's totals do not tell it: a column of one's own, results of several kinds. */
function totalFigure(metric: RenderMetric, totals: SummaryTotals | undefined): ComparedFigure | null {
	if (!totals?.now) return null;
	// People cannot be computed from anything: the cell itself is the figure.
	const of = (source: IDataObject | null): number | null =>
		source === null ? null : metric.totalsOnly ? numberOf(source[metric.column]) : compute([source], metric);
	const now = of(totals.now);
	return now === null ? null : figure(now, of(totals.before));
}

/** Whether a metric counts results, whose kinds differ from object to object. */
export const countsResults = ({ column }: RenderMetric): boolean =>
	column === 'results' || column === 'cost_per_result';

function rowsFigure(rows: readonly IDataObject[], metric: RenderMetric): ComparedFigure {
	const isNoSum = countsResults(metric) && (areKindsUnknown(rows) || arePeopleOfSeveral(rows));
	const isOfResults = countsResults(metric) || metric.kind !== undefined;
	const isPart =
		(isOfResults && arePartOfResults(rows)) || (metric.kind !== undefined && rows.some((row) => lacksOwn(row, metric)));
	const isOfPeople =
		metric.kind !== undefined &&
		arePeople(metric.kind) &&
		rows.filter((row) => needsOf(metric).every((column) => isFilled(row[column]))).length > 1;
	if (metric.totalsOnly || isNoSum || isOfPeople || isPart) return figure(null, null);
	const isComparable = !rows.some((row) => isOneSided(row, metric));
	return figure(compute(rows, metric), isComparable ? compute(rows, metric, previousColumn) : null);
}

const previousColumns = metrics.map(({ column }) => previousColumn(column));
const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Whether rows were compared with a period before that has nothing of them. Nobody knows where a part of the report is missing. */
export function isNew(rows: readonly IDataObject[]): boolean {
	return rows.every(
		(row) =>
			isFilled(row.previous_date_start) &&
			row.report_complete !== false &&
			previousColumns.some((column) => column in row) &&
			previousColumns.every((column) => numberOf(row[column]) === null && !isUnreadable(row[column])),
	);
}

/** A figure of something that was not there before: what is counted was zero, a rate was nothing. */
export const newFigure = ({ now }: ComparedFigure, { source }: RenderMetric): ComparedFigure =>
	figure(now, now !== null && 'sumOf' in source ? 0 : null);

/** Meta's totals of a report, as a summary item carries them. */
export interface SummaryTotals {
	readonly now: IDataObject | null;
	readonly before: IDataObject | null;
}
