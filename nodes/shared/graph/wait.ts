import { sleep } from 'n8n-workflow';

/** Waits, until the time is over or the execution is cancelled; a cancelled wait rejects at once. */
export type Wait = (milliseconds: number) => Promise<void>;

export const waitUnless =
	(cancelSignal?: AbortSignal): Wait =>
	async (milliseconds) => {
		if (milliseconds > 0) await sleep(milliseconds, cancelSignal);
	};
