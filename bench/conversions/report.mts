import { table } from '../markdown.mts';
import { ratio } from '../median.mts';
import { TURNS, type FullRecord } from '../n8n/fullRecord.mts';
import type { Events } from './events.mts';
import type { MillionEvents } from './millionEvents.mts';

export function eventsReport({ events, wholePath, withLedger, sdk, requests }: Events): string {
	const rows = [
		['rows to requests: read, check, normalise (phones included), hash, write', wholePath, ratio(wholePath, sdk)],
		['the same, noted before and after, and sent', withLedger, ratio(withLedger, sdk)],
		['SDK: server-side classes, times and amounts given, phones not read', sdk, 1],
	];
	return `## ${events.toLocaleString('en')} conversion events

One core, the contenders by turns, median of three rounds, in processor time. The note is kept in memory and is read and
written as JSON each time, as n8n's table is; n8n's database and Meta are left out. ${requests} requests of at most 1,000 events.

${table(['', 'events a second', 'of the SDK'], rows)}`;
}

export const millionEventsReport = ({ events, taken, early, most, work }: MillionEvents): string =>
	`## What ${events.toLocaleString('en')} events hold

Sent in a loop of 10,000 rows, with the note as n8n's table keeps it, to nowhere, in a process of its own. MB on the heap after garbage
collection, after a fifth of the turns and at most later. The note holds the latest 100,000 events.

${table(
	['events', 'sent', 'MB after a fifth', 'MB at most later', 'processor s'],
	[[...[events, taken].map((one) => one.toLocaleString('en')), ...[early, most, work].map((one) => one.toFixed(0))]],
)}`;

export const recordsReport = (records: FullRecord[]): string =>
	`## One event of a step that remembers many

In a real n8n with SQLite: from a call of the workflow's webhook to its answer, the steps by turns, median of ${TURNS}.

${table(
	['events remembered', 'ms', 'of none'],
	records.map(({ remembered, ms }) => [
		remembered.toLocaleString('en'),
		ms.toFixed(0),
		ratio(ms, records[0]?.ms ?? Number.NaN),
	]),
)}`;
