import { createHash } from 'node:crypto';
import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import type { Account } from '../world/basics.mts';
import type { UploadSession } from './mediaModel.mts';
import { addVideo, looksLikeVideo, startVideoProcessing } from './videos.mts';

/**
 * Chunked upload (spec object AdAccount, POST advideos: upload_phase start | transfer | finish | cancel). Offsets come as
 * texts; Meta says how much it wants next. 5 MiB is what facebookarchive/php-graph-sdk issue 821 shows.
 */
const CHUNK = 5 * 1024 * 1024;

const offsets = ({ received, size }: UploadSession): Record<string, string> => ({
	start_offset: String(received),
	end_offset: String(Math.min(size, received + CHUNK)),
});

/** Code, subcode, texts and data as in facebookarchive/php-graph-sdk issue 821: Meta tells where to go on. */
const wrongOffset = (session: UploadSession): GraphError =>
	new GraphError(6001, 'There was a problem uploading your video. Please try again.', {
		subcode: 1363037,
		transient: false,
		userTitle: 'Error Uploading Video',
		userMsg: 'There was a problem uploading your video. Please try uploading it again.',
		data: { start_offset: session.received, end_offset: Math.min(session.size, session.received + CHUNK) },
	});

type Phase = (call: WriteCall, account: Account) => Record<string, unknown>;

function sessionOf({ world, params }: WriteCall, account: Account): UploadSession {
	const session = world.uploads.get(params.text('upload_session_id') ?? '');
	if (session?.video.account.id === account.id) return session;
	throw parameterError('Param upload_session_id must be an open upload session', 'upload_session_id'); // UNCONFIRMED 25
}

const start: Phase = ({ world, params }, account) => {
	const size = params.integer('file_size');
	if (!size) throw parameterError('Param file_size must be greater than 0', 'file_size');
	const video = addVideo(world, account, { size });
	const id = String(9_000_000_000_000_000n + BigInt(video.id));
	const session: UploadSession = { id, video, size, received: 0, looksLikeVideo: false, hash: createHash('md5') };
	world.uploads.set(id, session);
	return { upload_session_id: id, video_id: video.id, ...offsets(session) };
};

const transfer: Phase = (call, account) => {
	const session = sessionOf(call, account);
	const chunk = call.files.video_file_chunk?.content;
	if (!chunk?.length) throw parameterError('Param video_file_chunk must be a file', 'video_file_chunk');
	if (call.params.integer('start_offset') !== session.received) throw wrongOffset(session);
	if (session.received + chunk.length > session.size) throw wrongOffset(session);
	if (session.received === 0) session.looksLikeVideo = looksLikeVideo(chunk);
	session.received += chunk.length;
	session.hash.update(chunk);
	return offsets(session);
};

const finish: Phase = (call, account) => {
	const session = sessionOf(call, account);
	if (session.received !== session.size) throw wrongOffset(session);
	call.world.uploads.delete(session.id);
	session.video.contentHash = session.hash.digest('hex');
	session.video.title = call.params.text('title') ?? call.params.text('name');
	session.video.description = call.params.text('description');
	startVideoProcessing(call.world, session.video, session.looksLikeVideo);
	return { success: true };
};

/** Whether Meta forgets the video at once is UNCONFIRMED 76. */
const cancel: Phase = (call, account) => {
	const session = sessionOf(call, account);
	call.world.uploads.delete(session.id);
	call.world.remove(session.video);
	return { success: true };
};

const PHASES: Record<string, Phase> = { start, transfer, finish, cancel };

/** `POST /act_X/advideos`: by phases, a whole file in `source`, or an address that Meta fetches. */
export function createVideo(call: WriteCall, account: Account): Record<string, unknown> {
	const { params, files, world } = call;
	const phase = params.oneOf('upload_phase', Object.keys(PHASES));
	if (phase !== undefined) return PHASES[phase]?.(call, account) ?? {};
	const title = params.text('title') ?? params.text('name');
	const description = params.text('description');
	const url = params.text('file_url');
	const source = files.source?.content;
	if (url !== undefined) {
		if (!/^https?:\/\/[^/]+\//.test(url)) throw parameterError('Param file_url must be a valid URI', 'file_url');
		const video = addVideo(world, account, { title, description });
		// The emulator does not fetch it; how the file turns out is scripted.
		startVideoProcessing(world, video, true);
		return { id: video.id };
	}
	if (!source?.length) throw parameterError('One of upload_phase, source or file_url is required', 'source');
	const video = addVideo(world, account, { title, description, size: source.length });
	startVideoProcessing(world, video, looksLikeVideo(source));
	return { id: video.id };
}
