import { CHANGES_AT_ONCE } from '../../nodes/shared/graph/wire/pace.ts';
import { table } from '../markdown.mts';
import { ratio } from '../median.mts';
import type { Loading } from './descriptions.mts';
import type { FirstUse } from './firstUse.mts';
import { PICKER_CAMPAIGNS, PICKER_LATENCY, type PickerTime } from './pickers.mts';
import { CONCURRENCY, DAYS, HTTP_PAGE, ITEMS, JOB_SECONDS, REPORT_LATENCY, type ReportTime } from './reports.mts';
import { CAMPAIGNS, LATENCY, type Updating } from './statusUpdates.mts';

export const KB = 1024;
export const MB = 1024 * KB;

/** Milliseconds and KB of heap that this package may take of every n8n process that starts. */
export const LOADING_MS = 8;
const LOADING_KB = 4 * KB;

/** Milliseconds that the first use of a node may take beyond the second. */
export const FIRST_USE_MS = 80;

/** Milliseconds that a person waits in front of a list. */
export const PICKER_MS = 300;

/** MB that n8n may hold while a report of any size is written to a file. */
export const FILE_PEAK_MB = 700;

/** Of the bound, what a large report may take. */
export const OF_THE_BOUND = 1.1;

/** Changes that a batch carries, and points of a change: fewer calls or points than this cannot do it. */
const [BATCH, POINTS] = [50, 3];

export function updatesReport([ours, theirs]: Updating[]): string {
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
	const calls = CAMPAIGNS / BATCH;
	const seconds = CAMPAIGNS / CHANGES_AT_ONCE;
	const points = CAMPAIGNS * POINTS;
	rows.push(
		['limit', seconds, calls, points],
		['this, of the limit', ratio(ours.seconds, seconds), ratio(ours.httpCalls, calls), ratio(ours.points, points)],
	);
	return `## ${CAMPAIGNS.toLocaleString('en')} campaign status updates

Latency model: ${LATENCY.call} ms for each HTTP call and ${LATENCY.subCall} ms for each part of a batch on top; no TLS.
Concurrency: n8n's node has one call under way at a time, this package up to four batches of 50. Same n8n, same emulator,
same campaigns, one after the other; all active before and checked to be paused after. Points as Meta's documented score
counts them (a read 1, a write 3); batches save round trips, not points, and this package also reads before it writes and reads back after.
Limit: ${CHANGES_AT_ONCE} changes a second, the pace at which Meta never stops an app; batches of ${BATCH}; the changes' points alone.

${table(['', 'seconds', 'HTTP calls', 'API points'], rows)}`;
}

export function loadingReport([ours, theirs]: Loading[]): string {
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
		['limit', '', LOADING_MS, LOADING_KB, ''],
		['this, of the limit', '', ratio(ours.ms, LOADING_MS), ratio(ours.heap / KB, LOADING_KB), ''],
	);
	return `## Loading all descriptions

A fresh Node process each time, by turns, median of 11; what n8n has loaded anyway (n8n-workflow, luxon, lodash, zod) is
loaded before the clock starts. Heap after garbage collection.

${table(['', 'nodes', 'ms', 'heap KB', 'description KB'], rows)}`;
}

export const usesReport = (uses: FirstUse[]): string => `## First use of a node

The first execution beyond the second in a fresh process: its files are found, read and compiled, and an item with empty fields is
refused. Of Meta Ads the operations that read most. Processor time, median of 7; heap after garbage collection. Limit: ${FIRST_USE_MS} ms.

${table(
	['node', 'operation', 'ms', 'of the limit', 'modules', 'heap KB'],
	uses.map(({ name, what, ms, modules, heap }) => [
		name,
		what,
		ms.toFixed(0),
		ratio(ms, FIRST_USE_MS),
		modules,
		Math.round(heap / KB),
	]),
)}`;

