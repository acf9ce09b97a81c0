import * as fc from 'fast-check';

import { uploadByChunks } from '../../../nodes/MetaAds/video/chunkedUpload.ts';
import type { GraphClient } from '../../../nodes/shared/graph/client.ts';
import { GraphFailure } from '../../../nodes/shared/graph/error.ts';
import type { GraphRequest } from '../../../nodes/shared/graph/request.ts';

interface Behaviour {
	/** How many bytes Meta asks for, one piece after the other, over and over. */
	readonly wants: readonly number[];
	/** Pieces, counted from 0, that arrive although their answer is a wrong-offset error. */
	readonly corrects: ReadonlySet<number>;
	/** Pieces that are refused for good. */
	readonly refuses?: number;
}

/** Meta's side of an upload by pieces, as its own error describes it: what does not begin where it goes on is refused with the right place. */
function meta(size: number, { wants, corrects, refuses }: Behaviour) {
	const received: Buffer[] = [];
	const phases: string[] = [];
	let [at, count] = [0, 0];
	const next = () => ({
		start_offset: String(at),
		end_offset: String(Math.min(size, at + wants[count % wants.length]!)),
	});
	const answer = ({ params, files }: GraphRequest): unknown => {
		const phase = String(params?.upload_phase);
		phases.push(phase);
		if (phase === 'start') return { upload_session_id: '7', video_id: '8', ...next() };
		if (phase === 'undefined') phases.pop();
		if (phase !== 'transfer') return { success: true };
		const content = files!.video_file_chunk!.content;
		expect([Number(params?.start_offset), content.length > 0]).toEqual([at, true]);
		if (refuses === count) throw new GraphFailure({ kind: 'permission', message: 'No', advice: 'Ask.' });
		received.push(Buffer.from(content));
		at += content.length;
		count += 1;
		if (corrects.has(count - 1))
			throw new GraphFailure({
				kind: 'temporary',
				message: 'Offset',
				advice: 'Again.',
				meta: { subcode: 1363037, wanted: next() },
			} as never);
		return next();
	};
	const send = async (request: GraphRequest) => ({ body: answer(request) });
	const sendOne = async (request: GraphRequest) => ({ answer: await send(request) });
	return {
		client: { send, sendOne, serverTime: () => null } as unknown as GraphClient,
		received: () => Buffer.concat(received),
		phases,
	};
}

async function run(content: Buffer, behaviour: Behaviour) {
	const side = meta(content.length, behaviour);
	let closed = 0;
	const file = {
		size: content.length,
		read: async (from: number, to: number) => Uint8Array.from(content.subarray(from, to)),
		close: () => (closed += 1),
	};
	const video = await uploadByChunks(
		side.client,
		{ account: 'act_1', title: 'Steam', file },
		async () => undefined,
	).catch((failure: unknown) => failure);
	return { ...side, video, closed: () => closed };
}

const contents = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const wants = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });

it('whatever sizes Meta asks for, every byte arrives once and in order, and the upload ends once', async () => {
	await fc.assert(
		fc.asyncProperty(
			contents,
			wants,
			fc.uniqueArray(fc.nat(20), { maxLength: 10 }),
			async (content, sizes, corrects) => {
				const { video, received, phases, closed } = await run(content, { wants: sizes, corrects: new Set(corrects) });
				expect(video).toEqual({ id: '8', note: undefined });
				expect(received()).toEqual(content);
				expect([phases[0], phases.at(-1), phases.filter((phase) => phase !== 'transfer')]).toEqual([
					'start',
					'finish',
					['start', 'finish'],
				]);
				expect(closed()).toBe(1);
			},
		),
	);
});

it('never holds a piece of more than 8 MB, however much Meta asks for', async () => {
	const content = Buffer.alloc(20 * 1024 * 1024 + 3, 7);
	const { video, received, phases } = await run(content, { wants: [content.length], corrects: new Set() });
	expect([video, received().equals(content), phases.filter((phase) => phase === 'transfer').length]).toEqual([
		{ id: '8', note: undefined },
		true,
		3,
	]);
});

it('a piece that is refused for good ends in a cancel, whichever it is, and the file is closed', async () => {
	await fc.assert(
		fc.asyncProperty(contents, fc.integer({ min: 1, max: 50 }), fc.nat(5), async (content, size, refuses) => {
			fc.pre(refuses * size < content.length);
			const { video, phases, closed } = await run(content, { wants: [size], corrects: new Set(), refuses });
			expect(video).toMatchObject({
				kind: 'permission',
				advice: expect.stringContaining('The upload was cancelled; nothing is left at Meta.'),
			});
			expect([phases.at(-1), phases.includes('finish'), closed()]).toEqual(['cancel', false, 1]);
		}),
	);
});

it('a server that corrects for ever is given up', async () => {
	const { video, phases } = await run(Buffer.alloc(100), {
		wants: [1],
		corrects: new Set(Array.from({ length: 100 }, (_, index) => index)),
	});
	expect(video).toBeInstanceOf(GraphFailure);
	expect(phases.at(-1)).toBe('cancel');
});
