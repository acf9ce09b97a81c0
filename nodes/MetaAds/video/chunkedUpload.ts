import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphFile, GraphParams, GraphRequest } from '../../shared/graph/request';
import type { Wait } from '../../shared/graph/wait';
import type { Chunks } from '../../shared/node/files/chunks';
import { recordOf } from '../../shared/reading/json';
import { readVideo } from './kind';
import { idOf } from '../../shared/reading/cells';

/** A file on its way to Meta, piece by piece (Marketing API, Ad Account Videos: upload_phase). */
export interface VideoUpload {
	readonly account: string;
	readonly title: string;
	readonly description?: string;
	readonly file: Chunks;
}

interface UploadSession {
	readonly id: string;
	readonly video: string;
}

/** The piece Meta wants next; both ends alike when it has all. */
interface Span {
	readonly from: number;
	readonly to: number;
}

/** Meta says here where to go on (facebookarchive/php-graph-sdk, issue 821). */
const WRONG_OFFSET = 1363037;

/** Corrections of the offset that are followed: each leads forward, but a server in trouble could go on for ever. */
const MOST_CORRECTIONS = 10;

/** Meta asks for some megabytes at a time. Should it ask for more, it gets less: what is sent is in memory, several times over. */
const MOST_PIECE = 8 * 1024 * 1024;

/** After a lost end of an upload, before looking whether Meta has the video. */
const SETTLE = 2_000;

const phase = (
	account: string,
	name: string,
	params: GraphParams,
	effect: GraphRequest['effect'],
	files?: Record<string, GraphFile>,
): GraphRequest => ({
	method: 'POST',
	path: `${account}/advideos`,
	params: { upload_phase: name, ...params },
	effect,
	account,
	...(files ? { files } : {}),
});

const count = (value: unknown): number => (value === undefined || value === null ? NaN : Number(value));

function spanOf({ start_offset: from, end_offset: to }: GraphObject): Span {
	const span = { from: count(from), to: count(to) };
	if (Number.isSafeInteger(span.from) && Number.isSafeInteger(span.to) && span.to >= span.from) return span;
	throw new GraphFailure({
		kind: 'temporary',
		message: 'Meta did not say which part of the video it wants',
		advice: 'Run the step again in a few minutes.',
	});
}

/**
 * Opens an upload. Sent again after a lost answer, it opens a second one: nothing becomes of an upload that gets no end,
 * so that does no harm.
 */
async function begin(client: GraphClient, { account, file }: VideoUpload): Promise<UploadSession & Span> {
	const { body } = await client.send(phase(account, 'start', { file_size: file.size }, 'read'));
	const { upload_session_id: session, video_id: videoId } = body as GraphObject;
	const [id, video] = [idOf(session), idOf(videoId)];
	if (id !== null && video !== null) return { id, video, ...spanOf(body as GraphObject) };
	throw new GraphFailure({
		kind: 'temporary',
		message: 'Meta did not say under which ID it takes the video',
		advice: 'Run the step again in a few minutes.',
	});
}

/** Sends a piece; the same piece at the same place may be sent again, as often as the client tries. */
async function send(
	client: GraphClient,
	{ account, file }: VideoUpload,
	session: UploadSession,
	{ from, to }: Span,
): Promise<Span> {
	const content = await file.read(from, Math.min(to, from + MOST_PIECE));
	const chunk = { fileName: 'chunk', mimeType: 'application/octet-stream', content };
	const params = { upload_session_id: session.id, start_offset: from };
	const { body } = await client.send(phase(account, 'transfer', params, 'read', { video_file_chunk: chunk }));
	return spanOf(body as GraphObject);
}

/** Where Meta wants to go on, if that is what the failure says. */
function correction(failure: unknown): Span | null {
	const meta = failure instanceof GraphFailure ? failure.meta : undefined;
	return meta?.subcode === WRONG_OFFSET && meta.wanted !== undefined ? spanOf(meta.wanted) : null;
}

async function transfer(client: GraphClient, upload: VideoUpload, session: UploadSession, first: Span): Promise<void> {
	let span = first;
	for (let corrections = 0; span.from < span.to;) {
		span = await send(client, upload, session, span).catch(async (failure: unknown) => {
			// A piece whose answer was lost can have arrived: then Meta says that it wants the next one.
			const correctedOffset = correction(failure);
			return correctedOffset !== null && ++corrections <= MOST_CORRECTIONS
				? correctedOffset
				: await Promise.reject(failure);
		});
	}
}

/** Whether Meta has begun to work on the video: then its upload has ended. */
async function hasArrived(client: GraphClient, account: string, video: string): Promise<boolean> {
	const { answer } = await client.sendOne(readVideo(video, account));
	const { uploading_phase: uploading, video_status: state } = recordOf(recordOf(answer?.body).status);
	return recordOf(uploading).status === 'complete' || state === 'ready';
}

/** Ends the upload. An end whose answer was lost is looked for at the video, and sent once more if it is not there. */
async function finish(
	client: GraphClient,
	{ account, title, description }: VideoUpload,
	{ id, video }: UploadSession,
	wait: Wait,
): Promise<void> {
	const request = phase(account, 'finish', { upload_session_id: id, title, description }, 'set');
	const first = await client.sendOne(request);
	if (!first.failure) return;
	if (!first.ambiguous) throw first.failure;
	await wait(SETTLE);
	if (await hasArrived(client, account, video)) return;
	const second = await client.sendOne(request);
	if (second.failure && !(await hasArrived(client, account, video))) throw second.failure;
}

/**
 * Sends a file piece by piece, with one piece in memory. What fails for good is cancelled, so that nothing is left at
 * Meta.
 *
 * @returns the ID of the video, which Meta then processes
 * @throws GraphFailure
 */
export async function uploadByChunks(client: GraphClient, upload: VideoUpload, wait: Wait): Promise<string> {
	const { from, to, ...session } = await begin(client, upload);
	try {
		await transfer(client, upload, session, { from, to });
		await finish(client, upload, session, wait);
		return session.video;
	} catch (failure) {
		const cancel = phase(upload.account, 'cancel', { upload_session_id: session.id }, 'set');
		const { answer } = await client.sendOne(cancel);
		// An answer that does not say so says nothing.
		throw endedFailure(failure, session.video, recordOf(answer?.body).success === true);
	} finally {
		upload.file.close();
	}
}

/** Says what is left at Meta. */
function endedFailure(failure: unknown, video: string, isCancelled: boolean): unknown {
	if (!(failure instanceof GraphFailure)) return failure;
	const left = isCancelled
		? 'The upload was cancelled; nothing is left at Meta.'
		: `The unfinished upload may still show as the video ${video}; delete it if it does.`;
	return failure.with({ advice: `${failure.advice} ${left}` });
}
