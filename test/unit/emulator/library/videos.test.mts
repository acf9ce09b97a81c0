import { ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { mp4 } from '../../../pictures.mts';
import { codes, useEmulator, type Answer } from '../calls/client.mts';

const used = useEmulator();
const edge = `${ACCOUNTS.usd}/advideos`;
const MB = 1024 * 1024;
const read = async (id: unknown, fields = 'status') => (await used.graph.get(String(id), { fields })).body;
const state = async (id: unknown) => ((await read(id)).status as { video_status: string }).video_status;
const seconds = (count: number) => used.emulator.control.advanceClock(count);

async function send(params: Record<string, string>, file?: { field: string; content: Buffer }): Promise<Answer> {
	const form = new FormData();
	for (const [name, value] of Object.entries(params)) form.append(name, value);
	if (file) form.append(file.field, new Blob([new Uint8Array(file.content)]), 'chunk');
	const response = await fetch(`${used.emulator.url}/v26.0/${edge}`, {
		method: 'POST',
		headers: { authorization: 'Bearer EMULATOR' },
		body: form,
	});
	return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

const start = (size: number) => send({ upload_phase: 'start', file_size: String(size) });
const transfer = (session: unknown, offset: unknown, content: Buffer) =>
	send(
		{ upload_phase: 'transfer', upload_session_id: String(session), start_offset: String(offset) },
		{ field: 'video_file_chunk', content },
	);
const finish = (session: unknown, more: Record<string, string> = {}) =>
	send({ upload_phase: 'finish', upload_session_id: String(session), ...more });

it('takes a file by pieces of its own choosing and processes it by its clock', async () => {
	const file = mp4(12 * MB);
	const { body } = await start(file.length);
	const { upload_session_id: session, video_id: video } = body;
	let { start_offset: from, end_offset: to } = body;
	const pieces: string[] = [];
	while (from !== to) {
		pieces.push(`${String(from)}-${String(to)}`);
		({ start_offset: from, end_offset: to } = (
			await transfer(session, from, file.subarray(Number(from), Number(to)))
		).body);
	}
	expect(pieces).toEqual(['0-5242880', '5242880-10485760', '10485760-12582912']);
	expect((await used.graph.get(edge)).body.data).toEqual([]);
	expect((await finish(session, { title: 'Steam' })).body).toEqual({ success: true });
	expect(await state(video)).toBe('processing');
	expect(await read(video, 'picture')).toEqual({ id: video });
	seconds(21);
	expect(await state(video)).toBe('ready');
	expect(await read(video, 'title,picture,thumbnails{is_preferred}')).toMatchObject({
		title: 'Steam',
		picture: expect.any(String) as string,
		thumbnails: { data: [{ is_preferred: false }, { is_preferred: true }, { is_preferred: false }] },
	});
	expect((await used.graph.get(edge, { fields: 'title', title: 'steam' })).body.data).toEqual([
		{ id: video, title: 'Steam' },
	]);
});

it('says where to go on after a piece out of place', async () => {
	const file = mp4(6 * MB);
	const { upload_session_id: session } = (await start(file.length)).body;
	await transfer(session, 0, file.subarray(0, 5 * MB));
	const again = await transfer(session, 0, file.subarray(0, 5 * MB));
	expect(codes(again)).toBe('6001/1363037');
	expect(again.body.error?.error_data).toEqual({ start_offset: 5 * MB, end_offset: 6 * MB });
	expect(codes(await finish(session))).toBe('6001/1363037');
	expect(codes(await transfer(session, 5 * MB, file.subarray(0, 2 * MB)))).toBe('6001/1363037');
});

it('forgets what is cancelled', async () => {
	const { upload_session_id: session, video_id: video } = (await start(10)).body;
	expect((await send({ upload_phase: 'cancel', upload_session_id: String(session) })).body).toEqual({ success: true });
	expect(codes(await used.graph.get(String(video)))).toBe('100/33');
	expect(codes(await finish(session))).toBe('100/-');
});

it.each([
	['a size of 0', { upload_phase: 'start', file_size: '0' }],
	['a session nobody opened', { upload_phase: 'finish', upload_session_id: '1' }],
	['an unknown phase', { upload_phase: 'begin' }],
	['an address that is none', { file_url: 'cup.mp4' }],
	['nothing', {}],
])('refuses %s', async (_title, params) => {
	expect(codes(await send(params as Record<string, string>))).toBe('100/-');
});

it('takes an address, and a whole file', async () => {
	const { id } = (await used.graph.post(edge, { file_url: 'https://example.com/cup.mp4', name: 'Cup' })).body;
	const whole = await send({ title: 'Whole' }, { field: 'source', content: mp4(100) });
	seconds(21);
	expect([await state(id), await state(whole.body.id)]).toEqual(['ready', 'ready']);
});

it('ends the processing as scripted, and of what is no video with an error', async () => {
	const text = await send({}, { field: 'source', content: Buffer.from('hello, I am no video') });
	used.emulator.control.setVideos({ state: 'error', seconds: 5, message: 'Too short.' });
	const { id } = (await used.graph.post(edge, { file_url: 'https://example.com/cup.mp4' })).body;
	seconds(21);
	expect(await state(text.body.id)).toBe('error');
	expect((await read(id)).status).toMatchObject({
		publishing_phase: { status: 'not_started' },
		processing_phase: { status: 'error', errors: [{ message: 'Too short.' }] },
	});
	expect((await used.graph.get(`${id}/thumbnails`)).body.data).toEqual([]);
});

it('deletes a video on both ways', async () => {
	const create = async () => String((await used.graph.post(edge, { file_url: 'https://example.com/a.mp4' })).body.id);
	const [one, two] = [await create(), await create()];
	expect((await used.graph.delete(one)).body).toEqual({ success: true });
	expect((await used.graph.delete(edge, { video_id: two })).body).toEqual({ success: true });
	expect(codes(await used.graph.delete(edge, { video_id: two }))).toBe('100/-');
	expect((await used.graph.get(edge)).body.data).toEqual([]);
});
