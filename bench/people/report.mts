import { table } from '../markdown.mts';
import { ratio } from '../median.mts';
import type { Contacts } from './contacts.mts';
import type { UploadOnce } from './uploadOnce.mts';
import { LANES } from '../../nodes/MetaAudiences/member/upload/upload.ts';
import { UPLOAD_LATENCY } from './uploads.mts';

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

/** Seconds of latency: of an addition a call after the other, of a replacement the first, the last and those between by fours. */
const waits = ({ action, calls }: UploadOnce): number =>
	((action === 'replace' ? Math.min(calls, 2) + Math.ceil(Math.max(0, calls - 2) / LANES) : calls) * UPLOAD_LATENCY) /
	1000;

const UPLOAD_HEAD = [
	...['', 'contacts', 'calls', 'hashing s', 'transfer s', 'both s', 'hashing, processor s', 'transfer, processor s'],
	...['of the slower', 'held', 'besides', 'peak'],
];

export function uploadsReport(uploads: UploadOnce[]): string {
	const rows = uploads.map((upload) => {
		const { action, contacts, calls, hashing, transfer, whole, hashingWork, transferWork, held, besides, peak } =
			upload;
		const alone = transferWork + waits(upload);
		return [
			action,
			contacts.toLocaleString('en'),
			calls,
			...[hashing, transfer, whole, hashingWork, transferWork].map((seconds) => seconds.toFixed(2)),
			ratio(hashingWork + alone, Math.max(hashingWork, alone)),
			...[held, besides, peak].map((mb) => mb.toFixed(0)),
		];
	});
	return `## Uploads, end to end

Cells to hashes, unique rows, batches, HTTP to a sink in another process that answers after ${UPLOAD_LATENCY} ms. Batches of an addition go one
after the other, as Meta's sequence asks; of a replacement ${LANES} at once, the first and the last alone. Median of three, a process for each size, n8n's own items left out. All people are
hashed before anything is sent: the guards need their number, and a person without consent may stand in the last row.
“Of the slower” is the whole beside the slower of its two parts, from processor time and the latency that is left, none of it
hidden behind work: what it would be at most on a core of its own. Held: hashed contacts, growing with their number.
Besides: the most that sending needs on top of that, which does not grow with the number of batches. Both in MB after garbage
collection; peak is the whole process with everything not yet collected.

${table(UPLOAD_HEAD, rows)}`;
}
