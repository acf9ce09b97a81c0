import type { Emulator, LoggedRequest } from '../../../../emulator/http/server.mts';

/**
 * Deadlines without waiting: they come as soon as an answer drips and nothing else is under way, minutes early, and not
 * before. What the nodes ask of `AbortSignal.timeout` is theirs; only its clock is stood in for.
 */
const LOOK_EVERY = 5;
const QUIET_LOOKS = 6;

/** Until the function that comes back is called. */
export function hastenDeadlines({ log }: Emulator): () => void {
	const real = AbortSignal.timeout.bind(AbortSignal);
	const open = new Set<AbortController>();
	AbortSignal.timeout = () => {
		const one = new AbortController();
		open.add(one);
		return one.signal;
	};
	let seen = 0;
	let quiet = 0;
	const handled = new WeakSet<LoggedRequest>();
	const looks = setInterval(() => {
		quiet = log.length === seen ? quiet + 1 : 0;
		seen = log.length;
		const drips = log.filter((request) => request.fault?.startsWith('drip') && !handled.has(request));
		if (drips.length === 0 || quiet < QUIET_LOOKS) return;
		for (const request of drips) handled.add(request);
		for (const one of open) one.abort(new DOMException('The deadline is over', 'TimeoutError'));
		open.clear();
	}, LOOK_EVERY);
	return () => {
		clearInterval(looks);
		AbortSignal.timeout = real;
	};
}

/** For all tests of a file. */
export function useHastenedDeadlines(bench: { readonly emulator: Emulator }): void {
	let restore: () => void;
	beforeAll(() => {
		restore = hastenDeadlines(bench.emulator);
	});
	afterAll(() => restore());
}
