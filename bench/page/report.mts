import { eventsReport, millionEventsReport, recordsReport } from '../conversions/report.mts';
import { ALLOWED_MS, type Decisions } from '../decisions.mts';
import { ROWS_A_SECOND, type Flattening } from '../flattening.mts';
import type { Measured } from '../measured.mts';
import { goalsReport, type PastRuns } from './goals.mts';
import { table } from '../markdown.mts';
import {
	filesReport,
	itemsReport,
	loadingReport,
	peaksReport,
	pickersReport,
	updatesReport,
	usesReport,
} from '../n8n/report.mts';
import { recipesReport } from '../recipes/report.mts';
import { contactsReport, millionReport, uploadsReport } from '../people/report.mts';

const flatteningReport = (flattenings: Flattening[]): string => `## Flattening

From rows as Meta sends them to flat rows, seconds of one core, median of 9. Limit: ${ROWS_A_SECOND.toLocaleString('en')} rows a second, also of the widest.

${table(
	['field sets', 'columns', 'rows a second', 'of the limit'],
	flattenings.map(({ sets, columns, rowsPerSecond }) => [
		sets,
		columns,
		rowsPerSecond.toLocaleString('en'),
		(rowsPerSecond / ROWS_A_SECOND).toFixed(2),
	]),
)}`;

const decisionsReport = ({
	objects,
	ms,
	moved,
	held,
}: Decisions): string => `## ${objects.toLocaleString('en')} decisions of the budget guard

The policy alone, every guard asked, with a week of logged changes for each object; processor time of one core, median of 11.
Limit: ${ALLOWED_MS} ms.

${table(
	['decisions', 'ms', 'of the limit', 'moved', 'held'],
	[[objects, ms.toFixed(0), (ms / ALLOWED_MS).toFixed(2), moved, held].map((cell) => cell.toLocaleString('en'))],
)}`;

/** A section of what was measured; none of what never was. */
const section = <Key extends keyof Measured>(key: Key, inWords: (figures: Measured[Key]) => string) => ({
	text: ({ [key]: figures }: Partial<Measured>): string[] =>
		figures === undefined ? [] : [inWords(figures as Measured[Key])],
});

const sections = [
	section('updates', updatesReport),
	section('contacts', contactsReport),
	section('events', eventsReport),
	section('millionEvents', millionEventsReport),
	section('records', recordsReport),
	section('uploads', uploadsReport),
	section('million', millionReport),
	section('loadings', loadingReport),
	section('uses', usesReport),
	section('pickers', pickersReport),
	section('files', filesReport),
	section('peaks', peaksReport),
	section('items', itemsReport),
	section('recipes', recipesReport),
	section('flattenings', flatteningReport),
	section('decisions', decisionsReport),
];

/** @param settings when and where each part was measured, by its name */
export function report(
	measurements: Partial<Measured>,
	past: PastRuns,
	settings: ReadonlyArray<readonly [part: string, setting: string]>,
): string {
	return `${[
		`# Benchmark results

Made by \`npm run bench\`; \`npm run bench -- files items\` measures these parts alone, and leaves the others as they are.
Times depend on the machine; read the ratios.

${table(['part', 'measured'], settings)}`,
		goalsReport(measurements, past),
		...sections.flatMap(({ text }) => text(measurements)),
	].join('\n\n')}
`;
}
