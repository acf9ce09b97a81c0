import type { Contacts } from './contacts.mts';
import { ALLOWED_MS, type Decisions } from './decisions.mts';
import type { Loading } from './descriptions.mts';
import type { Flattening } from './flattening.mts';
import { ratio } from './median.mts';
import { CONCURRENCY, DAYS, HTTP_PAGE, ITEMS, JOB_SECONDS, REPORT_LATENCY, type ReportTimes } from './reports.mts';
import { CAMPAIGNS, LATENCY, type Updating } from './statusUpdates.mts';
import type { UploadOnce } from './uploadOnce.mts';
import { UPLOAD_LATENCY } from './uploads.mts';

const row = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

const table = (head: string[], rows: Array<Array<string | number>>) =>
	[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const KB = 1024;

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
	return `## Loading all descriptions

A fresh Node process each time, by turns, median of 11; what n8n has loaded anyway (n8n-workflow, luxon, lodash, zod) is
loaded before the clock starts. Heap after garbage collection.

${table(['', 'nodes', 'ms', 'heap KB', 'description KB'], rows)}`;
}

const MB = 1024 * KB;

function filesReport({ files }: ReportTimes): string {
	const rows = files.map(({ name, rows: count, seconds, pages, calls, peak, allowed }) => [
		name,
		count.toLocaleString('en'),
		seconds.toFixed(1),
		(allowed ?? 0).toFixed(1),
		pages,
		calls,
		Math.round(peak / MB),
	]);
	return `## Large reports into a file

Rows of ads by day, age and gender for ${DAYS} days, field set Delivery, written to a CSV file on disk. Latency model:
${REPORT_LATENCY} ms a call; Meta takes ${JOB_SECONDS} s for each run, all runs side by side. Up to ${CONCURRENCY} calls under way at once.
Allowed: 1.25 × (job time + ⌈pages ÷ ${CONCURRENCY}⌉ × latency). From the first call to the one of the step behind. As at Meta, the
rows of a run are computed while its job goes on; handing them over happens on the same cores as n8n. Memory: the most the whole
n8n process ever held.

${table(['', 'rows', 'seconds', 'allowed', 'pages', 'calls', 'peak MB'], rows)}`;
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

From rows as Meta sends them to flat rows, seconds of one core, median of 9.

${table(
	['field sets', 'columns', 'rows a second'],
	flattenings.map(({ sets, columns, rowsPerSecond }) => [sets, columns, rowsPerSecond.toLocaleString('en')]),
)}`;

export function contactsReport({ contacts, bareHash, hashAndEncode, wholePath, sdk }: Contacts): string {
	const rows = [
		['bare createHash of the same values', bareHash, 1],
		['hash and payload', hashAndEncode, ratio(hashAndEncode, bareHash)],
		['whole path: read, normalise (phones included), hash, payload', wholePath, ratio(wholePath, bareHash)],
		['SDK: normalise and hash, no payload, phones not read', sdk, ratio(sdk, bareHash)],
	];
	return `## ${contacts.toLocaleString('en')} contacts with eight keys

One core, the contenders by turns, median of three rounds, in processor time: it is the same on a busy machine. Whole path
against the SDK: ${ratio(wholePath, sdk)}. Most of the whole path is Google's reading of phone numbers, which the SDK has not: it
only takes signs away.

${table(['', 'contacts a second', 'of bare hash'], rows)}`;
}

/** Seconds of latency that four batches under way leave: the first one, the last one, and those in between by fours. */
const waits = (calls: number): number => ((Math.min(calls, 2) + Math.ceil(Math.max(0, calls - 2) / 4)) * UPLOAD_LATENCY) / 1000;

export function uploadsReport(uploads: UploadOnce[]): string {
	const rows = uploads.map(({ contacts, calls, hashing, transfer, whole, hashingWork, transferWork, held, besides, peak }) => {
		const alone = transferWork + waits(calls);
		return [
			contacts.toLocaleString('en'),
			calls,
			...[hashing, transfer, whole, hashingWork, transferWork].map((seconds) => seconds.toFixed(2)),
			ratio(hashingWork + alone, Math.max(hashingWork, alone)),
			...[held, besides, peak].map((mb) => mb.toFixed(0)),
		];
	});
	return `## Uploads, end to end

Cells to hashes, unique rows, batches, HTTP to a sink in another process that answers after ${UPLOAD_LATENCY} ms; four batches under way,
the first and the last alone. Median of three, a process for each size, n8n's own items left out. All people are
hashed before anything is sent: the guards need their number, and a person without consent may stand in the last row.
“Of the slower” is the whole beside the slower of its two parts, from processor time and the latency that is left, none of it
hidden behind work: what it would be at most on a core of its own. Held: hashed contacts, growing with their number.
Besides: the most that sending needs on top of that, which does not grow with the number of batches. Both in MB after garbage
collection; peak is the whole process with everything not yet collected.

${table(['contacts', 'calls', 'hashing s', 'transfer s', 'both s', 'hashing, processor s', 'transfer, processor s', 'of the slower', 'held', 'besides', 'peak'], rows)}`;
}

const decisionsReport = ({ objects, ms, moved, held }: Decisions): string => `## ${objects.toLocaleString('en')} decisions of the budget guard

The policy alone, every guard asked, with a week of logged changes for each object; processor time of one core, median of 11.
Allowed: ${ALLOWED_MS} ms.

${table(['decisions', 'ms', 'moved', 'held'], [[objects.toLocaleString('en'), ms.toFixed(0), moved.toLocaleString('en'), held.toLocaleString('en')]])}`;

export interface Measured {
	loadings: Loading[];
	updates: Updating[];
	reports: ReportTimes;
	flattenings: Flattening[];
	contacts: Contacts;
	uploads: UploadOnce[];
	decisions: Decisions;
}

export const report = ({ loadings, updates, reports, flattenings, contacts, uploads, decisions }: Measured, setting: string): string =>
	`# Benchmark results

Made by \`npm run bench\` (${setting}). Times depend on the machine; read the ratios.

${updatesReport(updates)}

${contactsReport(contacts)}

${uploadsReport(uploads)}

${loadingReport(loadings)}

${filesReport(reports)}

${itemsReport(reports)}

${flatteningReport(flattenings)}

${decisionsReport(decisions)}
`;
