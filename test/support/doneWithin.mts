import { performance } from 'node:perf_hooks';

const TRIES = 3;

/** Of work that must not grow with the square of a text. Another process's turn makes one try long, such growth makes all of them long. */
export function isDoneWithin(milliseconds: number, work: () => void): boolean {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const start = performance.now();
		work();
		if (performance.now() - start < milliseconds) return true;
	}
	return false;
}
