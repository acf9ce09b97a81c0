import type { Hash } from 'node:crypto';
import type { Account } from '../world/basics.mts';

export interface AdImage {
	kind: 'AdImage';
	/** `<account digits>:<hash>` (Meta: marketing-api/reference/ad-image, field id). */
	id: string;
	account: Account;
	hash: string;
	name: string;
	width: number;
	height: number;
	createdTime: number;
	updatedTime: number;
}

/** How a video's processing ends, and when. */
export interface Processing {
	readyAt: number;
	state: 'ready' | 'error';
	message?: string;
	/** false: Meta has taken no pictures of it. Whether that happens to a video that is ready is UNCONFIRMED 75. */
	thumbnails?: boolean;
}

export interface AdVideo {
	kind: 'AdVideo';
	id: string;
	account: Account;
	title?: string;
	description?: string;
	/** Bytes; unknown for a file that Meta fetches itself. */
	size?: number;
	/** MD5 of a file that came by pieces, for tests. */
	contentHash?: string;
	/** Absent while the file is being sent. */
	processing?: Processing;
	createdTime: number;
	updatedTime: number;
}

/** Rows of the edge thumbnails. */
export interface VideoThumbnail {
	kind: 'VideoThumbnail';
	id: string;
	uri: string;
	isPreferred: boolean;
}

/** A file on its way, piece by piece. The pieces are counted and hashed, not kept. */
export interface UploadSession {
	id: string;
	video: AdVideo;
	size: number;
	received: number;
	looksLikeVideo: boolean;
	hash: Hash;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		AdImage: AdImage;
		AdVideo: AdVideo;
		VideoThumbnail: VideoThumbnail;
	}
}
