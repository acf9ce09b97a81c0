import { table } from '../markdown.mts';
import { ratio } from '../median.mts';
import type { Contacts } from './contacts.mts';
import type { Million } from './millionContacts.mts';
import type { UploadOnce } from './uploadOnce.mts';
import { LANES } from '../../nodes/MetaAudiences/member/upload/upload.ts';
import { MEGABITS, UPLOAD_LATENCY } from './uploads.mts';

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

/** Of the slower of hashing and sending, what both together may take. */
export const OF_THE_SLOWER = 1.3;

/** MB that a million contacts may hold. */
export const MILLION_MB = 500;

/** Seconds of latency: of an addition a call after the other, of a replacement the first, the last and those between by fours. */
const waits = ({ action, calls }: UploadOnce): number =>
	((action === 'replace' ? Math.min(calls, 2) + Math.ceil(Math.max(0, calls - 2) / LANES) : calls) * UPLOAD_LATENCY) /
	1000;

/** Seconds that the line needs for all bodies. */
const onTheLine = ({ sent }: UploadOnce): number => (sent * 8 * 1.048576) / MEGABITS;

/** The whole beside the slower of its two parts, hashing and sending, when nothing of them is hidden behind the other. */
export const ofTheSlower = (upload: UploadOnce, waiting = waits(upload) + onTheLine(upload)): number => {
	const { hashingWork, transferWork } = upload;
	const sending = transferWork + waiting;
	return (hashingWork + sending) / Math.max(hashingWork, sending);
};

const UPLOAD_HEAD = [
	...['', 'contacts', 'calls', 'MB sent', 'hashing s', 'transfer s', 'both s', 'hashing, processor s'],
	...['transfer, processor s', 'of the slower', 'of the limit', 'with latency alone', 'held', 'besides', 'peak'],
];

export function uploadsReport(uploads: UploadOnce[]): string {
	const rows = uploads.map((upload) => {
		const { action, contacts, calls, sent, hashing, transfer, whole, hashingWork, transferWork } = upload;
		return [
			action,
			contacts.toLocaleString('en'),
			calls,
			sent.toFixed(0),
			...[hashing, transfer, whole, hashingWork, transferWork].map((seconds) => seconds.toFixed(2)),
			ofTheSlower(upload).toFixed(2),
			(ofTheSlower(upload) / OF_THE_SLOWER).toFixed(2),
			ofTheSlower(upload, waits(upload)).toFixed(2),
			...[upload.held, upload.besides, upload.peak].map((mb) => mb.toFixed(0)),
		];
	});
	return `## Uploads, end to end

Cells to hashes, unique rows, batches, HTTP to a sink in another process. Latency model: ${UPLOAD_LATENCY} ms a call after a line of
${MEGABITS} megabits a second has carried its body. Batches of an addition go one after the other, as Meta's sequence asks; of a
replacement ${LANES} at once, the first and the last alone. Median of three, a process for each size, n8n's own items left out. All people are
read before anything is sent: the guards need their number, and a person without consent may stand in the last row.
“Of the slower” is the whole beside the slower of its two parts, from processor time and that waiting, none of it hidden behind
work: what it would be at most on a core of its own; limit ${OF_THE_SLOWER}. “With latency alone” is the same for a line without end. Held: hashed
contacts, growing with their number. Besides: the most that sending needs on top of that, which does not grow with the number of
batches. Both in MB after garbage collection; peak is the whole process with everything not yet collected.

${table(UPLOAD_HEAD, rows)}`;
}

export const millionReport = ({ contacts, forms, most, grown, formsWork, work }: Million): string =>
	`## What ${contacts.toLocaleString('en')} contacts hold

Member → Add from reading each item's form to the answer for each, eight keys and a consent column, batches to nowhere, in a
process of its own. MB above n8n's items; limit ${MILLION_MB}. Held: on the heap after garbage collection, read before every 25th batch leaves, its body included. Grown: by
how much the whole process was larger at its largest, with everything not yet collected.

${table(
	['contacts', 'forms', 'held at most', 'of the limit', 'grown', 'forms, processor s', 'people, processor s'],
	[
		[
			contacts.toLocaleString('en'),
			...[forms, most].map((mb) => mb.toFixed(0)),
			(most / MILLION_MB).toFixed(2),
			grown.toFixed(0),
			...[formsWork, work].map((seconds) => seconds.toFixed(0)),
		],
	],
)}`;
