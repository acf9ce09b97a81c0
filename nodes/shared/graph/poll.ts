import type { Wait } from './wait';

/** Starting gap and the longest one, in milliseconds: quick things are seen soon, slow ones cost few points. */
const FIRST_GAP = 500;
const LONGEST_GAP = 15_000;

export interface PollOptions {
	/** Milliseconds to go on for; with 0 the first look is the only one. */
	readonly cap: number;
	readonly wait: Wait;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Milliseconds it will probably still take, where the looks tell: the next one comes then. */
	readonly remaining?: () => number | undefined;
}

/**
 * Looks until something is there or the cap is reached. The last look happens at the cap, so nothing that became
 * ready meanwhile is reported as missing.
 *
 * @returns what the look found, or null when the cap passed without it
 */
export async function poll<T>(
	look: () => Promise<T | null>,
	{ cap, wait, now, remaining }: PollOptions,
): Promise<T | null> {
	const end = now() + cap;
	for (let gap = FIRST_GAP; ;) {
		const answer = await look();
		const left = end - now();
		if (answer !== null || left <= 0) return answer;
		const remainingMs = remaining?.();
		const pause = remainingMs ?? gap;
		await wait(Math.min(Math.max(FIRST_GAP, Math.min(LONGEST_GAP, pause)), left));
		// What is late by its own pace is usually about to end: gaps grow from the start again.
		gap = remainingMs === undefined ? Math.min(LONGEST_GAP, gap * 2) : FIRST_GAP;
	}
}
