import type { Processing } from './mediaModel.mts';

/** "It may take several seconds, or even minutes for large videos" (Meta: marketing-api/advideo). */
export const PROCESSING_SECONDS = 20;

/** How the processing of videos ends that begins from now on. */
export interface VideoScript {
	state: Processing['state'];
	seconds: number;
	message?: string;
	thumbnails?: boolean;
}

export const READY_SOON: VideoScript = { state: 'ready', seconds: PROCESSING_SECONDS };
