import type { LogWord } from './logWords.mts';

export interface StatusStep {
	from: LogWord;
	to: LogWord;
	afterSeconds: number;
	/** Meta's own step: actor 0, application 0. */
	byMeta: boolean;
}

const WORD: Record<string, LogWord> = {
	ACTIVE: 'active',
	PAUSED: 'inactive',
	ARCHIVED: 'archived',
	DELETED: 'deleted',
};

const step = (from: LogWord, to: LogWord, afterSeconds = 0, byMeta = false): StatusStep => ({
	from,
	to,
	afterSeconds,
	byMeta,
});

/**
 * The entries that one change of status makes. A pause of an ad is three within one second or three
 * (superbolt-x/Talk-to-Meta-SB-remote); switching on goes through “Pending process”, and Meta may write the second step
 * itself (mattei2005/mgs-agent, melvin-cmyk/ImpulseMotion). Ad sets and campaigns have one entry or two: both are recorded,
 * and which comes when is UNCONFIRMED 98, so that they take turns.
 */
export function statusSteps(
	kind: 'Campaign' | 'AdSet' | 'Ad',
	before: string,
	after: string,
	turn: number,
	isInReview = false,
): StatusStep[] {
	const [from, to] = [WORD[before] ?? 'inactive', WORD[after] ?? 'inactive'];
	if (after !== 'ACTIVE' && after !== 'PAUSED') return [step(from, to)];
	if (kind === 'Ad' && after === 'PAUSED') {
		const apart = turn % 2;
		return [step(from, 'processing'), step('afterReview', to, apart), step('processing', to, 2 * apart)];
	}
	if (kind === 'Ad') return [step(from, 'processing'), step('processing', isInReview ? 'inReview' : to, 2, true)];
	if (turn % 3 !== 0) return [step(from, to)];
	return [step(from, 'processing'), step('processing', to, 2, turn % 2 === 0)];
}
