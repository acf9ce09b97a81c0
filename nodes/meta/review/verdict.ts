import type { GraphObject } from '../../shared/graph/object';
import { reviewOf, type ReviewState } from './adReview';
import { approvalOf, isPaused, newestEventTime, type ReviewEntry } from './approval';

/** What a review has come to. Workflows and agents compare with the words. */
export interface ReviewVerdict {
	readonly verdict: 'approved' | 'rejected' | 'still pending';
	/** One sentence: how that is known, or what is missing. */
	readonly reason: string;
	/** Waiting alone changes nothing: a person has to act. */
	readonly needsYou: boolean;
	/** What to do now, a sentence; empty where there is nothing. */
	readonly nextStep: string;
}

const objectionStates: ReadonlySet<ReviewState> = new Set(['rejected', 'partly rejected']);
const stuck: ReadonlySet<ReviewState> = new Set(['has issues', 'waiting for billing', 'unknown']);

const outdatedReason = 'It is paused, and was edited after Meta objected: Meta has not reviewed the edit yet.';

/**
 * The verdict on an ad as it is now.
 *
 * Approved is only what `approvalOf` can prove. Rejected is what Meta shows objections to, unless the log shows an edit
 * after the last decline. Then the objections are about what the ad was before. Everything else, states of tomorrow
 * included, is no verdict.
 *
 * @param ad neither archived nor deleted, with `effective_status`, `ad_review_feedback` and `issues_info`
 * @param log entries of the ad and of its ad set, in any order; only needed for a paused ad
 */
export function reviewVerdictOf(ad: GraphObject, log: readonly ReviewEntry[]): ReviewVerdict {
	const { state, nextStep } = reviewOf(ad);
	const { approved, reason } = approvalOf(ad, log);
	const isPausedNow = isPaused(ad);
	if (approved)
		return {
			verdict: 'approved',
			reason,
			needsYou: false,
			nextStep: isPausedNow ? 'Activate what is paused: the ad, its ad set or its campaign.' : nextStep,
		};
	if (objectionStates.has(state)) {
		const declinedAt = newestEventTime(log, 'declines');
		if (isPausedNow && declinedAt > 0 && newestEventTime(log, 'edits') > declinedAt)
			return { verdict: 'still pending', reason: outdatedReason, needsYou: false, nextStep: 'Ask again later.' };
		return {
			verdict: 'rejected',
			reason:
				state === 'rejected'
					? 'Meta has rejected it.'
					: 'Meta objects to it in some places, and nothing shows an approval for the others.',
			needsYou: true,
			nextStep,
		};
	}
	return { verdict: 'still pending', reason, needsYou: stuck.has(state), nextStep };
}
