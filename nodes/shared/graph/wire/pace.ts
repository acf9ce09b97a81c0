/**
 * Meta takes 100 changes a second from an app for an ad account and stops bursts (Marketing API, "Rate limiting"). In no
 * second more than this leave at once and as many come after them: together never more than Meta takes.
 */
export const CHANGES_AT_ONCE = 50;
const MS_A_CHANGE = 1000 / CHANGES_AT_ONCE;

/**
 * When the next changes of an ad account may leave this process. Each takes its place in a row and frees it with time;
 * an account that has rested has places for one whole batch.
 */
export class Pace {
	/** When all places of an account will be free again. */
	private readonly freeAt = new Map<string, number>();

	constructor(private readonly now: () => number) {}

	/**
	 * Takes places for changes that are about to leave.
	 *
	 * @returns milliseconds they have to wait
	 */
	take(account: string, changes: number): number {
		const now = this.now();
		const freeAt = Math.max(now, this.freeAt.get(account) ?? now) + changes * MS_A_CHANGE;
		if (changes > 0) this.freeAt.set(account, freeAt);
		return Math.max(0, freeAt - now - CHANGES_AT_ONCE * MS_A_CHANGE);
	}
}
