import type { Ad, ReviewFeedback } from '../adObjectModel.mts';
import type { World } from '../world.mts';

/** How reviews judge by themselves, for who wants to see it; nothing is Meta's own. */
export interface ReviewScript {
	/** Text that gets an ad rejected, and the policy that is named then. */
	words: Record<string, string>;
	/** How long the review of a paused ad takes; while it waits, its status shows the pause. */
	pausedSeconds?: number;
}

export const NO_SCRIPT: ReviewScript = { words: {} };

/** What the words of an ad's name and creative are objected to for, or undefined. */
export function objectionTo(world: World, creativeId: string, name = ''): ReviewFeedback | undefined {
	const creative = world.find(creativeId);
	const said = `${name} ${creative?.kind === 'AdCreative' ? JSON.stringify(creative.fields) : ''}`.toLowerCase();
	const found = Object.entries(world.reviewScript.words).filter(([word]) => said.includes(word.toLowerCase()));
	if (found.length === 0) return undefined;
	return { global: Object.fromEntries(found.map(([word, policy]) => [policy, `The ad says “${word}”.`])) };
}

/** A paused ad's review can be put off; switched on, it is reviewed as any other. */
export const isPutOff = (world: World, ad: Ad): boolean => ad.status === 'PAUSED' && (ad.review.pausedUntil ?? 0) > world.clock.now();
