import type { Loading } from './descriptions.mts';
import { ratio } from './median.mts';
import { CAMPAIGNS, LATENCY, type Updating } from './statusUpdates.mts';

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

export const report = (loadings: Loading[], updates: Updating[], setting: string): string =>
	`# Benchmark results

Made by \`npm run bench\` (${setting}). Times depend on the machine; read the ratios.

${updatesReport(updates)}

${loadingReport(loadings)}
`;
