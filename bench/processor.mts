/**
 * Seconds of processor time so far: unlike the clock's, they are the same on a busy machine. Garbage collection counts.
 */
export function processor(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
