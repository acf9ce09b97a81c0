/**
 * One upload of so many contacts, in a process of its own: cells to hashes, hashes to batches, batches over HTTP to a sink.
 * All of the package's own path; n8n's items and expressions are left out. Prints one line of JSON.
 *
 * Arguments: what the upload does, number of contacts, address of the sink.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { ContactReader } from '../../nodes/MetaAudiences/people/contact.ts';
import { gather, type GatheredRows } from '../../nodes/MetaAudiences/people/rows/gather.ts';
import { Packer } from '../../nodes/MetaAudiences/people/rows/packer.ts';
import type { MemberAction } from '../../nodes/MetaAudiences/member/upload/sessionNumber.ts';
import type { UploadTally } from '../../nodes/MetaAudiences/member/upload/tally.ts';
import { uploadMembers } from '../../nodes/MetaAudiences/member/upload/upload.ts';
import type { Transport } from '../../nodes/shared/graph/wire/transport.ts';
import { clientOver } from './clientOver.mts';
import { cellsOf } from './invented.mts';
import { median } from '../median.mts';
import { processor } from '../processor.mts';

export interface UploadOnce {
	action: MemberAction;
	contacts: number;
	/** Seconds by the clock, median of three: cells to hashes and unique rows; rows to the sink; both, one after the other. */
	hashing: number;
	transfer: number;
	whole: number;
	/** The same in seconds of processor time, without the sink's. */
	hashingWork: number;
	transferWork: number;
	calls: number;
	/** MB of all bodies. */
	sent: number;
	/** MB after garbage collection: what the hashed contacts hold, and the most that was held besides while they were sent. */
	held: number;
	besides: number;
	/** The most of the whole process, MB. */
	peak: number;
}

const [, , action = 'add', countText = '0', sink = ''] = process.argv as [string, string, MemberAction, string, string];
const count = Number(countText);
const MB = 1024 * 1024;
const ROUNDS = 3;
const collect = (globalThis as { gc?: () => void }).gc;
let [calls, bytes, most, isWatched] = [0, 0, 0, false];

function heap(): number {
	collect?.();
	return process.memoryUsage().heapUsed / MB;
}

const transport: Transport = async ({ method, url, body }) => {
	calls += 1;
	bytes += String(body).length;
	if (isWatched) most = Math.max(most, heap());
	const response = await fetch(url.replace('https://graph.facebook.com', sink), { method, body: String(body) });
	return { status: response.status, headers: {}, text: await response.text() };
};

const graph = clientOver(transport);

function hashed(): GatheredRows {
	const reader = new ContactReader({ defaultCountry: '', dateOrder: '', keepSpaces: false });
	const packer = new Packer();
	return gather(Array.from({ length: count }, (_, index) => packer.packed(reader.read(cellsOf(index)))));
}

const sent = async ({ usable }: GatheredRows): Promise<UploadTally> =>
	await uploadMembers(graph, {
		action,
		target: { account: 'act_1', audience: '2' },
		sessionId: '1790000000000001',
		isRestarted: false,
		rows: usable,
		now: Date.now,
	});

interface Spent {
	clock: number;
	work: number;
}

async function seconds<T>(work: () => T | Promise<T>): Promise<[Spent, T]> {
	const [began, busy] = [performance.now(), processor()];
	const result = await work();
	return [{ clock: (performance.now() - began) / 1000, work: processor() - busy }, result];
}

/** Long enough for connections to let go of what they have sent. */
const settle = async (): Promise<unknown> => await sleep(500);

const times = { hashing: [] as Spent[], transfer: [] as Spent[], whole: [] as Spent[] };
for (let round = 0; round < ROUNDS; round++) {
	const [hashing, gathered] = await seconds(hashed);
	const [transfer, { accepted, batches }] = await seconds(async () => await sent(gathered));
	if (accepted !== batches) throw new Error(`only ${accepted} of ${batches} batches were taken`);
	const [whole] = await seconds(async () => await sent(hashed()));
	times.hashing.push(hashing);
	times.transfer.push(transfer);
	times.whole.push(whole);
}
await settle();
const { maxRSS } = process.resourceUsage();
[calls, bytes] = [0, 0];
const before = heap();
const gathered = hashed();
await settle();
const held = heap() - before;
isWatched = true;
await sent(gathered);
const clock = (spent: readonly Spent[]): number => median(spent.map((one) => one.clock));
const work = (spent: readonly Spent[]): number => median(spent.map((one) => one.work));
const result: UploadOnce = {
	action,
	contacts: count,
	hashing: clock(times.hashing),
	transfer: clock(times.transfer),
	whole: clock(times.whole),
	hashingWork: work(times.hashing),
	transferWork: work(times.transfer),
	calls,
	sent: bytes / MB,
	held,
	besides: most - held - before,
	peak: maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
