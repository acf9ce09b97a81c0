import { graphTime } from '../graph/language/dates.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { parameterError } from '../graph/language/graphError.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import type { AdVideo, VideoThumbnail } from './mediaModel.mts';

const EBML = '\x1aE\xdf\xa3';

/** Heads of MP4 and MOV (`ftyp`, `moov`), Matroska and AVI; which formats Meta reads is only known by name (Meta: video formats). */
export function looksLikeVideo(head: Buffer): boolean {
	const text = head.subarray(0, 16).toString('latin1');
	return (
		['ftyp', 'moov', 'mdat', 'wide'].includes(text.slice(4, 8)) || text.startsWith(EBML) || text.startsWith('RIFF')
	);
}

export function addVideo(world: World, account: Account, more: Partial<AdVideo>): AdVideo {
	const now = world.clock.now();
	return world.add({
		kind: 'AdVideo',
		id: world.newId('AdVideo'),
		account,
		createdTime: now,
		updatedTime: now,
		...more,
	});
}

export function startVideoProcessing(world: World, video: AdVideo, isVideo: boolean): void {
	const {
		seconds,
		state,
		message,
		thumbnails: pictured,
	} = isVideo ? world.videoScript : { ...world.videoScript, state: 'error' as const };
	const problemText =
		state === 'error' ? (message ?? 'The video file you selected is in a format that we don’t support.') : undefined;
	video.processing = { readyAt: world.clock.now() + seconds * 1000, state, message: problemText, thumbnails: pictured };
}

/** `processing` until its time has come (values: third-party hint). */
export function videoStateOf({ processing }: AdVideo, world: World): 'processing' | 'ready' | 'error' {
	return processing && processing.readyAt <= world.clock.now() ? processing.state : 'processing';
}

/** Spec object VideoStatus and its phases (Meta: graph-api/reference/video-status); words of the phases: third-party hint. */
export function videoStatus(video: AdVideo, world: World): Record<string, unknown> {
	const state = videoStateOf(video, world);
	const { processing } = video;
	const errors = state === 'error' ? [{ code: 1363026, message: processing?.message ?? '' }] : undefined; // code UNCONFIRMED 77
	return {
		video_status: state,
		...(state === 'processing' && { processing_progress: processing ? 50 : 0 }),
		uploading_phase: {
			status: processing ? 'complete' : 'in_progress',
			...(processing && video.size !== undefined && { bytes_transferred: video.size }),
		},
		processing_phase: {
			status: { processing: 'in_progress', ready: 'complete', error: 'error' }[state],
			...(errors && { errors }),
		},
		publishing_phase: {
			status: state === 'ready' ? 'complete' : 'not_started',
			...(processing &&
				state === 'ready' && {
					publish_status: 'published',
					publish_time: graphTime(processing.readyAt, video.account.timeZone),
				}),
		},
	};
}

const thumbnailUri = (video: AdVideo, index: number): string =>
	`https://example.com/advideos/${video.id}/thumbnail-${index}.jpg`;

const isPictured = (video: AdVideo, world: World): boolean =>
	videoStateOf(video, world) === 'ready' && video.processing?.thumbnails !== false;

export const pictureOf = (video: AdVideo, world: World): string | undefined =>
	isPictured(video, world) ? thumbnailUri(video, 0) : undefined;

/** `GET /{video}/thumbnails`: none before the video is processed (UNCONFIRMED 75). */
export const thumbnails: Edge = edge<'AdVideo'>(
	{ to: 'VideoThumbnail', order: 'oldest', isAds: true },
	(video, { world }) =>
		isPictured(video, world)
			? [0, 1, 2].map((index): VideoThumbnail => ({
					kind: 'VideoThumbnail',
					id: `${video.id}${index}`,
					uri: thumbnailUri(video, index),
					isPreferred: index === 1,
				}))
			: [],
);

/** Videos whose upload is finished. Parameter `title`: spec object AdAccount; that it compares parts is UNCONFIRMED 74. */
export const videos: Edge = edge<'AdAccount'>(
	{ to: 'AdVideo', order: 'newest', isAds: true },
	(account, { world, params }) => {
		const title = params.text('title')?.toLowerCase();
		return world
			.newest('AdVideo')
			.filter((video) => video.account.id === account.id && video.processing !== undefined)
			.filter((video) => title === undefined || video.title?.toLowerCase().includes(title));
	},
);

/** `DELETE /{video}`. */
export function deleteVideo({ world }: WriteCall, video: AdVideo): Record<string, unknown> {
	world.remove(video);
	return { success: true };
}

/** `DELETE /act_X/advideos?video_id=` (spec object AdAccount). */
export function deleteAccountVideo(call: WriteCall, account: Account): Record<string, unknown> {
	call.params.required('video_id');
	const video = call.world.find(call.params.text('video_id') ?? '');
	if (video?.kind === 'AdVideo' && video.account.id === account.id) return deleteVideo(call, video);
	throw parameterError('Video does not exist in this ad account', 'video_id'); // UNCONFIRMED 25
}
