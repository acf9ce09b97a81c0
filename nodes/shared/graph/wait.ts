import { sleep } from 'n8n-workflow';

/** Waits, until the time is over or the execution is cancelled; a cancelled wait rejects at once. */
export type Wait = (milliseconds: number) => Promise<void>;

export const waitUnless =
	(cancelSignal?: AbortSignal): Wait =>
	async (milliseconds) => {
		if (milliseconds > 0) await sleep(milliseconds, cancelSignal);
	};

/** Milliseconds of work in one go. Meanwhile n8n answers nobody, neither editor nor webhook. */
const AT_ONCE = 25;

/** Asked during long work. It waits a moment where that has gone on long enough; a cancelled run ends there. */
export type Pause = () => Promise<void>;

export function pausing(cancelSignal?: AbortSignal): Pause {
	let began = Date.now();
	return async () => {
		if (Date.now() - began < AT_ONCE) return;
		await sleep(1, cancelSignal);
		began = Date.now();
	};
}