export const pickersReport = (pickers: PickerTime[]): string => `## Lists of the editor

Campaigns of an account that has ${PICKER_CAMPAIGNS.toLocaleString('en')}, as the editor asks n8n's server for them. Latency: ${PICKER_LATENCY} ms a call. Median of 9, by the
clock; the first list of an n8n also reads what lists need. Limit: ${PICKER_MS} ms. n8n’s own node, in an n8n of its own, asks a server with the
same latency: what n8n itself takes.

${table(
	['list', 'ms', 'of the limit', 'entries', 'calls to Meta'],
	pickers.map(({ name, ms, entries, calls, theirs }) => [
		name,
		ms.toFixed(0),
		theirs ? '' : ratio(ms, PICKER_MS),
		entries,
		calls,
	]),
)}`;

const FILES_HEAD = [
	...['', 'rows', 'seconds', 'bound', 'of the bound', 'of the limit', 'pages', 'calls'],
	...['emulator, of a core', 'peak MB', 'of the limit'],
];

export function filesReport(files: ReportTime[]): string {
	const rows = files.map(({ name, rows: count, seconds, pages, calls, emulatorShare, peak, bound = 0 }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		bound.toFixed(1),
		(seconds / bound).toFixed(2),
		(seconds / bound / OF_THE_BOUND).toFixed(2),
		pages,
		calls,
		emulatorShare.toFixed(2),
		Math.round(peak / MB),
		(peak / MB / FILE_PEAK_MB).toFixed(2),
	]);
	return `## Large reports into a file

Rows of ads by day, age and gender for ${DAYS} days, field set Delivery, written to a CSV file on disk. Latency model:
${REPORT_LATENCY} ms a call; Meta takes ${JOB_SECONDS} s for each run, all runs side by side. Up to ${CONCURRENCY} calls under way at once.
Bound: job time + ⌈pages ÷ ${CONCURRENCY}⌉ × latency; the limit is ${OF_THE_BOUND} of it. From the first call to the one of the step behind. As at Meta, the
rows of a run are computed while its job goes on, in the emulator's own process; what that took of one core stands beside. Memory:
the most the whole n8n process ever held; limit ${FILE_PEAK_MB} MB.

${table(FILES_HEAD, rows)}`;
}

/** @param peaks runs of the same report, the last with the heap of a small server */
export function peaksReport(peaks: ReportTime[]): string {
	const rows = peaks.map(({ name, rows: count, seconds, bound = 0, peak }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		ratio(seconds, bound),
		Math.round(peak / MB),
		ratio(peak / MB, FILE_PEAK_MB),
	]);
	return `## A million rows into a file, again and again

The largest of the reports above, each in an n8n process of its own. The last has the heap that Node gives it on a server with 1 GB:
half of the memory. Memory: the most the whole n8n process ever held; limit ${FILE_PEAK_MB} MB in every run.

${table(['', 'rows', 'seconds', 'of the bound', 'peak MB', 'of the limit'], rows)}`;
}

export function itemsReport([ours, theirs, plain]: ReportTime[]): string {
	if (!ours || !theirs || !plain) return '';
	const rows = [ours, theirs, plain].map(({ name, rows: count, seconds, calls, peak }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		calls,
		Math.round(peak / MB),
	]);
	rows.push([
		'ratio (n8n’s / this)',
		'',
		ratio(theirs.seconds, ours.seconds),
		ratio(theirs.calls, ours.calls),
		ratio(theirs.peak, ours.peak),
	]);
	rows.push(['limit (n8n’s own part)', '', '', '', Math.round(plain.peak / MB)]);
	rows.push(['this, of the limit', '', '', '', ratio(ours.peak, plain.peak)]);
	return `## A report as items

${ITEMS.ads} ads, ${ITEMS.days} days, age and gender, as items of the workflow, in the same n8n, one after the other. Latency: ${REPORT_LATENCY} ms a call.
HTTP Request asks at once, follows paging.next with ${HTTP_PAGE} rows a page, one page after the other, and Split Out makes rows of
the pages: texts and lists as Meta sends them. A direct answer is computed while its caller waits, as at Meta. This package asks
for runs (the emulator's own time for them: 2 s and more with the size) and reads their pages side by side: flat rows with
numbers. From the first call to the one of the step behind. A node that only makes as many items shows what n8n itself takes for
them, its own start included: no node can take less.

${table(['', 'rows', 'seconds', 'calls', 'peak MB'], rows)}`;
}
