import { uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { groupOf, PERIOD, type Group } from './grouping';
import { linesOf, unitedLine, type Line, type LineMetrics } from './lines';
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

/** What the lines of a report's tables stand for, each once: the two ways to group it may be the same. */
export const groupsOf = (rows: readonly IDataObject[], columns: ReadonlyArray<string | undefined>): Group[] =>
	uniqBy(
		columns.flatMap((column) => (column === undefined ? [] : groupOf(rows, column))),
		'column',
	);

/** A single line of these says nothing that the head of the report does not. */
const isKnownAlone = ({ column }: Group): boolean => column === PERIOD.column || column === 'account_name';

/** The table of a group; null where it would say nothing. */
export function tableOf(
	rows: readonly IDataObject[],
	group: Group,
	metrics: LineMetrics,
	{ mostLines, grain }: { readonly mostLines: number; readonly grain: Grain },
): GroupTable | null {
	const lines = linesOf(rows, group, metrics);
	if (lines.length === 0 || (lines.length === 1 && isKnownAlone(group))) return null;
	const hidden = lines.slice(mostLines);
	const others = hidden.flatMap((line) => line.rows);
	return {
		label: group === PERIOD ? grain : group.label,
		lines: lines.slice(0, mostLines),
		hiddenLines: hidden.length,
		others: others.length === 0 ? null : unitedLine(`${hidden.length} more`, others, metrics.shown),
		total: lines.length === 1 ? null : unitedLine('Total', rows, metrics.shown),
	};
}

/** All lines of a table, those that are several as one among them. */
export const allLines = ({ lines, others, total }: GroupTable): Line[] => [
	...lines,
	...(others ? [others] : []),
	...(total ? [total] : []),
];
