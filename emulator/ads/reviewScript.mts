import type { ReviewFeedback } from '../world/adObjectModel.mts';

/** Meta names no time; typical is under 24 hours (third-party hint). The emulator takes one hour of its own clock. */
export const REVIEW_SECONDS = 3600;

export interface Verdict {
	state: 'APPROVED' | 'DISAPPROVED';
	feedback?: ReviewFeedback;
	seconds: number;
}

/** How reviews judge by themselves, for who wants to see it; nothing is Meta's own. */
export interface ReviewScript {
	/** Text that gets an ad rejected, and the policy that is named then. */
	words: Record<string, string>;
	/** How long the review of a paused ad takes; while it waits, its status shows the pause. */
	pausedSeconds?: number;
}

export const NO_SCRIPT: ReviewScript = { words: {} };
