import type { Contacts } from './people/contacts.mts';
import { ALLOWED_MS, type Decisions } from './decisions.mts';
import type { Loading } from './n8n/descriptions.mts';
import type { Flattening } from './flattening.mts';
import { table } from './markdown.mts';
import { ratio } from './median.mts';
import { CONCURRENCY, DAYS, HTTP_PAGE, ITEMS, JOB_SECONDS, REPORT_LATENCY, type ReportTimes } from './n8n/reports.mts';
import { CAMPAIGNS, LATENCY, type Updating } from './n8n/statusUpdates.mts';
import type { Million } from './people/millionContacts.mts';
import type { UploadOnce } from './people/uploadOnce.mts';
import { contactsReport, millionReport, uploadsReport } from './people/report.mts';

const KB = 1024;

/** What this package may take of every n8n process that starts. */
const LOADING = { ms: 50, kb: 4 * KB };

/** Rows of the widest field sets that one core makes flat in a second. */
const FLATTENED = 200_000;

function updatesReport([ours, theirs]: Updating[]): string {
	if (!ours || !theirs) return '';
	const rows = [ours, theirs].map(({ name, seconds, httpCalls, points }) => [
		name,
		seconds.toFixed(1),
		httpCalls,
		points,
	]);
	rows.push([
		'ratio (n8n’s / this)',
		ratio(theirs.seconds, ours.seconds),
		ratio(theirs.httpCalls, ours.httpCalls),
		ratio(theirs.points, ours.points),
	]);
	return `## ${CAMPAIGNS.toLocaleString('en')} campaign status updates

Latency model: ${LATENCY.call} ms for each HTTP call and ${LATENCY.subCall} ms for each part of a batch on top; no TLS.
Concurrency: n8n's node has one call under way at a time, this package up to four batches of 50. Same n8n, same emulator,
same campaigns, one after the other; all active before and checked to be paused after. Points as Meta's documented score
counts them (a read 1, a write 3); batches save round trips, not points, and this package also reads before it writes and reads back after.

${table(['', 'seconds', 'HTTP calls', 'API points'], rows)}`;
}

function loadingReport([ours, theirs]: Loading[]): string {
	if (!ours || !theirs) return '';
	const rows = [ours, theirs].map(({ name, nodes, ms, heap, json }) => [
		name,
		nodes,
		ms.toFixed(1),
		Math.round(heap / KB),
		Math.round(json / KB),
	]);
	rows.push([
		'ratio (n8n’s / this)',
		'',
		ratio(theirs.ms, ours.ms),
		ratio(theirs.heap, ours.heap),
		ratio(theirs.json, ours.json),
	]);
	rows.push(
		['limit', '', LOADING.ms, LOADING.kb, ''],
		['this, of the limit', '', ratio(ours.ms, LOADING.ms), ratio(ours.heap / KB, LOADING.kb), ''],
	);
	return `## Loading all descriptions

A fresh Node process each time, by turns, median of 11; what n8n has loaded anyway (n8n-workflow, luxon, lodash, zod) is
loaded before the clock starts. Heap after garbage collection.

${table(['', 'nodes', 'ms', 'heap KB', 'description KB'], rows)}`;
}

const MB = 1024 * KB;

function filesReport({ files }: ReportTimes): string {
	const rows = files.map(({ name, rows: count, seconds, pages, calls, peak, bound = 0 }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		bound.toFixed(1),
		(seconds / bound).toFixed(2),
		pages,
		calls,
		Math.round(peak / MB),
	]);
	return `## Large reports into a file

Rows of ads by day, age and gender for ${DAYS} days, field set Delivery, written to a CSV file on disk. Latency model:
${REPORT_LATENCY} ms a call; Meta takes ${JOB_SECONDS} s for each run, all runs side by side. Up to ${CONCURRENCY} calls under way at once.
Bound: job time + ⌈pages ÷ ${CONCURRENCY}⌉ × latency; the limit is 1.1 of it. From the first call to the one of the step behind. As at Meta, the
rows of a run are computed while its job goes on; handing them over happens on the same cores as n8n. Memory: the most the whole
n8n process ever held.

${table(['', 'rows', 'seconds', 'bound', 'of the bound', 'pages', 'calls', 'peak MB'], rows)}`;
}

function itemsReport({ items: [ours, theirs] }: ReportTimes): string {
	if (!ours || !theirs) return '';
	const rows = [ours, theirs].map(({ name, rows: count, seconds, calls, peak }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		calls,
		Math.round(peak / MB),
	]);
	rows.push(['ratio (n8n’s / this)', '', ratio(theirs.seconds, ours.seconds), ratio(theirs.calls, ours.calls), '']);
	return `## A report as items

${ITEMS.ads} ads, ${ITEMS.days} days, age and gender, as items of the workflow, in the same n8n, one after the other. Latency: ${REPORT_LATENCY} ms a call.
HTTP Request asks at once, follows paging.next with ${HTTP_PAGE} rows a page, one page after the other, and Split Out makes rows of
the pages: texts and lists as Meta sends them. A direct answer is computed while its caller waits, as at Meta. This package asks
for runs (the emulator's own time for them: 2 s and more with the size) and reads their pages side by side: flat rows with
numbers. From the first call to the one of the step behind.

${table(['', 'rows', 'seconds', 'calls', 'peak MB'], rows)}`;
}

const flatteningReport = (flattenings: Flattening[]): string => `## Flattening

From rows as Meta sends them to flat rows, seconds of one core, median of 9. Limit: ${FLATTENED.toLocaleString('en')} rows a second, also of the widest.

${table(
	['field sets', 'columns', 'rows a second', 'of the limit'],
	flattenings.map(({ sets, columns, rowsPerSecond }) => [
		sets,
		columns,
		rowsPerSecond.toLocaleString('en'),
		(rowsPerSecond / FLATTENED).toFixed(2),
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

export interface Measured {
	loadings: Loading[];
	updates: Updating[];
	reports: ReportTimes;
	flattenings: Flattening[];
	contacts: Contacts;
	uploads: UploadOnce[];
	million: Million;
	decisions: Decisions;
}

export const report = (
	{ loadings, updates, reports, flattenings, contacts, uploads, million, decisions }: Measured,
	setting: string,
): string =>
	`# Benchmark results

Made by \`npm run bench\` (${setting}). Times depend on the machine; read the ratios.

${updatesReport(updates)}

${contactsReport(contacts)}

${uploadsReport(uploads)}

${millionReport(million)}

${loadingReport(loadings)}

${filesReport(reports)}

${itemsReport(reports)}

${flatteningReport(flattenings)}

${decisionsReport(decisions)}
`;
