import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphFile, GraphParams, GraphRequest } from '../../shared/graph/request';
import type { Wait } from '../../shared/graph/wait';
import type { Chunks } from '../../shared/node/files/chunks';
import { rowsIn, type GraphObject } from '../../shared/graph/object';
import { ownership } from '../../shared/graph/writes/lookUp';
import { withMade } from '../../shared/node/withMade';
import { idOf, textCell } from '../../shared/reading/cells';
import { instantOf } from '../../shared/reading/instants';
import { recordOf } from '../../shared/reading/json';
import { readVideo } from './kind';

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
	/** Starts without an answer: each may have left an empty video. */
	readonly lostStarts: number;
}

/** A video at Meta, and what people should know of its way there. */
export interface SentVideo {
	readonly id: string;
	readonly note?: string;
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

/** After a lost answer, before the next call about it. */
const SETTLE = 2_000;

/** The newest videos among which an empty one is looked for. */
const LOOKED_AT = 25;

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

/** Tries to open an upload: a lost answer cannot be looked for, since nobody but Meta knows the number of its session. */
const STARTS = 3;

/** Opens an upload. Sent again after a lost answer it opens a second one, of which nothing becomes but an empty video. */
async function begin(client: GraphClient, { account, file }: VideoUpload, wait: Wait): Promise<UploadSession & Span> {
	const request = phase(account, 'start', { file_size: file.size }, 'create');
	for (let lostStarts = 0; ; lostStarts++) {
		const { answer, failure, ...ending } = await client.sendOne(request);
		if (failure !== undefined) {
			if (!('ambiguous' in ending) || !ending.ambiguous || lostStarts + 1 >= STARTS) throw failure;
			await wait(SETTLE);
			continue;
		}
		const { upload_session_id: session, video_id: videoId } = answer.body as GraphObject;
		const [id, video] = [idOf(session), idOf(videoId)];
		if (id !== null && video !== null) return { id, video, lostStarts, ...spanOf(answer.body as GraphObject) };
		throw new GraphFailure({
			kind: 'temporary',
			message: 'Meta did not say under which ID it takes the video',
			advice: 'Run the step again in a few minutes.',
		});
	}
}

const videoFacts = { edge: '', name: '', noun: 'video', isNamedByMeta: true, fields: [], matches: () => true } as const;

/** @throws GraphFailure where the ID of the answer is that of an older video */
async function expectNew(client: GraphClient, account: string, video: string, startedAt: number | null): Promise<void> {
	const { answer } = await client.sendOne(readVideo(video, account));
	const object = recordOf(answer?.body);
	if (object.id !== video || ownership(videoFacts, object, startedAt) !== 'foreign') return;
	throw new GraphFailure({
		kind: 'outcomeUnknown',
		message: `Meta named the video ${video}, which is older than this upload`,
		advice: 'Look for the new video in the media library, and use its ID.',
	});
}

/** What is known of videos that lost starts may have left. */
async function leftNote(
	client: GraphClient,
	account: string,
	{ video, lostStarts }: UploadSession,
	startedAt: number | null,
): Promise<string | undefined> {
	if (lostStarts === 0) return undefined;
	const params = { fields: 'id,title,created_time,status', limit: LOOKED_AT };
	const { answer } = await client.sendOne({
		method: 'GET',
		path: `${account}/advideos`,
		params,
		effect: 'read',
		account,
	});
	const empty = rowsIn(answer?.body).filter(
		(row) =>
			row.id !== video &&
			textCell(row.title) === null &&
			startedAt !== null &&
			(instantOf(row.created_time) ?? 0) >= startedAt &&
			recordOf(row.status).video_status !== 'ready',
	);
	const which = empty.map(({ id }) => String(id)).join(', ');
	const where = which === '' ? 'Meta lists none yet' : `it can be ${which}: delete it if it stays empty`;
	return `The answer to the start of this upload was lost, so Meta may have an empty video of it; ${where}.`;
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
 * @returns the video, which Meta then processes
 * @throws GraphFailure
 */
export async function uploadByChunks(client: GraphClient, upload: VideoUpload, wait: Wait): Promise<SentVideo> {
	const begunAt = client.now;
	const { from, to, ...session } = await begin(client, upload, wait);
	const { account } = upload;
	const startedAt = client.serverTime(begunAt);
	try {
		await transfer(client, upload, session, { from, to });
		await finish(client, upload, session, wait);
	} catch (failure) {
		const cancel = phase(account, 'cancel', { upload_session_id: session.id }, 'set');
		const { answer } = await client.sendOne(cancel);
		// An answer that does not say so says nothing.
		throw endedFailure(failure, session.video, recordOf(answer?.body).success === true);
	} finally {
		upload.file.close();
	}
	await expectNew(client, account, session.video, startedAt);
	return { id: session.video, note: await leftNote(client, account, session, startedAt) };
}

/** Says what is left at Meta. */
function endedFailure(failure: unknown, video: string, isCancelled: boolean): unknown {
	if (!(failure instanceof GraphFailure)) return failure;
	if (isCancelled)
		return failure.with({ advice: `${failure.advice} The upload was cancelled; nothing is left at Meta.` });
	const advice = 'The unfinished upload may still show in the media library: delete it if it does.';
	return withMade(failure, [{ type: 'video', id: video }], advice);
}
