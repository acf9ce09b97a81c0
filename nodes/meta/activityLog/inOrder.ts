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
	const byTime = [...steps].reverse().sort((one, other) => one.at - other.at);
	const ordered: T[] = [];
	while (byTime.length > 0) ordered.push(...byTime.splice(nextOf(byTime, ordered.at(-1)), 1));
	return ordered;
}

/** Which of the steps of the first second comes next. */
function nextOf(byTime: readonly Step[], before: Step | undefined): number {
	const first = byTime[0]?.at;
	const count = byTime.findIndex(({ at }) => at !== first);
	const together = count === -1 ? byTime : byTime.slice(0, count);
	if (together.length === 1) return 0;
	const follows = together.findIndex(({ from }) => before !== undefined && from !== null && from === before.to);
	if (follows >= 0) return follows;
	return Math.max(
		0,
		together.findIndex(({ from }) => from === null || !together.some(({ to }) => to === from)),
	);
}
