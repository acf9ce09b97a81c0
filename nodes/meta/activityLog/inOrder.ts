interface Step {
	readonly at: number;
	readonly from: unknown;
	readonly to: unknown;
}

/**
 * Oldest first. The log tells whole seconds: steps of one second are put so that each begins where the one before ended. It
 * lists the newest first, so that steps which nothing else orders are turned around.
 */
export function inOrder<T extends Step>(steps: readonly T[]): T[] {
	const sorted = [...steps].reverse().sort((one, other) => one.at - other.at);
	const ordered: T[] = [];
	while (sorted.length > 0) ordered.push(...sorted.splice(nextOf(sorted, ordered.at(-1)), 1));
	return ordered;
}

/** Which of the steps of the first second comes next. */
function nextOf(sorted: readonly Step[], before: Step | undefined): number {
	const first = sorted[0]?.at;
	const count = sorted.findIndex(({ at }) => at !== first);
	const together = count === -1 ? sorted : sorted.slice(0, count);
	if (together.length === 1) return 0;
	const follows = together.findIndex(({ from }) => before !== undefined && from !== null && from === before.to);
	if (follows >= 0) return follows;
	return Math.max(
		0,
		together.findIndex(({ from }) => from === null || !together.some(({ to }) => to === from)),
	);
}
