import { table } from '../markdown.mts';
import { ratio } from '../median.mts';
import type { Events } from './events.mts';

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
