import { eventsReport, millionEventsReport } from './conversions/report.mts';
import { ALLOWED_MS, type Decisions } from './decisions.mts';
import { ROWS_A_SECOND, type Flattening } from './flattening.mts';
import type { Measured } from './measured.mts';
import { goalsReport, type PastRuns } from './goals.mts';
import { table } from './markdown.mts';
import { filesReport, itemsReport, loadingReport, updatesReport, usesReport } from './n8n/report.mts';
import { contactsReport, millionReport, uploadsReport } from './people/report.mts';

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

export function report(measurements: Measured, past: PastRuns, setting: string): string {
	const { loadings, uses, updates, reports, flattenings, contacts, events } = measurements;
	const { millionEvents, uploads, million, decisions } = measurements;
	return `# Benchmark results

Made by \`npm run bench\` (${setting}). Times depend on the machine; read the ratios.

${goalsReport(measurements, past)}

${updatesReport(updates)}

${contactsReport(contacts)}

${eventsReport(events)}

${millionEventsReport(millionEvents)}

${uploadsReport(uploads)}

${millionReport(million)}

${loadingReport(loadings)}

${usesReport(uses)}

${filesReport(reports)}

${itemsReport(reports)}

${flatteningReport(flattenings)}

${decisionsReport(decisions)}
`;
}
