import type { Verdict } from './operation';

/** Enough for the largest run and its retries; older entries only matter to executions that have ended. */
const CAPACITY = 20_000;

/**
 * Writes this process has finished, by execution, node, run and item.
 *
 * n8n's Retry On Fail runs the whole node again, every item included. An item that is remembered is answered from here
 * and not sent again, even if its expressions now come out differently (`$now` in a name). The memory can only hold a
 * write back: it never permits one.
 */
export class FinishedWrites {
	private readonly verdicts = new Map<string, Verdict>();

	recall(key: string): Verdict | undefined {
		return this.verdicts.get(key);
	}

	remember(key: string, verdict: Verdict): void {
		this.verdicts.set(key, verdict);
		if (this.verdicts.size > CAPACITY) {
			const [oldest] = this.verdicts.keys();
			this.verdicts.delete(oldest);
		}
	}
}

/** Of this process: a retry happens where the first try happened. */
export const finishedWrites = new FinishedWrites();
