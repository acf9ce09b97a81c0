import { sleep } from 'n8n-workflow';

/**
 * Waiting without waiting: what the nodes wait, the clock jumps. The nodes, the emulator and n8n's engine read the same
 * `Date.now`, so a limit that ends in a minute has ended after a wait of a minute.
 *
 * A test file asks for it with
 * `jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('./fakeTime.mts').fakeWait);`
 */
const realNow = Date.now.bind(Date);
let ahead = 0;
Date.now = () => realNow() + ahead;

/** Every wait of the nodes since the last reset, in milliseconds. */
export const waits: number[] = [];

export function passTime(milliseconds: number): void {
	ahead += milliseconds;
}

/** For a life whose days are its own: it must not change with the day on which its test runs. */
export function setTime(moment: Date): void {
	ahead = moment.getTime() - realNow();
}

/** Told when a wait begins. Where it says so, that one is waited out in earnest: for whoever ends the run meanwhile. */
let whenWaiting: (() => boolean) | undefined;

export function tellOfWaits(told?: () => boolean): void {
	whenWaiting = told;
}

/** Stands in for `wait.ts`, the only place in the package that sleeps. */
export const fakeWait = {
	waitUnless: (cancelled?: AbortSignal) => async (milliseconds: number) => {
		if (milliseconds <= 0) return;
		cancelled?.throwIfAborted();
		waits.push(milliseconds);
		if (whenWaiting?.()) return await sleep(milliseconds, cancelled);
		passTime(milliseconds);
		await new Promise(setImmediate);
		cancelled?.throwIfAborted();
	},
	/** How long the work takes is no part of a test. */
	pausing: () => async () => await Promise.resolve(),
};
