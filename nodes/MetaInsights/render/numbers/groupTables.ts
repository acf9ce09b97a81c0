import { uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { groupOf, PERIOD, type LineGroup } from './grouping';
import { linesByName, linesOf, unitedLine, type Line, type LineMetrics, type LineOfRows } from './lines';
import type { Grain } from './periods';

/** A line for each thing of one kind, the largest first. */
export interface GroupTable {
	readonly label: string;
	readonly lines: readonly Line[];
	/** Lines beyond the longest table, and all of them as one. */
	readonly hiddenLines: number;
	readonly others: Line | null;
	/** What all lines add up to, the hidden ones too; null for a single line. */
	readonly total: Line | null;
}

/** The lines of a table, before it is cut to its length. */
interface Grouped {
	readonly group: LineGroup;
	readonly lines: readonly LineOfRows[];
}

/** The lines by each of these columns, each once: the two ways to group a report may be the same. */
export const groupedBy = (
	rows: readonly IDataObject[],
	columns: ReadonlyArray<string | undefined>,
	metrics: LineMetrics,
): Grouped[] =>
	uniqBy(
		columns.flatMap((column) => (column === undefined ? [] : groupOf(rows, column))),
		'column',
	).map((group) => ({ group, lines: linesOf(rows, group, metrics, group === PERIOD ? linesByName : undefined) }));

/** A single line of these says nothing that the head of the report does not. */
const isKnownAlone = ({ column }: LineGroup): boolean => column === PERIOD.column || column === 'account_name';

/** The table of a group; null where it would say nothing. */
export function tableOf(
	{ group, lines }: Grouped,
	metrics: LineMetrics,
	{ mostLines, grain }: { readonly mostLines: number; readonly grain: Grain },
): GroupTable | null {
	if (lines.length === 0 || (lines.length === 1 && isKnownAlone(group))) return null;
	// Time keeps its order, and its latest part is what people read.
	const isTime = group === PERIOD;
	const hiddenLines = isTime ? lines.slice(0, -mostLines) : lines.slice(mostLines);
	const others = hiddenLines.flatMap((line) => line.rows);
	return {
		label: group === PERIOD ? grain : group.label,
		lines: isTime ? lines.slice(-mostLines) : lines.slice(0, mostLines),
		hiddenLines: hiddenLines.length,
		others:
			others.length === 0 ? null : unitedLine(`${hiddenLines.length} ${isTime ? 'before' : 'more'}`, others, metrics),
		total:
			lines.length === 1
				? null
				: unitedLine(
						'Total',
						lines.flatMap((line) => line.rows),
						metrics,
					),
	};
}

/** All lines of a table, those that are several as one among them. */
export const allLines = ({ lines, others, total }: GroupTable): Line[] => [
	...lines,
	...(others ? [others] : []),
	...(total ? [total] : []),
];
