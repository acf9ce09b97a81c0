/** Moves of a value, and how far they went: what caps and steps are held to. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The default caps, as factors of spending more and of spending less. */
export const caps = [
	{ name: '24 h', length: DAY, more: 1.3, less: 0.7 },
	{ name: '7 d', length: 7 * DAY, more: 1.5, less: 0.6 },
	{ name: '30 d', length: 30 * DAY, more: 2, less: 0.4 },
] as const;

export interface Move {
	readonly at: number;
	/** How freely the value lets Meta spend. */
	readonly from: number;
	readonly to: number;
	readonly by: 'guard' | 'person' | 'undo';
}

/** Rounding: a value is a whole number. */
export const SLACK = 0.002;

/**
 * Between the last look and the write lie moments in which another worker can write, too: the later write stands, and
 * what was overwritten counts as never there.
 */
export const MOMENT = 15_000;

export function settled<M extends Move>(moves: readonly M[]): M[] {
	const stood: M[] = [];
	for (const move of moves) {
		const before = stood.at(-1);
		if (before?.by === 'guard' && move.by === 'guard' && move.at - before.at < MOMENT)
			stood.splice(-1, 1, { ...before, to: move.to });
		else stood.push(move);
	}
	return stood;
}

/** How far a step of the guard ended from the lowest and the highest value of the time before it. */
export function worstOf(moves: readonly Move[], length: number): { readonly more: number; readonly less: number } {
	let [more, less] = [1, 1];
	for (const [index, move] of moves.entries()) {
		if (move.by !== 'guard') continue;
		const before = moves.slice(0, index + 1).filter(({ at }) => at > move.at - length);
		const seen = before.map(({ from }) => from);
		if (move.to > move.from) more = Math.max(more, move.to / Math.min(...seen));
		else less = Math.min(less, move.to / Math.max(...seen));
	}
	return { more, less };
}

/** Whether a step of the guard went beyond a default cap. */
export const isBeyond = (moves: readonly Move[]): boolean =>
	caps.some(({ length, more, less }) => {
		const worst = worstOf(moves, length);
		return worst.more > more + SLACK || worst.less < less - SLACK;
	});
