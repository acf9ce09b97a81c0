import { lengthOf } from '../../facts/dateRanges';
import type { Block } from '../blocks';
import { metrics, type ComparedFigure, type RenderMetric } from '../numbers/figures';
import { allLines } from '../numbers/groupTables';

/** A number that the report tells. */
export interface ToldNumber {
	readonly value: number;
	/** Null for a metric whose unit nobody knows here: any may be meant. */
	readonly unit: RenderMetric['unit'] | null;
	/** Of the metric; null for what counts lines, accounts and days. */
	readonly column: string | null;
	/** Of amounts; null where the report does not name it. */
	readonly currency: string | null;
}

/** The metrics of a block, beside those that any report can have. */
export const metricsOf = ({ metrics: shownMetrics, kinds, columns, sortBy }: Block): RenderMetric[] => [
	...metrics,
	...shownMetrics,
	...columns,
	sortBy,
	...kinds.flatMap(({ results, cost, spend }) => [results, cost, spend]),
];

/** How much there is of what: lines, those that are hidden, accounts and days. */
function sizesOf({ tables, accounts, since, until }: Block): number[] {
	const days = since !== null && until !== null ? [lengthOf({ since, until })] : [];
	const lines = tables.flatMap(({ lines: shownLines, hiddenLines }) => [
		shownLines.length + hiddenLines,
		...(hiddenLines > 0 ? [hiddenLines] : []),
	]);
	return [...lines, accounts.length, ...days];
}

const valuesOf = ({ now, before }: ComparedFigure): number[] =>
	[now, before, now === null || before === null ? null : now - before].flatMap((value) => value ?? []);

/** Every number that the report tells, what it tells of changes, and how much there is of what. */
export function toldBy(block: Block): ToldNumber[] {
	const { currency } = block;
	const units = new Map(metricsOf(block).map(({ column, unit }) => [column, unit]));
	const lines = [...block.tables.flatMap(allLines), ...block.periods, ...block.up, ...block.down];
	const figures = [block.headline, ...lines.map((line) => line.figures)].flatMap((some) => [...some]);
	return [
		...figures.flatMap(([column, figure]): ToldNumber[] => [
			...valuesOf(figure).map((value) => ({ value, unit: units.get(column) ?? null, column, currency })),
			...(figure.change === null ? [] : [{ value: figure.change, unit: 'percent' as const, column, currency }]),
		]),
		...sizesOf(block).map((value) => ({ value, unit: 'count' as const, column: null, currency })),
	];
}
